extension Theme {
  /// Reading aids on a screen: buttons on code, the entry of the contents that is read, the list of keys.
  static let readingRules = """
    .copied{position:relative;margin:1.4rem 0}
    .copied>pre{margin:0}
    .copy{position:absolute;top:.4rem;right:.45rem;width:2rem;height:2rem;padding:0;display:grid;place-items:center;\
    border:1px solid var(--rule);border-radius:8px;background:var(--surface);color:var(--muted);cursor:pointer;opacity:0}
    .src:has(.claims) .copy{right:3.6rem}
    :is(.src,.copied):is(:hover,:focus-within) .copy,.copy:focus-visible{opacity:1}
    .copy:hover{color:var(--ink)}
    .copy svg{width:1.1rem;height:1.1rem;fill:none;stroke:currentColor;stroke-width:1.6;stroke-linejoin:round}
    .toc li a[aria-current]{color:var(--ink);font-weight:600;border-color:var(--link)}
    .keys{max-width:min(30rem,calc(100vw - 1.5rem));padding:1.2rem 1.5rem;border:1px solid var(--rule);border-radius:14px;\
    background:var(--surface);color:var(--ink);box-shadow:0 20px 60px rgb(0 0 0/.3)}
    .keys::backdrop{background:rgb(0 0 0/.35)}
    .keys h2{margin:0 0 .8rem;font-size:1.1rem}
    .keys dl{display:grid;grid-template-columns:auto 1fr;gap:.45rem 1.2rem;margin:0 0 1rem;font-size:.92rem}
    .keys dd{margin:0;color:var(--muted)}
    .keys dt{white-space:nowrap}
    .keys kbd{display:inline-block;min-width:1.6em;text-align:center;border:1px solid var(--rule);border-radius:5px;\
    padding:0 .35em;font-size:.85em}
    .keys button{min-height:2.75rem;padding:0 1rem;border:1px solid var(--rule);border-radius:8px;background:none;\
    color:inherit;font:inherit;cursor:pointer}
    @media (pointer:coarse){.copy{width:2.75rem;height:2.75rem;pointer-events:none}
    :is(.src,.copied):is(:hover,:focus-within) .copy{pointer-events:auto}}
    @media screen and (max-width:900px){.src:has(.claims) .copy{right:.45rem}}
    @media print{.copy,.keys,.search{display:none}}

    """
}

extension Theme {
  /// Numbers that say where they come from, and the card that says it. On paper they are numbers.
  static let originRules = """
    a.num{color:inherit;text-decoration:underline dotted var(--wire) 1px;text-underline-offset:.24em}
    a.set{text-decoration:none}
    @media screen{
    a.num:is(:hover,:focus-visible,[aria-describedby]){background:var(--link-tint);text-decoration-color:var(--link);\
    border-radius:4px}
    a.set:is(:hover,:focus-visible,[aria-describedby]){background:none}
    .set:is(:hover,:focus-visible,[aria-describedby]) .katex{background:var(--link-tint);border-radius:6px;\
    box-shadow:0 0 0 .3em var(--link-tint)}
    .cell:target{outline:2.5px solid var(--link);outline-offset:2px}
    .origin{position:fixed;z-index:8;display:grid;gap:.15rem;max-width:min(27rem,calc(100vw - 1rem));\
    padding:.55rem .85rem .6rem;background:var(--surface);border:1px solid var(--rule);border-radius:10px;\
    box-shadow:0 6px 24px rgb(0 0 0/.16);font:400 .86rem/1.55 var(--sans);letter-spacing:0;color:var(--muted);\
    text-align:left;white-space:normal;text-indent:0}
    .origin code{background:none!important;padding:0!important;color:var(--ink);overflow-wrap:anywhere}
    }
    @media screen and (pointer:coarse){.origin a{display:inline-block;padding:.7rem 0;min-width:2.75rem}}
    @media print{a.num{text-decoration:none}.origin{display:none}}

    """
}

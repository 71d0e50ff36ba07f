extension Theme {
  /// Controls at the end of the bar: the switch of languages, that of colour schemes, and what else needs scripts and
  /// is shown where they run.
  static let barRules = """
    .bar .language{margin-inline-start:auto;font-weight:500;color:var(--ink);border:1px solid var(--rule);border-radius:8px;\
    padding:.3rem .75rem;text-decoration:none;white-space:nowrap}
    .bar .language:hover{background:var(--fill)}
    .schemes{display:none}
    [data-scripts] .schemes{display:flex;border:1px solid var(--rule);border-radius:8px;overflow:clip}
    .schemes button{width:2.1rem;height:2.1rem;padding:0;border:0;background:none;color:var(--muted);cursor:pointer;\
    display:grid;place-items:center}
    .schemes button+button{border-left:1px solid var(--rule)}
    .schemes button:hover{background:var(--fill)}
    .schemes button[aria-pressed=true]{background:var(--link-tint);color:var(--link)}
    .schemes button:focus-visible{outline-offset:-3px}
    .bar svg{width:1.15rem;height:1.15rem;fill:none;stroke:currentColor;stroke-width:1.6;stroke-linecap:round;\
    stroke-linejoin:round}

    """
}

extension Theme {
  /// Callouts and tabs.
  static let calloutRules = """
    .call{--tone:var(--link);border-inline-start:3px solid var(--tone);background:var(--fill);border-radius:0 10px 10px 0;\
    padding:.85rem 1.15rem;margin:1.6rem 0;font-size:.97rem}
    .call-tip{--tone:var(--forward)}
    .call-important{--tone:var(--local)}
    .call-warning{--tone:var(--gradient)}
    .call-caution{--tone:var(--bad)}
    .call-title{font-size:.88rem;font-weight:700;color:var(--tone);margin:0 0 .25rem}
    .call>:last-child{margin-bottom:0}
    details.call:not([open])>.call-title{margin:0}
    .call-exercise{--tone:var(--ink);background:var(--surface);border:1px solid var(--rule);border-inline-start:3px solid var(--tone)}
    .call-exercise>.call-title{font-size:1rem}
    :is(.call-theorem,.call-lemma,.call-corollary,.call-proposition,.call-conjecture,.call-definition){--tone:var(--ink)}
    :is(.call-example,.call-remark,.call-proof,.call-solution){--tone:var(--muted)}
    .tabset{display:flex;flex-wrap:wrap;margin:1.8rem 0}
    .tabset>input{position:absolute;opacity:0;pointer-events:none}
    .tabset>label{order:0;padding:.45rem .9rem .55rem;font-size:.92rem;color:var(--muted);cursor:pointer;\
    border-bottom:2px solid transparent;margin-bottom:-1px}
    .tabset>label:hover{color:var(--ink)}
    .tabset>input:checked+label{color:var(--ink);font-weight:600;border-color:var(--ink)}
    .tabset>input:focus-visible+label{outline:2.5px solid var(--link);border-radius:4px}
    .tabset>section{order:1;flex:0 0 100%;min-width:0;border-top:1px solid var(--rule);padding-top:1.1rem}
    .tab-title{display:none;font-weight:700}
    .tabset>section>.cell:nth-child(2){margin-top:0}
    \(tabPanels)
    """

  /// The most tabs that a set can show one at a time; further panels are always shown.
  static let tabLimit = 12

  private static let tabPanels: String = {
    var rules = "@media screen{"
    for index in 1...tabLimit {
      rules += ".tabset:not(:has(>input:nth-of-type(\(index)):checked))>section:nth-of-type(\(index))"
      rules += index == tabLimit ? "" : ","
    }
    return rules + "{display:none}}\n"
  }()
}

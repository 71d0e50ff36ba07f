/// Style of a preview's messages, in the page's own colours (`--ink`, `--bad`, …). In a shadow tree, so that
/// neither style sheet sees the other.
enum PreviewStyle {
  static let text = """
    :host{position:fixed;inset:auto 0 0 0;z-index:2147483000;font:15px/1.5 var(--sans,sans-serif);color:var(--ink)}
    [hidden]{display:none!important}
    aside{box-sizing:border-box;max-height:min(55vh,34rem);overflow:auto;overscroll-behavior:contain;padding:0 1.5rem 1rem;\
    background:var(--surface);border-top:4px solid var(--bad);box-shadow:0 -6px 24px rgb(0 0 0/.18)}
    header{position:sticky;top:0;display:flex;flex-wrap:wrap;align-items:center;gap:.25rem 1rem;padding:.6rem 0;\
    background:var(--surface)}
    h2{margin:0;font-size:1.1rem;color:var(--bad)}
    header p{margin:0;flex:1 1 14rem;color:var(--muted)}
    button{margin-left:auto;min-height:44px;padding:0 .9rem;font:inherit;color:var(--ink);background:var(--fill);\
    border:1px solid var(--wire);border-radius:6px;cursor:pointer}
    kbd{font:12px/1 var(--mono,monospace);color:var(--muted)}
    button:focus-visible,a:focus-visible,pre:focus-visible{outline:2px solid var(--link);outline-offset:2px}
    ol{list-style:none;margin:0;padding:0}
    li{padding:.7rem 0;border-top:1px solid var(--rule)}
    li p{margin:.15rem 0;overflow-wrap:anywhere}
    .place{color:var(--muted)}
    a{color:var(--link);font-family:var(--mono,monospace);text-underline-offset:2px}
    .place span{font-family:var(--mono,monospace)}
    .message{font-weight:600}
    code{font:.92em var(--mono,monospace)}
    pre{display:flex;gap:.9rem;margin:.4rem 0;padding:.5rem .8rem;overflow:auto;background:var(--fill);border-radius:6px;\
    font:14px/1.5 var(--mono,monospace)}
    pre code{white-space:pre;font:inherit}
    .line-no{color:var(--muted);user-select:none}
    mark{color:inherit;background:var(--bad-tint);box-shadow:inset 0 -2px var(--bad)}
    .hint b{font-weight:600}
    p[role=status]{margin:0;padding:.6rem 1.5rem;color:var(--ink);background:var(--fill);border-top:1px solid var(--wire)}
    @media (max-width:600px){aside{padding:0 1rem .8rem;max-height:60vh}}
    @media print{:host{display:none}}
    """
}

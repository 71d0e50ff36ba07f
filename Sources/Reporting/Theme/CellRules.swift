extension Theme {
  /// A cell: source on the fill colour, results below it, one outline around both.
  static let cellRules = """
    .cell{margin:1.8rem 0;border:1px solid var(--rule);border-radius:12px;background:var(--surface);overflow:clip}
    .cell>*+*{border-top:1px solid var(--rule)}
    .cell .src{position:relative;background:var(--fill)}
    .cell .src pre{margin:0;border:0;border-radius:0;background:none}
    .claims{position:absolute;right:.8rem;bottom:.55rem;margin:0;font-size:.78rem;font-weight:600;color:var(--forward);\
    background:var(--fill);padding:0 .3rem}
    summary{cursor:pointer}
    details.src>summary{padding:.55rem 1.1rem;font-size:.86rem;color:var(--muted)}
    details.src[open]>summary{border-bottom:1px solid var(--rule)}
    .fig{margin:0}
    .fig>figcaption{padding:.75rem 1.1rem .1rem;font-size:.9rem;line-height:1.6}
    .fig>.out+.out,.cell>.out+.out{border-top:1px solid var(--rule)}
    .out>.value:only-child,.out>.tuple{padding:.6rem 1.1rem}
    .out>pre.text{margin:0;border:0;border-radius:0;background:none}
    .out>.body{padding:.35rem 1.1rem .5rem}
    .out .body svg{display:block;width:100%;height:auto;overflow:visible}
    .scroll{overflow-x:auto}
    @media screen and (min-width:1240px){
    .cell:has(.wide){clear:right;margin-right:calc(-17.1rem - clamp(0px,(100vw - 84rem)/2,6rem))}
    :is(.call,.tabset,.solution,li) .cell:has(.wide){margin-right:0}
    .cell:has(.wide) .body.wide{padding-inline:.6rem}
    }
    .legend{display:flex;flex-wrap:wrap;gap:.25rem 1.3rem;font-size:.8rem;color:var(--muted);\
    padding:.1rem 1.1rem .55rem;margin:0}
    .legend .v{color:var(--forward)}
    .legend b{font-weight:600}
    .out footer{display:flex;flex-wrap:wrap;gap:.2rem 1rem;justify-content:space-between;\
    border-top:1px solid var(--rule);padding:.4rem 1.1rem;font-size:.78rem;color:var(--muted)}
    .out footer a{color:inherit}
    .files{display:flex;gap:.9em}
    .out .check.fail,.fault-inline{color:var(--bad)}
    .skipped{margin:0;padding:.6rem 1.1rem;font-size:.88rem;color:var(--muted)}
    .fault{padding:.8rem 1.1rem .9rem;background:var(--bad-tint);border-left:3px solid var(--bad);font-size:.94rem}
    .fault.expected{background:var(--fill);border-left-color:var(--muted)}
    .fault p{margin:0 0 .4rem}
    .fault>:last-child{margin-bottom:0}
    .fault-head{font-size:.86rem;color:var(--bad)}
    .fault.expected .fault-head{color:var(--muted)}
    .fault-head code{background:none!important;padding:0}
    .fault-source{display:flex;gap:1rem;margin:.5rem 0;padding:.6rem .8rem;border-radius:8px;background:var(--surface)}
    .fault-source .line-no{color:var(--muted);user-select:none}
    .fault-source mark{background:none;color:inherit;font-weight:600;text-decoration:underline wavy var(--bad) 1.5px;\
    text-underline-offset:.3em}
    .fault-hint{font-size:.9rem}
    .solution{margin:1.4rem 0;border:1px solid var(--rule);border-radius:12px;background:var(--surface)}
    .solution>summary{padding:.65rem 1.1rem;font-weight:600;font-size:.94rem}
    .solution>.cell{margin:0;border:0;border-top:1px solid var(--rule);border-radius:0 0 12px 12px}

    """
}

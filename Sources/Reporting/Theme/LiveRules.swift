extension Theme {
  /// Training in the page: its controls, and the lesson's own run, which stays paler below one in the page. On paper
  /// there are no controls, and the lesson's run alone.
  static let liveRules = """
    .training,.chart .live{display:none}
    @media screen{
    .training{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(17rem,100%),1fr));gap:.15rem 1.8rem;\
    align-items:center;padding:.55rem 1.1rem .6rem;background:var(--surface);border-top:1px solid var(--rule)}
    .training .actions,.training .status{grid-column:1/-1}
    .training .actions{display:flex;flex-wrap:wrap;gap:.4rem}
    .training button{height:2.25rem;padding:0 .9rem;border:1px solid var(--rule);border-radius:8px;\
    background:var(--surface);color:var(--ink);font:inherit;font-size:.84rem;cursor:pointer}
    .training button:hover{background:var(--fill)}
    .training .play{min-width:6rem;border-color:var(--link);color:var(--link);font-weight:600}
    .training .back{margin-left:auto}
    .training .back[aria-disabled=true]{visibility:hidden}
    .training :is(button,input):focus-visible{outline:2px solid var(--link);outline-offset:2px;border-radius:8px}
    .training .slider{grid-template-columns:auto 1fr 4.6em}
    .training .slider label{font-size:.93rem}
    .training .status{margin:0;min-height:1.6em;color:var(--muted);font-size:.93rem;font-variant-numeric:tabular-nums}
    .chart .live{display:inline}
    .chart[data-running=line]>:is(.l1,.l2,.l3,.l4,.b1,.b2,.b3,.b4,.p1,.p2,.p3,.p4,.o1,.o2,.o3,.o4):not(desc+*){opacity:.3}
    .chart[data-running=boundary]>:is(.b1,.b2,.b3,.b4,.line,.halo),.out[data-running]>footer>span:first-child\
    {visibility:hidden}
    }
    @media screen and (max-width:600px){
    .training{padding-inline:.8rem}
    .training :is(button,input){height:2.75rem}
    }

    """
}

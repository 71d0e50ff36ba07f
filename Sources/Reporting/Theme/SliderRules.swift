extension Theme {
  /// Sliders, and what stays behind when they move. On paper there are none, and the lesson stands at its own values.
  static let sliderRules = """
    .sliders,.belongs{display:none}
    [hidden]{display:none!important}
    @media screen{
    .sliders{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(13rem,100%),1fr));gap:.15rem 1.8rem;\
    align-items:center;padding:.55rem 1.1rem .6rem;background:var(--surface)}
    .fig>.out+.sliders,.fig>.sliders+.out{border-top:1px solid var(--rule)}
    .slider{display:grid;grid-template-columns:minmax(1.4em,auto) 1fr 3.4em;gap:.6em;align-items:center}
    .slider label{font-size:1.02rem}
    .sliders i{font:italic 1.12em/1 var(--var)}
    .slider output,.sliders .v{color:var(--forward);font-weight:600;font-variant-numeric:tabular-nums}
    .slider output{text-align:right;white-space:nowrap}
    .slider input{width:100%;min-width:0;height:2.25rem;margin:0;accent-color:var(--forward);cursor:pointer}
    .slider input:focus-visible,.sliders .reset:focus-visible{outline:2px solid var(--link);outline-offset:2px;\
    border-radius:8px}
    .sliders .foot{grid-column:1/-1;display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;align-items:center;\
    justify-content:space-between;min-height:2.25rem}
    .sliders .result{margin:0;font-size:.96rem;line-height:1.6}
    .sliders .reset{margin-left:auto;height:2.25rem;padding:0 .8rem;border:1px solid var(--rule);border-radius:8px;\
    background:var(--surface);color:var(--ink);font:inherit;font-size:.84rem;cursor:pointer}
    .sliders .reset:hover{background:var(--fill)}
    .sliders .reset[aria-disabled=true]{visibility:hidden}
    .belongs{display:block;margin:0;color:var(--muted);font-size:.84rem}
    small.belongs{display:inline}
    .badge .belongs{flex-basis:100%}
    .badge[data-stale]{flex-wrap:wrap;border-radius:12px}
    .out>.belongs{padding:.5rem 1.1rem 0}
    .out>.belongs+.value{padding:.1rem 1.1rem .6rem}
    .belongs i{font:italic 1.1em/1 var(--var)}
    [data-stale],[data-stale] :is(.v,.g,.d,td,th,i,sup,span,b,p,code){color:var(--muted)!important}
    .out[data-stale]{background:repeating-linear-gradient(-45deg,transparent 0 7px,var(--fill) 7px 9px)}
    [data-stale] .graph text{fill:var(--muted)!important}
    [data-stale] .graph :is(.bracket,.thread,.seed){stroke:var(--muted)!important}
    }
    @media screen and (max-width:600px){
    .sliders{position:sticky;bottom:0;z-index:2;padding-inline:.8rem;border-top:1px solid var(--rule)}
    .slider input,.sliders .reset{height:2.75rem}
    .slider{grid-template-columns:minmax(1.4em,auto) 1fr 3.6em}
    }

    """
}

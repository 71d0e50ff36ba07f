extension Theme {
  /// Values, arrays and the steps of the backward pass.
  static let artifactRules = """
    .value{display:flex;flex-wrap:wrap;align-items:center;gap:0 .4em;line-height:1.6;overflow-wrap:anywhere}
    .tuple{display:grid;gap:.3rem}
    .out i,.eq i,.steps i,.prose i{font:italic 1.1em/1 var(--var)}
    .value .v,.matrix td{color:var(--forward);font-weight:600}
    .matrix{border-collapse:separate;border-spacing:0;position:relative;margin:.15rem 0;\
    border-inline:1.5px solid var(--ink);--tick:linear-gradient(var(--ink),var(--ink)) no-repeat;\
    background:var(--tick) 0 0/6px 1.5px,var(--tick) 0 100%/6px 1.5px,var(--tick) 100% 0/6px 1.5px,\
    var(--tick) 100% 100%/6px 1.5px}
    .matrix td{border:0;padding:.05rem .55rem;text-align:right;white-space:nowrap}
    .said{padding:.1rem 1.1rem .7rem;font-size:.9rem;line-height:1.6}
    .said p{margin:.15rem 0}
    .shape{font-size:.8rem;color:var(--muted)}
    .steps{margin:0;padding:.5rem 1.1rem .6rem;list-style:none;counter-reset:step;font-size:.93rem;line-height:1.75}
    .steps li{counter-increment:step;display:grid;grid-template-columns:1.9em minmax(6.5rem,auto) 1fr;gap:0 .9em;\
    padding:.3rem 0;margin:0}
    .steps li+li{border-top:1px solid var(--rule)}
    .steps li::before{content:counter(step);color:var(--muted);font-size:.8rem;text-align:right}
    .steps .gate{grid-column:2;grid-row:1/span 4}
    .steps .pattern{display:block;color:var(--muted);font-size:.78rem;line-height:1.4}
    .steps .flow{grid-column:3}
    .steps li>.flow:first-child{grid-column:2/4}
    .steps .sum{font-weight:500}
    .steps small{color:var(--muted)}
    .pd{white-space:nowrap}
    .g{color:var(--gradient);font-weight:600}
    .d{color:var(--local)}
    .steps .d{font-weight:600}

    """
}

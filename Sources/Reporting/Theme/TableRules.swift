extension Theme {
  /// Tables: a strong rule below the head, fine ones between rows, no stripes.
  static let tableRules = """
    .tw{overflow-x:auto;margin:1.4rem 0}
    .out .tw{margin:0;padding:.2rem .55rem .3rem}
    table{border-collapse:collapse;font-size:.9rem;line-height:1.5}
    .plain,.data,.gradients{width:100%}
    caption{caption-side:top;text-align:start;font-size:.9rem;padding:0 .55rem .5rem}
    th{font-weight:600;vertical-align:bottom;text-align:start}
    thead :is(th,td){font-size:.82rem;color:var(--muted);padding:.45rem .55rem;border-bottom:1.5px solid var(--ink)}
    td,tbody th{padding:.4rem .55rem;border-bottom:1px solid var(--rule);vertical-align:baseline}
    tbody tr:last-child>*{border-bottom:0}
    .al{text-align:left}
    .ac{text-align:center}
    .ar{text-align:right}
    :is(.data,.gradients) :is(td,thead th){text-align:right;white-space:nowrap}
    :is(.data,.gradients) tbody th{font-weight:400;white-space:nowrap}
    .gradients :is(td,tbody th),.gradients .num{white-space:normal}
    :is(.data,.gradients) :is(.l,th:first-child,.branch td:first-child){text-align:left}
    .numbers thead th:first-child:not(.l){text-align:right}
    .gradients thead th{white-space:normal;max-width:7.5rem;line-height:1.35}
    .gradients .v,.data .v{color:var(--forward);font-weight:600}
    .gradients :is(.n,.cut){color:var(--muted)}
    .gradients .cut{white-space:nowrap}
    .gradients .part{font-weight:400}
    .gradients .group td{text-align:left;background:var(--fill);font-size:.78rem;font-weight:600;color:var(--muted);\
    padding:.25rem .55rem}
    .gradients .branch td{padding-block:.15rem .3rem;font-size:.94em}
    .gradients .branch td:first-child{padding-left:1.4rem;color:var(--muted)}
    .gradients tr:has(+.branch)>*,.gradients .branch:has(+.branch)>*{border-bottom-color:transparent}
    td.c .check{white-space:nowrap}
    .check.pass{color:var(--forward);font-weight:600}
    footer .check{font-weight:400!important}
    .check.fail{color:var(--bad);font-weight:600}
    .check:is(.undecided,.undefined,.unchecked,.definition){color:var(--muted)}
    .more>summary{padding:.4rem 1.1rem;font-size:.84rem;color:var(--muted)}

    """
}

extension Theme {
  /// Paper: light, no controls, everything open, no short block cut in two. Long code and long tables may break between
  /// lines, or the page before them would stay half empty. A style sheet can count rows but no lines of code, so it
  /// counts coloured words instead: 30 of them are ten lines or more.
  static let printRules = """
    @media print{
    :root{--bg:#FFFFFF;--ink:#000000;--muted:#3F464D;--rule:#BBBBBB}
    @page{size:A4;margin:18mm 16mm}
    body{font-size:10.5pt}
    .bar,.toc,.neighbours,.skip,.anchor,.files,.back{display:none!important}
    .wrap{display:block;max-width:none;padding:0}
    main{padding:0}
    h1{font-size:1.9rem}
    :is(h1,h2,h3,h4,.tab-title){break-after:avoid}
    table,tr,div.call,.body,.picture,.eq,.fault,figcaption{break-inside:avoid}
    table:has(tbody tr:nth-child(16)){break-inside:auto}
    .cell .src,pre{break-inside:avoid;orphans:6;widows:6}
    .cell :is(details.src,.src:has(span:nth-of-type(30))),:is(details.src pre,pre:has(span:nth-of-type(30))){\
    break-inside:auto}
    .cell .src,.src>summary,.call-title,caption,.fig>figcaption{break-after:avoid}
    .scroll,.tw,pre{overflow:visible!important}
    pre{white-space:pre-wrap}
    .gradients{font-size:.75em}
    .matrix{font-size:.82em}
    .gradients thead th{font-size:1em}
    :is(.data,.gradients) :is(td,thead th,tbody th),.gradients .num{white-space:normal}
    .out .body svg{min-width:0!important}
    details::details-content{content-visibility:visible!important;display:block!important;block-size:auto!important}
    details>summary{list-style:none}
    .page-break{break-after:page}
    .tabset{display:block}
    .tabset>label{display:none}
    .tab-title{display:block}
    a{color:inherit;text-decoration:none}
    main a[href^=http]::after{content:" (" attr(href) ")";font-size:.8em;overflow-wrap:anywhere}
    .bibliography a::after{content:""!important}
    }

    """
}

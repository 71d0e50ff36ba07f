extension Theme {
  /// Paper: light, no controls, everything open, page numbers at the foot, no short block cut in two.
  ///
  /// Type is smaller than on a screen, and spaces with it, since they are told in the root's size. Long code and long
  /// tables may break between lines, panels of a chart between rows, code and what it shows between the two, or the
  /// page before them would stay half empty. A style sheet can count rows but no lines of code, so it counts coloured
  /// words instead: 30 of them are ten lines or more. What is folded because all is well is left out, as in Markdown.
  static let printRules = """
    @media print{
    :root{--bg:#FFFFFF;--ink:#000000;--muted:#3F464D;--rule:#BBBBBB}
    @page{size:A4;margin:14mm 15mm 16mm;\
    @bottom-center{content:counter(page) " / " counter(pages);font:8pt/1 sans-serif;color:#3F464D}}
    html{font-size:9.1pt}
    body{font-size:9.6pt;line-height:1.45}
    :lang(ko) body{line-height:1.55}
    .bar,.toc,.neighbours,.skip,.anchor,.files,.back{display:none!important}
    .wrap{display:block;max-width:none;padding:0}
    main{padding:0}
    h1{font-size:1.9rem}
    h2{margin:1.8rem 0 .5rem}
    h3{margin:1.3rem 0 .4rem}
    p,ul,ol{margin-bottom:.75em}
    p,li{orphans:3;widows:3}
    .title{padding-bottom:.7rem;margin-bottom:1.2rem}
    .cell,.tw,.tabset,.listing,.picture,.call,.solution,pre{margin-block:1.05rem}
    .call{padding:.6rem 1rem}
    .call .cell{margin-block:.8rem}
    .eq{padding:.2em 0;margin:-.3em 0 .5em}
    pre{line-height:1.42;padding-block:.55rem}
    .steps{line-height:1.5;padding-block:.3rem}
    :is(.data,.gradients,.plain) :is(td,tbody th){padding-block:.24rem}
    .fig>figcaption{padding-top:.5rem}
    .claims{bottom:.3rem}
    .notes,.bibliography{margin-top:1.6rem;padding-top:.2rem}
    :is(h1,h2,h3,h4,.tab-title,summary,.call-title){break-after:avoid}
    table,tr,div.call,.body,.picture,.eq,.fault,figcaption,.steps li,.value{break-inside:avoid}
    table:has(tbody tr:nth-child(16)),div.call:has(.cell),div.call:has(p:nth-of-type(4)),.body:has(.panels){\
    break-inside:auto}
    .out footer{break-before:avoid}
    .cell .src,pre{break-inside:avoid;orphans:6;widows:6}
    .cell :is(details.src,.src:has(span:nth-of-type(30))),:is(details.src pre,pre:has(span:nth-of-type(30))){\
    break-inside:auto}
    .src>summary,caption,.fig>figcaption{break-after:avoid}
    .scroll,.tw,pre{overflow:visible!important}
    pre{white-space:pre-wrap}
    .gradients{font-size:.88em}
    .matrix{font-size:.86em}
    .gradients thead th{font-size:1em}
    :is(.data,.gradients) :is(td,thead th,tbody th),.gradients .num{white-space:normal}
    .out .body svg{min-width:0!important}
    details::details-content{content-visibility:visible!important;display:block!important;block-size:auto!important}
    details>summary{list-style:none}
    details.more:not([open]){display:none}
    .page-break{break-after:page}
    .tabset{display:block}
    .tabset>label{display:none}
    .tab-title{display:block}
    a{color:inherit;text-decoration:none}
    main a[href^=http]::after{content:" (" attr(href) ")";font-size:.8em;overflow-wrap:anywhere}
    .bibliography a::after{content:""!important}
    .index{max-width:none;padding:0;columns:2;column-gap:1.6rem}
    .index>header{column-span:all}
    .index .title{margin-bottom:.6rem}
    .own-title{font-size:1.1rem;margin:0}
    .own-lede{font-size:.85em;margin:0 0 .3rem}
    .index h2{margin:0 0 .3rem}
    .index ol li{break-inside:avoid}
    .index ol li a{padding:.12rem 0;grid-template-columns:1.7rem 1fr}
    .index ol li b{font-size:1em;color:inherit}
    .index ol li span{font-size:.74em;line-height:1.3}
    .sheets{margin-top:.4rem}
    .sheets a{padding:.1rem 0}
    dl{columns:2;column-gap:1.6rem}
    dt{break-after:avoid}
    dd{break-inside:avoid;margin-bottom:.5em}
    }

    """
}

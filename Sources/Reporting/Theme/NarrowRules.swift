extension Theme {
  /// Narrow screens: nothing is wider than the page, a table of gradients becomes cards, targets are 44 px.
  static let phoneRules = """
    @media screen and (max-width:900px){
    .wrap{display:block;padding:0 1rem}
    .bar>div{padding:.2rem 1rem}
    .bar .language,.bar .home{padding-block:.7rem}
    .schemes button{width:2.5rem;height:2.75rem}
    [data-scripts] .find{min-height:2.75rem;min-width:2.75rem;justify-content:center}
    .find :is(span,kbd){display:none}
    .toc{position:static;max-height:none;padding:1.2rem 0 0}
    .toc .toc-title{display:none}
    .contents{border:1px solid var(--rule);border-radius:10px;background:var(--surface);margin-bottom:.9rem}
    .contents>summary{display:block;padding:.7rem 1rem;font-weight:600;font-size:.95rem}
    .contents>summary::before{content:"▸ ";color:var(--muted)}
    .contents[open]>summary::before{content:"▾ "}
    .contents ol{padding:0 1rem .6rem;border:0}
    .contents li a{padding-block:.6rem}
    .eq .katex{font-size:1em}
    .src pre,.tw,.scroll:not(.graph-figure .scroll),.lesson>pre{--ground:var(--surface);background:\
    linear-gradient(90deg,var(--ground) 40%,transparent) 0 0/2.4rem 100% no-repeat local,\
    linear-gradient(270deg,var(--ground) 40%,transparent) 100% 0/2.4rem 100% no-repeat local,\
    linear-gradient(90deg,var(--rule),transparent) 0 0/.7rem 100% no-repeat scroll,\
    linear-gradient(270deg,var(--rule),transparent) 100% 0/.7rem 100% no-repeat scroll!important}
    .src pre{--ground:var(--fill)}
    main .tw{--ground:var(--bg)}
    .out .tw,.call-exercise>.tw{--ground:var(--surface)}
    .call:not(.call-exercise)>.tw{--ground:var(--fill)}
    .badge{margin:0}
    .claims{position:static;text-align:right;padding:0 .8rem .45rem}
    main{padding-top:1.2rem}
    body{font-size:1rem}
    h1{font-size:1.7rem}
    h2{margin-top:2.6rem}
    .index{padding:1.6rem 1rem 3rem}
    .tabset>label{padding-block:.65rem}
    .back{display:inline-block;padding:.5rem}
    summary{padding-block:.7rem!important}
    }
    @media screen and (max-width:600px){
    .bar .crumb{display:none}
    .bar .language{padding-inline:.5rem}
    .bar .home{flex:1}
    .gradients,.gradients :is(tbody,tr,td,th){display:block;width:100%}
    .gradients thead{display:none}
    .gradients tr{display:flex;flex-direction:column;padding:.6rem 0;border-bottom:1px solid var(--rule)}
    .gradients tr:last-child{border-bottom:0}
    .gradients :is(td,tbody th){border:0!important;padding:.1rem 0!important}
    .gradients td{text-align:right;white-space:normal}
    .gradients td:empty{display:none}
    .gradients td[data-l]::before{content:attr(data-l);color:var(--muted);font-weight:400;font-size:.84rem;float:left;\
    padding-right:1rem}
    .gradients tbody th{order:-2;font-size:1.05rem}
    .gradients td.l{text-align:right!important}
    .gradients tr{position:relative}
    .gradients td.c{position:absolute;top:.65rem;right:0;width:auto}
    .gradients .c::before{content:""!important;display:none}
    .gradients .group{padding:0}
    .gradients .group td{padding:.25rem .4rem!important}
    .gradients .branch{padding-left:1rem}
    .steps li{grid-template-columns:1.5em 1fr}
    .steps .gate,.steps .flow,.steps li>.flow:first-child{grid-column:2;grid-row:auto}
    .steps .pattern{display:inline;margin-left:.6em}
    .cell .src pre,.out>.body,.steps,.legend,.fig>figcaption,.out footer,.out>.value:only-child{padding-inline:.8rem}
    .neighbours{grid-template-columns:1fr}
    .neighbours .next{grid-column:1}
    }

    """
}

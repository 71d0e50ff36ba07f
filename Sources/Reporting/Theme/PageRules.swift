extension Theme {
  /// The frame: bar, contents, text column, notes column.
  static let pageRules = """
    *{box-sizing:border-box}
    html{-webkit-text-size-adjust:100%;scroll-padding-top:4.5rem}
    body{margin:0;background:var(--bg);color:var(--ink);font:400 1.0625rem/1.7 var(--sans);\
    font-variant-numeric:tabular-nums;text-rendering:optimizeLegibility;-webkit-font-smoothing:antialiased}
    :lang(ko){word-break:keep-all;overflow-wrap:break-word;line-break:strict}
    :lang(ko) body,.lesson:lang(ko){line-height:1.78}
    :lang(ko) em{font-style:normal;font-weight:600}
    :focus-visible{outline:2.5px solid var(--link);outline-offset:2px;border-radius:4px}
    a{color:var(--link);text-decoration-thickness:.06em;text-underline-offset:.18em}
    .skip{position:absolute;inset-inline-start:-999rem;top:0;z-index:9;background:var(--surface);padding:.6rem 1rem}
    .skip:focus{inset-inline-start:1rem;top:.5rem}
    .sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    .bar{position:sticky;top:0;z-index:5;background:var(--bg);border-bottom:1px solid var(--rule)}
    .bar>div{max-width:84rem;margin:0 auto;display:flex;align-items:center;gap:.6rem;padding:.4rem 1.6rem;\
    font-size:.88rem;min-height:3rem}
    .bar .home{color:var(--muted);text-decoration:none;white-space:nowrap;padding:.5rem 0;min-width:3rem;\
    overflow:hidden;text-overflow:ellipsis}
    .bar .home:hover{color:var(--ink);text-decoration:underline}
    .bar .crumb{flex:1;min-width:0;font-weight:600;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
    .wrap{max-width:84rem;margin:0 auto;padding:0 1.6rem;display:grid;\
    grid-template-columns:13rem minmax(0,46rem) 14.5rem;column-gap:2.6rem;justify-content:center}
    .toc{position:sticky;top:3.6rem;align-self:start;max-height:calc(100vh - 4rem);overflow-y:auto;padding:2.4rem 0;\
    font-size:.86rem;line-height:1.5}
    .toc-title{font-size:.78rem;font-weight:600;color:var(--muted);margin:0 0 .6rem}
    .contents>summary{display:none}
    @supports not selector(::details-content){.toc .toc-title{display:none}.contents>summary{display:block}}
    @media screen and (min-width:901px){.contents::details-content{content-visibility:visible;display:block;\
    block-size:auto}}
    .toc ol{list-style:none;margin:0;padding:0;border-inline-start:1px solid var(--rule)}
    .toc li a{display:block;padding-block:.26rem;padding-inline:.9rem .2rem;color:var(--muted);text-decoration:none;margin-inline-start:-1px;\
    border-inline-start:2px solid transparent}
    .toc li.sub a{padding-inline-start:1.8rem;font-size:.95em}
    .toc li a:hover{color:var(--ink);border-color:var(--ink)}
    .badge{display:inline-flex;margin:1.6rem 0 0;font-size:.8rem;font-weight:600;border-radius:1rem;\
    padding:.25rem .8rem .25rem .7rem;max-width:100%;box-sizing:border-box;color:var(--forward);\
    background:var(--forward-tint)}
    .badge.fail{color:var(--bad);background:var(--bad-tint)}
    .badge:is(.undecided,.undefined){color:var(--muted);background:var(--fill)}
    main{padding:2.4rem 0 3rem;min-width:0}
    .title{border-bottom:1px solid var(--rule);padding-bottom:1.1rem;margin-bottom:2rem}
    .title h1{margin:0 0 .5rem}
    .lede{font-size:1.16rem;color:var(--muted);line-height:1.6;margin:0;text-wrap:balance}
    .meta{display:flex;flex-wrap:wrap;gap:.3rem 1.4rem;font-size:.84rem;color:var(--muted);margin:.9rem 0 0}
    .neighbours{display:grid;grid-template-columns:1fr 1fr;gap:1rem;margin-top:3.4rem}
    .neighbours a{border:1px solid var(--rule);border-radius:10px;padding:.7rem 1rem;text-decoration:none;\
    color:var(--ink);font-weight:600;font-size:.95rem;line-height:1.5}
    .neighbours a:hover{border-color:var(--link)}
    .neighbours small{display:block;color:var(--muted);font-weight:400;font-size:.8rem}
    .neighbours .next{text-align:end;grid-column:2}
    :has(>.index) .bar{position:static;border:0}
    :has(>.index) .bar>div{justify-content:flex-end;max-width:52rem}
    .index{max-width:52rem;margin:0 auto;padding:3rem 1.6rem 4rem}
    .index .title{border:0;margin-bottom:1rem}
    .index h2{font-size:.86rem;font-weight:600;color:var(--muted);margin:2.4rem 0 .8rem}
    .own-title{font-size:1.45rem;font-weight:700;line-height:1.3;margin:0 0 .3rem}
    .own-lede{color:var(--muted);margin:0 0 1rem}
    .index ol{list-style:none;margin:0;padding:0;counter-reset:lesson;border-top:1px solid var(--rule)}
    .index ol li{counter-increment:lesson;border-bottom:1px solid var(--rule)}
    .index ol li a{display:grid;grid-template-columns:2.6rem 1fr;gap:0 .6rem;padding:1rem .4rem;text-decoration:none;\
    color:var(--ink)}
    .index ol li a::before{content:counter(lesson,decimal-leading-zero);color:var(--muted);font-size:.9rem;\
    padding-top:.18rem;grid-row:span 2}
    .index ol li a:hover{background:var(--fill)}
    .index ol li b{font-weight:650;font-size:1.08rem;color:var(--link)}
    .index ol li span{grid-column:2;color:var(--muted);font-size:.94rem;line-height:1.6}
    .sheets{list-style:none;margin:1rem 0 0;padding:0 .4rem;display:flex;flex-wrap:wrap;gap:.4rem 1.6rem}
    .sheets a{display:block;padding:.5rem 0}

    """
}

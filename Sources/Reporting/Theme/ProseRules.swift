extension Theme {
  /// Running text, side notes, and what Markdown makes.
  static let proseRules = """
    h1,h2,h3,h4,h5,h6{line-height:1.3;letter-spacing:-.012em;font-weight:700;text-wrap:balance;position:relative}
    h1{font-size:2.15rem}
    h2{font-size:1.45rem;margin:3.2rem 0 .8rem}
    h3{font-size:1.14rem;margin:2.2rem 0 .6rem}
    h4,h5,h6{font-size:1rem;margin:1.8rem 0 .5rem}
    .anchor{color:var(--muted);text-decoration:none;font-weight:400;opacity:0;margin-left:.35em;font-size:.8em}
    :is(h1,h2,h3,h4,h5,h6):hover .anchor,.anchor:focus{opacity:1}
    p{margin:0 0 1.05em;text-wrap:pretty}
    ul,ol{margin:0 0 1.05em;padding-inline-start:1.5em}
    li{margin:.2em 0}
    li>p{margin-bottom:.5em}
    li>:is(ul,ol){margin-bottom:0}
    .task{list-style:none;margin-inline-start:-1.5em}
    .task>input,.task>p>input{margin-right:.25em;accent-color:var(--forward)}
    blockquote{margin:1.4rem 0;padding-block:.1rem;padding-inline:1.2rem 0;border-inline-start:3px solid var(--rule);color:var(--muted)}
    hr{border:0;border-top:1px solid var(--rule);margin:2.4rem 0}
    img{max-width:100%;height:auto}
    sup,sub{font-size:.72em;line-height:0}
    code,samp,kbd{font-family:var(--mono);font-size:.9em}
    :not(pre)>code{background:var(--fill);border-radius:5px;padding:.12em .34em}
    pre{margin:1.4rem 0;padding:.85rem 1.1rem 1rem;overflow-x:auto;font:400 .88rem/1.65 var(--mono);tab-size:2;\
    background:var(--fill);border:1px solid var(--rule);border-radius:12px}
    pre code,pre samp{font-size:1em}
    .kw{color:var(--local)}
    .nu{color:var(--forward)}
    .st{color:var(--gradient)}
    .fn{color:var(--link)}
    .cm{color:var(--muted)}
    .num{white-space:nowrap}
    .name,:lang(ko) i .name{font-style:normal}
    .eq{display:flex;align-items:center;margin:-.25em 0 .8em;padding:.5em 0;overflow-x:auto;overflow-y:hidden}
    .eq>:first-child{flex:1}
    .eq .katex-display{margin:0}
    p .katex-display{padding:.5em 0;overflow-x:auto;overflow-y:hidden}
    .eq-no{color:var(--muted);padding-inline-start:1em}
    .tex{font-family:var(--mono);font-size:.9em}
    .katex{font-size:1.1em;position:relative}
    .keep{white-space:nowrap}
    .keep wbr{white-space:normal}
    .xref{white-space:nowrap}
    .picture{margin:1.8rem 0;text-align:center}
    .picture figcaption{color:var(--muted);font-size:.9rem;margin-top:.6rem}
    .no{font-weight:700;color:var(--ink);white-space:nowrap;margin-inline-end:.35em}
    .fnref a{text-decoration:none;font-weight:600;padding:0 .1em}
    .side-note{float:inline-end;clear:inline-end;width:14.5rem;margin-block:.25rem 1rem;margin-inline:0 -17.1rem;font-size:.82rem;line-height:1.6;\
    color:var(--muted)}
    .side-note p{margin:0 0 .5em}
    .side-note sup{color:var(--link);font-weight:600}
    .notes,.bibliography{font-size:.9rem;color:var(--muted);border-top:1px solid var(--rule);margin-top:3rem}
    .notes h2,.bibliography h2{font-size:1rem;margin:1rem 0 .6rem;color:var(--ink)}
    .bibliography ul{list-style:none;padding:0}
    .bibliography li{padding-inline-start:1.5em;text-indent:-1.5em;overflow-wrap:anywhere}
    .back{text-decoration:none}
    dt{font-weight:600}
    dfn{font-style:inherit}
    dd{margin:0 0 .5em 1.5em}
    .listing{margin:1.4rem 0}
    .listing>figcaption{font:500 .8rem var(--mono);color:var(--muted)}
    .listing>pre{margin-top:.35rem}
    video{max-width:100%;height:auto}
    :target{scroll-margin-top:4.5rem}
    li:target,.fnref:target{background:var(--link-tint)}
    @media screen and (min-width:1240px){.notes:not(:focus-within){position:absolute;width:1px;height:1px;overflow:hidden;\
    clip-path:inset(50%)}.fnref a{pointer-events:none}}
    @media not all and (min-width:1240px){.side-note{display:none}}
    @media screen and (max-width:1239px){.wrap{grid-template-columns:12rem minmax(0,46rem)}}

    """
}

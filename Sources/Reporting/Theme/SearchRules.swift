extension Theme {
  /// The button of the search, and its dialog.
  static let searchRules = """
    .find{display:none}
    [data-scripts] .find{display:flex;align-items:center;gap:.5rem;min-height:2.1rem;padding:0 .7rem;\
    border:1px solid var(--rule);border-radius:8px;background:none;color:var(--muted);font:inherit;cursor:pointer}
    .find:hover{background:var(--fill)}
    .find kbd{border:1px solid var(--rule);border-radius:4px;padding:0 .35em;font-size:.8em}
    .search{width:min(42rem,calc(100vw - 1.5rem));max-height:min(80vh,46rem);margin:9vh auto auto;padding:0;border:1px solid var(--rule);\
    border-radius:14px;background:var(--surface);color:var(--ink);box-shadow:0 20px 60px rgb(0 0 0/.3)}
    .search[open]{display:flex;flex-direction:column}
    .search::backdrop{background:rgb(0 0 0/.35)}
    .search>div{display:flex;border-bottom:1px solid var(--rule)}
    .search input{flex:1;min-width:0;min-height:3.25rem;padding:0 1.1rem;border:0;background:none;color:inherit;\
    font:400 1.05rem/1.4 var(--sans);outline-offset:-4px}
    .search input::placeholder{color:var(--muted);opacity:1}
    .search button{flex:none;width:3.25rem;border:0;background:none;color:var(--muted);font-size:1.5rem;cursor:pointer;\
    outline-offset:-4px}
    .search ul{list-style:none;margin:0;padding:.35rem;overflow-y:auto;min-height:0}
    .search li{display:grid;grid-template-columns:1fr auto;gap:0 1rem;align-items:baseline;margin:0;padding:.6rem .8rem;\
    border-radius:9px;cursor:pointer;min-height:2.75rem}
    .search li:hover{background:var(--fill)}
    .search li[aria-selected=true]{background:var(--link-tint);box-shadow:inset 3px 0 var(--link)}
    .search b{font-weight:650;line-height:1.4}
    .search small{color:var(--muted);font-size:.8rem}
    .search li span{grid-column:1/-1;color:var(--muted);font-size:.87rem;line-height:1.5;overflow-wrap:anywhere}
    .search li[aria-selected=true] :is(span,small){color:var(--ink)}
    .search mark{background:none;color:var(--ink);font-weight:650;text-decoration:underline var(--link) 2px;\
    text-underline-offset:.2em}
    .search p{margin:0;padding:.55rem 1.1rem;border-top:1px solid var(--rule);color:var(--muted);font-size:.82rem}
    @media screen and (max-width:600px){
    .search{margin-top:.75rem;max-height:calc(100dvh - 1.5rem)}
    .search li{grid-template-columns:1fr}
    .search small{order:-1}
    }

    """
}

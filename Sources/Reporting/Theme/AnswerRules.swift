extension Theme {
  /// Fields for answers. On paper, and without scripts, each is a line to write on.
  static let answerRules = """
    .blank{display:inline-block;width:7em;height:1.1em;border-bottom:1px solid var(--muted);vertical-align:baseline}
    .ask{margin:.6rem 0 1.4rem}
    .practice{display:none}
    @media screen{
    [data-scripts] .practice{display:block;margin-top:2.4rem;color:var(--muted);font-size:.88rem}
    .answer:has(input){display:inline-flex;gap:.35rem;align-items:center;vertical-align:middle;margin:.2rem 0 .2rem .15rem;\
    max-width:100%}
    .answer:has(input) .blank,.later{display:none}
    .answer :is(input,button){box-sizing:border-box;height:2.75rem;min-width:2.75rem;padding:0 .7rem;\
    border:1px solid var(--muted);border-radius:8px;background:var(--surface);color:var(--ink);font:inherit}
    .answer input{width:8.5em;flex:0 1 auto;font-variant-numeric:tabular-nums}
    .answer button{font-size:.9rem;cursor:pointer}
    .answer button:hover{background:var(--fill)}
    .answer :is(input,button):focus-visible{outline:2.5px solid var(--link);outline-offset:1px}
    .answer[data-state=right] input{border:2px solid var(--forward)}
    .answer[data-state=wrong] input{border:2px dashed var(--bad)}
    .judged:not(:empty){display:block;margin:.35rem 0;font-size:.95rem}
    .call-exercise.done>.call-title::after{content:" ✓";color:var(--forward)}
    }
    @media print{.answer>:not(.blank),.judged{display:none}}

    """
}

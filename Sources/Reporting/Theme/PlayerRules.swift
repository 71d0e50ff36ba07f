extension Theme {
  /// The player below a graph and above a list of steps. What is covered keeps its room; on paper nothing is covered, and
  /// there are no controls.
  static let playerRules = """
    .player{display:none}
    @media screen{
    .player{display:block;padding:.35rem 1.1rem .5rem}
    .graph-figure>.player{padding:.35rem 0 0}
    .player .keys{display:flex;align-items:center;gap:.3rem}
    .player button{width:2.25rem;height:2.25rem;padding:0;border:1px solid var(--rule);border-radius:8px;\
    background:var(--surface);color:var(--ink);cursor:pointer;display:grid;place-items:center}
    .player button:hover{background:var(--fill)}
    .player button:focus-visible{outline:2px solid var(--link);outline-offset:2px}
    .player button[data-rest]{color:var(--muted)}
    .out .player button svg{display:block;width:1.1rem;height:1.1rem}
    .player path{fill:none;stroke:currentColor;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}
    .player .play path{fill:currentColor}
    .player .place{margin-left:.5rem;color:var(--muted);font-size:.84rem;font-variant-numeric:tabular-nums}
    .player .now{font-size:.93rem;line-height:1.75}
    .player.running .now{padding-top:.4rem}
    .graph-figure .player.running .now{min-height:4.6rem}
    .player .now .d{color:var(--local)}
    .player .now .g{color:var(--gradient);font-weight:600}
    .player .now .v{color:var(--forward);font-weight:600}
    .player .now small{color:var(--muted)}
    .player .now.ask .ans,.steps .ask .ans{padding:0 .45em;border:1px dashed currentColor;border-radius:6px}
    .player .hint,.player .now.hint{margin:0;color:var(--muted);font-size:.84rem}
    .steps>.off>*{visibility:hidden}
    .steps>.ask .sum{visibility:hidden}
    .steps>[aria-current]{background:var(--fill);box-shadow:-.55rem 0 0 var(--fill),.55rem 0 0 var(--fill)}
    .graph .off{visibility:hidden}
    .graph .moving{stroke:var(--forward);stroke-width:2.5}
    .graph .back{stroke:var(--gradient)}
    .graph .hot .gate,.graph .hot .leaf{stroke:var(--link);stroke-width:3}
    }
    @media screen and (max-width:600px){
    .player button{width:2.75rem;height:2.75rem}
    }

    """
}

/// The style of figures as CSS text: colours as variables in a light and a dark set, and the rules that use them.
public enum FigureStyle {
  /// Declarations for the light scheme and for print.
  public static let lightTokens = """
    --surface:#fff;--fill:#f4f4f0;--ink:#1c2126;--muted:#5b646e;--rule:#dfdfda;--wire:#6b747d;--forward:#00695c;\
    --gradient:#c2410c;--gradient-tint:#fcede4;--local:#6d3fc0;--local-tint:#f1ecfb;
    """
  /// Declarations for the dark scheme, on screens only.
  public static let darkTokens = """
    --surface:#1c2024;--fill:#23282d;--ink:#e8eaec;--muted:#a3acb5;--rule:#343a40;--wire:#8d96a0;--forward:#5cd1ba;\
    --gradient:#ff9b6a;--gradient-tint:#3a251a;--local:#bfa6ff;--local-tint:#2b2440;
    """

  static let fonts = """
    --figure-sans:"Pretendard Variable",Pretendard,-apple-system,BlinkMacSystemFont,"Apple SD Gothic Neo",\
    "Noto Sans KR","Noto Sans CJK KR","Malgun Gothic","Segoe UI",Roboto,sans-serif;\
    --figure-serif:"STIX Two Text","Latin Modern Roman",Cambria,"Times New Roman",serif;
    """

  /// Rules of drawings on pages and in files. Not every program that reads a file knows `paint-order`,
  /// `context-stroke` and percentages of font sizes.
  private static let common = """
    .graph text{font-family:var(--figure-sans);font-variant-numeric:tabular-nums;fill:var(--ink);text-anchor:middle}
    .graph .ground{fill:var(--surface)}
    .graph .wire{fill:none;stroke:var(--wire);stroke-width:1.5}
    .graph .arrow{fill:var(--wire)}
    .graph .gate{fill:var(--surface);stroke:var(--ink);stroke-width:1.75}
    .graph .sign{fill:none;stroke:var(--ink);stroke-width:2;stroke-linecap:round}
    .graph .word{font-size:15.5px;font-weight:500}
    .graph .leaf{fill:var(--surface);stroke:var(--wire);stroke-width:1.5}
    .graph .parameter{fill:var(--fill);stroke:var(--ink);stroke-width:1.75}
    .graph .constant{stroke-dasharray:4 3}
    .graph .stack{fill:var(--surface);stroke:var(--wire);stroke-width:1.25}
    .graph .name{font-size:20px}.graph .n{font-size:18px;text-anchor:end}
    .graph .number{font-size:16px;font-weight:600;fill:var(--forward)}
    .graph .i{font-family:var(--figure-serif);font-style:italic;font-weight:400}.graph .s{font-size:.68em}
    .graph .v,.graph .g{font-size:16px;font-weight:600}.graph .v{fill:var(--forward)}.graph .g{fill:var(--gradient)}
    .graph .mark{font-size:.8em}
    .graph .bracket{fill:none;stroke:var(--gradient);stroke-width:1.25}.graph .forward{stroke:var(--forward)}
    .graph .pattern{font-size:12.5px;fill:var(--muted)}.graph .framed{font-size:13px}
    .graph .caption{font-size:12.5px;fill:var(--muted)}
    .graph text.chip{font-size:13.5px;font-weight:600}
    .graph .local rect{fill:var(--local-tint);stroke:var(--local)}.graph .local text{fill:var(--local)}
    .graph .sum rect{fill:var(--gradient-tint);stroke:var(--gradient)}.graph .sum text{fill:var(--gradient)}
    .graph .thread,.graph .seed{fill:none;stroke:var(--gradient);stroke-width:1.25;stroke-dasharray:3 3}
    .graph .dot{fill:var(--ink)}
    .graph .frame{fill:none;stroke:var(--wire);stroke-width:1.25;stroke-dasharray:2 4;stroke-linecap:round}
    .graph.tight .pattern{font-size:13.2px}
    .graph.narrow .v,.graph.narrow .g,.graph.narrow .n{font-size:13px;text-anchor:start}
    .graph.narrow .n{font-size:15px}.graph.narrow .name{font-size:17px}.graph.narrow .number{font-size:13px}
    .graph.narrow .word{font-size:12.5px}.graph.narrow .sign{stroke-width:1.75}
    .graph.narrow .pattern{font-size:11.5px;text-anchor:start}.graph.narrow .caption{font-size:11.5px}
    .graph.narrow text.chip{font-size:12.5px}.graph .cells,.graph.narrow .cells{text-anchor:end}

    """

  /// Rules of drawings on pages, all below `.graph`, without tokens.
  static let drawing =
    common + """
      .graph .v,.graph .g,.graph .n,.graph .pattern{paint-order:stroke;stroke:var(--surface);stroke-width:5px;\
      stroke-linejoin:round}
      .graph .arrow{fill:context-stroke}

      """

  /// Rules for pages: how a figure's drawings fit, scroll and change on telephones and paper. Colours come from
  /// ``lightTokens`` and ``darkTokens``, which the page declares.
  public static let page =
    """
    .graph-figure{\(fonts)}

    """ + drawing + """
      .graph-figure .graph{display:block;width:100%;height:auto;margin:0 auto}
      .graph-figure .graph.tight .word{font-size:15.8px}
      .graph-figure .scroll{overflow-x:auto;overscroll-behavior-x:contain}
      .graph-figure .graph.narrow{display:none}
      .graph-figure.upright .graph.narrow{display:block;max-width:26rem}
      @media screen and (max-width:600px){
      .graph-figure.two .graph{display:none}.graph-figure.two .graph.narrow{display:block}}
      @media screen and (max-width:1239px){.graph-figure.two.broad .graph{display:none}\
      .graph-figure.two.broad .graph.narrow{display:block;max-width:26rem}}
      @media screen{.graph-figure .scroll[data-scrolls]{direction:rtl;\
      -webkit-mask-image:linear-gradient(90deg,transparent,#000 28px);\
      mask-image:linear-gradient(90deg,transparent,#000 28px)}.graph-figure .graph{direction:ltr}}
      @media screen{.graph-figure.high .graph{display:none}.graph-figure.high .graph.narrow{display:block}}
      .legend.beside:is(.two,.one){display:none}
      @media screen{.legend.flat.high{display:none}.legend.beside.high{display:flex}}
      @media screen and (max-width:600px){.legend.flat.two{display:none}.legend.beside.two{display:flex}}
      @media screen and (max-width:1239px){.legend.flat.two.broad{display:none}.legend.beside.two.broad{display:flex}}
      @media print{.legend.flat.long{display:none}.legend.beside.long{display:flex}}
      @media print{.graph-figure{zoom:.66}
      .graph-figure .graph{min-width:0!important;break-inside:avoid}.graph-figure .scroll{overflow:visible}
      .graph-figure:is(.long,.upright){zoom:.75}.graph-figure.upright .graph.narrow{max-width:none}
      .graph-figure.long .graph{display:none}.graph-figure.long .graph.narrow{display:block}}

      """

  /// The whole style of an SVG file that stands alone, for both colour schemes.
  static let standalone = StandaloneStyle.css(common, light: lightTokens + fonts, dark: darkTokens)
}

/// The style of charts as CSS text: rules below `.chart`, and for files of their own the colours too.
enum ChartStyle {
  private static let names: Set<String> = [
    "surface", "fill", "ink", "muted", "rule", "wire", "bad", "c1", "c2", "c3", "c4", "t1", "t2", "t3", "t4", "neg",
    "zero", "pos", "gradient",
  ]

  /// Classes of texts that stand among lines and have a pale rim.
  static let rimmed = ["lab", "note", "over", "grad"]

  /// Rules of drawings, without colours' values.
  ///
  /// - Parameter rim: the rule for the pale rims of labels.
  private static func drawing(rim: String) -> String {
    var rules = """
      .chart text{font-family:var(--figure-sans);font-variant-numeric:tabular-nums;font-size:12.5px;fill:var(--ink)}
      .chart .m{text-anchor:middle}.chart .e{text-anchor:end}
      .chart .ground{fill:var(--surface)}
      .chart .ax,.chart .note{fill:var(--muted)}
      .chart .key,.chart .lab{font-size:13px}.chart .lab,.chart .strong{font-weight:600}
      \(rim)
      .chart .i{font-family:var(--figure-serif);font-style:italic;font-weight:400;font-size:1.12em}
      .chart .s{font-size:.68em}
      .chart .bad{fill:var(--bad)}.chart .num{stroke:none}
      .chart .grid{stroke:var(--rule);fill:none}.chart .axis{stroke:var(--wire);fill:none}
      .chart .outline{fill:none;stroke:var(--wire)}
      .chart .reference{fill:none;stroke:var(--wire);stroke-width:1.25;stroke-dasharray:4 4}
      .chart .level{fill:var(--wire);fill-opacity:.035;fill-rule:evenodd;stroke:var(--wire);stroke-opacity:.42}
      .chart .line{fill:none;stroke:var(--ink);stroke-width:2;stroke-linejoin:round}
      .chart .stop{fill:none;stroke:var(--bad);stroke-width:2.5;stroke-linecap:round}
      .chart .plus{fill:none;stroke:var(--ink);stroke-width:2}
      .chart .ring{fill:none;stroke:var(--ink);stroke-width:1.5}
      .chart .halo{fill:var(--surface);stroke:var(--ink);stroke-width:1.25}
      .chart .neg{fill:var(--neg)}.chart .pos{fill:var(--pos)}.chart .zero{fill:var(--zero)}.chart .dark{fill:var(--ink)}
      .chart .missing{fill:none;stroke:var(--bad)}
      .chart .cells{shape-rendering:crispEdges}
      .chart .stem{stroke-width:1.5;stroke-opacity:.5}
      .chart image{image-rendering:pixelated}

      """
    for k in 1...4 {
      rules += """
        .chart .l\(k){fill:none;stroke:var(--c\(k));stroke-width:2.25;stroke-linejoin:round;stroke-linecap:round}
        .chart .p\(k){fill:var(--c\(k));stroke:var(--surface);stroke-width:1.1}
        .chart .o\(k){fill:var(--surface);stroke:var(--c\(k));stroke-width:2}
        .chart .b\(k){fill:var(--c\(k));fill-rule:evenodd}.chart .t\(k){fill:var(--t\(k))}

        """
    }
    // Networks: links by sign and by four widths, and what the widths measure.
    rules += """
      .chart .wp{fill:none;stroke:var(--pos)}.chart .wk{fill:none;stroke:var(--muted)}
      .chart .wn{fill:none;stroke:var(--neg);stroke-dasharray:7 4}
      .chart .w0{fill:none;stroke:var(--wire);stroke-width:1;stroke-dasharray:1 4;stroke-linecap:round}
      .chart .unit{fill:var(--surface);stroke:var(--ink);stroke-width:1.25}
      .chart .bias{fill:var(--fill);stroke:var(--wire);stroke-width:1.25}
      .chart .grad{fill:var(--gradient);font-weight:600}

      """
    for (level, width) in ["1", "2", "3.2", "4.6"].enumerated() {
      rules += ".chart .v\(level + 1){stroke-width:\(width)}"
    }
    for (level, width) in [".6", "1.3", "2.1", "3"].enumerated() {
      rules += ".chart .u\(level + 1){stroke-width:\(width)}"
    }
    return rules + "\n" + """
      .chart .dashed{stroke-dasharray:7 5}.chart .raw{stroke-width:.9;stroke-opacity:.35}.chart .way{stroke-width:1.6}
      .chart.narrow text{font-size:12px}.chart.narrow .key,.chart.narrow .lab{font-size:12.5px}
      .chart.narrow .i{font-size:1.12em}.chart.narrow .s{font-size:.68em}
      .chart .small{font-size:10.5px!important}

      """
  }

  /// On pages the rim is painted below the text that it belongs to.
  private static let onPages = drawing(
    rim: rimmed.map { ".chart .\($0)" }.joined(separator: ",")
      + "{paint-order:stroke;stroke:var(--surface);stroke-width:4px;stroke-linejoin:round}")

  /// In files, whose readers do not all know `paint-order`, it is a text of its own (``Drawing/Text``).
  private static let inFiles = drawing(
    rim: ".chart text.rim{fill:var(--surface);stroke:var(--surface);stroke-width:4px;stroke-linejoin:round}")

  /// Rules for pages: which of two drawings stands there, and how several stand side by side.
  static let page =
    """
    .chart-figure{\(FigureStyle.fonts)}

    """ + onPages + """
      .chart-figure .chart{display:block;width:100%;height:auto;margin:0 auto}
      .chart-figure.two .chart.narrow{display:none}
      .chart-figure.panels{display:grid;gap:.6rem 1rem;grid-template-columns:repeat(auto-fit,minmax(17.5rem,1fr))}
      .chart-figure.panels.single{grid-template-columns:1fr}
      @media screen and (max-width:600px){
      .chart-figure.two .chart{display:none}.chart-figure.two .chart.narrow{display:block}}
      @media print{.chart-figure .chart{break-inside:avoid;max-height:7.4cm}
      .chart-figure.two:not(.panels,.tall,.whole){zoom:.8}
      .chart-figure.two:not(.panels,.tall,.whole) .chart{max-height:8.2cm}
      .chart-figure.tall .chart{display:none}.chart-figure.tall .chart.narrow{display:block!important;max-height:8cm}
      .chart-figure.one .chart{max-height:9.4cm}
      .chart-figure.whole .chart{max-height:none}
      .chart-figure.panels{display:block;text-align:center}
      .chart-figure.panels .chart{display:inline-block;width:48%;margin:.3rem .5%}
      .chart-figure.panels .chart.narrow{display:none}
      .chart-figure.one.panels .chart.narrow{display:inline-block}
      .chart-figure.panels.single .chart{width:100%}
      .out .numbered{display:none}}
      .out .more{border-top:1px solid var(--rule)}
      .out footer .files{margin-left:auto}

      """

  /// The whole style of an SVG file that stands alone, for both colour schemes.
  static let standalone: String = {
    let tokens = Theme.tokens.filter { names.contains($0.name) }
    let light = tokens.map { "--\($0.name):\($0.light);" }.joined()
    let dark = tokens.map { "--\($0.name):\($0.dark);" }.joined()
    return StandaloneStyle.css(inFiles, light: light + FigureStyle.fonts, dark: dark)
  }()
}

/// The colours of pages and figures, once for each scheme.
///
/// Everything that is read stands out from its ground by 4.5 : 1 at least; a test computes it from this list.
public struct Token: Sendable, Hashable {
  /// The custom property's name: `ink` is `var(--ink)`.
  public var name: String
  /// `#RRGGBB`
  public var light: String
  public var dark: String

  public init(_ name: String, _ light: String, _ dark: String) {
    self.name = name
    self.light = light
    self.dark = dark
  }
}

extension Theme {
  public static let tokens = [
    Token("bg", "#FCFCFA", "#15181B"),
    Token("surface", "#FFFFFF", "#1C2024"),
    Token("fill", "#F4F4F0", "#23282D"),
    Token("ink", "#1C2126", "#E8EAEC"),
    Token("muted", "#5B646E", "#A3ACB5"),
    Token("rule", "#DFDFDA", "#343A40"),
    Token("wire", "#6B747D", "#8D96A0"),
    // forward values, gradients, local derivatives, and the tints behind them
    Token("forward", "#00695C", "#5CD1BA"),
    Token("gradient", "#C2410C", "#FF9B6A"),
    Token("local", "#6D3FC0", "#BFA6FF"),
    Token("forward-tint", "#E3F1EE", "#17322E"),
    Token("gradient-tint", "#FCEDE4", "#3A251A"),
    Token("local-tint", "#F1ECFB", "#2B2440"),
    Token("link", "#1B5FAA", "#8DBBFF"),
    Token("link-tint", "#EAF1F9", "#1B2A3C"),
    Token("bad", "#B3261E", "#FF9C94"),
    Token("bad-tint", "#FBECEA", "#3A1F1D"),
    // series, and the scale from negative to positive
    Token("c1", "#C2570C", "#E8833A"),
    Token("c2", "#0B3C8C", "#5B93F5"),
    Token("c3", "#B65CB0", "#F2B8E4"),
    Token("c4", "#17876A", "#58D6A8"),
    // the same series as words
    Token("t1", "#B24E0A", "#E8833A"),
    Token("t2", "#0B3C8C", "#5B93F5"),
    Token("t3", "#A0489A", "#F2B8E4"),
    Token("t4", "#127559", "#58D6A8"),
    Token("neg", "#B35806", "#F2A65A"),
    Token("zero", "#F1F1ED", "#2A3036"),
    Token("pos", "#1F5FA8", "#6CB4F0"),
  ]

  static let fonts = """
    --sans:"Pretendard Variable",Pretendard,-apple-system,BlinkMacSystemFont,"Apple SD Gothic Neo","Noto Sans KR",\
    "Noto Sans CJK KR","Malgun Gothic","Segoe UI",Roboto,sans-serif;
    --mono:ui-monospace,"SF Mono","JetBrains Mono","Cascadia Mono",D2Coding,"Noto Sans Mono",\
    "Noto Sans Mono CJK KR",Menlo,Consolas,monospace;
    --math:"STIX Two Math","Latin Modern Math","Cambria Math","Noto Sans Math",math;
    --var:"STIX Two Text","Latin Modern Roman",Cambria,"Times New Roman",serif;
    """

  /// The custom properties, each with both its colours in one place (`light-dark()`, CSS Color 5): which of the two is
  /// meant follows the used colour scheme, and that is the system's unless the reader has chosen one. Pictures of the
  /// author's own, which ask for the preferred scheme, follow it too.
  ///
  /// The dark ones are for screens alone: paper is light, and so are browsers that do not know the function.
  static func tokenRules(_ theme: CourseTheme) -> String {
    let tokens = theme.tokens
    let fonts = fonts + fontNames.compactMap { name in theme.fonts[name].map { "\n--\(name):\($0);" } }.joined()
    let light = tokens.map { "--\($0.name):\($0.light);" }.joined()
    let both = tokens.map { "--\($0.name):light-dark(\($0.light),\($0.dark));" }.joined()
    return """
      :root{\(light)
      \(fonts)
      color-scheme:light}
      @supports (color:light-dark(#000,#fff)){@media screen{:root{color-scheme:light dark}
      :root[data-scheme=light]{color-scheme:light}
      :root[data-scheme=dark]{color-scheme:dark}
      :root{\(both)}}}

      """
  }
}

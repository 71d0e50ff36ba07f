/// The style of an SVG file that stands alone: each colour as a literal, and once more in the dark scheme's.
///
/// A custom property would say it once, but of the programs that read such files only browsers know custom properties:
/// librsvg, CairoSVG and Inkscape draw in black what asks for one, and with them LaTeX and pandoc.
enum StandaloneStyle {
  /// - Parameters:
  ///   - rules: style rules without nesting, with `var(--name)` for colours and fonts.
  ///   - light: declarations of the custom properties, `--ink:#1c2126;…`, and of the fonts.
  ///   - dark: the same for dark screens; what it lacks is as in `light`.
  ///
  /// `.a{fill:var(--ink)}` with `--ink:#000` and `--ink:#fff` becomes `.a{fill:#000}` and, for dark screens,
  /// `.a{fill:#fff}`.
  static func css(_ rules: String, light: String, dark: String) -> String {
    let values = declarations(light)
    let night = values.merging(declarations(dark)) { $1 }
    // All of fill and stroke, so that among rules for one thing the last one still wins.
    let colours = Self.rules(rules).compactMap { rule -> String? in
      let own = rule.body.split(separator: ";").filter { $0.hasPrefix("fill:") || $0.hasPrefix("stroke:") }
      return own.isEmpty ? nil : "\(rule.selector){\(own.joined(separator: ";"))}"
    }
    return resolved(rules, values) + "@media screen and (prefers-color-scheme:dark){\n"
      + resolved(colours.joined(separator: "\n"), night) + "}\n"
  }

  /// Every `var(--name)` replaced by its value.
  private static func resolved(_ text: String, _ values: [Substring: Substring]) -> String {
    var result = ""
    var rest = Substring(text)
    while let start = rest.firstRange(of: "var(--"), let end = rest[start.upperBound...].firstIndex(of: ")") {
      let name = rest[start.upperBound..<end]
      guard let value = values[name] else { preconditionFailure("the style names no value for \(name)") }
      result += rest[..<start.lowerBound] + value
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func rules(_ text: String) -> [(selector: String, body: Substring)] {
    text.split(separator: "}").compactMap { rule in
      guard let brace = rule.firstIndex(of: "{") else { return nil }
      return (String(rule[..<brace].drop { $0 == "\n" || $0 == " " }), rule[rule.index(after: brace)...])
    }
  }

  /// `--name:value;` one behind the other.
  private static func declarations(_ text: String) -> [Substring: Substring] {
    var values: [Substring: Substring] = [:]
    for declaration in text.split(separator: ";") {
      guard let colon = declaration.firstIndex(of: ":"), let dashes = declaration.firstRange(of: "--"),
        dashes.upperBound <= colon
      else { continue }
      values[declaration[dashes.upperBound..<colon]] = declaration[declaration.index(after: colon)...]
    }
    return values
  }
}

/// Theme of a course: other colours, other fonts, rules behind all others.
public struct CourseTheme: Sendable, Hashable {
  /// In place of those of ``Theme/tokens`` with the same names.
  public var colours: [Token] = []
  /// By the names of ``Theme/fontNames``; each a list as CSS has it.
  public var fonts: [String: String] = [:]
  /// The text of a style sheet.
  public var rules = ""

  public init() {}

  /// With the course's own in their places.
  var tokens: [Token] {
    let own = Dictionary(colours.map { ($0.name, $0) }) { _, last in last }
    return Theme.tokens.map { own[$0.name] ?? $0 }
  }

  /// Text that does not stand out from its ground by 4.5 : 1 (WCAG 2.2, 1.4.3), of the colours that the course has set.
  public var faintTexts: [FaintText] {
    let set = Set(colours.map(\.name))
    let known = Dictionary(tokens.map { ($0.name, $0) }) { first, _ in first }
    return Theme.texts.flatMap { text, grounds in
      grounds.flatMap { ground -> [FaintText] in
        guard let a = known[text], let b = known[ground], set.contains(text) || set.contains(ground) else { return [] }
        return [false, true].compactMap { isDark in
          let ratio = isDark ? Contrast.ratio(a.dark, b.dark) : Contrast.ratio(a.light, b.light)
          return ratio < 4.5 ? FaintText(text: text, ground: ground, isDark: isDark, ratio: ratio) : nil
        }
      }
    }
  }
}

public struct FaintText: Sendable, Hashable {
  public var text: String
  public var ground: String
  public var isDark: Bool
  public var ratio: Double
}

extension Theme {
  /// The names that `fonts` may have, without the dashes.
  public static let fontNames = ["sans", "mono", "math", "var"]

  /// Which colour text has on which grounds, wherever the style sheets put it.
  static let texts: [(text: String, grounds: [String])] = [
    ("ink", ["bg", "surface", "fill", "link-tint", "bad-tint"]),
    ("muted", ["bg", "surface", "fill"]),
    ("link", ["bg", "surface", "fill", "link-tint"]),
    ("forward", ["bg", "surface", "fill", "forward-tint"]),
    ("gradient", ["bg", "surface", "fill"]),
    ("local", ["bg", "surface", "fill", "local-tint"]),
    ("bad", ["bg", "surface", "fill", "bad-tint"]),
    ("t1", ["bg", "surface", "fill"]), ("t2", ["bg", "surface", "fill"]), ("t3", ["bg", "surface", "fill"]),
    ("t4", ["bg", "surface", "fill"]),
  ]
}

import Reporting
import SourceText

/// Reads `theme:` of `course.yml`.
///
/// ```yaml
/// theme:
///   colours:
///     link: {light: '#0B5C8A', dark: '#8CC7F0'}
///   fonts:
///     sans: 'Atkinson Hyperlegible, sans-serif'
///   style: theme/extra.css
/// ```
///
/// Total: what cannot be read is as it would be without. What is read into a style sheet is checked letter by letter, so
/// that nothing but a colour or a list of fonts comes into it.
struct ThemeReader {
  var theme = CourseTheme()
  var styleSheet: (path: String, range: SourceRange)?
  var diagnostics: [Diagnostic] = []
  private(set) var unknownKeys: [String] = []
  private var places: [String: SourceRange] = [:]

  static let keys = ["colours", "fonts", "style"]

  mutating func read(_ entry: YAMLNode.Entry) {
    guard let entries = entry.value.mapping else {
      return report("`theme` wants lines of `colours:`, `fonts:` or `style:`", at: entry.value.range)
    }
    for entry in entries {
      switch entry.key {
      case "colours": mapping(entry).forEach { colour($0) }
      case "fonts": mapping(entry).forEach { font($0) }
      case "style":
        guard let path = entry.value.text, path.hasSuffix(".css") else {
          report("`style` wants the path of a .css file", at: entry.value.range)
          continue
        }
        styleSheet = (path, entry.value.range)
      default: unknown(entry, among: Self.keys, "key")
      }
    }
    judge()
  }

  private mutating func mapping(_ entry: YAMLNode.Entry) -> [YAMLNode.Entry] {
    if let entries = entry.value.mapping { return entries }
    report("`\(entry.key)` wants lines of `name: value`", at: entry.value.range)
    return []
  }

  private mutating func colour(_ entry: YAMLNode.Entry) {
    guard let token = Theme.tokens.first(where: { $0.name == entry.key }) else {
      return unknown(entry, among: Theme.tokens.map(\.name), "colour")
    }
    var own = token
    if let both = entry.value.text {
      guard let colour = Self.colour(both) else { return wrongColour(entry.value.range) }
      (own.light, own.dark) = (colour, colour)
    } else {
      guard let schemes = entry.value.mapping else { return wrongColour(entry.value.range) }
      for scheme in schemes {
        guard let colour = scheme.value.text.flatMap(Self.colour) else {
          wrongColour(scheme.value.range)
          continue
        }
        switch scheme.key {
        case "light": own.light = colour
        case "dark": own.dark = colour
        default: unknown(scheme, among: ["light", "dark"], "scheme")
        }
      }
    }
    theme.colours.append(own)
    places[own.name] = entry.value.range
  }

  /// `#0b5` → `#00BB55`
  private static func colour(_ text: String) -> String? {
    let digits = text.uppercased().dropFirst()
    guard text.hasPrefix("#"), digits.utf8.allSatisfy({ "0123456789ABCDEF".utf8.contains($0) }) else { return nil }
    switch digits.count {
    case 3: return "#" + digits.map { "\($0)\($0)" }.joined()
    case 6: return "#" + digits
    default: return nil
    }
  }

  private mutating func wrongColour(_ range: SourceRange) {
    report("a colour is written `'#0B5C8A'`, or `{light: …, dark: …}` with two of them", at: range)
  }

  private mutating func font(_ entry: YAMLNode.Entry) {
    guard Theme.fontNames.contains(entry.key) else { return unknown(entry, among: Theme.fontNames, "font") }
    guard let list = entry.value.text, !list.isEmpty, list.unicodeScalars.allSatisfy(Self.mayStandInAList) else {
      return report("`\(entry.key)` wants names of fonts with commas between them", at: entry.value.range)
    }
    theme.fonts[entry.key] = list
  }

  private static func mayStandInAList(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil || " ,-_'\"".unicodeScalars.contains(scalar)
  }

  /// Text that is hard to read is a warning at the colour that makes it so.
  private mutating func judge() {
    var told: Set<String> = []
    for faint in theme.faintTexts {
      let name = places[faint.text] == nil ? faint.ground : faint.text
      guard let range = places[name], told.insert("\(name) \(faint.isDark)").inserted else { continue }
      diagnostics.append(
        Diagnostic(
          .badCourseFile,
          "text in `\(faint.text)` on `\(faint.ground)` has a contrast of \(Self.tenths(faint.ratio)) : 1 in the "
            + "\(faint.isDark ? "dark" : "light") scheme",
          at: range, hint: "4.5 : 1 is the least that everybody can read", severity: .warning))
    }
  }

  private static func tenths(_ ratio: Double) -> String {
    let tenths = Int(ratio * 10)
    return "\(tenths / 10).\(tenths % 10)"
  }

  private mutating func unknown(_ entry: YAMLNode.Entry, among names: [String], _ kind: String) {
    let unknown = UnknownKey(entry, among: names, kind)
    unknownKeys.append(entry.key)
    diagnostics.append(
      Diagnostic(.badCourseFile, unknown.message, at: entry.keyRange, hint: unknown.hint, severity: .warning))
  }

  private mutating func report(_ message: String, at range: SourceRange, hint: String? = nil) {
    diagnostics.append(Diagnostic(.badCourseFile, message, at: range, hint: hint))
  }
}

extension CourseFile {
  /// The theme with the text of its style sheet.
  func readTheme(_ folder: CourseFolder) -> Diagnosed<CourseTheme> {
    guard let (path, range) = styleSheet else { return Diagnosed(theme) }
    func refused(_ message: String, _ hint: String) -> Diagnosed<CourseTheme> {
      Diagnosed(self.theme, [Diagnostic(.badCourseFile, message, at: range, hint: hint)])
    }
    guard rawHTML else {
      return refused("`style` is not read where `raw-html` is `false`", "say it with `colours` and `fonts`")
    }
    var theme = self.theme
    do {
      theme.rules = String(decoding: try folder.readText(path, from: range).bytes, as: UTF8.self)
    } catch {
      return Diagnosed(theme, [error])
    }
    let text = theme.rules.lowercased()
    if text.contains("</") { return refused("`\(path)` has `</`, which would end it in a page", "write `<\\/`") }
    let loads =
      text.contains("@import")
      || text.split(separator: "url(", omittingEmptySubsequences: false).dropFirst()
        .contains { !$0.drop { " '\"".contains($0) }.hasPrefix("data:") }
    if loads {
      return refused(
        "`\(path)` loads something: `@import`, or `url(` without `data:`", "a page loads nothing but its own")
    }
    return Diagnosed(theme)
  }
}

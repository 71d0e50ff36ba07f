/// Commands of TeX that an author defines: `\newcommand{\vv}[1]{\mathbf{#1}}`.
///
/// Formulas are written out with them before anyone sees them, so that they mean the same on the page, in the cache and
/// in a Markdown report, where each formula stands alone.
public struct Macros: Sendable, Hashable {
  private struct Macro: Hashable {
    var parameters: Int
    /// The first parameter's, which then stands in brackets or not at all.
    var standard: [UInt8]?
    var body: [UInt8]
  }

  private var macros: [String: Macro] = [:]

  public init() {}

  public var isEmpty: Bool { macros.isEmpty }

  /// A body may become as long as this, written out; more is a bomb.
  private static let limit = 20_000

  /// `vv: \mathbf{#1}` of `course.yml`: the parameters are those that the body names. `nil` where the name is none.
  public mutating func define(_ name: String, as body: String) -> Bool {
    let bytes = Array(name.utf8)
    let letters = bytes.first == .backslash ? bytes[1...] : bytes[...]
    guard !letters.isEmpty, letters.allSatisfy(\.isLetter) else { return false }
    let text = Array(body.utf8)
    var parameters = 0
    for index in text.indices.dropLast() where text[index] == UInt8(ascii: "#") && text[index + 1].isDigit {
      parameters = max(parameters, Int(text[index + 1] - 0x30))
    }
    return define(String(decoding: letters, as: UTF8.self), Macro(parameters: parameters, body: text))
  }

  private mutating func define(_ name: String, _ macro: Macro) -> Bool {
    var macro = macro
    // Commands that are known by now are written out once and for all, so that nothing expands twice.
    guard let body = expanded(macro.body[...]), body.count <= Self.limit else { return false }
    macro.body = body
    macros[name] = macro
    return true
  }

  // MARK: Definitions

  private static let starters = ["newcommand", "renewcommand", "providecommand", "def", "gdef", "DeclareMathOperator"]

  /// Whether a definition starts with the backslash at `index`.
  static func isDefinition(_ text: [UInt8], _ index: Int) -> Bool {
    let end = nameEnd(text, index, text.count)
    return starters.contains { text[(index + 1)..<end].elementsEqual($0.utf8) }
  }

  /// Reads the definition that starts at `index`, and where it ends; `nil` for one that is not understood.
  mutating func define(_ text: [UInt8], _ index: Int, limit: Int) -> Int? {
    let commandEnd = Self.nameEnd(text, index, limit)
    let command = String(decoding: text[(index + 1)..<commandEnd], as: UTF8.self)
    var at = commandEnd
    if at < limit, text[at] == UInt8(ascii: "*") { at += 1 }
    at = Self.skipSpace(text, at, limit)
    var name: String
    if at < limit, text[at] == UInt8(ascii: "{"), let end = Self.groupEnd(text, at, limit) {
      var inner = at + 1..<end
      while let first = inner.first, text[first].isSpace { inner = first + 1..<inner.upperBound }
      while let last = inner.last, text[last].isSpace { inner = inner.lowerBound..<last }
      guard inner.count > 1, text[inner.lowerBound] == .backslash else { return nil }
      name = String(decoding: text[inner.dropFirst()], as: UTF8.self)
      at = end + 1
    } else {
      guard at < limit, text[at] == .backslash else { return nil }
      let end = Self.nameEnd(text, at, limit)
      name = String(decoding: text[(at + 1)..<end], as: UTF8.self)
      at = end
    }
    guard !name.isEmpty, name.utf8.allSatisfy(\.isLetter) else { return nil }
    var macro = Macro(parameters: 0, body: [])
    if command == "def" || command == "gdef" {
      while at + 1 < limit, text[at] == UInt8(ascii: "#"), text[at + 1].isDigit {
        macro.parameters += 1
        at += 2
      }
    } else if command != "DeclareMathOperator" {
      at = Self.skipSpace(text, at, limit)
      if at + 2 < limit, text[at] == UInt8(ascii: "["), text[at + 1].isDigit, text[at + 2] == UInt8(ascii: "]") {
        macro.parameters = Int(text[at + 1] - 0x30)
        at += 3
        if at < limit, text[at] == UInt8(ascii: "["), let end = text[at..<limit].firstIndex(of: UInt8(ascii: "]")) {
          macro.standard = Array(text[(at + 1)..<end])
          at = end + 1
        }
      }
    }
    at = Self.skipSpace(text, at, limit)
    guard at < limit, text[at] == UInt8(ascii: "{"), let end = Self.groupEnd(text, at, limit) else { return nil }
    macro.body = Array(text[(at + 1)..<end])
    if command == "DeclareMathOperator" { macro.body = Array("\\operatorname{".utf8) + macro.body + Array("}".utf8) }
    return define(name, macro) ? end + 1 : nil
  }

  /// Whether a formula gives a command the meaning that another one has at that moment (`\edef`, `\let`): only TeX can
  /// tell what it means from there on, and the formula is left to it with all its definitions.
  static func areRedefined(in tex: ArraySlice<UInt8>) -> Bool {
    guard tex.contains(.backslash) else { return false }
    let text = Array(tex)
    var index = 0
    while let slash = text[index...].firstIndex(of: .backslash) {
      let end = nameEnd(text, slash, text.count)
      if ["edef", "xdef", "let", "futurelet"].contains(where: { text[(slash + 1)..<end].elementsEqual($0.utf8) }) {
        return true
      }
      index = max(end, min(slash + 2, text.count))
    }
    return false
  }

  // MARK: Use

  /// TeX with the author's commands written out, `nil` where it becomes too long.
  func expanded(_ tex: ArraySlice<UInt8>) -> [UInt8]? { expanded(tex, depth: 0) }

  private func expanded(_ tex: ArraySlice<UInt8>, depth: Int) -> [UInt8]? {
    guard !macros.isEmpty, tex.contains(.backslash) else { return Array(tex) }
    guard depth < TreeBuilder.depthLimit else { return nil }
    let text = Array(tex)
    var result: [UInt8] = []
    var index = 0
    while index < text.count {
      guard text[index] == .backslash else {
        result.append(text[index])
        index += 1
        continue
      }
      let end = Self.nameEnd(text, index, text.count)
      guard let macro = macros[String(decoding: text[(index + 1)..<end], as: UTF8.self)],
        let (arguments, next) = Self.arguments(of: macro, text, end)
      else {
        result += text[index..<max(end, index + 1)]
        index = max(end, index + 1)
        continue
      }
      // Arguments hold commands of their own, each written out once, however often the body names it.
      var values: [[UInt8]] = []
      for argument in arguments {
        guard let value = expanded(argument[...], depth: depth + 1) else { return nil }
        values.append(value)
      }
      guard let written = write(macro, values) else { return nil }
      result += written
      // `\vv x` must not become `\mathbf vx`.
      if next < text.count, text[next].isLetter, result.last?.isLetter == true { result.append(.space) }
      guard result.count <= Self.limit else { return nil }
      index = next
    }
    return result
  }

  private func write(_ macro: Macro, _ arguments: [[UInt8]]) -> [UInt8]? {
    var result: [UInt8] = []
    var index = 0
    while index < macro.body.count {
      if macro.body[index] == UInt8(ascii: "#"), index + 1 < macro.body.count, macro.body[index + 1].isDigit {
        let number = Int(macro.body[index + 1] - 0x30)
        if arguments.indices.contains(number - 1) { result += arguments[number - 1] }
        index += 2
      } else {
        result.append(macro.body[index])
        index += 1
      }
      guard result.count <= Self.limit else { return nil }
    }
    return result
  }

  private static func arguments(of macro: Macro, _ text: [UInt8], _ start: Int) -> (values: [[UInt8]], end: Int)? {
    var values: [[UInt8]] = []
    var index = start
    if let standard = macro.standard, macro.parameters > 0 {
      let at = skipSpace(text, index, text.count)
      if at < text.count, text[at] == UInt8(ascii: "["), let end = text[at...].firstIndex(of: UInt8(ascii: "]")) {
        values.append(Array(text[(at + 1)..<end]))
        index = end + 1
      } else {
        values.append(standard)
      }
    }
    while values.count < macro.parameters {
      let at = skipSpace(text, index, text.count)
      guard at < text.count else { return nil }
      if text[at] == UInt8(ascii: "{") {
        guard let end = groupEnd(text, at, text.count) else { return nil }
        values.append(Array(text[(at + 1)..<end]))
        index = end + 1
      } else if text[at] == .backslash {
        let end = nameEnd(text, at, text.count)
        values.append(Array(text[at..<end]))
        index = end
      } else {
        values.append([text[at]])
        index = at + 1
      }
    }
    return (values, index)
  }

  // MARK: Text

  /// Behind the name of the command whose backslash stands at `index`; a command of a sign is one character long.
  static func nameEnd(_ text: [UInt8], _ index: Int, _ limit: Int) -> Int {
    var end = index + 1
    while end < limit, text[end].isLetter { end += 1 }
    return end == index + 1 ? min(end + 1, limit) : end
  }

  /// The brace that closes the one at `start`.
  static func groupEnd(_ text: [UInt8], _ start: Int, _ limit: Int) -> Int? {
    var depth = 0
    var index = start
    while index < limit {
      switch text[index] {
      case .backslash: index += 1
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
      index += 1
    }
    return nil
  }

  static func skipSpace(_ text: [UInt8], _ start: Int, _ limit: Int) -> Int {
    var index = start
    while index < limit, text[index].isSpace { index += 1 }
    return index
  }
}

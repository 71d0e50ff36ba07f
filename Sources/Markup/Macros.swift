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

  /// May stand before a definition, and says nothing that matters here.
  private static let prefixes = ["global", "long", "outer"]
  /// Give a command the meaning that another one has at that moment.
  private static let redefiners = ["edef", "xdef", "let", "futurelet"]

  /// Whether a definition starts with the backslash at `index`, its prefixes included.
  static func isDefinition(_ text: [UInt8], _ index: Int) -> Bool {
    let start = behindPrefixes(text, index, text.count)
    return names(starters, text, start, text.count)
  }

  /// Where the command itself stands; as many prefixes as there are different ones.
  static func behindPrefixes(_ text: [UInt8], _ index: Int, _ limit: Int) -> Int {
    var start = index
    for _ in prefixes where names(prefixes, text, start, limit) {
      start = skipSpace(text, nameEnd(text, start, limit), limit)
    }
    return start
  }

  /// Whether the command at `index` is one of these.
  private static func names(_ commands: [String], _ text: [UInt8], _ index: Int, _ limit: Int) -> Bool {
    guard index < limit, text[index] == .backslash else { return false }
    let name = text[(index + 1)..<nameEnd(text, index, limit)]
    return commands.contains { name.elementsEqual($0.utf8) }
  }

  /// The command that is defined: `\vv` or `{\vv}` at `start`, a star and blanks before it.
  static func definedName(_ text: [UInt8], _ start: Int, _ limit: Int) -> (name: String, end: Int)? {
    var at = start
    if at < limit, text[at] == UInt8(ascii: "*") { at += 1 }
    at = skipSpace(text, at, limit)
    let name: ArraySlice<UInt8>
    if at < limit, text[at] == UInt8(ascii: "{"), let end = groupEnd(text, at, limit) {
      var inner = at + 1..<end
      while let first = inner.first, text[first].isSpace { inner = first + 1..<inner.upperBound }
      while let last = inner.last, text[last].isSpace { inner = inner.lowerBound..<last }
      guard inner.count > 1, text[inner.lowerBound] == .backslash else { return nil }
      name = text[inner.dropFirst()]
      at = end + 1
    } else {
      guard at < limit, text[at] == .backslash else { return nil }
      let end = nameEnd(text, at, limit)
      name = text[(at + 1)..<end]
      at = end
    }
    guard !name.isEmpty, name.allSatisfy(\.isLetter) else { return nil }
    return (String(decoding: name, as: UTF8.self), at)
  }

  /// Reads the definition that starts at `index`, and where it ends; `nil` for one that is not understood.
  mutating func define(_ text: [UInt8], _ index: Int, limit: Int) -> Int? {
    let start = Self.behindPrefixes(text, index, limit)
    guard start < limit else { return nil }
    let commandEnd = Self.nameEnd(text, start, limit)
    let command = String(decoding: text[(start + 1)..<commandEnd], as: UTF8.self)
    guard let (name, nameEnd) = Self.definedName(text, commandEnd, limit) else { return nil }
    var at = nameEnd
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
    if command == "providecommand", macros[name] != nil { return end + 1 }
    return define(name, macro) ? end + 1 : nil
  }

  /// Macros that hold in a formula which gives a command the meaning that another one has at that moment (`\edef`,
  /// `\let`): only TeX can tell what its own commands mean there, so they stay as they are. `nil` for all others.
  func leavingAlone(_ tex: ArraySlice<UInt8>) -> Macros? {
    guard tex.contains(.backslash) else { return nil }
    let text = Array(tex)
    var rest = self
    var isRedefining = false
    var index = 0
    while let slash = text[index...].firstIndex(of: .backslash) {
      index = max(Self.nameEnd(text, slash, text.count), slash + 1)
      let redefines = Self.names(Self.redefiners, text, slash, text.count)
      guard redefines || Self.names(Self.starters, text, slash, text.count) else { continue }
      isRedefining = isRedefining || redefines
      if let (name, _) = Self.definedName(text, index, text.count) { rest.macros[name] = nil }
    }
    return isRedefining ? rest : nil
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
      Self.append(written, to: &result)
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
    var isBehindArgument = false
    while index < macro.body.count {
      if macro.body[index] == UInt8(ascii: "#"), index + 1 < macro.body.count, macro.body[index + 1].isDigit {
        let number = Int(macro.body[index + 1] - 0x30)
        if arguments.indices.contains(number - 1) { Self.append(arguments[number - 1], to: &result) }
        index += 2
        isBehindArgument = true
      } else {
        if isBehindArgument {
          Self.append([macro.body[index]], to: &result)
        } else {
          result.append(macro.body[index])
        }
        index += 1
        isBehindArgument = false
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

  /// Puts TeX behind other TeX that it did not stand behind: `\alpha` and `c` must not become `\alphac`.
  private static func append(_ more: [UInt8], to text: inout [UInt8]) {
    if more.first?.isLetter == true, endsInCommand(text[...]) { text.append(.space) }
    text += more
  }

  /// Whether the name of a command ends here, to which a letter would be added. No name has more letters than 64.
  static func endsInCommand(_ text: ArraySlice<UInt8>) -> Bool {
    var start = text.endIndex
    while start > text.startIndex, text[start - 1].isLetter, text.endIndex - start < 64 { start -= 1 }
    guard start < text.endIndex else { return false }
    var slashes = 0
    while start > text.startIndex, text[start - 1] == .backslash {
      start -= 1
      slashes += 1
    }
    return slashes % 2 == 1
  }

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

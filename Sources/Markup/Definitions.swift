/// Definitions in a part of a lesson that hold for all of it: macros, and the addresses of links by reference.
///
/// `\newcommand{\vv}{v}` and `[k]: a.csv` → `vv` and `a.csv`.
public struct Definitions: Sendable {
  public private(set) var macros: Set<String> = []
  public private(set) var destinations: Set<String> = []

  public init(in text: [UInt8]) {
    for index in text.indices where text[index] == .backslash && Macros.isDefinition(text, index) {
      let start = Macros.behindPrefixes(text, index, text.count)
      let end = Macros.nameEnd(text, start, text.count)
      if let (name, _) = Macros.definedName(text, end, text.count) { macros.insert(name) }
    }
    destinations = Self.destinations(in: text)
  }

  /// Where the definitions lead, as cmark reads each of them with up to two lines more: the address and the title may
  /// stand there.
  private static func destinations(in text: [UInt8]) -> Set<String> {
    let lines = text.split(separator: .newline, omittingEmptySubsequences: false).map { line in
      line.drop { $0.isBlank || $0 == UInt8(ascii: ">") }.prefix { $0 != .carriageReturn }
    }
    var found: Set<String> = []
    for (number, line) in lines.enumerated() {
      guard line.first == UInt8(ascii: "["), line.dropFirst().first != UInt8(ascii: "^"),
        let close = line.firstIndex(of: UInt8(ascii: "]")), line[(close + 1)...].first == UInt8(ascii: ":")
      else { continue }
      let definition = lines[number..<min(number + 3, lines.count)].prefix { !$0.isEmpty }
      let question = definition.joined(separator: [.newline]) + Array("\n\n# ".utf8) + line[...close]
      let tree = CommonMarkTree(parsing: Array(question))
      let heading = tree.events.lastIndex { $0.kind == .heading && !$0.isExit } ?? 0
      for event in tree.events[heading...] where event.kind == .link && !event.isExit {
        found.insert(String(decoding: tree.bytes(event.first), as: UTF8.self))
      }
    }
    return found
  }

  /// The first of the macros that a formula's TeX names.
  public func macro(in tex: String) -> String? {
    guard !macros.isEmpty else { return nil }
    let text = Array(tex.utf8)
    for index in text.indices where text[index] == .backslash {
      let name = text[(index + 1)..<Macros.nameEnd(text, index, text.count)]
      if let known = macros.first(where: { $0.utf8.elementsEqual(name) }) { return known }
    }
    return nil
  }

  public mutating func subtract(_ other: Definitions) {
    macros.subtract(other.macros)
    destinations.subtract(other.destinations)
  }
}

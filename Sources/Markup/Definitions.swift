/// Definitions in a part of a lesson that hold for all of it: macros, and the addresses of links by reference.
///
/// `\\newcommand{\\vv}{v}` and `[k]: a.csv` → `vv` and `a.csv`.
public struct Definitions: Sendable {
  public private(set) var macros: Set<String> = []
  public private(set) var destinations: Set<String> = []

  public init(in text: [UInt8]) {
    for index in text.indices where text[index] == .backslash && Macros.isDefinition(text, index) {
      let start = Macros.behindPrefixes(text, index, text.count)
      let end = Macros.nameEnd(text, start, text.count)
      if let (name, _) = Macros.definedName(text, end, text.count) { macros.insert(name) }
    }
    for line in text.split(separator: UInt8.newline) {
      let line = line.drop { $0.isBlank || $0 == UInt8(ascii: ">") }
      guard line.first == UInt8(ascii: "["), let close = line.firstIndex(of: UInt8(ascii: "]")),
        close + 1 < line.endIndex,
        line[close + 1] == UInt8(ascii: ":"), line.dropFirst().first != UInt8(ascii: "^")
      else { continue }
      var address = line[(close + 2)...].drop(while: \.isBlank).prefix { !$0.isBlank && $0 != .carriageReturn }
      if address.first == UInt8(ascii: "<"), address.last == UInt8(ascii: ">") {
        address = address.dropFirst().dropLast()
      }
      if !address.isEmpty { destinations.insert(String(decoding: address, as: UTF8.self)) }
    }
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

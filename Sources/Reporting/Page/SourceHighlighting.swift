import SourceText

/// Colours for `nn` source: words of the language, numbers, text, comments, calls.
///
/// It looks at bytes only, so that it never fails and needs no parser: an error's source is coloured too.
enum SourceHighlighting {
  /// Source whose runs the parser told; they lie within it, in order.
  static func nodes(_ source: String, runs: [HighlightedRun]) -> [HTMLNode] {
    let bytes = Array(source.utf8)
    var nodes: [HTMLNode] = []
    nodes.reserveCapacity(runs.count * 2 + 1)
    var position = 0
    for run in runs {
      guard let style = style(of: run.kind), run.range.lowerBound >= position, run.range.upperBound <= bytes.count
      else {
        continue
      }
      if position < run.range.lowerBound {
        nodes.append(.text(String(decoding: bytes[position..<run.range.lowerBound], as: UTF8.self)))
      }
      nodes.append(.element("span", [("class", style)], [.text(String(decoding: bytes[run.range], as: UTF8.self))]))
      position = run.range.upperBound
    }
    if position < bytes.count { nodes.append(.text(String(decoding: bytes[position...], as: UTF8.self))) }
    return nodes
  }

  private static func style(of kind: HighlightedRun.Kind) -> String? {
    switch kind {
    case .keyword: "kw"
    case .number: "nu"
    case .text: "st"
    case .comment: "cm"
    case .function: "fn"
    case .operator, .name: nil
    }
  }

  static func nodes(_ source: String) -> [HTMLNode] {
    let bytes = Array(source.utf8)
    var nodes: [HTMLNode] = []
    var plainStart = 0
    var index = 0

    func add(_ style: String, _ range: Range<Int>) {
      if plainStart < range.lowerBound {
        nodes.append(.text(String(decoding: bytes[plainStart..<range.lowerBound], as: UTF8.self)))
      }
      nodes.append(.element("span", [("class", style)], [.text(String(decoding: bytes[range], as: UTF8.self))]))
      plainStart = range.upperBound
    }

    while index < bytes.count {
      let start = index
      let byte = bytes[index]
      if byte == UInt8(ascii: "#") {
        while index < bytes.count, bytes[index] != UInt8(ascii: "\n") { index += 1 }
        add("cm", start..<index)
      } else if byte == UInt8(ascii: "\"") {
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\""), bytes[index] != UInt8(ascii: "\n") { index += 1 }
        if index < bytes.count, bytes[index] == UInt8(ascii: "\"") { index += 1 }
        add("st", start..<index)
      } else if isDigit(byte) {
        index += 1
        while index < bytes.count {
          let next = bytes[index]
          let isPoint = next == UInt8(ascii: ".") && index + 1 < bytes.count && isDigit(bytes[index + 1])
          let isSign =
            (next == UInt8(ascii: "-") || next == UInt8(ascii: "+")) && bytes[index - 1] | 0x20 == UInt8(ascii: "e")
          guard isDigit(next) || next == UInt8(ascii: "_") || next | 0x20 == UInt8(ascii: "e") || isPoint || isSign
          else { break }
          index += 1
        }
        add("nu", start..<index)
      } else if isNameByte(byte) {
        while index < bytes.count,
          isNameByte(bytes[index]) || isDigit(bytes[index]) || bytes[index] == UInt8(ascii: "'")
        { index += 1 }
        let word = String(decoding: bytes[start..<index], as: UTF8.self)
        if isKeyword(word) {
          add("kw", start..<index)
        } else if index < bytes.count, bytes[index] == UInt8(ascii: "(") {
          add("fn", start..<index)
        }
      } else {
        index += 1
      }
    }
    if plainStart < bytes.count { nodes.append(.text(String(decoding: bytes[plainStart...], as: UTF8.self))) }
    return nodes
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
      || byte >= 0x80
  }

  private static func isKeyword(_ word: String) -> Bool {
    switch word {
    case "repeat", "for", "in", "if", "else", "expect", "within", "backward", "record", "and", "or", "not", "true",
      "false":
      true
    default: false
    }
  }
}

/// A JSON text as a value: RFC 8259, members in their order.
///
/// `{"a": [1, true]}` → `.object([("a", .array([.number(1), .word("true")]))])`
indirect enum JSONValue: Sendable {
  case number(Double)
  case text(String)
  /// `true`, `false`, `null`
  case word(String)
  case array([JSONValue])
  case object([(key: String, value: JSONValue)])

  subscript(_ key: String) -> JSONValue? {
    if case .object(let members) = self { return members.first { $0.key == key }?.value }
    return nil
  }

  var text: String? { if case .text(let text) = self { text } else { nil } }
  var number: Double? { if case .number(let number) = self { number } else { nil } }
  var items: [JSONValue]? { if case .array(let items) = self { items } else { nil } }
}

/// Reads what the program itself has written. Total: any bytes give a value or the offset of the first wrong one.
struct JSONReader {
  struct Fault: Error { var offset: Int }

  private let bytes: [UInt8]
  private var position = 0
  private var depth = 0
  private static let greatestDepth = 64

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  static func read(_ bytes: [UInt8]) throws(Fault) -> JSONValue {
    var reader = JSONReader(bytes)
    let value = try reader.value()
    reader.skipSpace()
    guard reader.position == bytes.count else { throw Fault(offset: reader.position) }
    return value
  }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private mutating func takes(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard byte == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(Fault) {
    guard takes(character) else { throw Fault(offset: position) }
  }

  private mutating func value() throws(Fault) -> JSONValue {
    skipSpace()
    depth += 1
    defer { depth -= 1 }
    guard let byte, depth <= Self.greatestDepth else { throw Fault(offset: position) }
    switch byte {
    case UInt8(ascii: "\""): return .text(try text())
    case UInt8(ascii: "["):
      position += 1
      var items: [JSONValue] = []
      if takes("]") { return .array(items) }
      repeat { items.append(try value()) } while takes(",")
      try expect("]")
      return .array(items)
    case UInt8(ascii: "{"):
      position += 1
      var members: [(key: String, value: JSONValue)] = []
      if takes("}") { return .object(members) }
      repeat {
        skipSpace()
        let key = try text()
        try expect(":")
        members.append((key, try value()))
      } while takes(",")
      try expect("}")
      return .object(members)
    case UInt8(ascii: "a")...UInt8(ascii: "z"):
      let start = position
      while let byte = self.byte, byte >= UInt8(ascii: "a"), byte <= UInt8(ascii: "z") { position += 1 }
      let word = String(decoding: bytes[start..<position], as: UTF8.self)
      guard ["true", "false", "null"].contains(word) else { throw Fault(offset: start) }
      return .word(word)
    default: return .number(try number())
    }
  }

  private mutating func number() throws(Fault) -> Double {
    let start = position
    while let byte, "+-.0123456789eE".utf8.contains(byte) { position += 1 }
    guard let first = bytes[start..<position].first, first != UInt8(ascii: "+"), first != UInt8(ascii: "."),
      let number = Double(String(decoding: bytes[start..<position], as: UTF8.self))
    else { throw Fault(offset: start) }
    return number
  }

  private mutating func text() throws(Fault) -> String {
    let start = position
    guard byte == UInt8(ascii: "\"") else { throw Fault(offset: position) }
    position += 1
    var text: [UInt8] = []
    while let byte, byte != UInt8(ascii: "\"") {
      position += 1
      guard byte == UInt8(ascii: "\\") else {
        guard byte >= 0x20 else { throw Fault(offset: position - 1) }
        text.append(byte)
        continue
      }
      guard let escaped = self.byte else { throw Fault(offset: position) }
      position += 1
      switch escaped {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(escaped)
      case UInt8(ascii: "u"):
        let digits = String(decoding: bytes[position..<min(position + 4, bytes.count)], as: UTF8.self)
        guard digits.utf8.count == 4, let code = UInt32(digits, radix: 16), let scalar = Unicode.Scalar(code) else {
          throw Fault(offset: position)
        }
        text += Array(String(Character(scalar)).utf8)
        position += 4
      default: throw Fault(offset: position - 1)
      }
    }
    guard byte != nil else { throw Fault(offset: start) }
    position += 1
    return String(decoding: text, as: UTF8.self)
  }
}

/// Reads what ``CompactEncoder`` wrote. Total: any other bytes throw, and ask for no more memory than they are.
struct CompactDecoder: Decoder {
  struct Damage: Error {}

  fileprivate final class Source {
    let bytes: [UInt8]
    var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var left: Int { bytes.count - position }
  }

  fileprivate let source: Source
  fileprivate let level: Int

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// `nil` for what is no such value, or has bytes behind it.
  static func value<Value: Decodable>(_ type: Value.Type, in bytes: [UInt8]) -> Value? {
    let source = Source(bytes)
    let value = try? CompactDecoder(source: source, level: 0).read(type)
    return source.left == 0 ? value : nil
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedDecodingContainer<Key> {
    KeyedDecodingContainer(CompactRow<Key>(decoder: self))
  }

  func unkeyedContainer() throws -> any UnkeyedDecodingContainer { try CompactList(self) }

  func singleValueContainer() -> any SingleValueDecodingContainer { CompactSingle(decoder: self) }
}

extension CompactDecoder {
  fileprivate func read<Value: Decodable>(_ type: Value.Type) throws -> Value {
    if type == [Double].self {
      let numbers = try readCount(of: 8).map { _ in try readNumber() }
      if let value = numbers as? Value { return value }
    } else if type == [UInt8].self {
      let range = try readCount(of: 1)
      let bytes = Array(source.bytes[source.position..<source.position + range.count])
      source.position += range.count
      if let value = bytes as? Value { return value }
    } else if type == [Int].self {
      let numbers = try readCount(of: 1).map { _ in try readInteger() }
      if let value = numbers as? Value { return value }
    } else if type == String.self {
      if let value = try readText() as? Value { return value }
    }
    guard level < CompactEncoder.mostLevels else { throw Damage() }
    return try Value(from: CompactDecoder(source: source, level: level + 1))
  }

  fileprivate func readByte() throws -> UInt8 {
    guard source.left > 0 else { throw Damage() }
    defer { source.position += 1 }
    return source.bytes[source.position]
  }

  fileprivate func readFlag() throws -> Bool {
    switch try readByte() {
    case 0: false
    case 1: true
    default: throw Damage()
    }
  }

  private func readUnsigned() throws -> UInt64 {
    var number: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 64, by: 7) {
      let byte = try readByte()
      // The tenth byte has room for one bit.
      guard shift < 63 || byte <= 1 else { throw Damage() }
      number |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return number }
    }
    throw Damage()
  }

  fileprivate func readInteger() throws -> Int {
    let number = try readUnsigned()
    let half = Int(truncatingIfNeeded: number >> 1)
    return number & 1 == 0 ? half : ~half
  }

  fileprivate func readNumber() throws -> Double {
    guard source.left >= 8 else { throw Damage() }
    var bits: UInt64 = 0
    for byte in 0..<8 { bits |= UInt64(source.bytes[source.position + byte]) << UInt64(8 * byte) }
    source.position += 8
    return Double(bitPattern: bits)
  }

  fileprivate func readText() throws -> String {
    let count = try readCount(of: 1).count
    let bytes = source.bytes[source.position..<source.position + count]
    source.position += count
    guard let text = String(validating: bytes, as: UTF8.self) else { throw Damage() }
    return text
  }

  /// The indices of a row whose items have so many bytes at least.
  private func readCount(of size: Int) throws -> Range<Int> {
    guard let count = Int(exactly: try readUnsigned()), count <= source.left / size else { throw Damage() }
    return 0..<count
  }

  fileprivate func readListCount() throws -> Int {
    var count = 0
    for byte in 0..<4 { count |= Int(try readByte()) << (8 * byte) }
    guard count <= source.left else { throw Damage() }
    return count
  }
}

private struct CompactRow<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let decoder: CompactDecoder

  var codingPath: [any CodingKey] { [] }

  /// Asked for by enumerations alone: the case that comes.
  var allKeys: [Key] {
    let start = decoder.source.position
    defer { decoder.source.position = start }
    guard let name = try? decoder.readText(), let key = Key(stringValue: name) else { return [] }
    return [key]
  }

  func contains(_ key: Key) -> Bool { true }
  func decodeNil(forKey key: Key) throws -> Bool { try !decoder.readFlag() }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try decoder.readFlag() }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try decoder.readText() }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try decoder.readNumber() }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try decoder.readInteger() }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float { throw CompactDecoder.Damage() }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { throw CompactDecoder.Damage() }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { throw CompactDecoder.Damage() }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { throw CompactDecoder.Damage() }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { throw CompactDecoder.Damage() }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { throw CompactDecoder.Damage() }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { throw CompactDecoder.Damage() }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { throw CompactDecoder.Damage() }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { throw CompactDecoder.Damage() }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { throw CompactDecoder.Damage() }
  func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value { try decoder.read(type) }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    guard try decoder.readText() == key.stringValue else { throw CompactDecoder.Damage() }
    return KeyedDecodingContainer(CompactRow<Nested>(decoder: decoder))
  }

  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { try CompactList(decoder) }
  func superDecoder() -> any Decoder { decoder }
  func superDecoder(forKey key: Key) -> any Decoder { decoder }
}

private struct CompactList: UnkeyedDecodingContainer {
  let decoder: CompactDecoder
  private let total: Int
  private(set) var currentIndex = 0

  init(_ decoder: CompactDecoder) throws {
    self.decoder = decoder
    total = try decoder.readListCount()
  }

  var codingPath: [any CodingKey] { [] }
  var count: Int? { total }
  var isAtEnd: Bool { currentIndex == total }

  mutating func decodeNil() throws -> Bool { false }

  mutating func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
    guard !isAtEnd else { throw CompactDecoder.Damage() }
    currentIndex += 1
    return try decoder.read(type)
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedDecodingContainer<Nested> {
    KeyedDecodingContainer(CompactRow<Nested>(decoder: decoder))
  }

  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer { try CompactList(decoder) }
  mutating func superDecoder() -> any Decoder { decoder }
}

private struct CompactSingle: SingleValueDecodingContainer {
  let decoder: CompactDecoder

  var codingPath: [any CodingKey] { [] }

  func decodeNil() -> Bool { false }
  func decode(_ type: Bool.Type) throws -> Bool { try decoder.readFlag() }
  func decode(_ type: String.Type) throws -> String { try decoder.readText() }
  func decode(_ type: Double.Type) throws -> Double { try decoder.readNumber() }
  func decode(_ type: Int.Type) throws -> Int { try decoder.readInteger() }
  func decode(_ type: Float.Type) throws -> Float { throw CompactDecoder.Damage() }
  func decode(_ type: Int8.Type) throws -> Int8 { throw CompactDecoder.Damage() }
  func decode(_ type: Int16.Type) throws -> Int16 { throw CompactDecoder.Damage() }
  func decode(_ type: Int32.Type) throws -> Int32 { throw CompactDecoder.Damage() }
  func decode(_ type: Int64.Type) throws -> Int64 { throw CompactDecoder.Damage() }
  func decode(_ type: UInt.Type) throws -> UInt { throw CompactDecoder.Damage() }
  func decode(_ type: UInt8.Type) throws -> UInt8 { try decoder.readByte() }
  func decode(_ type: UInt16.Type) throws -> UInt16 { throw CompactDecoder.Damage() }
  func decode(_ type: UInt32.Type) throws -> UInt32 { throw CompactDecoder.Damage() }
  func decode(_ type: UInt64.Type) throws -> UInt64 { throw CompactDecoder.Damage() }
  func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try decoder.read(type) }
}

/// Binary serialisation of values as the compiler lists their parts, so that a part added to a type is never forgotten.
///
/// A value is the row of its parts without names; a case of an enumeration begins with its name. Whole numbers have as
/// many bytes as they need, numbers keep all their bits. Readable by the program that wrote it and by no other: whoever
/// keeps the bytes keeps the program's version beside them.
///
/// `ShapedValues(values: [2])` → no axes, one number: `00 01 00 00 00 00 00 00 00 40`.
struct CompactEncoder: Encoder {
  /// A value nests no deeper; deeper ones are not kept.
  static let mostLevels = 200

  struct Refusal: Error {}

  final class Sink {
    var bytes: [UInt8] = []
  }

  fileprivate let sink: Sink
  fileprivate let level: Int

  var codingPath: [any CodingKey] { [] }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  /// - Throws: for what has parts of a type that no artifact has.
  static func bytes(of value: some Encodable) throws -> [UInt8] {
    let sink = Sink()
    try CompactEncoder(sink: sink, level: 0).write(value)
    return sink.bytes
  }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(CompactRow<Key>(encoder: self))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer { CompactList(self) }

  func singleValueContainer() -> any SingleValueEncodingContainer { CompactSingle(encoder: self) }
}

extension CompactEncoder {
  fileprivate func write<Value: Encodable>(_ value: Value) throws {
    // Long rows of numbers are most of what there is.
    if Value.self == [Double].self, let numbers = value as? [Double] {
      write(UInt64(numbers.count))
      sink.bytes.reserveCapacity(sink.bytes.count + 8 * numbers.count)
      for number in numbers { write(number) }
    } else if Value.self == [UInt8].self, let bytes = value as? [UInt8] {
      write(UInt64(bytes.count))
      sink.bytes += bytes
    } else if Value.self == [Int].self, let numbers = value as? [Int] {
      write(UInt64(numbers.count))
      for number in numbers { write(number) }
    } else if Value.self == String.self, let text = value as? String {
      write(text)
    } else {
      guard level < CompactEncoder.mostLevels else { throw Refusal() }
      try value.encode(to: CompactEncoder(sink: sink, level: level + 1))
    }
  }

  fileprivate func write(_ flag: Bool) { sink.bytes.append(flag ? 1 : 0) }

  /// Seven bits a byte, the lowest first.
  fileprivate func write(_ number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      sink.bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    sink.bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// The sign is the lowest bit.
  fileprivate func write(_ number: Int) {
    write(UInt64(bitPattern: Int64(number << 1 ^ number >> (Int.bitWidth - 1))))
  }

  fileprivate func write(_ number: Double) {
    let bits = number.bitPattern
    for shift in stride(from: 0, to: 64, by: 8) { sink.bytes.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift))) }
  }

  fileprivate func write(_ text: String) {
    write(UInt64(text.utf8.count))
    sink.bytes.append(contentsOf: text.utf8)
  }

  fileprivate func writeCount(_ count: Int, at offset: Int) {
    for byte in 0..<4 { sink.bytes[offset + byte] = UInt8(truncatingIfNeeded: count >> (8 * byte)) }
  }
}

/// The parts of one value, in the order in which they are declared.
private struct CompactRow<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let encoder: CompactEncoder

  var codingPath: [any CodingKey] { [] }

  func encodeNil(forKey key: Key) throws { throw CompactEncoder.Refusal() }
  func encode(_ value: Bool, forKey key: Key) { encoder.write(value) }
  func encode(_ value: String, forKey key: Key) { encoder.write(value) }
  func encode(_ value: Double, forKey key: Key) { encoder.write(value) }
  func encode(_ value: Int, forKey key: Key) { encoder.write(value) }
  func encode(_ value: Float, forKey key: Key) throws { throw CompactEncoder.Refusal() }
  func encode(_ value: Int8, forKey key: Key) throws { throw CompactEncoder.Refusal() }
  func encode(_ value: Int16, forKey key: Key) throws { throw CompactEncoder.Refusal() }
  func encode(_ value: Int32, forKey key: Key) throws { throw CompactEncoder.Refusal() }
  func encode(_ value: Int64, forKey key: Key) throws { throw CompactEncoder.Refusal() }
  func encode(_ value: UInt, forKey key: Key) throws { throw CompactEncoder.Refusal() }
  func encode(_ value: UInt8, forKey key: Key) throws { throw CompactEncoder.Refusal() }
  func encode(_ value: UInt16, forKey key: Key) throws { throw CompactEncoder.Refusal() }
  func encode(_ value: UInt32, forKey key: Key) throws { throw CompactEncoder.Refusal() }
  func encode(_ value: UInt64, forKey key: Key) throws { throw CompactEncoder.Refusal() }
  func encode(_ value: some Encodable, forKey key: Key) throws { try encoder.write(value) }

  // The library's own leave out what is nil, and the reader would not know.
  func encodeIfPresent(_ value: Bool?, forKey key: Key) { mark(value).map(encoder.write) }
  func encodeIfPresent(_ value: String?, forKey key: Key) { mark(value).map(encoder.write) }
  func encodeIfPresent(_ value: Double?, forKey key: Key) { mark(value).map(encoder.write) }
  func encodeIfPresent(_ value: Int?, forKey key: Key) { mark(value).map(encoder.write) }
  func encodeIfPresent(_ value: (some Encodable)?, forKey key: Key) throws {
    if let value = mark(value) { try encoder.write(value) }
  }

  private func mark<Value>(_ value: Value?) -> Value? {
    encoder.write(value != nil)
    return value
  }

  /// A case of an enumeration.
  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    encoder.write(key.stringValue)
    return KeyedEncodingContainer(CompactRow<Nested>(encoder: encoder))
  }

  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { CompactList(encoder) }
  func superEncoder() -> any Encoder { encoder }
  func superEncoder(forKey key: Key) -> any Encoder { encoder }
}

/// The elements of an array behind their number, which is known at the end.
private struct CompactList: UnkeyedEncodingContainer {
  let encoder: CompactEncoder
  private let start: Int
  private(set) var count = 0

  init(_ encoder: CompactEncoder) {
    self.encoder = encoder
    start = encoder.sink.bytes.count
    encoder.sink.bytes += [0, 0, 0, 0]
  }

  var codingPath: [any CodingKey] { [] }

  mutating func encodeNil() throws { throw CompactEncoder.Refusal() }

  mutating func encode(_ value: some Encodable) throws {
    guard count < Int(Int32.max) else { throw CompactEncoder.Refusal() }
    count += 1
    encoder.writeCount(count, at: start)
    try encoder.write(value)
  }

  mutating func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    KeyedEncodingContainer(CompactRow<Nested>(encoder: encoder))
  }

  mutating func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { CompactList(encoder) }
  mutating func superEncoder() -> any Encoder { encoder }
}

/// A value of one part: the raw value of an enumeration, a number in an array.
private struct CompactSingle: SingleValueEncodingContainer {
  let encoder: CompactEncoder

  var codingPath: [any CodingKey] { [] }

  func encodeNil() throws { throw CompactEncoder.Refusal() }
  func encode(_ value: Bool) { encoder.write(value) }
  func encode(_ value: String) { encoder.write(value) }
  func encode(_ value: Double) { encoder.write(value) }
  func encode(_ value: Int) { encoder.write(value) }
  func encode(_ value: Float) throws { throw CompactEncoder.Refusal() }
  func encode(_ value: Int8) throws { throw CompactEncoder.Refusal() }
  func encode(_ value: Int16) throws { throw CompactEncoder.Refusal() }
  func encode(_ value: Int32) throws { throw CompactEncoder.Refusal() }
  func encode(_ value: Int64) throws { throw CompactEncoder.Refusal() }
  func encode(_ value: UInt) throws { throw CompactEncoder.Refusal() }
  func encode(_ value: UInt8) { encoder.sink.bytes.append(value) }
  func encode(_ value: UInt16) throws { throw CompactEncoder.Refusal() }
  func encode(_ value: UInt32) throws { throw CompactEncoder.Refusal() }
  func encode(_ value: UInt64) throws { throw CompactEncoder.Refusal() }
  func encode(_ value: some Encodable) throws { try encoder.write(value) }
}

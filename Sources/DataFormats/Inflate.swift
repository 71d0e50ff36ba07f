import CZlib

/// Unpacks the deflate format (RFC 1951) by zlib, up to a limit, and knows where it stopped.
struct Inflate {
  private let packed: [UInt8]
  /// The next byte to be read.
  private(set) var position: Int
  private let limit: Int
  /// Output buffer: the first ``count`` bytes are unpacked so far; there is always room for a byte beyond the limit, by
  /// which too much is told from enough.
  private var bytes: [UInt8]
  private var count = 0
  /// More would come out than may.
  private(set) var isFull = false

  var unpacked: ArraySlice<UInt8> { bytes[..<min(count, limit)] }

  /// - Parameters:
  ///   - start: where the packed data begins.
  ///   - expected: how much it will probably give.
  ///   - limit: how much it may give.
  init(_ packed: [UInt8], from start: Int, expected: Int, limit: Int) {
    self.packed = packed
    self.limit = limit
    position = start
    // No byte unpacks to more than 1032.
    bytes = Array(repeating: 0, count: max(64, min(expected, limit, 1032 * (packed.count - start))) + 1)
  }

  /// Unpacks all of it; ``position`` is then that of the first byte behind.
  mutating func run() throws(DataFault) -> [UInt8] {
    var stream = z_stream()
    // Without a header of its own; gzip's is read before.
    let size = Int32(MemoryLayout<z_stream>.size)
    guard inflateInit2_(&stream, -MAX_WBITS, ZLIB_VERSION, size) == Z_OK else { throw outOfMemory }
    defer { _ = inflateEnd(&stream) }
    while true {
      if count == bytes.count { try grow() }
      let status = step(&stream)
      guard count <= limit else { throw excess() }
      switch status {
      case Z_OK: continue
      case Z_STREAM_END:
        bytes.removeLast(bytes.count - count)
        return bytes
      case Z_BUF_ERROR:
        throw DataFault(
          "the packed data ends too early", at: .byte(packed.count),
          hint: "fetch the file again: a part of it is missing")
      case Z_MEM_ERROR: throw outOfMemory
      default:
        throw DataFault(
          "the packed data is damaged", at: .byte(position), hint: "fetch the file again, or pack it again with gzip")
      }
    }
  }

  /// Goes on as far as input and room reach.
  private mutating func step(_ stream: inout z_stream) -> Int32 {
    let (packed, position, count) = (packed, position, count)
    let (status, read, written) = packed.withUnsafeBufferPointer { input in
      bytes.withUnsafeMutableBufferPointer { output -> (Int32, Int, Int) in
        let available = min(input.count - position, Int(UInt32.max))
        let room = min(output.count - count, Int(UInt32.max))
        stream.next_in = input.baseAddress.map { UnsafeMutablePointer(mutating: $0 + position) }
        stream.avail_in = UInt32(available)
        stream.next_out = output.baseAddress.map { $0 + count }
        stream.avail_out = UInt32(room)
        let status = inflate(&stream, Z_NO_FLUSH)
        (stream.next_in, stream.next_out) = (nil, nil)
        return (status, available - Int(stream.avail_in), room - Int(stream.avail_out))
      }
    }
    self.position += read
    self.count += written
    return status
  }

  private var outOfMemory: DataFault { DataFault("there is no memory left to unpack the data in") }

  private mutating func excess() -> DataFault {
    isFull = true
    return DataFault("the packed data is larger than \(limit) bytes", hint: "use a smaller file")
  }

  private mutating func grow() throws(DataFault) {
    guard bytes.count <= limit else { throw excess() }
    bytes.append(contentsOf: repeatElement(0, count: min(bytes.count, limit + 1 - bytes.count)))
  }
}

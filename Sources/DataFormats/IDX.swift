import Autodiff

extension Tensor {
  /// A file of the MNIST and Fashion-MNIST collections (Y. LeCun's IDX format), packed with gzip or not: two zero
  /// bytes, the type, the number of axes, each axis's size as four bytes, the numbers, all with the highest byte first.
  ///
  /// The bytes `00 00 08 01 00 00 00 02 07 09` are [7, 9].
  ///
  /// - Parameters:
  ///   - file: the file's bytes.
  ///   - precision: of the tensor.
  ///   - budget: bytes that may be taken.
  public static func idx(
    _ file: [UInt8], precision: Precision = .double, budget: Int
  ) throws(DataFault) -> Tensor {
    let isPacked = Gzip.isPacked(file)
    let header = try IDXHeader(isPacked ? try Gzip.beginning(file, count: IDXHeader.longest) : file, budget: budget)
    let (shape, wanted) = (header.shape, header.size)
    // What a packed file holds beyond the sizes in its header is not unpacked: a few megabytes may hold gigabytes.
    let bytes =
      isPacked
      ? try Gzip.unpack(
        file, limit: wanted,
        excess: DataFault(
          "the header's sizes \(shape) make \(wanted) bytes, and the packed data has more", at: .byte(4),
          hint: IDXHeader.incomplete))
      : file
    guard bytes.count == wanted else {
      throw DataFault(
        "the header's sizes \(shape) make \(wanted) bytes, and the file has \(bytes.count)",
        at: .byte(min(wanted, bytes.count)), hint: IDXHeader.incomplete)
    }
    return header.numbers.read(bytes, from: header.start, count: header.count, shape: shape, precision)
  }
}

/// The header of an IDX file: the type of its numbers and how many there are along each axis.
///
/// `00 00 08 01 00 00 00 02` → unsigned bytes, shape [2], the file has 10 bytes.
private struct IDXHeader {
  let numbers: BinaryNumbers
  let shape: [Int]
  /// Of the numbers.
  let count: Int
  /// The first number's byte.
  let start: Int

  /// 255 axes.
  static let longest = 4 + 4 * 255
  static let incomplete = "fetch the file again: a part of it is missing, or it is another file"

  /// Of the whole file, in bytes.
  var size: Int { start + numbers.size * count }

  /// - Parameter bytes: the file's, or its first ones.
  init(_ bytes: [UInt8], budget: Int) throws(DataFault) {
    guard bytes.count >= 4, bytes[0] == 0, bytes[1] == 0 else {
      throw DataFault(
        "no IDX file: it does not begin with two zero bytes and a type", at: .byte(0),
        hint: "MNIST's and Fashion-MNIST's files are of this kind; tables are read by `csv`")
    }
    switch bytes[2] {
    case 0x08: numbers = BinaryNumbers(kind: .unsigned, size: 1, isBigEndian: true)
    case 0x09: numbers = BinaryNumbers(kind: .signed, size: 1, isBigEndian: true)
    case 0x0B: numbers = BinaryNumbers(kind: .signed, size: 2, isBigEndian: true)
    case 0x0C: numbers = BinaryNumbers(kind: .signed, size: 4, isBigEndian: true)
    case 0x0D: numbers = BinaryNumbers(kind: .float, size: 4, isBigEndian: true)
    case 0x0E: numbers = BinaryNumbers(kind: .float, size: 8, isBigEndian: true)
    default:
      throw DataFault(
        "0x\(String(bytes[2], radix: 16, uppercase: true)) is no type of an IDX file", at: .byte(2),
        hint: "the types are 08, 09, 0B, 0C, 0D and 0E")
    }
    let rank = Int(bytes[3])
    start = 4 + 4 * rank
    guard rank > 0, start <= bytes.count else {
      throw DataFault("the sizes of \(rank) axes are missing", at: .byte(bytes.count), hint: Self.incomplete)
    }
    shape = (0..<rank).map { axis in
      bytes[4 + 4 * axis..<8 + 4 * axis].reduce(0) { $0 << 8 | Int($1) }
    }
    guard let count = Tensor.count(of: shape, budget: budget) else {
      throw DataFault(
        "the header tells of more numbers than memory may hold: \(shape)", at: .byte(4), hint: Self.incomplete)
    }
    self.count = count
  }
}

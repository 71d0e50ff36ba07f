import Autodiff

extension Tensor {
  /// An array as `np.save` writes it (NPY, versions 1 to 3): whole numbers, floats of 16, 32 and 64 bits and truth
  /// values, in either byte order, row by row or column by column.
  ///
  /// - Parameters:
  ///   - bytes: the file's bytes.
  ///   - precision: of the tensor.
  ///   - budget: bytes that may be taken.
  public static func npy(
    _ bytes: [UInt8], precision: Precision = .double, budget: Int
  ) throws(DataFault) -> Tensor {
    let header = try NPYHeader(bytes)
    guard let count = count(of: header.shape, budget: budget) else {
      throw DataFault(
        "the header tells of more numbers than memory may hold: \(header.shape)", at: .byte(10),
        hint: "save a part of the array")
    }
    let wanted = header.end + header.numbers.size * count
    guard bytes.count == wanted else {
      throw DataFault(
        "an array of shape \(header.shape) makes \(wanted) bytes, and the file has \(bytes.count)",
        at: .byte(min(wanted, bytes.count)), hint: "save the array again with `np.save`")
    }
    let stored = header.numbers.read(
      bytes, from: header.end, count: count, shape: header.isColumnwise ? header.shape.reversed() : header.shape,
      precision)
    return header.isColumnwise && header.shape.count > 1 ? stored.axesReversed : stored
  }

  /// The same numbers with the first axis last.
  private var axesReversed: Tensor {
    // Where the next entry along each axis of the result stands here.
    var strides: [Int] = []
    var stride = 1
    let result = Array(shape.reversed())
    for size in result {
      strides.append(stride)
      stride *= size
    }
    var places: [Int] = []
    places.reserveCapacity(count)
    var index = [Int](repeating: 0, count: result.count)
    var place = 0
    for _ in 0..<count {
      places.append(place)
      var axis = result.count - 1
      while axis >= 0 {
        index[axis] += 1
        place += strides[axis]
        if index[axis] < result[axis] { break }
        place -= strides[axis] * result[axis]
        index[axis] = 0
        axis -= 1
      }
    }
    switch storage {
    case .double(let values): return Tensor(shape: result, values: places.map { values[$0] })
    case .single(let values): return Tensor(shape: result, single: places.map { values[$0] })
    }
  }
}

/// `{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }` and what stands before it.
private struct NPYHeader {
  var numbers = BinaryNumbers(kind: .float, size: 8, isBigEndian: false)
  var isColumnwise = false
  var shape: [Int] = []
  /// Where the numbers begin.
  var end = 0

  private static let again = "save the array again with `np.save`"

  init(_ bytes: [UInt8]) throws(DataFault) {
    guard bytes.count >= 10, bytes.starts(with: [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59]) else {
      throw DataFault("no NPY file: it does not begin with `\\x93NUMPY`", at: .byte(0), hint: Self.again)
    }
    guard 1...3 ~= bytes[6] else {
      throw DataFault("version \(bytes[6]) of the NPY format is not known", at: .byte(6), hint: Self.again)
    }
    let start = bytes[6] == 1 ? 10 : 12
    guard bytes.count >= start else { throw Self.short(bytes) }
    let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    end = start + length
    guard end <= bytes.count else { throw Self.short(bytes) }
    var seen: Set<String> = []
    var scanner = Literal(bytes: bytes, position: start, end: end)
    try scanner.expect("{")
    while !scanner.takes("}") {
      let place = scanner.position
      let key = try scanner.text()
      try scanner.expect(":")
      switch key {
      case "descr":
        guard !scanner.isNext("[") else {
          throw DataFault("an array of records is no tensor", at: .byte(scanner.position), hint: Self.kinds)
        }
        let valuePlace = scanner.position
        numbers = try Self.numbers(try scanner.text(), valuePlace)
      case "fortran_order": isColumnwise = try scanner.truth()
      case "shape": shape = try scanner.sizes()
      default: throw DataFault("`\(key)` has no place in the header", at: .byte(place), hint: Self.again)
      }
      seen.insert(key)
      if !scanner.takes(",") {
        try scanner.expect("}")
        break
      }
    }
    guard seen.count == 3 else {
      throw DataFault("the header does not tell type, order and shape", at: .byte(start), hint: Self.again)
    }
  }

  private static func short(_ bytes: [UInt8]) -> DataFault {
    DataFault("the file ends in its header", at: .byte(bytes.count), hint: again)
  }

  private static let kinds = "save it as numbers: `np.save(path, array.astype(float))`"

  private static func numbers(_ type: String, _ place: Int) throws(DataFault) -> BinaryNumbers {
    let fault = DataFault("`\(type)` is no type of numbers that can be read", at: .byte(place), hint: kinds)
    var rest = type[...]
    let isBigEndian = rest.first == ">"
    if let order = rest.first, "<>=|".contains(order) { rest = rest.dropFirst() }
    guard let letter = rest.first, let size = Int(rest.dropFirst()) else { throw fault }
    switch (letter, size) {
    case ("f", 2), ("f", 4), ("f", 8): return BinaryNumbers(kind: .float, size: size, isBigEndian: isBigEndian)
    case ("i", 1), ("i", 2), ("i", 4), ("i", 8):
      return BinaryNumbers(kind: .signed, size: size, isBigEndian: isBigEndian)
    case ("u", 1), ("u", 2), ("u", 4), ("u", 8), ("b", 1):
      return BinaryNumbers(kind: .unsigned, size: size, isBigEndian: isBigEndian)
    default: throw fault
    }
  }

  /// As much of Python's notation as such a header uses.
  private struct Literal {
    var bytes: [UInt8]
    var position: Int
    var end: Int

    private mutating func skip() {
      while position < end, [32, 9, 10, 13].contains(bytes[position]) { position += 1 }
    }

    /// A whole number with a sign, of any length.
    private mutating func size() throws(DataFault) -> Int {
      skip()
      let start = position
      if position < end, bytes[position] == UInt8(ascii: "-") { position += 1 }
      while position < end, UInt8(ascii: "0")...UInt8(ascii: "9") ~= bytes[position] { position += 1 }
      let text = String(decoding: bytes[start..<position], as: UTF8.self)
      if let size = Int(text), size >= 0 { return size }
      guard let last = text.utf8.last, last != UInt8(ascii: "-") else {
        position = start
        throw fault
      }
      throw DataFault(
        text.hasPrefix("-")
          ? "the header tells of an axis of `\(text)` entries, and none has fewer than 0"
          : "the header tells of an axis of `\(text)` entries, more than memory may hold",
        at: .byte(start), hint: again)
    }

    private var fault: DataFault { DataFault("the header cannot be read", at: .byte(position), hint: again) }

    mutating func isNext(_ sign: Character) -> Bool {
      skip()
      return position < end && bytes[position] == sign.asciiValue
    }

    mutating func takes(_ sign: Character) -> Bool {
      guard isNext(sign) else { return false }
      position += 1
      return true
    }

    mutating func expect(_ sign: Character) throws(DataFault) {
      guard takes(sign) else { throw fault }
    }

    mutating func text() throws(DataFault) -> String {
      skip()
      guard position < end, bytes[position] == UInt8(ascii: "'") || bytes[position] == UInt8(ascii: "\"") else {
        throw fault
      }
      let quote = bytes[position]
      guard let close = bytes[(position + 1)..<end].firstIndex(of: quote) else { throw fault }
      let text = String(decoding: bytes[(position + 1)..<close], as: UTF8.self)
      position = close + 1
      return text
    }

    mutating func truth() throws(DataFault) -> Bool {
      skip()
      for (word, value) in [("True", true), ("False", false)] where bytes[position..<end].starts(with: word.utf8) {
        position += word.utf8.count
        return value
      }
      throw fault
    }

    mutating func sizes() throws(DataFault) -> [Int] {
      try expect("(")
      var sizes: [Int] = []
      while !takes(")") {
        sizes.append(try size())
        // Python 2 wrote `3L`.
        _ = takes("L")
        if !takes(",") {
          try expect(")")
          break
        }
      }
      return sizes
    }
  }
}

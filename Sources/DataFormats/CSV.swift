import Autodiff

extension Tensor {
  /// A table of numbers as text, a line a row: [rows, columns]. Fields are parted by commas, or by semicolons or tabs
  /// where the first row has no comma; they may stand in double quotes. A first row of names, none of which reads as a
  /// number, is the header; empty lines and lines that begin with `#` are passed over.
  ///
  /// `hours,score\n8,56\n2,20\n` is [[8, 56], [2, 20]].
  ///
  /// - Parameters:
  ///   - file: the file's bytes.
  ///   - precision: of the tensor.
  ///   - budget: bytes that may be taken.
  public static func csv(
    _ file: [UInt8], precision: Precision = .double, budget: Int
  ) throws(DataFault) -> Tensor {
    var reader = CSVReader(file)
    var values: [Double] = []
    var columns: Int?
    var hasHeader = false
    var rows = 0
    while let row = try reader.next() {
      if columns == nil, row.contains(where: { !$0.text.isEmpty }), !row.contains(where: \.readsAsNumber) {
        columns = row.count
        hasHeader = true
        continue
      }
      let width = columns ?? row.count
      columns = width
      guard row.count == width else {
        throw DataFault(
          "this row has \(row.count) \(row.count == 1 ? "field" : "fields"), and the first has \(width)",
          at: row[min(width, row.count - 1)].place,
          hint: "each row needs a field for each column")
      }
      for field in row {
        guard let number = field.number else {
          throw field.text.isEmpty
            ? DataFault("the field is empty", at: field.place, hint: "fill it in, or take the row away")
            : DataFault(
              "`\(field.text)` is no number", at: field.place,
              hint: rows > 0 || hasHeader
                ? "numbers are written `-1.5` or `2e-3`; give categories numbers, and take texts away"
                : "this row has a number in it, so it is no row of names; numbers are written `-1.5` or `2e-3`")
        }
        values.append(number)
      }
      rows += 1
      guard values.count <= budget / 8 else {
        throw DataFault("more numbers than memory may hold", at: row[0].place, hint: "use a smaller file")
      }
    }
    guard rows > 0, let columns else {
      throw DataFault("the file has no row of numbers", hint: "a row is a line such as `8,56`")
    }
    return Tensor(shape: [rows, columns], values: values).converted(to: precision)
  }
}

/// Rows of a text file that are not empty, field by field.
private struct CSVReader {
  struct Field {
    var text: String
    var place: DataFault.Place

    /// `-1.5`, `2e-3`; nothing else that reads as a number to some programs.
    var number: Double? {
      let isPlain = text.utf8.allSatisfy { byte in
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
          || byte == UInt8(ascii: "+") || byte | 0x20 == UInt8(ascii: "e")
      }
      guard isPlain, let number = Double(text), number.isFinite else { return nil }
      return number
    }

    /// Also `nan`, `inf`, `0x10` and `1e999`, which are numbers to other programs, and so no names.
    var readsAsNumber: Bool { Double(text) != nil }
  }

  private let bytes: [UInt8]
  private var position: Int
  private var line = 1
  private var lineStart: Int
  private var delimiter: UInt8?

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    lineStart = position
  }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }
  private var isAtLineEnd: Bool { byte == nil || byte == 10 || byte == 13 }

  mutating func next() throws(DataFault) -> [Field]? {
    while byte != nil {
      skipSpaces()
      if isAtLineEnd {
        endLine()
      } else if byte == UInt8(ascii: "#") {
        while !isAtLineEnd { position += 1 }
        endLine()
      } else {
        position = lineStart
        return try row()
      }
    }
    return nil
  }

  private mutating func row() throws(DataFault) -> [Field] {
    let delimiter = delimiter ?? likelyDelimiter()
    self.delimiter = delimiter
    var fields: [Field] = []
    while true {
      fields.append(try field(delimiter))
      guard byte == delimiter else { break }
      position += 1
    }
    endLine()
    return fields
  }

  private mutating func field(_ delimiter: UInt8) throws(DataFault) -> Field {
    skipSpaces(but: delimiter)
    let place = DataFault.Place.line(line, column: position - lineStart + 1)
    if byte == UInt8(ascii: "\"") { return Field(text: try quoted(place, delimiter), place: place) }
    let start = position
    while !isAtLineEnd, byte != delimiter { position += 1 }
    var end = position
    while end > start, bytes[end - 1] == 32 || bytes[end - 1] == 9 { end -= 1 }
    return Field(text: String(decoding: bytes[start..<end], as: UTF8.self), place: place)
  }

  private mutating func quoted(_ place: DataFault.Place, _ delimiter: UInt8) throws(DataFault) -> String {
    var text: [UInt8] = []
    position += 1
    while let next = byte {
      position += 1
      if next != UInt8(ascii: "\"") {
        if next == 10 {
          line += 1
          lineStart = position
        }
        text.append(next)
      } else if byte == next {
        text.append(next)
        position += 1
      } else {
        skipSpaces(but: delimiter)
        guard isAtLineEnd || byte == delimiter else {
          throw DataFault(
            "text stands behind a field in quotes", at: .line(line, column: position - lineStart + 1),
            hint: "a quote inside quotes is written twice")
        }
        return String(decoding: text, as: UTF8.self)
      }
    }
    throw DataFault("the quotes are not closed", at: place, hint: "close them with `\"`")
  }

  private mutating func skipSpaces(but delimiter: UInt8 = 0) {
    while let byte, byte == 32 || byte == 9, byte != delimiter { position += 1 }
  }

  private mutating func endLine() {
    if byte == 13 { position += 1 }
    if byte == 10 { position += 1 }
    line += 1
    lineStart = position
  }

  /// Of the first row: the comma, unless only another one is there.
  private func likelyDelimiter() -> UInt8 {
    var isQuoted = false
    let row = bytes[position...].prefix { $0 != 10 && $0 != 13 }.filter { byte in
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      return !isQuoted
    }
    let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), 9]
    return candidates.first { row.contains($0) } ?? UInt8(ascii: ",")
  }
}

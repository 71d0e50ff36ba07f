/// Rows of a text file that are not empty, field by field. Fields are places in the file's bytes, so that one of a
/// million rows costs no more than its numbers.
struct CSVReader {
  struct Field {
    /// In the bytes; within the quotes, if there are any.
    var range: Range<Int>
    /// The text, where it is another than the bytes: with two quotes for one.
    var unquoted: ArraySlice<UInt8>?
    var isQuoted = false
    var place: DataFault.Place
  }

  let bytes: [UInt8]
  /// Between fields, from the first row on.
  private(set) var delimiter: UInt8 = 0
  private var position: Int
  private var line = 1
  private var lineStart: Int

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    lineStart = position
  }

  /// - Throws: for what is no text: bytes of another encoding, control characters.
  func text(_ field: Field) throws(DataFault) -> String {
    guard let text = String(validating: field.unquoted ?? bytes[field.range], as: UTF8.self) else {
      throw DataFault("the field is no UTF-8 text", at: field.place, hint: "save the file as UTF-8")
    }
    guard
      !text.unicodeScalars.contains(where: { $0.value < 0x20 && $0.value != 9 && $0.value != 10 || $0.value == 0x7F })
    else {
      throw DataFault("the field has a control character", at: field.place, hint: "a table is text, a line a row")
    }
    return text
  }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }
  private var isAtLineEnd: Bool { byte == nil || byte == 10 || byte == 13 }

  /// The next row.
  ///
  /// - Returns: false behind the last one.
  mutating func next(_ fields: inout [Field]) throws(DataFault) -> Bool {
    fields.removeAll(keepingCapacity: true)
    while byte != nil {
      skipSpaces()
      if isAtLineEnd {
        endLine()
      } else if byte == UInt8(ascii: "#") {
        while !isAtLineEnd { position += 1 }
        endLine()
      } else {
        position = lineStart
        if delimiter == 0 { delimiter = likelyDelimiter() }
        try row(&fields)
        return true
      }
    }
    return false
  }

  private mutating func row(_ fields: inout [Field]) throws(DataFault) {
    while true {
      fields.append(try field())
      guard byte == delimiter else { break }
      position += 1
    }
    endLine()
  }

  private mutating func field() throws(DataFault) -> Field {
    skipSpaces(but: delimiter)
    let place = DataFault.Place.line(line, column: position - lineStart + 1)
    if byte == UInt8(ascii: "\"") { return try quoted(place) }
    let start = position
    while !isAtLineEnd, byte != delimiter { position += 1 }
    var end = position
    while end > start, bytes[end - 1] == 32 || bytes[end - 1] == 9 { end -= 1 }
    return Field(range: start..<end, place: place)
  }

  private mutating func quoted(_ place: DataFault.Place) throws(DataFault) -> Field {
    position += 1
    let start = position
    var unquoted: [UInt8]?
    while let next = byte {
      position += 1
      if next != UInt8(ascii: "\"") {
        if next == 10 {
          line += 1
          lineStart = position
        }
        unquoted?.append(next)
      } else if byte == next {
        unquoted = (unquoted ?? Array(bytes[start..<position - 1])) + [next]
        position += 1
      } else {
        let end = position - 1
        skipSpaces(but: delimiter)
        guard isAtLineEnd || byte == delimiter else {
          throw DataFault(
            "text stands behind a field in quotes", at: .line(line, column: position - lineStart + 1),
            hint: "a quote inside quotes is written twice")
        }
        return Field(
          range: start..<end, unquoted: unquoted.map { $0[...] }, isQuoted: true, place: place)
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

  /// Of the first row: the comma, unless only another one is there. A row such as `1,5;2` has decimal commas.
  private func likelyDelimiter() -> UInt8 {
    var isQuoted = false
    let row = bytes[position...].prefix { $0 != 10 && $0 != 13 }.filter { byte in
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      return !isQuoted
    }
    let comma = UInt8(ascii: ",")
    for other in [UInt8(ascii: ";"), 9] where row.contains(other) {
      let parts = row.split(separator: other, omittingEmptySubsequences: false)
      let hasDecimalCommas = parts.allSatisfy { part in
        !part.contains(comma) || CSVNumber.parse(part.drop { $0 == 32 }, comma: true) != nil
      }
      if hasDecimalCommas { return other }
    }
    return comma
  }
}

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
    guard !text.unicodeScalars.contains(where: { $0 == "\n" || $0 == "\r" }) else {
      throw DataFault("the field has a line break", at: field.place, hint: "a text of a table stands on one line")
    }
    guard !text.unicodeScalars.contains(where: { $0.value < 0x20 && $0.value != 9 || $0.value == 0x7F }) else {
      throw DataFault("the field has a control character", at: field.place, hint: "a table is text, a line a row")
    }
    return text
  }

  private var byte: UInt8? { position < bytes.count ? bytes[position] : nil }
  private var isAtLineEnd: Bool { byte == nil || byte == 10 || byte == 13 }

  /// The next row.
  ///
  /// - Parameter columns: fields that a row has, as far as that is known.
  /// - Returns: false behind the last one.
  mutating func next(_ fields: inout [Field], columns: Int?) throws(DataFault) -> Bool {
    if delimiter == 0 {
      readSeparatorLine()
      if delimiter == 0 { delimiter = try likelyDelimiter() }
    }
    while byte != nil {
      fields.removeAll(keepingCapacity: true)
      skipSpaces(but: delimiter)
      if isAtLineEnd {
        endLine()
        continue
      }
      let isMarked = byte == UInt8(ascii: "#")
      if isMarked, position + 1 == bytes.count || Self.endsMark.contains(bytes[position + 1]), !isMarkOfAColumn {
        while !isAtLineEnd { position += 1 }
        endLine()
        continue
      }
      let place = DataFault.Place.line(line, column: position - lineStart + 1)
      position = lineStart
      try row(&fields)
      guard isMarked, fields[0].range.count > 1 else { return true }
      // A comment, unless it looks like a row.
      guard columns.map({ $0 != fields.count }) ?? (fields.count == 1) else {
        throw DataFault(
          "this line begins with `#` and has as many fields as a row", at: place,
          hint: "a comment has a blank behind the `#`, and a field that begins with one stands in double quotes")
      }
    }
    return false
  }

  /// Behind the `#` of a comment.
  private static let endsMark = [UInt8](" \t#!\n\r".utf8)

  /// `#` alone as a name, or a field, of a table whose fields are parted by tabs.
  private var isMarkOfAColumn: Bool { position + 1 < bytes.count && bytes[position + 1] == delimiter }

  private static let mostFields = 100_000

  private mutating func row(_ fields: inout [Field]) throws(DataFault) {
    while true {
      fields.append(try field())
      guard fields.count <= Self.mostFields else {
        throw DataFault(
          "this row has more than \(Self.mostFields) fields", at: .line(line, column: 1), hint: "use a smaller file")
      }
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
    // The text with two quotes for one, from the first such place on.
    var unquoted: [UInt8] = []
    var hasQuotes = false
    while let next = byte {
      position += 1
      if next != UInt8(ascii: "\"") {
        if next == 10 {
          line += 1
          lineStart = position
        }
        if hasQuotes { unquoted.append(next) }
      } else if byte == next {
        if !hasQuotes { unquoted.append(contentsOf: bytes[start..<position - 1]) }
        hasQuotes = true
        unquoted.append(next)
        position += 1
      } else {
        let end = position - 1
        skipSpaces(but: delimiter)
        guard isAtLineEnd || byte == delimiter else {
          throw DataFault(
            "text stands behind a field in quotes", at: .line(line, column: position - lineStart + 1),
            hint: "a quote inside quotes is written twice")
        }
        return Field(range: start..<end, unquoted: hasQuotes ? unquoted[...] : nil, isQuoted: true, place: place)
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

  private static let signs = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]

  /// `sep=;`, which Excel writes and reads above a table to say what parts its fields.
  private mutating func readSeparatorLine() {
    let mark = Array("sep=".utf8)
    let end = bytes[position...].firstIndex { $0 == 10 || $0 == 13 } ?? bytes.count
    guard line == 1, end - position == mark.count + 1,
      bytes[position..<position + mark.count].elementsEqual(mark, by: { $0 | 0x20 == $1 | 0x20 }),
      Self.signs.contains(bytes[end - 1])
    else { return }
    delimiter = bytes[end - 1]
    position = end
    endLine()
  }

  /// The sign that parts the first rows into equally many fields, of several the one by which more of them are numbers:
  /// a row such as `1,5;2` has decimal commas.
  private func likelyDelimiter() throws(DataFault) -> UInt8 {
    var fitting: [(sign: UInt8, numbers: Int)] = []
    for sign in Self.signs {
      if let numbers = numbers(partedBy: sign, rows: 10) { fitting.append((sign, numbers)) }
    }
    guard let best = fitting.max(by: { $0.numbers < $1.numbers }) else {
      // Rows of other lengths are told for the sign that parts the first one.
      return Self.signs.first { numbers(partedBy: $0, rows: 1) != nil } ?? Self.signs[0]
    }
    guard fitting.count(where: { $0.numbers == best.numbers }) == 1 else {
      throw DataFault(
        "two signs part these rows into equally many fields", at: .line(line, column: 1),
        hint: "put texts with a comma, a semicolon, a bar or a tab in double quotes, or say `sep=;` on a line above")
    }
    return best.sign
  }

  /// How many numbers the first rows hold if a sign parts them; nil where their fields are not equally many, or one.
  private func numbers(partedBy sign: UInt8, rows: Int) -> Int? {
    var reader = self
    reader.delimiter = sign
    var fields: [Field] = []
    var columns: Int?
    var numbers = 0
    for _ in 0..<rows {
      do throws(DataFault) { guard try reader.next(&fields, columns: columns) else { break } } catch { return nil }
      guard fields.count > 1, columns == nil || columns == fields.count else { return nil }
      columns = fields.count
      numbers += fields.count { CSVNumber.parse(bytes[$0.range], comma: sign != UInt8(ascii: ",")) != nil }
    }
    return columns == nil ? nil : numbers
  }
}

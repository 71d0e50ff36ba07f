/// Makes columns of rows, and decides of each what it holds.
struct CSVBuilder {
  struct Building {
    var name: String
    /// nil until a field decides.
    var isText: Bool?
    /// Whether its fields are texts, whatever they look like.
    var isForced = false
    var numbers: [Double] = []
    var texts: [String] = []
    var known: [String: Int32] = [:]
    var rows: [Int32] = []
    var absent: [Int] = []
    /// A number of it was doubted.
    var isDoubted = false

    var column: CSVTable.Column {
      // All fields of a column without a value are 0.
      let isText = isText ?? false
      let entries: CSVTable.Column.Entries =
        isText ? .texts(texts, rows: rows) : .numbers(numbers)
      return CSVTable.Column(name: name, entries: entries, absent: absent)
    }

    mutating func add(_ text: String) {
      if let place = known[text] {
        rows.append(place)
      } else {
        let place = Int32(texts.count)
        known[text] = place
        texts.append(text)
        rows.append(place)
      }
    }
  }

  private var reader: CSVReader
  private let options: CSVTable.Options
  private let budget: Int
  private var bytes = 0
  private(set) var columns: [Building] = []
  private(set) var rowCount = 0
  private(set) var hasHeader = false
  private(set) var doubts: [DataFault] = []
  /// Where a number with a decimal point, and one with a decimal comma, stood first: not both in one file.
  private var (point, comma): (DataFault.Place?, DataFault.Place?) = (nil, nil)

  init(_ reader: CSVReader, _ options: CSVTable.Options, budget: Int) {
    self.reader = reader
    self.options = options
    self.budget = budget
  }

  mutating func read() throws(DataFault) {
    var fields: [CSVReader.Field] = []
    while try reader.next(&fields, columns: columns.isEmpty ? nil : columns.count) {
      if columns.isEmpty {
        if isHeader(fields) {
          var texts: [String] = []
          for field in fields { texts.append(try reader.text(field)) }
          try begin(texts, fields)
          continue
        }
        columns = fields.map { _ in Building(name: "") }
        if options.header == nil, let first = fields.first, mayBeNames(fields) {
          doubts.append(
            DataFault(
              "the first row, from `\(try reader.text(first))` on, is read as numbers, and looks like names",
              at: first.place, hint: "`header: true` takes it for names, `header: false` says that it is none"))
        }
        guard options.missing != .mask else {
          throw DataFault(
            "the file has no row of names, by which masked fields could be told", at: fields[0].place,
            hint: "write names above the columns, or leave rows out: `missing: \"drop\"`")
        }
      }
      try add(fields)
    }
    guard rowCount > 0 else {
      let isEmptied = options.missing == .drop && !columns.isEmpty
      throw DataFault(
        isEmptied ? "no row has a value in each column" : "the file has no row of numbers",
        hint: isEmptied ? "`missing: \"mask\"` keeps rows" : "a row is a line such as `8,56`")
    }
  }

  /// Names, of which none reads as a number, to whatever program.
  private func isHeader(_ fields: [CSVReader.Field]) -> Bool {
    options.header
      ?? (fields.contains { !isMissing($0) }
        && !fields.contains { readsAsNumber($0, comma: true) })
  }

  /// Numbers in quotes, or years in a row: 2019, 2020, 2021.
  private func mayBeNames(_ fields: [CSVReader.Field]) -> Bool {
    if fields.contains(where: { $0.isQuoted && !$0.range.isEmpty }) { return true }
    let years = fields.compactMap { field in
      field.range.count == 4 ? Int(String(decoding: reader.bytes[field.range], as: UTF8.self)) : nil
    }
    return years.count == fields.count && years.count > 1 && years.allSatisfy { (1000...2999).contains($0) }
      && zip(years, years.dropFirst()).allSatisfy { $1 == $0 + 1 }
  }

  private mutating func begin(_ names: [String], _ fields: [CSVReader.Field]) throws(DataFault) {
    hasHeader = true
    var seen: Set<String> = []
    for (name, field) in zip(names, fields) {
      guard name.isEmpty || seen.insert(name).inserted else {
        throw DataFault(
          "two columns are called `\(name)`", at: field.place, hint: "each column needs a name of its own")
      }
      let isForced = options.texts.contains(name)
      columns.append(Building(name: name, isText: isForced ? true : nil, isForced: isForced))
    }
    if let unknown = options.texts.sorted().first(where: { !seen.contains($0) }) {
      throw DataFault(
        "no column is called `\(unknown)`", at: fields[0].place,
        hint: "there are " + names.map { "`\($0)`" }.joined(separator: ", "))
    }
  }

  private mutating func add(_ fields: [CSVReader.Field]) throws(DataFault) {
    guard fields.count == columns.count else {
      throw DataFault(
        "this row has \(fields.count) \(fields.count == 1 ? "field" : "fields"), and the first has \(columns.count)",
        at: fields[min(columns.count, fields.count - 1)].place, hint: "each row needs a field for each column")
    }
    if options.missing == .drop, fields.contains(where: isMissing) { return }
    for (place, field) in fields.enumerated() { try add(field, to: place) }
    rowCount += 1
    bytes += 8 * columns.count
    guard bytes <= budget else {
      throw DataFault("more numbers than memory may hold", at: fields[0].place, hint: "use a smaller file")
    }
  }

  private func isMissing(_ field: CSVReader.Field) -> Bool {
    field.range.isEmpty
      || field.range.count == 2 && !field.isQuoted && reader.bytes[field.range].elementsEqual("NA".utf8)
  }

  private mutating func add(_ field: CSVReader.Field, to place: Int) throws(DataFault) {
    // Alone, `NA` in a file of numbers may be a row of names that was not understood.
    if isMissing(field), hasHeader || field.range.isEmpty || options.missing != .refuse {
      guard options.missing == .mask else {
        throw DataFault(
          field.range.isEmpty ? "the field is empty" : "`NA` is no value", at: field.place,
          hint: "fill it in, or say what is to become of rows without a value: `missing: \"drop\"` or "
            + "`missing: \"mask\"`")
      }
      columns[place].absent.append(rowCount)
      if columns[place].isText != true { columns[place].numbers.append(0) }
      if columns[place].isText != false { columns[place].rows.append(-1) }
      return
    }
    if columns[place].isText != true,
      let number = CSVNumber.parse(reader.bytes[field.range], comma: hasDecimalCommas)
    {
      if number.hasComma, comma == nil { comma = field.place }
      if number.hasPoint, point == nil { point = field.place }
      if let comma, let point {
        let other = number.hasComma ? "point" : "comma"
        guard case .line(let line, _) = number.hasComma ? point : comma else { return }
        throw DataFault(
          "`\(try reader.text(field))` has a decimal \(number.hasComma ? "comma" : "point"), and line \(line) has a number "
            + "with a decimal \(other)", at: field.place, hint: "write all numbers of a file in one way")
      }
      if columns[place].isText == nil {
        columns[place].isText = false
        columns[place].rows = []
      }
      guard !options.isSingle || Float(number.value).isFinite else {
        throw DataFault(
          "`\(try reader.text(field))` is more than 32 bits hold", at: field.place, hint: "leave `bits: 32` out")
      }
      if !columns[place].isDoubted, let doubt = doubt(field, number, place) {
        columns[place].isDoubted = true
        doubts.append(doubt)
      }
      columns[place].numbers.append(number.value)
      return
    }
    let text = try reader.text(field)
    if !columns[place].isForced, text.hasPrefix("\u{2212}"),
      CSVNumber.parse(Array(text.utf8.dropFirst(3))[...], comma: hasDecimalCommas) != nil
    {
      throw DataFault(
        "`\(text)` has the minus sign of typesetters, U+2212", at: field.place, hint: "write `-\(text.dropFirst())`")
    }
    let isNumber = !columns[place].isForced && readsAsNumber(field, comma: hasDecimalCommas)
    guard hasHeader, columns[place].isText ?? !isNumber else { throw noNumber(text, field, place, isNumber) }
    if columns[place].isText == nil {
      columns[place].isText = true
      columns[place].numbers = []
    }
    guard !isNumber else {
      throw DataFault(
        "`\(text)` is a number, and the fields above it are texts", at: field.place,
        hint: columns[place].texts.first { Self.absences.contains($0.lowercased()) }.map {
          "`\($0)` above is a text; where it says that a value is missing, leave the field empty or write `NA`"
        } ?? textHint(place))
    }
    if columns[place].known[text] == nil { bytes += text.utf8.count + 32 }
    columns[place].add(text)
  }

  /// A number that may be the name of something: `01234`, or that is another one in 64 bits: `9007199254740993`.
  private func doubt(
    _ field: CSVReader.Field, _ number: (value: Double, hasComma: Bool, hasPoint: Bool), _ place: Int
  ) -> DataFault? {
    let digits = reader.bytes[field.range].drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    let isWhole = digits.allSatisfy { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
    let text = String(decoding: reader.bytes[field.range], as: UTF8.self)
    let hint = hasHeader ? textHint(place) : "names of things need a row of names above them, and `text: …`"
    if digits.count > 1, digits.first == UInt8(ascii: "0"), isWhole {
      return DataFault("`\(text)` is read as a number, without its leading 0", at: field.place, hint: hint)
    }
    guard isWhole, digits.count > 15, number.value.magnitude >= 0x1p53,
      UInt64(String(decoding: digits, as: UTF8.self)).map({ Double(exactly: $0) == nil }) ?? true
    else { return nil }
    return DataFault("`\(text)` is more than the 53 binary digits of a number hold", at: field.place, hint: hint)
  }

  /// Spellings of other programs for a missing value.
  private static let absences: Set<String> = [
    "nan", "null", "none", "n/a", "na", "#n/a", "<na>", ".", "?", "-", "--", "nil", "missing", "#value!", "#div/0!",
  ]

  /// Commas part nothing, and may stand in numbers.
  private var hasDecimalCommas: Bool { reader.delimiter != UInt8(ascii: ",") }

  /// Also what is one to other programs alone: `nan`, `0x10`, `1e999`.
  private func readsAsNumber(_ field: CSVReader.Field, comma: Bool) -> Bool {
    let bytes = reader.bytes[field.range]
    return CSVNumber.parse(bytes, comma: comma) != nil || Double(String(decoding: bytes, as: UTF8.self)) != nil
  }

  private func noNumber(_ text: String, _ field: CSVReader.Field, _ place: Int, _ isNumber: Bool) -> DataFault {
    let hint =
      if Self.absences.contains(text.lowercased()) {
        "only an empty field and `NA` without quotes are missing, by `missing: \"drop\"` or `\"mask\"`; write one of them"
      } else if !hasHeader, rowCount == 0 {
        "this row has a number in it, so it is read as no row of names; `header: true` takes it for one"
      } else if hasHeader, columns[place].isText == false, !isNumber {
        "numbers are written `-1.5` or `2e-3`; " + textHint(place)
      } else {
        "numbers are written `-1.5` or `2e-3`" + (hasHeader ? "" : "; a column of texts needs a row of names above it")
      }
    return DataFault("`\(text)` is no number", at: field.place, hint: hint)
  }

  private func textHint(_ place: Int) -> String {
    "`text: \"\(columns[place].name)\"` reads the whole column as texts"
  }
}

import Testing

@testable import DataFormats

struct CSVTests {
  private func check(
    _ text: String, _ shape: [Int], _ values: [Double], _ location: SourceLocation = #_sourceLocation
  ) throws {
    let table = try CSVTable([UInt8](text.utf8), budget: 1 << 20)
    #expect([table.rowCount, table.columns.count] == shape, sourceLocation: location)
    let columns = table.columns.map { column in
      if case .numbers(let numbers) = column.entries { numbers } else { [Double]() }
    }
    #expect(columns.allSatisfy { $0.count == table.rowCount }, sourceLocation: location)
    #expect((0..<table.rowCount).flatMap { row in columns.map { $0[row] } } == values, sourceLocation: location)
  }

  /// Columns as text: `hours: 8 2`, `way: bus|on foot`; what is absent as `-`.
  private func columns(_ text: String, _ options: CSVTable.Options = .init()) throws -> [String] {
    try CSVTable([UInt8](text.utf8), options, budget: 1 << 20).columns.map { column in
      func row(_ place: Int, _ text: String) -> String { column.absent.contains(place) ? "-" : text }
      return switch column.entries {
      case .numbers(let values):
        column.name + ": " + values.enumerated().map { row($0, "\($1)") }.joined(separator: " ")
      case .texts(let texts, let rows):
        column.name + ": " + rows.enumerated().map { row($0, $1 < 0 ? "" : texts[Int($1)]) }.joined(separator: "|")
      }
    }
  }

  @Test func texts() throws {
    #expect(try columns("hours,way\n8,bus\n2,on foot\n3,bus\n") == ["hours: 8.0 2.0 3.0", "way: bus|on foot|bus"])
    #expect(try columns("name;n\n\"Müller; Anna\";1\n") == ["name: Müller; Anna", "n: 1.0"])
    #expect(try columns("이름,점수\n\"김 \"\"철수\"\"\",90\n") == ["이름: 김 \"철수\"", "점수: 90.0"])
    #expect(try columns("a,b\nc,d\n") == ["a: c", "b: d"])
    #expect(try columns("zip,n\n01203,2\n", .init(texts: ["zip"])) == ["zip: 01203", "n: 2.0"])
    #expect(try columns("ticket\nA/5\n1131\n", .init(texts: ["ticket"])) == ["ticket: A/5|1131"])
    #expect(try columns("id,notes; remarks\n1,a;b\n") == ["id: 1.0", "notes; remarks: a;b"])
  }

  @Test func missingFields() throws {
    let text = "a,b,c\n1,NA,x\n,5,\n3,6,y\n"
    #expect(try columns(text, .init(missing: .drop)) == ["a: 3.0", "b: 6.0", "c: y"])
    #expect(try columns(text, .init(missing: .mask)) == ["a: 1.0 - 3.0", "b: - 5.0 6.0", "c: x|-|y"])
    // What comes first decides nothing where it is missing.
    #expect(try columns("a,b\n,NA\nx,1\n", .init(missing: .mask)) == ["a: -|x", "b: - 1.0"])
    #expect(try columns("a,b\nNA,1\n,2\n", .init(missing: .mask)) == ["a: - -", "b: 1.0 2.0"])
    #expect(try columns("1,NA\n2,3\n", .init(missing: .drop)) == [": 2.0", ": 3.0"])
    #expect(try columns("a\n\"NA\"\nb\n") == ["a: NA|b"], "in quotes it is a text")
    refuse("a,b\n1,\n", .line(2, column: 3), "the field is empty")
    refuse("a,b\n1,NA\n", .line(2, column: 3), "`NA` is no value")
    refuse("a,b\nx,1\n,2\n", .line(3, column: 1), "the field is empty")
    refuse("a,b\n1,\n,2\n", .file, "no row has a value in each column", .init(missing: .drop))
  }

  @Test func separators() throws {
    #expect(try columns("sep=;\nname;place\na,b;c\n") == ["name: a,b", "place: c"])
    #expect(try columns("SEP=|\r\n1|2\r\n") == [": 1.0", ": 2.0"])
    #expect(try columns("\u{FEFF}sep=\t\na\tb\n1\t2\n") == ["a: 1.0", "b: 2.0"])
    #expect(try columns("a|b\n1|2\n") == ["a: 1.0", "b: 2.0"])
    #expect(try columns("a,b\n1|2,x\n", .init(texts: ["a"])) == ["a: 1|2", "b: x"])
    #expect(try columns("sep=\nx\n") == ["sep=: x"])
    refuse("sep=;\nname;place\na;b;c\n", .line(3, column: 5), "this row has 3 fields, and the first has 2")
  }

  /// Spellings of other programs are no values, and what is missing here is said.
  @Test(arguments: ["NaN", "nan", "null", "None", "N/A", "n/a", "na", "#N/A", "<NA>", ".", "?", "\"NA\"", "-"])
  func otherAbsences(text: String) {
    for missing in [CSVTable.Missing.refuse, .drop, .mask] {
      do {
        _ = try CSVTable([UInt8]("a,b\n1,2\n3,\(text)\n".utf8), .init(missing: missing), budget: 1 << 20)
        Issue.record("\(text) is read")
      } catch {
        #expect(error.place == .line(3, column: 3))
        #expect(error.hint?.hasPrefix("only an empty field and `NA` without quotes are missing") == true)
      }
    }
  }

  @Test func minusSigns() throws {
    refuse("a,b\n1,\u{2212}1\n", .line(2, column: 3), "`−1` has the minus sign of typesetters, U+2212")
    refuse("a;b\n1;\u{2212}0,5\n", .line(2, column: 3), "`−0,5` has the minus sign of typesetters, U+2212")
    #expect(try columns("a,b\n1,\u{2212}x\n") == ["a: 1.0", "b: −x"])
    #expect(try columns("a,b\n1,\u{2212}1\n", .init(texts: ["b"])) == ["a: 1.0", "b: −1"])
  }

  @Test(arguments: [
    ("zip,n\n01234,1\n05678,2\n", ["2:1 `01234` is read as a number, without its leading 0"]),
    ("n\n9007199254740993\n", ["2:1 `9007199254740993` is more than the 53 binary digits of a number hold"]),
    ("한,n\n0,-9007199254740993\n", ["2:3 `-9007199254740993` is more than the 53 binary digits of a number hold"]),
    ("1,00\n", ["1:3 `00` is read as a number, without its leading 0"]),
    ("n\n9007199254740992\n18014398509481984\n0.5\n0\n1e20\n0.1234567890123456789\n", []),
  ])
  func doubts(text: String, doubts: [String]) throws {
    let found = try CSVTable([UInt8](text.utf8), budget: 1 << 20).doubts.map { doubt in
      guard case .line(let line, let column) = doubt.place else { return doubt.message }
      return "\(line):\(column) \(doubt.message)"
    }
    #expect(found == doubts)
    let texts = try CSVTable([UInt8](text.utf8), .init(texts: text.hasPrefix("zip") ? ["zip"] : []), budget: 1 << 20)
    #expect(text.hasPrefix("zip") ? texts.doubts.isEmpty : texts.doubts.count == doubts.count)
  }

  @Test func decimalCommas() throws {
    #expect(try columns("a;b\n1,5;2\n-0,25;1e-1\n") == ["a: 1.5 -0.25", "b: 2.0 0.1"])
    #expect(try columns("1,5;2\n3;4,25\n") == [": 1.5 3.0", ": 2.0 4.25"])
    #expect(try columns("a\tb\n1,5\tx\n") == ["a: 1.5", "b: x"])
    refuse(
      "a;b\n1,5;2\n3;4.5\n", .line(3, column: 3),
      "`4.5` has a decimal point, and line 2 has a number with a decimal comma")
    refuse("a;b\n1;2\n1.234,5;2\n", .line(3, column: 1), "`1.234,5` is no number")
  }

  /// The sign that parts fields shows in several rows, and in their numbers.
  @Test func signsBetweenFields() throws {
    #expect(try columns("Preis, EUR;Menge\n1,5;2\n2,5;3\n") == ["Preis, EUR: 1.5 2.5", "Menge: 2.0 3.0"])
    #expect(try columns("키, cm\t무게\n1,5\t2\n") == ["키, cm: 1.5", "무게: 2.0"])
    #expect(try columns("size \"\tprice\n1.5\t2\n2.5\t3\n") == ["size \": 1.5 2.5", "price: 2.0 3.0"])
    #expect(try columns("size \";price\n1,5;2\n") == ["size \": 1.5", "price: 2.0"])
    #expect(try columns("id,notes; remarks\n1,a;b\n") == ["id: 1.0", "notes; remarks: a;b"])
    // The first row tells, and no comment above it.
    refuse("# a, b\nx;y\n1;2;3\n", .line(3, column: 5), "this row has 3 fields, and the first has 2")
    #expect(try columns("# a; b\nhours\n1\n2\n") == ["hours: 1.0 2.0"])
    refuse("a,b;c\nd,e;f\n", .line(1, column: 1), "two signs part these rows into equally many fields")
  }

  /// No row is passed over but what nobody can take for one.
  @Test func rowsThatLookLikeNone() throws {
    let mask = CSVTable.Options(missing: .mask)
    #expect(try columns("a\tb\n1\t2\n\t\n3\t4\n", mask) == ["a: 1.0 - 3.0", "b: 2.0 - 4.0"])
    refuse("a\tb\n1\t2\n\t\n3\t4\n", .line(3, column: 1), "the field is empty")
    #expect(try columns("a\tb\n1\tx\n\t#1\n2\ty\n", mask) == ["a: 1.0 - 2.0", "b: x|#1|y"])
    let looks = "this line begins with `#` and has as many fields as a row"
    refuse("colour,n\n#ff0000,1\nred,2\n", .line(2, column: 1), looks)
    refuse("#name,way\nKim,bus\n", .line(1, column: 1), looks)
    #expect(try columns("colour,n\n\"#ff0000\",1\n") == ["colour: #ff0000", "n: 1.0"])
    #expect(try columns("#,hours\n1,2\n") == ["#: 1.0", "hours: 2.0"])
    #expect(try columns("# made up, by us\n#remark\na,b\n# one, two\n1,2\n") == ["a: 1.0", "b: 2.0"])
    refuse("1,\n3,4\n", .line(1, column: 1), "the file has no row of names, by which masked fields could be told", mask)
    #expect(try columns("NA\n1\n", .init(missing: .drop)) == [": 1.0"])
  }

  @Test func whatTablesCannotHold() throws {
    refuse("a,b\n1,\"x\ny\"\n", .line(2, column: 3), "the field has a line break")
    refuse("a\n1e300\n", .line(2, column: 1), "`1e300` is more than 32 bits hold", .init(isSingle: true))
    // Columns are counted in characters.
    refuse("가,나\n가나다,1\n나,1o\n", .line(3, column: 3), "`1o` is no number")
    #expect(try columns("a\n\"" + String(repeating: "\"\"", count: 200_000) + "\"\n")[0].count == 200_003)
    refuse(String(repeating: ",", count: 200_000), .line(1, column: 1), "this row has more than 100000 fields")
  }

  /// Numbers are those that the language reads, to the last bit, also where they are read in a shorter way.
  @Test func numbersAreRoundedOnce() throws {
    var random = SystemRandomNumberGenerator()
    var texts = [
      "0.1", "123456789012345", "1234567890123456", "0.000000000000001", "9007199254740993", "1e23", "-.5", "7.",
    ]
    for _ in 0..<3000 {
      let digits = (0..<Int.random(in: 1...20, using: &random)).map { _ in String(Int.random(in: 0...9, using: &random))
      }
      var text = digits.joined()
      let point = Int.random(in: 0...digits.count, using: &random)
      text.insert(".", at: text.index(text.startIndex, offsetBy: point))
      if Bool.random(using: &random) { text += "e\(Int.random(in: -30...30, using: &random))" }
      texts.append(Bool.random(using: &random) ? "-" + text : text)
    }
    for text in texts {
      let found = CSVNumber.parse(Array(text.utf8)[...], comma: false)?.value
      #expect(found?.bitPattern == Double(text)?.bitPattern, "\(text)")
    }
    for text in ["", ".", "-", "1e", "1e+", "e5", "1.2.3", "1,2", "+-1", "0x10", "nan", "inf", "1 2", "1e999"] {
      #expect(CSVNumber.parse(Array(text.utf8)[...], comma: false) == nil, "\(text)")
    }
  }

  @Test func reads() throws {
    try check("hours,score\n8,56\n2,20\n", [2, 2], [8, 56, 2, 20])
    try check("8,56\r\n2,20", [2, 2], [8, 56, 2, 20])
    try check("\u{FEFF}a; b\n -1.5 ;2e-3\n\n# a remark\n+1;.5\n", [2, 2], [-1.5, 0.002, 1, 0.5])
    try check("\"hours, slept\"\t\"a \"\"score\"\"\"\n\"8\"\t56\n", [1, 2], [8, 56])
    try check("1\n2\n3", [3, 1], [1, 2, 3])
    try check("x,y\n# remark\n1,2", [1, 2], [1, 2])
    try check(
      "0.1,1e300\n5e-324,9007199254740993", [2, 2], [0.1, 1e300, .leastNonzeroMagnitude, 9_007_199_254_740_992])
  }

  private func refuse(
    _ text: String, _ place: DataFault.Place, _ message: String, _ options: CSVTable.Options = .init(),
    _ location: SourceLocation = #_sourceLocation
  ) {
    do throws(DataFault) {
      _ = try CSVTable([UInt8](text.utf8), options, budget: 1 << 20)
      Issue.record("no fault", sourceLocation: location)
    } catch {
      #expect(error.place == place, sourceLocation: location)
      #expect(error.message == message, sourceLocation: location)
    }
  }

  @Test func namesOfColumns() throws {
    try check("x1,x2\n1,2\n", [1, 2], [1, 2])
    try check(",a\n1,2\n", [1, 2], [1, 2])
    try check("1st,e\n1,2\n", [1, 2], [1, 2])
  }

  @Test func bytesThatAreNoText() {
    var place: DataFault.Place?
    do throws(DataFault) { _ = try CSVTable([0x31, 0x2C, 0xFF, 0x0A, 0x32, 0x2C, 0x33], budget: 1 << 20) } catch {
      place = error.place
    }
    #expect(place == .line(1, column: 3))
  }

  @Test func refuses() {
    refuse("a,b\n1,2\n3,x\n", .line(3, column: 3), "`x` is no number")
    refuse("1,2\n3,\n", .line(2, column: 3), "the field is empty")
    refuse("1,2\n3\n", .line(2, column: 1), "this row has 1 field, and the first has 2")
    refuse("1,2\n3,4, 5\n", .line(2, column: 6), "this row has 3 fields, and the first has 2")
    refuse("1,nan\n", .line(1, column: 3), "`nan` is no number")
    refuse("1,2\n3,0x10\n", .line(2, column: 3), "`0x10` is no number")
    refuse("1,2\n1e999,2\n", .line(2, column: 1), "`1e999` is no number")
    // A first row with a number in it is no row of names, and is never passed over.
    refuse("1,NA\n2,3\n4,5\n", .line(1, column: 3), "`NA` is no number")
    refuse("# remark\n\n 8, inf\n2,3\n", .line(3, column: 5), "`inf` is no number")
    refuse("1e400,2\n2,3\n", .line(1, column: 1), "`1e400` is no number")
    refuse("0x10,1\n2,3\n", .line(1, column: 1), "`0x10` is no number")
    refuse("nan\n1\n2\n", .line(1, column: 1), "`nan` is no number")
    refuse("hours,2\n2,3\n", .line(1, column: 1), "`hours` is no number")
    refuse("8\tx\n2\t3\n", .line(1, column: 3), "`x` is no number")
    refuse(",7\n2,3\n", .line(1, column: 1), "the field is empty")
    refuse("a,b\n1,2\nx,3\n", .line(3, column: 1), "`x` is no number")
    refuse("a,b\nx,2\n5,3\n", .line(3, column: 1), "`5` is a number, and the fields above it are texts")
    refuse("a,b\nx,2\n1e999,3\n", .line(3, column: 1), "`1e999` is a number, and the fields above it are texts")
    refuse("a,b,a\n1,2,3\n", .line(1, column: 5), "two columns are called `a`")
    refuse("a,b\n1,2\n", .line(1, column: 1), "no column is called `c`", .init(texts: ["c"]))
    refuse("a\nx\0y\n", .line(2, column: 1), "the field has a control character")
    refuse("", .file, "the file has no row of numbers")
    refuse("a,b\n", .file, "the file has no row of numbers")
    refuse("1,\"2\n3,4", .line(1, column: 3), "the quotes are not closed")
    refuse("1,\"2\"3\n", .line(1, column: 6), "text stands behind a field in quotes")
  }
}

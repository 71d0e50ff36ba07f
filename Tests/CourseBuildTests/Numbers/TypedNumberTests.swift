import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// Numbers that authors type and bind to what they state.
struct TypedNumberTests {
  @Test(
    arguments: [
      ("0.25", 0.25, 0.01), ("3", 3, 1), ("-3", -3, 1), ("−0.5", -0.5, 0.1), ("+2", 2, 1), ("1,024", 1024, 1),
      ("12,345.60", 12345.6, 0.01), ("25 %", 0.25, 0.01), ("12.5%", 0.125, 0.001), ("1.0 × 10⁻³", 0.001, 0.0001),
      ("−2.5×10^6", -2.5e6, 1e5), ("1e-3", 0.001, 0.001), ("2 · 10³", 2000, 1000), (" 7 ", 7, 1), ("0.0", 0, 0.1),
      ("1\u{202F}%", 0.01, 0.01), ("6.02 × 10²³", 6.02e23, 1e21),
    ])
  func reading(text: String, value: Double, unit: Double) throws {
    let number = try TypedNumber(text)
    #expect(number.value == value)
    #expect((number.unit / unit - 1).magnitude < 1e-12)
  }

  @Test(arguments: [
    "", "a", "3 apples", "3.", ".5", "1.2.3", "2 3", "--2", "1e", "× 10³", "2 × 11³", "%", "3개", "1e999", "½",
  ])
  func noNumbers(text: String) { #expect(throws: TypedNumber.Fault.noNumber) { try TypedNumber(text) } }

  @Test(arguments: ["1,5", "1,02", "1234,567", "1,0245"])
  func commas(text: String) { #expect(throws: TypedNumber.Fault.ambiguousComma) { try TypedNumber(text) } }

  /// Half a unit of the last digit, ties either way, and no more.
  @Test(
    arguments: [
      ("0.25", 0.25, true), ("0.25", 0.245, true), ("0.25", 0.255, true), ("0.25", 0.2449, false),
      ("0.25", 0.2551, false), ("3", 3.5, true), ("3", 2.5, true), ("3", 3.51, false), ("−3", 3, false),
      ("25 %", 0.254, true), ("25 %", 0.256, false), ("25 %", 25, false), ("1.0 × 10⁻³", 0.00104, true),
      ("1.0 × 10⁻³", 0.00106, false), ("1,024", 1024.4, true), ("0.3", 0.1 + 0.2, true), ("0.15", 0.155, true),
      ("0", 0.4, true), ("3", .nan, false), ("3", .infinity, false),
    ])
  func holding(text: String, value: Double, holds: Bool) throws {
    #expect(try TypedNumber(text).states(value) == holds)
  }

  /// What a value is in the author's way to write, and that it then holds.
  @Test(
    arguments: [
      ("0.25", 0.3125, "0.31"), ("−0.25", -0.3125, "−0.31"), ("-3", -4.2, "-4"), ("1,024", 2048, "2,048"),
      ("1,024.0", 1_234_567.25, "1,234,567.2"), ("25 %", 0.3125, "31%"), ("1.0 × 10⁻³", 0.0024, "2.4 × 10⁻³"),
      ("1.0×10^3", -2400, "−2.4×10^3"), ("1.5e-3", 0.0024, "2.4e-3"), ("3", 12.0, "12"),
    ])
  func writing(text: String, value: Double, expected: String) throws {
    let written = try #require(try TypedNumber(text).text(of: value))
    #expect(written == expected)
    #expect(try TypedNumber(written).states(value))
  }

  private static let start = "# A\n\n```nn\ny = 5 / 16\nv = [1, 2]\n```\n\n"

  /// In a paragraph of its own, in both languages; the place is that of the number.
  @Test(
    arguments: [
      ("It is [0.31]{nn=\"y\"} now.", []),
      ("It is [0.25]{nn=\"y\"} now.", ["8:8 `0.25` is written here, and `y` is 0.3125"]),
      ("값은 [0.25]{nn=\"y\"}이다.", ["8:5 `0.25` is written here, and `y` is 0.3125"]),
      ("[−0.31]{nn=\"y\"}", ["8:2 `−0.31` is written here, and `y` is 0.3125"]),
      ("[0.3]{nn=\"y\" within=\"5%\"}", []),
      ("[0.2]{nn=\"y\" within=\"5%\"}", ["8:2 `0.2` is written here, and `y` is 0.3125"]),
      ("[0.2]{nn=\"y\" within=\"0.2\"}", []), ("[0.2]{nn=\"y\" within=\"much\"}", ["8:22 `within` cannot be `much`"]),
      ("[31 %]{nn=\"y\"} and [31.3%]{nn=\"y\"}", []), ("[y]{nn=\"y\"}", ["8:2 `y` is not one number"]),
      ("[1,5]{nn=\"y\"}", ["8:2 the comma of `1,5` could part thousands or a fraction"]),
      ("[1]{nn=\"v\"}", ["8:2 `v` is no single number, and `1` is"]), ("[2]{nn=\"v[1]\"}", []),
      ("[0.31]{nn=\"z\"}", ["8:12 unknown name `z`"]),
      ("[0.31]{nn=\"y\" .big}", ["8:15 a typed number has no attribute `.big`"]),
      ("**[0.31]{nn=\"y\"}** and *[0.25]{nn=\"y\"}*", ["8:26 `0.25` is written here, and `y` is 0.3125"]),
      ("- a\n- b [0.25]{nn='y'}", ["9:6 `0.25` is written here, and `y` is 0.3125"]),
      ("| a |\n|---|\n| [0.25]{nn=\"y\"} |", ["10:4 `0.25` is written here, and `y` is 0.3125"]),
      ("`[0.25]{nn=\"y\"}`", []), ("# B [0.25]{nn=\"y\"}", ["8:6 `0.25` is written here, and `y` is 0.3125"]),
      ("Note.[^1]\n\n[^1]: [0.25]{nn=\"y\"}", ["10:8 `0.25` is written here, and `y` is 0.3125"]),
      ("[0.31]{nn=\"y\"}[0.25]{nn=\"y\"}", ["8:16 `0.25` is written here, and `y` is 0.3125"]),
      ("[0.25]: https://a.example\n\n[0.25]{nn=\"y\"}", ["10:2 `0.25` is written here, and `y` is 0.3125"]),
    ] as [(String, [String])])
  func inLessons(text: String, expected: [String]) throws {
    let course = try TemporaryCourse(["lessons/a.md": Self.start + text + "\n"])
    let found = checkCourse(course.request()).diagnostics.map { diagnostic in
      let start = diagnostic.range.startInCharacters
      return "\(start.line):\(start.column) \(diagnostic.message)"
    }
    #expect(found == expected, "\(text)")
  }

  /// Pages and reports have what was typed.
  @Test func standsAsTyped() throws {
    let text = "It is [0.310]{nn=\"y\" within=\"0.01\"}, [31 %]{nn=\"y\"}.\n"
    let course = try TemporaryCourse(["lessons/a.md": Self.start + text])
    #expect(!course.build().hasFaults)
    #expect(try course.text("output/a.md").contains("It is 0.310, 31 %."))
    let page = try course.text("output/a.html")
    #expect(page.contains(">0.310</") && page.contains(">31 %</") && !page.contains("0.3125</span>,"))
    let values = try course.text("output/a.values.json")
    #expect(values.contains("[\"inline\", \"y\", 0.3125]"), "\(values)")
  }

  /// Three hundred numbers of all forms: right ones hold, wrong ones and those of another sign are found at their place.
  @Test func threeHundred() throws {
    var numbers = SeededNumbers(seed: 3)
    func random(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &numbers) }
    let forms = ["0.25", "3", "−0.5", "1,024", "25 %", "12.5%", "1.0 × 10⁻³", "2.50e-3", "−2.5×10^6", "0.0001"]
    var lesson = "# A\n"
    var expected: [String] = []
    var line = 1
    for round in 0..<300 {
      let form = try TypedNumber(forms[round % forms.count])
      let digits = Double(random(8999) + 1000) * (random(2) == 0 ? -1 : 1)
      let value = digits * form.unit / 10
      let right = try #require(form.text(of: value))
      let typed = try TypedNumber(right)
      // Wrong by a digit of the last place, or in its sign.
      let moved = round % 2 == 0 ? -value : value + form.unit * 1.5 * (random(2) == 0 ? -1 : 1)
      let wrong = try #require(form.text(of: moved))
      lesson += "\nNumber \(round): [\(right)]{nn=\"\(value)\"} 와 [\(wrong)]{nn=\"\(value)\"}이다.\n"
      line += 2
      #expect(typed.states(value), "\(right) \(value)")
      guard try !TypedNumber(wrong).states(value) else { continue }
      let column = "Number \(round): [\(right)]{nn=\"\(value)\"} 와 [".count + 1
      expected.append("\(line):\(column)")
    }
    #expect(expected.count > 280)
    let course = try TemporaryCourse(["lessons/ko/a.md": lesson])
    let found = checkCourse(course.request()).diagnostics.map { diagnostic in
      let start = diagnostic.range.startInCharacters
      return "\(start.line):\(start.column)"
    }
    #expect(found == expected)
  }
}

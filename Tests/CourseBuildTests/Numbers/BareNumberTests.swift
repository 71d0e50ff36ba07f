import Foundation
import Markup
import SourceText
import Testing

@testable import CourseBuild

/// Numbers that stand in the text with nothing around them.
struct BareNumberTests {
  /// What is found in a line, each with why it is left alone.
  private func found(_ line: String, isHeading: Bool = false) -> [String] {
    let file = SourceFile(path: "a.md", text: line)
    let stretch = ProseStretch(range: SourceRange(file, 0..<file.bytes.count), isHeading: isHeading)
    return proseNumbers(in: stretch).map { $0.text + ($0.aside.map { " " + $0.rawValue } ?? "") }
  }

  @Test(
    arguments: [
      ("It is 0.25.", ["0.25"]), ("0.25, 1.5", ["0.25", "1.5"]), ("−0.5 or -0.5 or +0.5", ["−0.5", "-0.5", "+0.5"]),
      ("(-3)", ["-3"]), ("1,024 and 1,024,000.5", ["1,024", "1,024,000.5"]), ("25 %, 12.5%", ["25 %", "12.5%"]),
      ("1.0 × 10⁻³ and 2×10^-3, 1e-3", ["1.0 × 10⁻³", "2×10^-3", "1e-3"]), ("0.5 × 0.25", ["0.5", "0.25"]),
      ("값은 0.3이다", ["0.3"]), ("약0.3배", ["0.3"]), ("기울기 −0.5를", ["−0.5"]), ("784개", ["784"]),
      ("10,000 에포크", ["10,000"]), ("0.25–0.31", ["0.25", "0.31"]), ("0.25~0.31", ["0.25", "0.31"]),
      ("3 apples", ["3 count"]), ("1, 2, 3", ["1 count", "2 count", "3 count"]), ("in 1986", ["1986 year"]),
      ("1970년에", ["1970 year"]), ("in 2,048 steps", ["2,048"]),
      ("section 12, Fig. 3.2", ["12 ordinal", "3.2 ordinal"]),
      ("3번째 줄, 2장, 100분의 1", ["3 ordinal", "2 ordinal", "100 ordinal", "1 count"]), ("812일 때", ["812"]),
      ("W1 x2 VGG-16", ["1 name", "2 name", "16 name"]), ("784-50-10", ["784 name", "50 name", "10 name"]),
      ("64-bit, 28x28", ["64 name", "28 name", "28 name"]), ("version 1.2, 1.2.3", ["1.2 name", "1.2.3 name"]),
      ("2026-12-01, 12:30, 1/2", ["2026 name", "12 name", "01 name", "12 name", "30 name", "1 name", "2 name"]),
      ("10⁻³ and 2^10", ["10 name", "2 name", "10 name"]), ("the 1940s", ["1940 name"]),
      ("#12 §7", ["12 name", "7 name"]),
      ("a 100", ["100"]), ("99", ["99 count"]), ("-99", ["-99"]), ("5 %", ["5 %"]), ("30°", ["30 count"]),
    ] as [(String, [String])])
  func kinds(line: String, expected: [String]) { #expect(found(line) == expected, "\(line)") }

  @Test func headingsAreLeftAlone() { #expect(found("4096 numbers", isHeading: true) == ["4096 heading"]) }

  static let start = "# A\n\n```nn\ny = 5 / 16\nv = [1 / 3, 2 / 3]\nx = 0.125\n```\n\n"

  /// Each note as its place, the first letter of its id's word, and its edit.
  private func notes(_ text: String, in path: String = "lessons/a.md") throws -> [String] {
    let course = try TemporaryCourse([path: Self.start + text + "\n"])
    return checkCourse(course.request()).diagnostics.map { diagnostic in
      let start = diagnostic.range.startInCharacters
      let edit = diagnostic.edit.map { " " + $0.replacement } ?? ""
      return "\(start.line):\(start.column) \(diagnostic.id.rawValue.dropFirst(3))\(edit)"
    }
  }

  @Test(
    arguments: [
      ("It is 0.31 now.", ["9:7 typed-number [0.31]{nn=\"y\"}"]),
      ("It is **0.31**.", ["9:9 typed-number [0.31]{nn=\"y\"}"]),
      ("값은 0.3125이다.", ["9:4 typed-number [0.3125]{nn=\"y\"}"]),
      ("A share of 31 %.", ["9:12 typed-number [31 %]{nn=\"y\"}"]),
      ("3.1 × 10⁻¹ of it", ["9:1 typed-number [3.1 × 10⁻¹]{nn=\"y\"}"]),
      ("Two thirds, 0.667.", ["9:13 typed-number [0.667]{nn=\"v[1]\"}"]),
      ("`{nn} 1000 * y` and 312.5", ["9:21 typed-number [312.5]{nn=\"1000 * y\"}"]),
      ("The input 0.125, 12.5 %.", []), ("$0.31$, `0.31`, [a](https://a.example/0.31), <b title=\"0.31\">b</b>", []),
      ("It is 0.3152.", ["9:7 doubtful-number [0.3125]{nn=\"y\"}"]),
      ("It is −0.3125.", ["9:7 doubtful-number [0.3125]{nn=\"y\"}"]),
      ("It is 0.3126.", ["9:7 doubtful-number [0.3125]{nn=\"y\"}"]),
      ("It is 0.3725.", ["9:7 doubtful-number [0.3125]{nn=\"y\"}"]),
      ("It is 3.125.", ["9:7 doubtful-number [0.3125]{nn=\"y\"}"]),
      ("31.52 %", ["9:1 doubtful-number [31.25 %]{nn=\"y\"}"]),
      ("값은 3.152 × 10⁻¹이다", ["9:4 doubtful-number [3.125 × 10⁻¹]{nn=\"y\"}"]), ("It is 0.4826 or 812.", []),
      ("<!-- nn: ignore -->\nIt is 0.31\nand 0.31.\n\nBut 0.31.", ["13:5 typed-number [0.31]{nn=\"y\"}"]),
      ("0.31 <!-- nn: ignore -->\n0.31", ["10:1 typed-number [0.31]{nn=\"y\"}"]),
      ("> <!-- nn: ignore -->\n> 0.31\n>\n> 0.31", ["12:3 typed-number [0.31]{nn=\"y\"}"]),
      ("<!-- nn: ignore -->\nIt is small.", ["9:1 unused-ignore "]), ("0.1 <!-- nn: ignore -->", []),
      ("| a | b |\n|---|---|\n| 0.31 | 0.4 |", ["11:3 typed-number [0.31]{nn=\"y\"}"]),
      ("    0.31 in code", []), ("```text\n0.31\n```", []), ("<div>\n0.31\n</div>", []),
      ("a^[b 0.31 `0.31`] c", ["9:6 typed-number [0.31]{nn=\"y\"}"]), ("[0.31]{nn=\"y\"}", []),
    ] as [(String, [String])])
  func inLessons(text: String, expected: [String]) throws { #expect(try notes(text) == expected, "\(text)") }

  @Test func captions() throws {
    let text = "```nn\n#| label: fig-a\n#| fig-cap: 'At 0.31.'\nplot(v)\n```"
    #expect(try notes(text) == ["11:17 typed-number [0.31]{nn=\"y\"}"])
    let quoted = "```nn\n#| label: fig-a\n#| fig-cap: \"At 0.31.\"\nplot(v)\n```"
    #expect(try notes(quoted) == ["11:17 typed-number [0.31]{nn='y'}"])
  }

  /// Right below its number a value is right, and wrong by a digit it is told, though nothing can be bound yet.
  @Test func valuesBelow() throws {
    let below = "```nn\nz = 3 / 7\n```"
    #expect(try notes("It will be 0.4286.\n\n" + below) == [])
    #expect(try notes("It will be 0.4268.\n\n" + below) == ["9:12 doubtful-number"])
  }

  /// Two blocks up and the section, no further.
  @Test func distance() throws {
    let other = "```nn\na = 7\n```\n\n"
    #expect(try notes("## B\n\n" + other + "0.31").count == 1)
    #expect(try notes("## B\n\n" + other + other.replacing("a", with: "b") + "0.31") == [])
  }

  /// What was rebound is not offered.
  @Test func rebound() throws {
    #expect(try notes("```nn\ny = 4 / 7\n```\n\n0.31") == [])
    #expect(try notes("```nn\ny = 4 / 7\n```\n\n0.571") == ["13:1 typed-number [0.571]{nn=\"y\"}"])
  }

  /// A lesson with a fault computes other values.
  @Test func faultyLesson() throws {
    #expect(try notes("```nn\nz = q\n```\n\n0.31") == ["10:5 unknown-name"])
  }

  /// A gradient that a table shows.
  @Test func shownGradients() throws {
    let table = "```nn\nf = y^2 * 3\ng = 0.7 * f\ngradients(g)\n```\n\n"
    #expect(try notes(table + "The slope is 1.3125.") == ["15:14 typed-number [1.3125]{nn=\"grad(g, y)\"}"])
  }

  /// Notes do not depend on whether the run came from the cache.
  @Test func cached() throws {
    let text = "It is 0.31, or 0.3152; 값은 0.667이다.\n"
    let course = try TemporaryCourse(["lessons/a.md": Self.start + text])
    var request = course.request()
    let cold = checkCourse(request).diagnostics
    #expect(cold.count == 3)
    request.usesCache = true
    for _ in 0..<3 {
      let found = checkCourse(request).diagnostics
      #expect(DiagnosticFormat.json.write(found) == DiagnosticFormat.json.write(cold))
    }
    // One word changed: the outcomes are taken over, the places move.
    try course.write("lessons/a.md", Self.start + "Now. " + text)
    let moved = checkCourse(request).diagnostics
    #expect(moved.map(\.range.start.column) == cold.map { $0.range.start.column + 5 })
  }

  /// Three hundred numbers, right ones and such with one digit changed, two swapped or another sign: each is told what it
  /// was meant to be, in every form, in both languages.
  @Test(arguments: ["lessons/en/a.md", "lessons/ko/a.md"]) func threeHundred(path: String) throws {
    var numbers = SeededNumbers(seed: 7)
    func random(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &numbers) }
    let forms = ["0.2500", "−0.5000", "1,024", "25.00 %", "1.000 × 10⁻³", "2.500e-3", "−2.500×10^6", "0.0001234"]
    var lesson = "# A\n"
    var expected: [String] = []
    for round in 0..<300 {
      let form = try TypedNumber(forms[round % forms.count])
      // No zeros at the end, no two equal digits side by side.
      var digits = [1 + random(9)]
      while digits.count < 4 { digits.append((digits[digits.count - 1] + 1 + random(8)) % 9 + 1) }
      for place in 1..<4 where digits[place] == digits[place - 1] { digits[place] = digits[place] % 9 + 1 }
      let whole = Double(digits.reduce(0) { $0 * 10 + $1 }) * (random(2) == 0 ? -1 : 1)
      let value = whole * form.unit
      let right = try #require(form.text(of: value))
      var changed = digits
      switch round % 4 {
      case 0: changed[3] = changed[3] % 9 + 1
      case 1: changed.swapAt(1, 2)
      default: break
      }
      let sign: Double = round % 4 == 2 ? -1 : 1
      let moved = Double(changed.reduce(0) { $0 * 10 + $1 }) * (whole < 0 ? -1 : 1) * sign * form.unit
      let wrong = try #require(form.text(of: moved))
      lesson += "\n## B\n\n```nn\n#| include: false\nv\(round) = \(value) + 0\n```\n\n값 \(wrong) is\n"
      expected.append(wrong == right ? "" : "\(right) v\(round)")
    }
    let course = try TemporaryCourse([path: lesson])
    let found = checkCourse(course.request()).diagnostics
    let told = Set(found.filter { $0.id == .doubtfulNumber }.compactMap(\.edit?.replacement))
    let meant = expected.filter { !$0.isEmpty }.map { text -> String in
      let parts = text.split(separator: " v")
      return "[\(parts[0])]{nn=\"v\(parts[1])\"}"
    }
    #expect(meant.count > 180)
    let missed = meant.filter { !told.contains($0) }
    #expect(Double(missed.count) <= 0.05 * Double(meant.count), "\(missed)")
    #expect(told.subtracting(meant).isEmpty)
  }

  /// Ten times the numbers and values take some ten times as long, not a hundred.
  @Test func growth() throws {
    func time(_ count: Int) throws -> Double {
      var lesson = "# A\n\n```nn\n"
      for index in 0..<count { lesson += "v\(index) = \(index) / 7919\n" }
      lesson += "```\n\n"
      for index in 0..<count { lesson += "0.\(1_000_000 + index) " + (index % 10 == 9 ? "\n" : "") }
      let course = try TemporaryCourse(["lessons/a.md": lesson])
      let start = Date()
      _ = checkCourse(course.request())
      return Date().timeIntervalSince(start)
    }
    _ = try time(10)
    let (small, large) = (try time(200), try time(2000))
    #expect(large < 40 * max(small, 0.05), "\(small) \(large)")
  }
}

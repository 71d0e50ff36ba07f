import Foundation
import Reporting
import SourceText
import Testing

@testable import CourseBuild

/// `theme:` of `course.yml`: what it changes, and what is said at its lines.
struct ThemeTests {
  private func check(_ text: String, _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    let read = CourseFile.read(SourceFile(path: "course.yml", text: text))
    let found = read.diagnostics.map { fault in
      "\(fault.range.start.line):\(fault.range.start.column) \(fault.severity.rawValue) \(fault.message)"
    }
    #expect(found == expected, sourceLocation: sourceLocation)
  }

  @Test func faultsStandAtTheirLines() {
    check(
      "theme:\n  colours:\n    link: {light: '#0B5C8A', dark: '#8CC7F0'}\n    bad: '#b3261e'\n",
      [
        "4:10 warning text in `bad` on `bg` has a contrast of 2.7 : 1 in the dark scheme"
      ])
    check("theme:\n  colours:\n    lnik: '#000'\n", ["3:5 warning unknown colour `lnik`"])
    check(
      "theme:\n  colours:\n    link: red\n",
      [
        "3:11 error a colour is written `'#0B5C8A'`, or `{light: …, dark: …}` with two of them"
      ])
    check("theme:\n  colours:\n    link: {night: '#fff'}\n", ["3:12 warning unknown scheme `night`"])
    check(
      "theme:\n  fonts:\n    sans: 'a; } body { x: y'\n",
      [
        "3:11 error `sans` wants names of fonts with commas between them"
      ])
    check("theme:\n  style: a.txt\n", ["2:10 error `style` wants the path of a .css file"])
    check("theme:\n  size: 3\n", ["2:3 warning unknown key `size`"])
    check("theme: dark\n", ["1:8 error `theme` wants lines of `colours:`, `fonts:` or `style:`"])
  }

  /// A warning is no reason to distrust the lessons.
  @Test func aFaintColourLeavesRawHTML() {
    let read = CourseFile.read(SourceFile(path: "course.yml", text: "theme:\n  colours:\n    ink: '#888'\n"))
    #expect(read.value.rawHTML && !read.diagnostics.isEmpty)
  }

  @Test func theStyleSheetHasIt() throws {
    let course = try TemporaryCourse([
      "lessons/course.yml": """
      theme:
        colours: {link: {light: '#0b5c8a', dark: '#8CC7F0'}}
        fonts: {sans: 'Charter, serif'}
        style: own.css

      """, "lessons/own.css": ".lesson{--own:1}\n", "lessons/a.md": "# A\n",
    ])
    #expect(!course.build().hasFaults)
    let sheet = try course.text("output/assets/lessons.css")
    #expect(sheet.contains("--link:light-dark(#0B5C8A,#8CC7F0);") && sheet.contains("\n--sans:Charter, serif;"))
    #expect(sheet.hasSuffix(".lesson{--own:1}\n\n"))
    #expect(!sheet.contains("#1B5FAA"))
  }

  @Test(
    arguments: [
      ("@import 'x.css';", "loads something"), (".a{background:url(x.png)}", "loads something"),
      (".a{background:url( 'data:image/png;base64,AA' )}", nil), ("a</style><script>", "has `</`"),
      (".a{color:red}", nil),
    ] as [(String, String?)]) func aStyleSheetLoadsNothing(text: String, fault: String?) throws
  {
    let course = try TemporaryCourse([
      "lessons/course.yml": "theme:\n  style: own.css\n", "lessons/own.css": text, "lessons/a.md": "# A\n",
    ])
    let faults = course.build().diagnostics.filter { $0.severity == .error }
    #expect(faults.map(\.id) == (fault == nil ? [] : [.badCourseFile]), "\(faults.map(\.message))")
    if let fault { #expect(faults.first?.message.contains(fault) == true && faults.first?.range.start.line == 2) }
  }

  @Test func whoIsNotTrustedHasNoStyleSheet() throws {
    let course = try TemporaryCourse([
      "lessons/course.yml": "raw-html: false\ntheme:\n  style: own.css\n", "lessons/own.css": "",
      "lessons/a.md": "# A\n",
    ])
    #expect(course.build().diagnostics.contains { $0.id == .badCourseFile && $0.message.contains("raw-html") })
  }
}

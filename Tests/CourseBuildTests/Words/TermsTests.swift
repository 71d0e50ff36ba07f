import Foundation
import Testing

/// `scripts/terms` reads the program's own Korean words too, and finds what docs/terms.md rules out.
struct TermsTests {
  @Test(arguments: [
    ("시드", nil),
    ("계층마다", nil),
    ("이미지는 끝났다.", nil),
    ("씨앗", "`씨앗` is not used; say `시드`"),
    ("층마다", "`층` is not used; say `계층`"),
    ("계층의 층", "`층` is not used; say `계층`"),
    ("끝났습니다.", "끝났습니다.` is polite"),
  ])
  func words(_ text: String, _ fault: String?) throws {
    let course = try TemporaryCourse()
    try course.write("words/Korean.swift", "var word: String { \"\\(count) \(text)\" }\n")
    let run = try Program.run(
      in: course, shell: "'\(ShippedCourse.repository)/scripts/terms' lessons '\(course.folder.path)/words'")
    #expect(run.code == (fault == nil ? 0 : 1), "\(run.errors)")
    #expect(fault.map { run.errors.contains($0) } ?? run.errors.isEmpty, "\(run.errors)")
  }
}

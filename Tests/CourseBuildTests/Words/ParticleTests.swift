import Foundation
import Reporting
import Testing

@testable import CourseBuild

/// The particles behind computed numbers and references, in both reports and on all Korean pages of the course.
struct CourseParticleTests {
  /// Whatever the author wrote, both reports have the form that the number asks for.
  @Test func bothReports() throws {
    let course = try TemporaryCourse([
      "lessons/ko/a.md": """
      # 값 `{nn} 1 + 1`을 읽다

      ```nn
      #| label: fig-a
      #| fig-cap: '`{nn} 0.25`이 보이는 그림.'
      a = 3
      graph(a * 2)
      ```

      `{nn} a`를 보고 **`{nn} a`**는 `{nn} a:.2e`로, [3]{nn="a"}가 되며 $a = \\nn{a}$와 $\\nn{a}\\%$을 본다. `{nn} a`가지이다.

      @fig-a은, [-@fig-a]을, `{nn} (1, 2)`를, `{nn} 0.5:.0%`은, `{nn} 0.5 * 100` %이. 각주[^n]가 있다.

      - `{nn} 6`(이)라는 수

      | 열 `{nn} 6`가 |
      |:--|
      | `{nn} 6`와 |

      [^n]: `{nn} 6`로 간다.
      """,
      "lessons/en/a.md": "`{nn} 3`를\n",
    ])
    let build = buildCourse(course.request())
    #expect(build.diagnostics.isEmpty, "\(build.diagnostics)")
    let page = try course.text("output/ko/a.html").replacing(/<math.*?<\/math>|<[^>]*>|\u{2060}/, with: "")
    let markdown = try course.text("output/ko/a.md")
    for text in [
      "값 2를 읽다", "0.25가 보이는", "3을 보고", "되며", "3가지이다", "1은,", "(1, 2)를", "50%는", "50 %가", "각주", "6이라는", "열 6이",
      "6과", "6으로 간다",
    ] {
      #expect(page.contains(text), "\(text) in \(page)")
    }
    for text in [
      "값 2를 읽다", "0.25가 보이는", "3을 보고 <strong>3</strong>은 3.00×10<sup>0</sup>으로, 3이 되며", "$`a = 3`$과", "\\%", "3가지이다",
      "(1, 2)를", "50%는", "50 %가", "6이라는", "열 6이", "6과", "6으로 간다",
    ] {
      #expect(markdown.contains(text), "\(text) in \(markdown)")
    }
    #expect(try course.text("output/en/a.md").contains("3를"))
  }

  /// Looked for in the pages' text, with a table of its own.
  @Test func koreanPages() {
    let pages = ShippedCourse.lessons.filter { $0.assembled.report.language == .ko }
    #expect(pages.count >= 12)
    var count = 0
    for page in pages {
      let report = page.assembled.report
      let html = String(
        decoding: renderHTML(DrawnReport(report), formulas: typeset(report, by: NoFormulas()), style: .fragment).bytes,
        as: UTF8.self)
      for match in html.matches(of: Self.value) {
        let shown = match.1 ?? match.2 ?? ""
        guard let isOpen = Self.isOpen(String(shown)), let wrong = Self.wrong(String(match.3), isOpen) else { continue }
        count += 1
        if wrong { Issue.record("\(page.path.file): \(shown.replacing(/<[^>]*>/, with: ""))\(match.3)") }
      }
    }
    // Were the pattern blind, all pages would be right.
    #expect(count > 50)
  }

  private static var value: Regex<(Substring, Substring?, Substring?, Substring)> {
    /(?:<(?:a|span) class="num"[^>]*>(.*?)<\/(?:a|span)>|<a class="xref"[^>]*>([^<]*)<\/a>)\u{2060}?([가-힣]+)/
  }

  /// Whether a number ends in a vowel, in 일, 칠 or 팔 (for 로), or in another consonant; `nil` where it is none.
  private static func isOpen(_ shown: String) -> (vowel: Bool, rieul: Bool)? {
    if shown.hasSuffix("</sup>") { return (false, false) }
    let text = shown.replacing(/<[^>]*>|[()]/, with: "")
    guard let last = text.last, last.isNumber else { return text.hasSuffix("%") ? (true, false) : nil }
    return ("2459".contains(last), "178".contains(last))
  }

  private static func wrong(_ particle: String, _ end: (vowel: Bool, rieul: Bool)) -> Bool? {
    switch particle {
    case "은", "이", "을", "과", "이라는", "이라고": end.vowel
    case "는", "가", "를", "와", "라는", "라고", "여야", "였다": !end.vowel
    case "으로", "으로는": end.vowel || end.rieul
    case "로", "로는": !(end.vowel || end.rieul)
    default: nil
    }
  }
}

private final class NoFormulas: FormulaTypesetter {
  func typeset(tex: String, display: Bool) -> Result<SetFormula, FormulaFault> { .success(SetFormula(html: "")) }
}

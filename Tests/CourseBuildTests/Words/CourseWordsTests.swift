import Artifacts
import Foundation
import Reporting
import Testing

@testable import CourseBuild

/// No word of another language is left on a Korean page by accident: each is in `MeantWords.txt`, in a group with a
/// reason.
struct CourseWordsTests {
  @Test func koreanPages() throws {
    let meant = try Self.meantWords()
    let pages = ShippedCourse.lessons.filter { $0.assembled.report.language == .ko }
    #expect(pages.count >= 12)
    for page in pages {
      for found in LatinWords(html: html(page.assembled.report)).found where !meant.contains(found.word) {
        Issue.record(
          "\(page.path.file): `\(found.word)` in “\(found.text.prefix(120))”; say it in Korean (`#| words:`)")
      }
    }
  }

  /// Words of the page's language are found, and what is code, a formula, a name or a gloss is not.
  @Test(arguments: [
    ("<p>점수는 <code>score</code>이고 loss는 <i>작다</i></p>", ["loss"]),
    ("<p>연쇄 법칙(chain rule)과 사슬 (chain)</p>", ["chain"]),
    ("<span class=\"katex\"><span>sin</span></span> cos", ["cos"]),
    (
      "<svg class=\"chart\"><title>loss &lt; 3</title><text>the <tspan>rate</tspan></text></svg>",
      ["loss", "the", "rate"]
    ),
    ("<img alt=\"a > curve\" src=\"picture.png\"><p>x</p>", ["curve"]),
    ("<style>p > a { color: red }</style><script>if (a < b) { go() }</script>끝", []),
    ("<div class=\"fault\"><p>a message</p></div><th>one-sided</th>", ["one-sided"]),
    ("<br/>first<hr>second", ["first", "second"]),
    ("<img alt=\"\\theta by \\eta\">", ["by"]),
  ])
  func latinWords(_ html: String, _ words: [String]) {
    #expect(LatinWords(html: html).found.map(\.word) == words)
  }

  private func html(_ report: Report) -> String {
    var report = report
    for index in report.cells.indices { report.cells[index].outputs = report.cells[index].outputs.filter(Self.isSaid) }
    let page = renderHTML(DrawnReport(report), formulas: typeset(report, by: NoFormulas()), style: .fragment)
    return String(decoding: page.bytes, as: UTF8.self)
  }

  /// Whether what a block shows is said in the page's language. The others quote names of the source.
  private static func isSaid(_ artifact: Artifact) -> Bool {
    switch artifact {
    case .text, .table, .chart: true
    case .tuple(let items): items.contains(where: isSaid)
    case .value, .gradients, .backward, .graph, .gradcheck, .forward, .summary, .jacobian, .slider: false
    }
  }

  /// Words by line, several on one; `#` begins the reason of a group.
  private static func meantWords() throws -> Set<String> {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "MeantWords.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { !$0.hasPrefix("#") }
    return Set(lines.flatMap { $0.split(separator: " ").map(String.init) })
  }
}

/// A page whose formulas are nothing but their words: `\text{from } (-7, 2)` → `from`.
private final class NoFormulas: FormulaTypesetter {
  func typeset(tex: String, display: Bool) -> Result<SetFormula, FormulaFault> {
    .success(SetFormula(html: tex.matches(of: /\\text\s*\{([^}]*)\}/).map { String($0.1) }.joined(separator: " ")))
  }
}

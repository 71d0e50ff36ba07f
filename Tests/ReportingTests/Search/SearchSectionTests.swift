import Foundation
import Testing

@testable import Reporting

/// What a search finds in a lesson, and what it does not.
@Suite struct SearchSectionTests {
  @Test func sectionsAreThoseOfTheTopLevel() {
    let sections = SampleReport.make().searchSections()
    #expect(sections.map(\.anchor) == ["", "sec-gates"])
    #expect(sections[0].heading.isEmpty && sections[1].heading == "게이트 하나씩")
    // Numbers as they are printed, a formula as it reads, a note with the section that refers to it.
    #expect(sections[0].text.contains("기울기(gradient)는 −4이고 f = (x + y)z = -12이다"))
    #expect(sections[0].text.contains("덧셈의 국소 미분은 입력이 무엇이든 1이다."))
    #expect(sections[0].names == "기울기(gradient)")
    #expect(sections[1].text.contains("∂f/∂x = z") && sections[1].text.contains("덧셈 하나와 곱셈 하나로 된 계산 그래프"))
    #expect(sections[1].names.contains("gradcheck") && sections[1].names.contains("더하기"))
  }

  @Test func solutionsAreNotFound() {
    var report = SampleReport.make()
    report.cells[4].isSolution = true
    report.cells[4].source = "secret_name = 1"
    #expect(!report.searchSections().contains { $0.names.contains("secret_name") })
  }

  @Test(arguments: [
    (#"\frac{\partial f}{\partial x} = z"#, "∂f/∂x = z"), (#"f = (x + y)\,z"#, "f = (x + y)z"),
    (#"\sigma(w_0 x_0)"#, "σ(w0 x0)"), (#"\text{loss} \le 3 \times 10^{-4}"#, "loss ≤ 3 × 10^-4"),
    (#"\begin{aligned} a &= b \\[4pt] c &= d \end{aligned}"#, "a = b c = d"), ("", ""),
  ]) func formulasReadAsLetters(tex: String, text: String) {
    #expect(ReadableTeX.text(tex) == text)
  }

  @Test(
    arguments: [
      ("x = 2 # rate\nloss = mse(net(x), t1)", ["loss", "mse", "net", "t1"]), ("1e5 + 20", []), ("기울기 = 1", ["기울기"]),
    ] as [(String, [String])]) func namesOfSource(source: String, names: [String])
  {
    #expect(SourceNames.of(source) == names)
  }

  @Test func theIndexIsAScript() {
    let section = SearchSection(heading: "A \"heading\"", anchor: "a", text: "one\ntwo", names: "w1")
    let index = SearchIndex(
      language: .ko, lessons: [SearchIndex.Lesson(title: "가", path: "ko/a", sections: [section])])
    #expect(index.file.path == "assets/search-ko.js")
    #expect(
      String(decoding: index.file.bytes, as: UTF8.self)
        == #"lessons.index("ko",[["가", "ko/a", [["A \"heading\"", "a", "one\ntwo", "w1"]]]])"# + "\n")
  }
}

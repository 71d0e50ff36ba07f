import Artifacts
import Formulas
import Testing

@testable import Reporting

@Suite struct NotationTests {
  private func check(_ notation: Notation, html: String, markdown: String) {
    #expect(String(decoding: HTMLNode.fragment(notation.html).bytes, as: UTF8.self) == html)
    #expect(notation.markdown == markdown)
  }

  @Test func setsNames() {
    check(Notation(name: "w1"), html: "<i>w</i><sub>1</sub>", markdown: "*w*<sub>1</sub>")
    check(Notation(name: "x_max"), html: "<i>x</i><sub>max</sub>", markdown: "*x*<sub>max</sub>")
    check(Notation(name: "x1'"), html: "<i>x′</i><sub>1</sub>", markdown: "*x′*<sub>1</sub>")
    check(Notation(name: "p1[0][2]"), html: "<i>p</i><sub>1</sub>[0][2]", markdown: "*p*<sub>1</sub>\\[0\\]\\[2\\]")
    check(Notation(name: "σ"), html: "<i>σ</i>", markdown: "*σ*")
    check(Notation(name: "사과"), html: "<span class=\"name\">사과</span>", markdown: "사과")
  }

  @Test func raisesPowers() {
    let number = Notation([.plain("1.2×10"), .superscript(Notation(plain: "−4"))])
    check(number, html: "1.2×10<sup>−4</sup>", markdown: "1.2×10<sup>−4</sup>")
  }

  @Test func escapesWhatMarkdownWouldRead() {
    check(Notation(plain: "a*b|c_<"), html: "a*b|c_&lt;", markdown: "a\\*b\\|c\\_&lt;")
  }

  @Test(arguments: [
    (ShapedValues(-4), "−4", "-4"), (ShapedValues(shape: [2], values: [1, -2]), "[1, −2]", "[1, -2]"),
    (ShapedValues(shape: [2, 2], values: [1, 2, 3, 4]), "[[1, 2], [3, 4]]", "[[1, 2], [3, 4]]"),
    (ShapedValues(shape: [0], values: []), "[]", "[]"),
    (ShapedValues(shape: [100], values: [Double](repeating: 0, count: 100)), "[0, 0, …]", "[0, 0, 0, …]"),
  ])
  func writesArraysOnALine(_ values: ShapedValues, _ shown: String, _ ascii: String) {
    #expect(Numbers.compact(values, digits: 4).text == shown)
    #expect(Numbers.ascii(values, digits: 4) == ascii)
  }
}

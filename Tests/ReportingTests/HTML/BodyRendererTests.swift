import Formulas
import Markup
import SourceText
import Testing

@testable import Reporting

/// What the lesson format adds to CommonMark, and how safe mode takes things away. That plain CommonMark comes out as
/// cmark writes it is tested beside the parser.
@Suite struct BodyRendererTests {
  private static let nowhere = SourceRange(SourceFile(path: "a.md", text: ""), 0..<0)

  private func check(
    _ blocks: [Block.Kind], _ expected: String, setting: BodyRenderer.Setting = .page,
    edit: (inout Report) -> Void = { _ in }, at location: SourceLocation = #_sourceLocation
  ) {
    var report = Report(
      title: "T", path: "en/a", document: Document(blocks: blocks.map { Block($0, Self.nowhere) }))
    edit(&report)
    var renderer = BodyRenderer(
      DrawnReport(report), setting: setting, formulas: typeset(report, by: PlainTypesetter()))
    var bytes: [UInt8] = []
    renderer.document(report.document.blocks).write(into: &bytes)
    #expect(String(decoding: bytes, as: UTF8.self) == expected, sourceLocation: location)
  }

  private func paragraph(_ text: String) -> Block { Block(.paragraph([.text(text)]), Self.nowhere) }

  @Test func koreanParticlesStayWithTheirWord() {
    let word = Inline.strong([.text("역전파(backpropagation)")], needsTag: true)
    let bold = "<strong>역전파(backpropagation)</strong>"
    check([.paragraph([word, .text("는 그래프")])], "<p>\(bold)\u{2060}는 그래프</p>\n")
    check([.paragraph([word, .text(" 는")])], "<p>\(bold) 는</p>\n")
    check([.paragraph([word, .text("는")])], "<p>\(bold)는</p>\n", setting: .plain)
    check([.paragraph([.code("f(x)"), .text("는")])], "<p><code>f(x)</code>\u{2060}는</p>\n")
    check([.paragraph([.code("f(x)"), .text(", 는")])], "<p><code>f(x)</code>, 는</p>\n")
    let link = Inline.link(Link(destination: "b.md", title: "", content: [.text("2강 (b)")]))
    check([.paragraph([link, .text("의")])], "<p><a href=\"b.html\">2강 (b)</a>\u{2060}의</p>\n")
  }

  /// A corner without text is no heading, and one that is a formula has a character for those who know no MathML.
  @Test func headingsOfTablesHaveText() {
    func table(_ header: [Inline]) -> Block.Kind {
      .table(Table(alignments: [.none], header: [header], rows: [[[.text("a")]]]))
    }
    let box = "<div class=\"tw\" tabindex=\"0\" role=\"group\" aria-label=\"Table\"><table class=\"plain\"><thead><tr>"
    let rest = "</tr></thead><tbody>\n<tr><td>a</td></tr>\n</tbody></table></div>\n"
    check([table([.text("x")])], box + "<th scope=\"col\">x</th>" + rest)
    check([table([])], box + "<td></td>" + rest)
    let source = SourceFile(path: "a.md", text: "x")
    let formula = Formula(pieces: [.tex("x")], isDisplay: false, source: Excerpt(source, 0..<1))
    check([table([.formula(formula)])], box + "<th scope=\"col\">\u{2060}<span class=\"katex\">x</span></th>" + rest)
  }

  /// A browser breaks a line beside a formula's boxes, whatever stands there.
  @Test func aFormulaKeepsWhatStandsBesideIt() {
    func formula(_ tex: String, isDisplay: Bool = false) -> Inline {
      let source = SourceFile(path: "a.md", text: tex)
      return .formula(
        Formula(pieces: [.tex(tex)], isDisplay: isDisplay, source: Excerpt(source, 0..<source.bytes.count)))
    }
    func katex(_ tex: String) -> String { "<span class=\"katex\">\(tex)</span>" }
    func keep(_ html: String) -> String { "<span class=\"keep\">\(html)</span>" }
    let x = formula("x")
    check([.paragraph([x, .text(". So")])], "<p>\(keep(katex("x") + ".")) So</p>\n")
    check([.paragraph([.text("값 "), x, .text("에서는 (크다)")])], "<p>값 \(keep(katex("x") + "에서는")) (크다)</p>\n")
    check(
      [.paragraph([.text("f("), x, .text(") ["), x, .text("]")])],
      "<p>f\(keep("(" + katex("x") + ")")) \(keep("[" + katex("x") + "]"))</p>\n")
    check([.paragraph([x, .text(",("), x])], "<p>\(keep(katex("x") + ","))\(keep("(" + katex("x")))</p>\n")
    check([.paragraph([x, .text(" and "), x])], "<p>\(katex("x")) and \(katex("x"))</p>\n")
    check([.paragraph([x, .softBreak, .text(". a")])], "<p>\(katex("x"))\n. a</p>\n")
    check([.paragraph([x, .text("-축, a–b")])], "<p>\(katex("x"))-축, a–b</p>\n")
    check(
      [.paragraph([x, .text("가나다라마바사아자차카타파하")])],
      "<p>\(keep(katex("x") + "가나다라마바사아자차카타"))파하</p>\n")
    check([.paragraph([formula("x", isDisplay: true), .text(".")])], "<p>\(katex("x")).</p>\n")
    check([.paragraph([x, .text(".")])], "<p>\(katex("x")).</p>\n", setting: .plain)
  }

  @Test func startsLinesAsCmarkDoes() {
    check(
      [
        .quote([paragraph("a")]),
        .list(List(start: 3, isTight: true, items: [.init(blocks: [paragraph("b"), Block(.rule, Self.nowhere)])])),
        .list(List(start: nil, isTight: false, items: [.init(blocks: []), .init(blocks: [paragraph("c")])])),
        .code(info: "swift x", literal: "a < b\n"), .html("<hr>"),
        .paragraph([.image(Image(source: "a b", title: "t", alt: [.emphasis([.text("\"x\"")], needsTag: false)]))]),
      ],
      """
      <blockquote>
      <p>a</p>
      </blockquote>
      <ol start="3">
      <li>b
      <hr />
      </li>
      </ol>
      <ul>
      <li></li>
      <li>
      <p>c</p>
      </li>
      </ul>
      <pre><code class="language-swift">a &lt; b
      </code></pre>
      <hr>
      <p><img src="a%20b" alt="&quot;x&quot;" title="t" /></p>

      """, setting: .plain)
  }

  @Test func readsATextAlternativeInPlaceOfTheCaption() {
    check(
      [.figure(Image(source: "a.svg", title: "", alt: [.text("Caption")], alternative: "A \"gate\""))],
      """
      <figure class="picture"><img src="a.svg" alt="A &quot;gate&quot;" /><figcaption>Caption</figcaption></figure>

      """, setting: .plain)
  }

  @Test func dropsWhatIsDangerous() {
    let link = Link(destination: "javascript:x", title: "", content: [.text("a")])
    check(
      [
        .html("<script>"),
        .paragraph([.html("<b>"), .link(link), .image(Image(source: "data:text/html", title: "", alt: []))]),
      ],
      """
      <!-- raw HTML omitted -->
      <p><!-- raw HTML omitted --><a href="">a</a><img src="" alt="" /></p>

      """, setting: .plain
    ) { $0.options.rawHTML = false }
    check(
      [.html("<script>"), .paragraph([.link(link)])], "<script>\n<p><a href=\"javascript:x\">a</a></p>\n",
      setting: .plain)
  }

  @Test func putsNumbersIntoTextAndFormulas() {
    let source = Excerpt(Self.nowhere.file, 0..<0)
    check(
      [
        .paragraph([
          .text("is "), .expression(0),
          .formula(Formula(pieces: [.tex("x="), .expression(1)], isDisplay: false, source: source)),
        ])
      ],
      "<p>is <span class=\"num\"><i>w</i><sub>1</sub></span><span class=\"katex\">x=-2</span></p>\n"
    ) {
      $0.expressions = [.value(Notation(name: "w1"), tex: "w_1"), .value(Notation(plain: "−2"), tex: "-2")]
    }
  }

  @Test func reportsAFormulaThatCannotBeSet() {
    let file = SourceFile(path: "a.md", text: "so $x\\bad$")
    let formula = Formula(pieces: [.tex("x\\bad")], isDisplay: false, source: Excerpt(file, 4..<9))
    let block = Block(.paragraph([.formula(formula)]), Self.nowhere)
    let (html, formulas) = Report(title: "T", path: "a", document: Document(blocks: [block])).page()
    #expect(formulas.diagnostics.map(\.id) == [.badMath])
    #expect(formulas.diagnostics.first?.range.start.column == 7)
    #expect(html.contains("<span class=\"tex fault-inline\">$x\\bad$</span>"))
  }

  @Test func leadsToWhatIsReferredTo() {
    check(
      [
        .paragraph([
          .reference(CrossReference(label: "fig-a", range: Self.nowhere)), .text(" "),
          .reference(CrossReference(label: "fig-b", range: Self.nowhere)),
        ])
      ],
      "<p><a class=\"xref\" href=\"#fig-a\">Figure\u{A0}2</a> <span class=\"fault-inline\">⚠ @fig-b</span></p>\n"
    ) { $0.targets = ["fig-a": ReferenceTarget(kind: .figure, text: "2", anchor: "fig-a")] }
    check(
      [.paragraph([.citation(Citation(items: [.init(key: "k", prefix: "see", suffix: "p. 3", range: Self.nowhere)]))])],
      "<p><span class=\"cite\">(see <a href=\"#ref-k\">K 1986</a>, p. 3)</span></p>\n"
    ) { $0.references = [BibliographyEntry(key: "k", short: "K 1986", full: [.text("K")])] }
  }

  @Test func setsNotesBesideTheTextAndAtItsEnd() {
    let note = Footnote(label: "n", number: 1, references: 1, blocks: [paragraph("why")])
    check(
      [.paragraph([.text("a"), .footnote(FootnoteReference(label: "n", number: 1, occurrence: 1))])],
      """
      <aside class="side-note" aria-hidden="true">
      <p><sup>1</sup> why</p>
      </aside>
      <p>a<sup class="fnref" id="fnref-1"><a href="#fn-1" role="doc-noteref">1</a></sup></p>

      """
    ) { $0.document.footnotes = [note] }
  }

  @Test func foldsCalloutsAndOpensTabs() {
    check(
      [.callout(Callout(kind: .note, title: nil, blocks: [paragraph("a")]))],
      """
      <div class="call call-note" role="note"><p class="call-title">Note</p>
      <p>a</p>
      </div>

      """)
    check(
      [.callout(Callout(kind: .exercise, title: [.text("T")], isCollapsed: false, blocks: [paragraph("a")]))],
      """
      <details class="call call-exercise" open=""><summary class="call-title">T</summary>
      <p>a</p>
      </details>

      """)
    check(
      [.tabset([Tab(title: [.text("A")], blocks: [paragraph("a")])])],
      """
      <div class="tabset" role="group" aria-label="A"><input type="radio" name="tabs-1" id="tabs-1-1" checked="" />\
      <label for="tabs-1-1">A</label><section><p class="tab-title" aria-hidden="true">A</p>
      <p>a</p>
      </section></div>

      """)
  }

  @Test func joinsANumberAndItsUnit() {
    check([.paragraph([.text("3 cm, 3 cmx, 25 분, 3 a")])], "<p>3\u{202F}cm, 3 cmx, 25\u{202F}분, 3 a</p>\n")
  }

  @Test func ticksTasks() {
    check(
      [.list(List(start: nil, isTight: true, items: [.init(isDone: true, blocks: [paragraph("a")])]))],
      """
      <ul>
      <li class="task"><input type="checkbox" disabled="" checked="" /> a</li>
      </ul>

      """)
  }
}

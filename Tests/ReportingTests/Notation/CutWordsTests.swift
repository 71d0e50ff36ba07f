import Artifacts
import Formulas
import Testing

@testable import Reporting

/// What stands in place of the gradient of what a stored number cut off, in each format and language.
@Suite struct CutWordsTests {
  private let check: CheckSummary = {
    var check = CheckSummary(passed: 2, failed: 0, undecided: 0, maxRelative: 0)
    check.cut = 1
    return check
  }()

  private var table: GradientTable {
    GradientTable(
      output: "f",
      rows: [
        GradientTable.Row(
          name: "w", notation: Notation(name: "w"), operation: "input", formula: nil, value: ShapedValues(2),
          gradient: nil, cut: 3, branches: [], numeric: nil, verdict: .unchecked, isLeaf: true)
      ], check: check, digits: 4)
  }

  private var steps: BackwardSteps {
    BackwardSteps(
      output: Notation(name: "f"), outputName: "f",
      steps: [
        BackwardSteps.Step(
          at: Notation(name: "f"), atName: "f", operation: "square", formula: nil, pattern: nil,
          upstream: ShapedValues(1), flows: [], cuts: [.init(to: Notation(name: "w"), line: 3)])
      ], check: check, digits: 4)
  }

  private let checks = GradientCheckArtifact(
    output: "f", entries: [], cuts: [.init(name: "w", shape: [2], line: 3)], digits: 4)

  private var graph: GraphFigure {
    var figure = SampleGraph.xyz
    figure.nodes[0].gradient = nil
    figure.nodes[0].cut = 3
    return figure
  }

  private func html(_ nodes: [HTMLNode]) -> String {
    String(decoding: HTMLNode.element("div", [], nodes).bytes, as: UTF8.self)
  }

  private func json(_ artifact: Artifact) -> String {
    var json = JSONWriter()
    artifact.write(to: &json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private func check(
    _ text: String, holds parts: [String], not absent: [String] = [], _ location: SourceLocation = #_sourceLocation
  ) {
    for part in parts { #expect(text.contains(part), "\(part) in \(text)", sourceLocation: location) }
    for part in absent { #expect(!text.contains(part), "\(part) in \(text)", sourceLocation: location) }
  }

  @Test func pages() {
    check(
      html(table.html(Language.en.words)),
      holds: ["<td class=\"cut\" data-l=\"= ∂f/∂·\">cut at line 3</td>", "2\u{202F}/\u{202F}2 pass, 1 cut"],
      not: ["class=\"g\"", "Σ"])
    check(html(table.html(Language.ko.words)), holds: [">3번째 줄에서 끊김</td>", "통과, 1 끊김"])
    check(html(steps.html(Language.en.words)), holds: [" · cut at line 3</small>"], not: ["×"])
    check(
      html(checks.html(Language.en.words)),
      holds: ["–\u{A0}cut at line 3", "? Gradient check undecided, 2 cut", ">–</td>"], not: ["0\u{202F}/"])
    check(html(checks.html(Language.ko.words)), holds: ["–\u{A0}3번째 줄에서 끊김", "? 기울기 검사 판정 보류, 2 끊김"])
  }

  @Test func markdown() {
    check(
      table.markdown(Language.en.words)[0], holds: ["| *w* | input | 2 |", "| cut at line 3 |", "– not checked"],
      not: ["**"])
    check(steps.markdown(Language.ko.words)[0], holds: ["   - ∂*f*/∂*w* · 3번째 줄에서 끊김\n"])
    check(
      checks.markdown(Language.en.words).joined(),
      holds: ["| *w* | 2 | – | – | – | – cut at line 3 |", "undecided, 2 cut"])
  }

  @Test func data() {
    check(json(.gradients(table)), holds: ["\"value\": [2], \"cut\": 3", "\"cut\": 1"], not: ["\"gradient\""])
    check(json(.backward(steps)), holds: ["\"cuts\": [{\"to\": \"w\", \"cut\": 3}]"])
    check(
      json(.gradcheck(checks)),
      holds: ["\"verdict\": \"undecided\"", "\"cuts\": [{\"name\": \"w\", \"shape\": [2], \"cut\": 3}]"])
    check(json(.graph(graph)), holds: ["\"value\": [-2], \"cut\": 3"])
  }

  @Test func figures() {
    let english = GraphPicture(graph, language: .en)
    check(english.description, holds: ["∂f/∂y = −4, ∂f/∂x cut at line 3."])
    check(GraphPicture(graph, language: .ko).description, holds: ["∂f/∂x 3번째 줄에서 끊김."])
    for drawing in [english.wide, english.narrow].compactMap({ $0 }) {
      #expect(drawing.labels.filter { $0.kind == .cut }.map(\.text.plain) == ["cut at line 3"])
      #expect(drawing.labels.filter { $0.kind == .gradient }.count == 4)
      #expect(drawing.collisions() == [])
    }
  }

  @Test func sumsKeepTheCount() { #expect((check + check).cut == 2) }
}

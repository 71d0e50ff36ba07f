import Artifacts
import Testing

@testable import Reporting

@Suite struct GraphFoldingTests {
  private func check(_ figure: GraphFigure, faces: [String], captions: [String]) {
    let graph = visible(figure)
    let folds = graph.nodes.filter { $0.shape == .fold }
    #expect(folds.map { $0.face.plain } == faces)
    #expect(folds.map { $0.caption ?? "" } == captions)
  }

  private func visible(_ figure: GraphFigure) -> VisibleGraph {
    VisibleGraph(figure, folding: GraphFolding(figure), words: Language.en.words)
  }

  @Test func upToSixteenGatesEverythingIsShown() {
    check(SampleGraph.neuron, faces: [], captions: [])
    #expect(visible(SampleGraph.neuron).groups.map { $0.label.plain } == ["σ = four gates"])
  }

  @Test func moreGatesFoldByGroupWithTheParametersThatNothingElseNeeds() {
    check(
      SampleGraph.network, faces: ["h0", "h1", "h2"],
      captions: Array(repeating: "5 gates · 3 params", count: 3))
    check(
      SampleGraph.several, faces: Array(repeating: "sigmoid", count: 4), captions: Array(repeating: "4 gates", count: 4)
    )
  }

  @Test func aLoopFoldsIntoEqualLayersDrawnOnce() {
    check(
      SampleGraph.loop, faces: ["layer 1", "layer 2 × 9"],
      captions: ["8 gates · 2 params · 1 input", "8 gates · 2 params"])
  }

  @Test func foldingChangesNoNumberOnARemainingWire() {
    let figure = SampleGraph.network
    let whole = VisibleGraph(figure, folding: GraphFolding(unfolded: figure), words: Language.en.words)
    for node in visible(figure).nodes where node.shape != .output {
      let same = whole.nodes.first { $0.source == node.source && $0.shape != .output }
      #expect(same?.value?.plain == node.value?.plain)
      #expect(same?.gradient?.plain == node.gradient?.plain)
    }
  }

  /// x feeds each hidden unit once; what comes back through a folded unit is what came back through its gates.
  @Test func aBranchIntoAFoldedGroupCarriesTheSumOfItsGates() throws {
    let figure = SampleGraph.network
    let folding = GraphFolding(figure)
    let sums = folding.wires.filter { $0.from == folding.boxOf[0] }.compactMap { $0.contribution(figure)?.values[0] }
    let total = try #require(figure.nodes[0].gradient?.values[0])
    #expect(sums.count == 3)
    #expect(abs(sums.reduce(0, +) - total) < 1e-15)
  }

  @Test func aGroupThatHoldsEverythingStaysOpen() {
    var figure = SampleGraph.loop
    figure.nodes.removeLast(43)
    figure.edges.removeAll { $0.from >= figure.nodes.count || $0.to >= figure.nodes.count }
    figure.output = figure.nodes.count - 1
    figure.groups = [.init(name: "all")]
    for v in figure.nodes.indices where figure.nodes[v].role == .gate { figure.nodes[v].group = 0 }
    check(figure, faces: [], captions: [])
  }

  @Test func moreThanFourHundredGatesAreCountedInWords() {
    var g = SampleGraph()
    var x = g.input("x", 1)
    for _ in 0..<401 { x = g.gate("exp", "exp", [x], 1, [1]) }
    let picture = GraphPicture(g.finish(x), language: .en)
    #expect(picture.wide == nil)
    let rendering = picture.render(prefix: "fig-a")
    #expect(rendering.file == nil)
    #expect(String(decoding: rendering.inline.bytes, as: UTF8.self).contains("with 401 gates"))
  }
}

import Artifacts
import Testing

@testable import Reporting

@Suite struct VisibleGraphTests {
  private func visible(_ figure: GraphFigure, _ language: Language = .en) -> VisibleGraph {
    VisibleGraph(figure, folding: GraphFolding(figure), words: language.words)
  }

  @Test func everyNumberOfTheProductOfASum() {
    let graph = visible(SampleGraph.xyz)
    #expect(graph.nodes.map { $0.face.plain } == ["x", "y", "z", "+", "×", "f"])
    #expect(graph.nodes.map { $0.value?.plain } == ["−2", "5", "−4", "3", "−12", nil])
    #expect(graph.nodes.map { $0.gradient?.plain } == ["−4", "−4", "3", "−4", "1", nil])
    #expect(graph.edges.map { $0.local?.plain } == ["×1", "×1", "×(−4)", "×3", nil])
    #expect(graph.nodes.map { $0.pattern } == [nil, nil, nil, "distributes", "swaps", nil])
    #expect(graph.nodes.map(\.isSeed) == [false, false, false, false, true, false])
    // The output's name stands in its pill, not beside the number.
    #expect(graph.nodes.map { $0.name?.plain } == [nil, nil, nil, "q", nil, nil])
  }

  @Test func aForkSaysWhatItsBranchesAddUpTo() {
    let graph = visible(SampleGraph.fork)
    #expect(graph.nodes.map { $0.sum?.plain } == [nil, "Σ = 2 + 3 = 5", nil, nil, nil, nil])
    #expect(graph.edges.filter { $0.from == 1 }.map { $0.contribution?.plain } == ["2", "3"])
    #expect(graph.edges.filter { $0.from != 1 }.allSatisfy { $0.contribution == nil || $0.from != 1 })
  }

  @Test func aConstantHasNoGradient() throws {
    let graph = visible(SampleGraph.routes)
    let constant = try #require(graph.nodes.first { $0.shape == .constant })
    #expect(constant.face.plain == "2")
    #expect(constant.value == nil)
    #expect(constant.gradient == nil)
  }

  @Test func localDerivativesStandInSmallGraphsAndWhereTheyAreAskedFor() {
    var figure = SampleGraph.neuron
    #expect(visible(figure).edges.allSatisfy { $0.local == nil })
    figure.locals = .all
    #expect(visible(figure).edges.count { $0.local != nil } == 12)
  }

  @Test func tensorsAreVectorsSmallMatricesOrShapes() {
    var figure = SampleGraph.tensors
    #expect(visible(figure).nodes[0].value?.plain == "[0.5, −1]")
    #expect(visible(figure).nodes[1].value?.plain == "[[1, 2], [3, 4], [5, 6]]")
    func check(_ shape: [Int], _ expected: String, _ language: Language = .en) {
      figure.nodes[1].value = ShapedValues(
        shape: shape, values: (0..<shape.reduce(1, *)).map { Double($0) - 0.5 })
      #expect(visible(figure, language).nodes[1].value?.plain == expected)
    }
    check([4], "[−0.5, 0.5, 1.5, 2.5]")
    check([5], "shape [5]")
    check([1, 1], "[[−0.5]]")
    check([1, 3], "[[−0.5, 0.5, 1.5]]")
    check([4, 2], "shape [4, 2]")
    check([2, 4], "모양 [2, 4]", .ko)
    check([2, 1, 1], "shape [2, 1, 1]")
  }

  /// Where the page has no room for their rows.
  @Test func matricesCanStandAsTheirShapes() {
    let figure = SampleGraph.tensors
    let graph = VisibleGraph(
      figure, folding: GraphFolding(figure), words: Language.en.words, showsMatrices: false)
    #expect(graph.nodes[1].value?.plain == "shape [3, 2]")
    #expect(!graph.hasMatrices)
  }

  @Test func aMatrixOfDerivativesSaysWhatIsUndefined() {
    var figure = SampleGraph.tensors
    figure.nodes[1].gradient = ShapedValues(shape: [2, 2], values: [1, .infinity, .nan, -1e-4])
    let graph = visible(figure)
    #expect(graph.nodes[1].gradient?.plain == "[[1, ∄], [∄, −1×10−4]]")
  }

  @Test func withoutGradientsThereAreOnlyValues() {
    var figure = SampleGraph.fork
    for v in figure.nodes.indices { figure.nodes[v].gradient = nil }
    let graph = visible(figure)
    #expect(graph.nodes.allSatisfy { $0.gradient == nil && $0.sum == nil && !$0.isSeed })
    #expect(graph.edges.allSatisfy { $0.contribution == nil && $0.local == nil })
    #expect(GraphDrawing(graph, orientation: .wide).collisions().isEmpty)
  }

  @Test func anInputCanBeTheOutput() {
    var g = SampleGraph()
    let x = g.input("x", 2)
    let drawing = GraphDrawing(visible(g.finish(x)), orientation: .wide)
    #expect(drawing.shapes.count == 2)
    #expect(drawing.collisions().isEmpty)
  }

  @Test func whatTheOutputDoesNotNeedIsLeftOut() {
    var g = SampleGraph()
    let (x, y) = (g.input("x", 2), g.input("y", 3))
    let z = g.mul(x, x, name: "z")
    _ = g.mul(z, y)
    #expect(visible(g.finish(z)).nodes.map { $0.face.plain } == ["x", "×", "z"])
  }
}

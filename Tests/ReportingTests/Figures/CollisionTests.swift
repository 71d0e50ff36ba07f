import Artifacts
import Testing

@testable import Reporting

@Suite struct CollisionTests {
  private func check(_ figure: GraphFigure) -> [String] {
    let graph = VisibleGraph(figure, folding: GraphFolding(figure), words: Language.en.words)
    let order = GraphLayout.Ordered(graph)
    var found = GraphDrawing(graph, order, orientation: .wide).collisions()
    if graph.gateCount <= GraphPicture.mostNarrowGates {
      found += GraphDrawing(graph, order, orientation: .narrow).collisions()
    }
    return found.map(\.description)
  }

  @Test(arguments: SampleGraph.all.map(\.name)) func nothingMeetsANumberInSamples(name: String) throws {
    let sample = try #require(SampleGraph.all.first { $0.name == name })
    #expect(check(sample.figure) == [])
  }

  /// Words in place of gradients are longer than numbers.
  @Test(arguments: 0..<40) func nothingMeetsTheWordsOfWhatIsCut(index: Int) {
    var figure = RandomGraphs.figure(index)
    for v in figure.nodes.indices where v % 3 == index % 3 && v != figure.output && figure.nodes[v].role != .constant {
      figure.nodes[v].gradient = nil
      figure.nodes[v].cut = 100 + v
      for e in figure.edges.indices where figure.edges[e].from == v { figure.edges[e].contribution = nil }
    }
    #expect(check(figure) == [])
  }

  /// Matrices take up to three lines above and below a wire, in forks, at inputs and between gates.
  @Test(arguments: 0..<60) func nothingMeetsTheRowsOfMatrices(index: Int) {
    let figure = RandomGraphs.matrices(index)
    let graph = VisibleGraph(figure, folding: GraphFolding(unfolded: figure), words: Language.en.words)
    #expect(graph.hasMatrices)
    var found = GraphDrawing(graph, orientation: .wide).collisions()
    if graph.gateCount <= GraphPicture.mostNarrowGates {
      found += GraphDrawing(graph, orientation: .narrow).collisions()
    }
    #expect(found.map(\.description) == [])
  }

  /// The check itself sees what it should see.
  @Test func aMovedNumberIsFound() {
    var drawing = RandomGraphs.drawing(0)
    for i in drawing.labels.indices where drawing.labels[i].kind == .value {
      drawing.labels[i].box = drawing.labels[i].box.moved(0, 12)
    }
    #expect(drawing.collisions().count > 4)
  }
}

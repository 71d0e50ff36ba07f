import Testing

@testable import Reporting

@Suite struct CollisionTests {
  private func check(_ figure: GraphFigure, _ orientation: GraphDrawing.Orientation) -> [String] {
    let words = FigureWords(language: .en)
    let graph = VisibleGraph(figure, folding: GraphFolding(unfolded: figure), words: words)
    return GraphDrawing(graph, orientation: orientation).collisions().map(\.description)
  }

  @Test(arguments: SampleGraph.all.map(\.name)) func nothingMeetsANumber(name: String) throws {
    let sample = try #require(SampleGraph.all.first { $0.name == name })
    #expect(check(sample.figure, .wide) == [])
    #expect(check(sample.figure, .narrow) == [])
  }
}

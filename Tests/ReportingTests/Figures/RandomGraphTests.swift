import Foundation
import Testing

@testable import Reporting

/// Two hundred graphs of up to 60 nodes, drawn without folding: with long numbers, forks of five branches, deep chains
/// and wide layers.
@Suite struct RandomGraphTests {
  private struct Findings: Sendable {
    var index: Int
    var collisions: [String]
    var crossings: Int
    var graph: VisibleGraph
  }

  private static func findings() async -> [Findings] {
    await withTaskGroup(of: Findings.self) { group in
      for index in 0..<RandomGraphs.count {
        group.addTask {
          let drawing = RandomGraphs.drawing(index)
          var collisions = drawing.collisions()
          if drawing.graph.gateCount <= GraphPicture.mostNarrowGates {
            collisions += GraphDrawing(drawing.graph, orientation: .narrow).collisions()
          }
          return Findings(
            index: index, collisions: collisions.map { "graph \(index): \($0.description)" },
            crossings: DrawnWire.crossings(drawing.drawnWires), graph: drawing.graph)
        }
      }
      var all: [Findings] = []
      for await one in group { all.append(one) }
      return all.sorted { $0.index < $1.index }
    }
  }

  /// No number meets anything, and there are on average no more crossings than in Graphviz's drawings of the same
  /// graphs. Both are counted alike: along the drawn curves, between wires that share no end.
  @Test func numbersAreClearAndWiresCrossNoMoreThanInGraphviz() async throws {
    let findings = await RandomGraphTests.findings()
    #expect(findings.flatMap(\.collisions) == [])
    #expect(findings.contains { $0.graph.nodes.count >= 55 })
    guard let plain = try Dot.plain(findings.map(\.graph)) else {
      print("note: dot is not installed; crossings were not compared")
      return
    }
    let theirs = Dot.wires(plain: plain).map(DrawnWire.crossings)
    try #require(theirs.count == findings.count)
    let ours = findings.map(\.crossings)
    #expect(ours.reduce(0, +) <= theirs.reduce(0, +))
  }

  /// With shorter wires most graphs are narrower, and the neuron of eight gates fits a page of 1280 px.
  @Test func tightDrawingsAreNarrower() throws {
    let narrower = (0..<RandomGraphs.count).count { index in
      let usual = RandomGraphs.drawing(index)
      return GraphDrawing(usual.graph, orientation: .wide, isTight: true).width < usual.width
    }
    #expect(narrower > 3 * RandomGraphs.count / 4)
    let neuron = try #require(GraphPicture(SampleGraph.neuron, language: .en).wide)
    #expect(GraphDrawing(neuron.graph, orientation: .wide).leastWidth(numbers: 11, words: 9) > 956)
    #expect(neuron.isTight && neuron.leastWidth(numbers: 11, words: 9) <= 956)
    #expect(neuron.collisions().isEmpty)
  }
}

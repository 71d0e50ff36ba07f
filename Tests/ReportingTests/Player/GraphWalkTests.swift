import Artifacts
import Testing

@testable import Reporting

/// What a player shows: both passes in an order in which nothing comes before what it is made of.
@Suite struct GraphWalkTests {
  private func walk(_ figure: GraphFigure) -> GraphWalk {
    GraphWalk(figure, GraphFolding(figure), words: Language.en.words)
  }

  private func text(_ step: GraphWalk.Step) -> [String] {
    step.lines.map(plain)
  }

  private func plain(_ nodes: [HTMLNode]) -> String {
    nodes.map { node in
      switch node {
      case .element(_, _, let children), .fragment(let children): plain(children)
      case .text(let text), .raw(let text): text
      case .freshLine: ""
      }
    }.joined()
  }

  @Test func goesForwardAndBack() {
    let steps = walk(SampleGraph.xyz).steps
    #expect(steps.map(\.kind) == [.forward, .forward, .seed, .backward, .backward])
    #expect(
      steps.map(text) == [
        ["q = 3"], ["f = −12"], ["∂f/∂f = 1 · the pass starts here"],
        ["∂f/∂q = · × ∂f/∂f = (−4) × 1 = −4", "∂f/∂z = · × ∂f/∂f = 3 × 1 = 3"],
        ["∂f/∂x = · × ∂f/∂q = 1 × (−4) = −4", "∂f/∂y = · × ∂f/∂q = 1 × (−4) = −4"],
      ])
  }

  @Test func addsUpWhereBranchesMeet() throws {
    let lines = walk(SampleGraph.fork).steps.flatMap(text).filter { $0.hasPrefix("Σ") }
    #expect(lines.count == 1)
    let line = try #require(lines.first)
    #expect(line.contains(" + ") && line.contains(" = "), "\(line)")
  }

  /// Two values leave the gates of g: f's gradient in the one and in the other have no sum that means anything.
  @Test func saysNoNumberOfSeveralValues() throws {
    var g = SampleGraph()
    let (x, y) = (g.input("x", 2), g.input("y", 3))
    var (p, q) = (x, y)
    for _ in 0..<9 { (p, q) = (g.add(p, y, group: 0), g.add(q, x, group: 0)) }
    let f = g.mul(p, q, name: "f")
    g.figure.groups = [.init(name: "g")]
    let figure = g.finish(f)
    #expect(
      walk(figure).steps.map(text) == [
        ["g = 2 values"], ["f = 609"], ["∂f/∂f = 1 · the pass starts here"], ["f"],
        ["∂f/∂x through g = 282", "∂f/∂y through g = 218"],
      ])
    #expect(figure.nodes[x].gradient?.values == [282] && figure.nodes[y].gradient?.values == [218])
  }

  /// A page is loaded as it is printed, whatever the script would do: the steps stand in a template.
  @Test func standsInATemplate() {
    let html = String(decoding: walk(SampleGraph.xyz).template.bytes, as: UTF8.self)
    #expect(html.hasPrefix("<template class=\"walk\"><ol><li data-kind=\"f\" data-node=\"3\" data-edges=\"0 1\" "))
    #expect(html.hasSuffix("</li></ol></template>"))
  }

  @Test(arguments: SampleGraph.all.map(\.figure) + (0..<200).map(RandomGraphs.figure))
  func showsEachGateAndWireOnceAndInOrder(figure: GraphFigure) {
    let folding = GraphFolding(figure)
    let steps = walk(figure).steps
    let gates = folding.visible.map { folding.boxes[$0] }.filter {
      $0.isFold || figure.nodes[$0.output].role == .gate
    }
    let forward = steps.filter { $0.kind == .forward }
    #expect(forward.map(\.node) == gates.map(\.output))
    // Operands are known before a gate is computed.
    var known = Set(folding.visible.map { folding.boxes[$0].output }).subtracting(gates.map(\.output))
    for step in forward {
      for edge in step.edges {
        let from = folding.boxes[folding.boxOf[figure.edges[edge].from]].output
        #expect(known.contains(from))
      }
      known.insert(step.node)
    }
    guard figure.nodes[figure.output].gradient != nil else { return #expect(steps.allSatisfy { $0.kind == .forward }) }
    var complete: Set<Int> = []
    var shown: [Int] = []
    for step in steps where step.kind != .forward {
      if step.kind == .backward { #expect(complete.contains(step.node), "nothing leaves before all has arrived") }
      shown += step.edges
      for node in step.complete { #expect(complete.insert(node).inserted) }
    }
    let carrying = folding.wires.filter { $0.contribution(figure) != nil }.compactMap(\.edges.first)
    #expect(shown.sorted() == carrying.sorted())
  }

  /// A gradient is what its branches add up to, or the player would say a sum that is none. (The tensors have numbers that
  /// only look like some.)
  @Test(arguments: SampleGraph.all.filter { $0.name != "tensors" }.map(\.figure))
  func sumsAreSums(figure: GraphFigure) {
    let folding = GraphFolding(figure)
    for node in walk(figure).steps.filter({ $0.kind == .backward }).flatMap(\.complete) {
      guard let gradient = figure.nodes[node].gradient?.values[0] else { continue }
      let parts = folding.wires.filter { folding.boxes[$0.from].output == node }.compactMap { $0.contribution(figure) }
      let terms = parts.map { $0.values[0] }
      #expect((terms.reduce(0, +) - gradient).magnitude <= 1e-12 * terms.reduce(1) { max($0, $1.magnitude) })
    }
  }
}

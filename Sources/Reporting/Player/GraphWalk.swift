import Artifacts
import Formulas

/// The two passes through a drawn graph, gate by gate: what its player shows, one after the other.
///
/// Written into the page as a `<template>`, which a browser neither shows nor reads to anybody; the script makes a
/// player of it. Without scripts the figure stands as it is.
struct GraphWalk: Sendable {
  enum Kind: String, Sendable {
    /// The value of a gate.
    case forward = "f"
    /// The 1 with which the backward pass begins.
    case seed = "s"
    /// The terms that a gate sends back to its operands.
    case backward = "b"
  }

  struct Step: Sendable {
    var kind: Kind
    /// `data-node` of the gate.
    var node: Int
    /// `data-edge` of the wires that the step is about.
    var edges: [Int] = []
    /// `data-node` of those whose gradient is complete afterwards.
    var complete: [Int] = []
    /// A line a wire: formulas with their numbers.
    var lines: [[HTMLNode]] = []
  }

  var steps: [Step] = []
}

extension GraphWalk {
  /// - Parameter folding: what the drawing shows.
  init(_ figure: GraphFigure, _ folding: GraphFolding, words: any Vocabulary) {
    var into = Array(repeating: [GraphFolding.Wire](), count: folding.boxes.count)
    // By node of the figure: wires that bring gradients to it, what has come, and how much is to come.
    var expected: [Int: Int] = [:]
    for wire in folding.wires {
      into[wire.to].append(wire)
      if wire.contribution(figure) != nil { expected[folding.boxes[wire.from].output, default: 0] += 1 }
    }
    let gates = folding.visible.filter {
      folding.boxes[$0].isFold || figure.nodes[folding.boxes[$0].output].role == .gate
    }
    for box in gates {
      let at = folding.boxes[box].output
      steps.append(
        Step(
          kind: .forward, node: at, edges: into[box].compactMap(\.edges.first),
          lines: [Self.value(of: folding.boxes[box], figure, words)]))
    }
    guard figure.nodes[figure.output].gradient != nil else { return }
    let formulas = DerivativeFormulas(output: figure.nodes[figure.output].title, digits: figure.digits)
    steps.append(
      Step(
        kind: .seed, node: figure.output, complete: [figure.output],
        lines: [formulas.seed + [.element("small", [], [.text(" · " + words.seed)])]]))
    var arrived: [Int: [ShapedValues]] = [:]
    for box in gates.reversed() {
      var step = Step(kind: .backward, node: folding.boxes[box].output)
      for wire in into[box] {
        guard let edge = wire.edges.first, let part = wire.contribution(figure) else { continue }
        let from = folding.boxes[wire.from].output
        step.edges.append(edge)
        // What goes back to several values is no number of one of them.
        if folding.boxes[wire.from].isBundle { continue }
        step.lines.append(Self.line(wire, part, folding.boxes[box], figure, formulas, words))
        arrived[from, default: []].append(part)
        guard let terms = arrived[from], terms.count == expected[from] else { continue }
        step.complete.append(from)
        if terms.count > 1, let total = figure.nodes[from].gradient {
          step.lines.append(
            formulas.total(BackwardSteps.Sum(terms: terms, total: total), of: figure.nodes[from].title))
        }
      }
      if step.edges.isEmpty { continue }
      if step.lines.isEmpty { step.lines = [Self.name(of: folding.boxes[box], figure, words)] }
      steps.append(step)
    }
  }

  /// `q`, and `f through σ` for a folded box; `layer 2` for one that several values leave.
  private static func name(
    of box: GraphFolding.Box, _ figure: GraphFigure, _ words: any Vocabulary
  ) -> [HTMLNode] {
    if box.isBundle { return [.element("span", [("class", "name")], [.text(box.name.plain)])] }
    return figure.nodes[box.output].title.html + (box.isFold ? through(box, words) : [])
  }

  private static func through(_ box: GraphFolding.Box, _ words: any Vocabulary) -> [HTMLNode] {
    [.element("small", [], [.text(" " + words.through + " " + box.name.plain)])]
  }

  /// `q = x + y = 3`, `f through σ = 0.7311`, `layer 2 = 3 values`
  private static func value(
    of box: GraphFolding.Box, _ figure: GraphFigure, _ words: any Vocabulary
  ) -> [HTMLNode] {
    let node = figure.nodes[box.output]
    var nodes = name(of: box, figure, words)
    if box.isBundle { return nodes + [.text(" = " + words.values(box.outputs))] }
    if !box.isFold, let formula = node.formula, formula.text != node.title.text {
      nodes += [.text(" = ")] + formula.html
    }
    let value = Numbers.nodes(node.value, digits: figure.digits, .number)
    return nodes + [.text(" = "), .element("span", [("class", "v ans")], value)]
  }

  /// `∂f/∂x = z × ∂f/∂q = (−4) × 1 = −4`; what came through a folded box has no formula of its own.
  private static func line(
    _ wire: GraphFolding.Wire, _ part: ShapedValues, _ box: GraphFolding.Box, _ figure: GraphFigure,
    _ formulas: DerivativeFormulas, _ words: any Vocabulary
  ) -> [HTMLNode] {
    let edge = figure.edges[wire.edges[0]]
    let to = figure.nodes[edge.from].title
    if !box.isFold, wire.edges.count == 1, let local = edge.local, let upstream = figure.nodes[edge.to].gradient {
      return formulas.flow(
        BackwardSteps.Flow(to: to, local: local, upstream: upstream, downstream: part),
        at: figure.nodes[edge.to].title)
    }
    return formulas.derivative(to) + through(box, words) + formulas.answer(part)
  }

  /// The template, with the steps as a list.
  var template: HTMLNode {
    func list(_ numbers: [Int]) -> String { numbers.map(String.init).joined(separator: " ") }
    let items = steps.map { step in
      HTMLNode.element(
        "li",
        [
          ("data-kind", step.kind.rawValue), ("data-node", String(step.node)), ("data-edges", list(step.edges)),
          ("data-complete", list(step.complete)),
        ], step.lines.map { .element("div", [("class", "flow")], $0) })
    }
    return .element("template", [("class", "walk")], [.element("ol", [], items)])
  }
}

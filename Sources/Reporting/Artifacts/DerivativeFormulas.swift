import Artifacts
import Formulas

/// The chain rule at one wire, as steps and players write it: `∂f/∂q = z × ∂f/∂f = (−4) × 1 = −4`.
///
/// A computed number, which may be covered until a reader has guessed it, has the class `ans`.
struct DerivativeFormulas {
  /// Output that is differentiated: f of `∂f/∂q`.
  let output: Notation
  let digits: Int

  /// `∂f/∂f = 1`
  var seed: [HTMLNode] {
    derivative(output) + [.text(" = "), .element("span", [("class", "g")], [.text("1")])]
  }

  /// `∂f/∂q = z × ∂f/∂f = (−4) × 1 = −4`
  func flow(_ flow: BackwardSteps.Flow, at gate: Notation) -> [HTMLNode] {
    var nodes = derivative(flow.to)
    nodes.append(.text(" = "))
    nodes.append(.element("span", [("class", "d")], flow.local.symbol.html))
    nodes.append(.text(" × "))
    nodes += derivative(gate)
    if let local = flow.local.value {
      nodes.append(.text(" = "))
      nodes.append(.element("span", [("class", "d")], Numbers.nodes(local, digits: digits, .derivativeFactor)))
      nodes.append(.text(" × "))
      let upstream = Numbers.nodes(flow.upstream, digits: digits, .derivativeFactor)
      nodes.append(.element("span", [("class", "g")], upstream))
    }
    return nodes + answer(flow.downstream)
  }

  /// `Σ ∂f/∂x = 2 + 3 = 5`, where branches meet.
  func total(_ sum: BackwardSteps.Sum, of variable: Notation) -> [HTMLNode] {
    var nodes: [HTMLNode] = [.text("Σ ")] + derivative(variable) + [.text(" = ")]
    for (index, term) in sum.terms.enumerated() {
      if index > 0 { nodes.append(.text(" + ")) }
      let number = Numbers.nodes(term, digits: digits, index == 0 ? .derivative : .derivativeFactor)
      nodes.append(.element("span", [("class", "g")], number))
    }
    return nodes + answer(sum.total)
  }

  /// ` = −4`
  func answer(_ values: ShapedValues) -> [HTMLNode] {
    [.text(" = "), .element("span", [("class", "g ans")], Numbers.nodes(values, digits: digits, .derivative))]
  }

  /// ∂f/∂x on one line.
  func derivative(_ variable: Notation) -> [HTMLNode] {
    [.element("span", [("class", "pd")], quotient(variable).html)]
  }

  func plain(_ variable: Notation) -> String { quotient(variable).markdown }

  private func quotient(_ variable: Notation) -> Notation {
    let isName = variable.pieces.count == 1
    let below = isName ? variable : Notation(plain: "(") + variable + Notation(plain: ")")
    return Notation(plain: "∂") + output + Notation(plain: "/∂") + below
  }
}

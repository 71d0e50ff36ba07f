import Autodiff
import Formulas

/// The computation in the place of a Jacobian when a gradient comes from behind: the primitives' own derivatives, from
/// the output back to the variable. `y = relu(W @ x)` gives `dx = Wᵀ (dy ⊙ [W @ x > 0])`.
///
/// Only where a single way leads from the variable to the output; else it is one backward pass.
struct JacobianProduct {
  private let trace: Tracing
  /// From the output: each gate with the operand through which the variable reaches it; `nil` when ways meet.
  private let way: [(gate: Int, operand: Int)]?

  /// Longer ways are not read as a formula.
  private static let longest = 6

  init(_ trace: Tracing, _ x: Node) {
    self.trace = trace
    var reaches = [Bool](repeating: false, count: trace.nodes.count)
    for (place, node) in trace.nodes.enumerated() {
      reaches[place] = node == x || (node.varies && trace.operands[place].contains { reaches[$0] })
    }
    var way: [(gate: Int, operand: Int)] = []
    var place = trace.nodes.count - 1
    while place >= 0, trace.nodes[place] != x {
      let open = trace.operands[place].indices.filter { reaches[trace.operands[place][$0]] }
      guard open.count == 1, way.count < JacobianProduct.longest else {
        self.way = nil
        return
      }
      way.append((place, open[0]))
      place = trace.operands[place][open[0]]
    }
    self.way = way
  }

  /// `dx = dy ⊙ [x > 0]`
  func notation(_ output: Notation, _ input: Notation) -> Notation {
    let start = differential(output)
    let left = differential(input) + Notation(plain: " = ")
    var term = GradientNotation(start)
    for (gate, operand) in way ?? [] {
      guard let next = pulled(term, gate, operand) else { return left + fallback(output, input, start) }
      term = next
    }
    return left + (way == nil ? fallback(output, input, start) : term.notation)
  }

  private func differential(_ name: Notation) -> Notation {
    if name.pieces.count == 1, case .name = name.pieces[0] { return Notation(plain: "d") + name }
    return Notation(plain: "d(") + name + Notation(plain: ")")
  }

  private func fallback(_ output: Notation, _ input: Notation, _ start: Notation) -> Notation {
    let comma = Notation(plain: ", ")
    return Notation(plain: "vjp(") + output + comma + input + comma + start + Notation(plain: ")")
  }

  private func pulled(_ term: GradientNotation, _ gate: Int, _ operand: Int) -> GradientNotation? {
    let node = trace.nodes[gate]
    guard let primitive = node.primitive else { return nil }
    guard primitive.operation == nil else {
      let slope = scaled(term, primitive, gate, operand)
      // A broadcast operand receives the sum over its copies.
      return trace.nodes[trace.operands[gate][operand]].shape == node.shape
        ? slope : GradientNotation(Notation(plain: "Σ ") + slope.notation, isAtom: false)
    }
    return primitive.pulled(term, trace.gateNotation(gate), to: operand)
  }

  private func scaled(
    _ term: GradientNotation, _ primitive: Primitive, _ gate: Int, _ operand: Int
  ) -> GradientNotation {
    let slope = primitive.derivatives[operand].notation(
      operands: trace.gateNotation(gate).operands, result: trace.notations[gate],
      constants: trace.constants(gate))
    switch slope.text {
    case "1": return term
    case "−1": return GradientNotation(Notation(plain: "−") + term.atom, isAtom: false)
    default: break
    }
    let factor = isLoose(slope.text) ? Notation(plain: "(") + slope + Notation(plain: ")") : slope
    return GradientNotation(term.atom + Notation(plain: " ⊙ ") + factor, isAtom: false)
  }

  /// Whether a sum or a case stands outside all brackets.
  private func isLoose(_ text: String) -> Bool {
    var depth = 0
    var words = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "(", "[": depth += 1
      case ")", "]": depth -= 1
      default: if depth == 0 { words.unicodeScalars.append(scalar) }
      }
    }
    return [" + ", " − ", " if "].contains { words.contains($0) }
  }
}

import Autodiff
import Formulas

/// What is computed in the place of a Jacobian when a gradient comes from behind: the primitives' own derivatives, from
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

  /// An upstream gradient on its way, and how loosely its formula holds together.
  private struct Term {
    var notation: Notation
    var isAtom = true

    /// In brackets unless it is one thing.
    var atom: Notation {
      isAtom ? notation : Notation(plain: "(") + notation + Notation(plain: ")")
    }
  }

  /// `dx = dy ⊙ [x > 0]`
  func notation(_ output: Notation, _ input: Notation) -> Notation {
    let start = differential(output)
    let left = differential(input) + Notation(plain: " = ")
    var term = Term(notation: start)
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

  private func pulled(_ term: Term, _ gate: Int, _ operand: Int) -> Term? {
    let node = trace.nodes[gate]
    guard let primitive = node.primitive else { return nil }
    let source = trace.nodes[trace.operands[gate][operand]]
    if primitive.operation != nil {
      let slope = scaled(term, primitive, gate, operand)
      // A broadcast operand receives the sum over its copies.
      return source.shape == node.shape ? slope : Term(notation: Notation(plain: "Σ ") + slope.notation, isAtom: false)
    }
    let names = trace.operandNotations(gate, forDerivative: true)
    switch primitive.name {
    case "sum": return called("broadcast", term)
    case "mean":
      let count = source.shape.reduce(1, *) / max(1, node.shape.reduce(1, *))
      return Term(notation: Notation(plain: "broadcast(") + term.atom + Notation(plain: ")/\(count)"))
    case "reshape": return called("reshape", term)
    case "transpose": return Term(notation: term.atom + transposeSign)
    case "index": return called("scatter", term)
    case "matmul", "dot": return multiplied(term, names, gate, operand)
    case "affine":
      if operand == 2 { return Term(notation: Notation(plain: "Σ ") + term.atom, isAtom: false) }
      return multiplied(term, names, gate, operand)
    case "softmax":
      let p = trace.notations[gate]
      let inner = term.atom + Notation(plain: " − Σ ") + p + Notation(plain: " ⊙ ") + term.atom
      return Term(notation: p + Notation(plain: " ⊙ (") + inner + Notation(plain: ")"), isAtom: false)
    default: return nil
    }
  }

  private var transposeSign: Notation { Notation([.superscript(Notation(plain: "⊤"))]) }

  private func called(_ name: String, _ term: Term) -> Term {
    Term(notation: Notation(plain: name + "(") + term.notation + Notation(plain: ")"))
  }

  /// `dy Wᵀ`, `Xᵀ dY`; a vector beside a matrix makes an outer product, `dy xᵀ`.
  private func multiplied(_ term: Term, _ names: [Notation], _ gate: Int, _ operand: Int) -> Term? {
    let other = trace.nodes[trace.operands[gate][1 - operand]].shape.count
    let own = trace.nodes[trace.operands[gate][operand]].shape.count
    let isOuter = other == 1 && own == 2
    let gap = Notation(plain: " ")
    let factor = other > 1 || (isOuter && operand == 0) ? names[1 - operand] + transposeSign : names[1 - operand]
    let gradient = isOuter && operand == 1 ? term.atom + transposeSign : term.atom
    return Term(notation: operand == 0 ? gradient + gap + factor : factor + gap + gradient, isAtom: false)
  }

  private func scaled(_ term: Term, _ primitive: Primitive, _ gate: Int, _ operand: Int) -> Term {
    let slope = primitive.derivatives[operand].notation(
      operands: trace.operandNotations(gate, forDerivative: true), result: trace.notations[gate],
      constants: trace.constants(gate))
    switch slope.text {
    case "1": return term
    case "−1": return Term(notation: Notation(plain: "−") + term.atom, isAtom: false)
    default: break
    }
    let factor = isLoose(slope.text) ? Notation(plain: "(") + slope + Notation(plain: ")") : slope
    return Term(notation: term.atom + Notation(plain: " ⊙ ") + factor, isAtom: false)
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

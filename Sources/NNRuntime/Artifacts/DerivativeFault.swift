import Autodiff
import Formulas
import SourceText

/// The fault of a derivative that does not agree with central differences: the entry, both numbers, and what to do.
struct DerivativeFault {
  private let check: DerivativeCheck
  private let derivative: Derivative
  private let machine: Machine
  private let call: Chunk.CallSite
  /// The names of the function and of the variables.
  private let output: String
  private let inputs: [String]

  init(_ check: DerivativeCheck, _ derivative: Derivative, _ chunk: Chunk, _ site: Int, _ machine: Machine) {
    self.check = check
    self.derivative = derivative
    self.machine = machine
    let call = chunk.calls[site]
    self.call = call
    func source(_ parameter: Int) -> String {
      guard let place = call.placement?.arguments[parameter], call.argumentRanges.indices.contains(place) else {
        return parameter == 0 ? "y" : "x"
      }
      return chunk.text(of: call.argumentRanges[place])
    }
    func name(_ node: Node) -> String? { machine.labels[node.tag]?.name }
    output = name(derivative.y) ?? source(0)
    inputs = derivative.xs.enumerated().map { number, x in
      name(x) ?? (derivative.xs.count == 1 ? source(1) : "item \(number) of \(source(1))")
    }
  }

  var diagnostic: Diagnostic {
    let numbers = self.numbers
    if let rule = (try? RuleChecks(Tracing(derivative.y, machine), machine))?.wrong {
      return Diagnostic(
        .gradientCheckFailed, "the derivative written for `\(rule.function)` is wrong: \(numbers)", at: call.range,
        hint: "compare its `backward` rule with the function, in `\(rule.entry.name)`")
    }
    let hasRules = !machine.graph.ruleCalls(leadingTo: derivative.y).isEmpty
    return Diagnostic(
      .gradientCheckFailed, "this derivative is wrong: \(numbers)", at: call.range,
      hint: hasRules
        ? "compare the `backward` rules behind it with their functions"
        : "rounding spoils it: another way to write `\(output)`, or a point beside this one, keeps it right")
  }

  /// Of the worst entry that failed.
  private var numbers: String {
    var worst: (subject: DerivativeCheck.Subject, entry: GradientCheck.Entry, shape: [Int])?
    for part in check.parts {
      for entry in part.check.entries
      where entry.verdict == .fail && !(entry.relative <= worst?.entry.relative ?? -1) {
        worst = (part.subject, entry, part.check.shape)
      }
    }
    guard let (subject, entry, shape) = worst else { return "it does not agree with central differences" }
    // Two more than the rule of agreement tells apart.
    let digits = NumberFormat(digits: 8)
    return name(subject, entry.position, shape)
      + " is \(digits.ascii(entry.analytic)), and central differences give \(digits.ascii(entry.numeric))"
  }

  private func name(_ subject: DerivativeCheck.Subject, _ entry: Int, _ shape: [Int]) -> String {
    func indexed(_ name: String, _ entry: Int, _ shape: [Int]) -> String {
      let name = name.contains(" ") ? "(\(name))" : name
      return shape.isEmpty ? name : name + shapeText(position(entry, in: shape))
    }
    switch subject {
    case .gradient(let x):
      let input = indexed(inputs[x], entry, shape)
      if case .vectorJacobian = derivative.form { return "the entry at \(input)" }
      return "∂\(indexed(output, 0, []))/∂\(input)"
    case .product: return shape.isEmpty ? "it" : "the entry at \(indexed(output, entry, shape))"
    case .hessian:
      let x = derivative.xs[0].shape
      let count = max(x.reduce(1, *), 1)
      return "∂²\(indexed(output, 0, []))/∂\(indexed(inputs[0], entry / count, x))∂"
        + indexed(inputs[0], entry % count, x)
    }
  }
}

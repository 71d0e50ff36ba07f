import Formulas

/// eˣ divided by its sum along an axis, the last unless given; shifted by the maximum, so that nothing overflows.
/// `softmax([0, 0])` is [0.5, 0.5].
struct Softmax: CompositePrimitive {
  /// Its logarithm instead: x − max − ln Σ e^(x − max).
  var isLogarithmic: Bool

  var name: String { isLogarithmic ? "log_softmax" : "softmax" }
  let parameters: [Primitive.Parameter] = [.init("x"), .init("axis", .axis, default: -1)]
  var summary: String { (isLogarithmic ? "the logarithm of " : "") + "eˣ divided by its sum along an axis" }
  var derivativeText: String { isLogarithmic ? "∂f − eᶠ Σ∂f" : "f (∂f − Σ f ∂f)" }
  var rule: Primitive.PullbackRule? {
    isLogarithmic
      ? .init(
        "log_softmax(x)", is: "x - log(sum(exp(x)))", "[n]", upstream: "randn(4)",
        .init("x", "[n]", "randn(4)", "df - exp(f) * sum(df)"))
      : .init(
        "softmax(x)", is: "exp(x) / sum(exp(x))", "[n]", upstream: "randn(4)",
        .init("x", "[n]", "randn(4)", "f * (df - sum(f * df))"))
  }
  let chapter = Primitive.Chapter.networks
  var example: Primitive.Example? {
    isLogarithmic ? .init("log_softmax([0, 0])", "[−0.693147, −0.693147]") : .init("softmax([0, 0])", "[0.5, 0.5]")
  }
  var samples: [StructuralSample] {
    [.init([2, 3]), .init([3, 2], attributes: Attributes(axis: 0))]
  }
  var bounds: ResultBounds { isLogarithmic ? .logarithms : .distribution }
  var reading: OperandReading? { isLogarithmic ? .scoresOfLogarithms : .scores }
  let finiteHint: String? = "softmax has no value where every score is minus infinity: mask at most all but one"

  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int] {
    guard try Axes(name, shapes[0], axis: attributes.axis ?? -1).size > 0 else {
      throw .badArgument(operation: name, problem: "there is no entry to give a share to")
    }
    return shapes[0]
  }

  func compose<A: Algebra>(
    _ algebra: A, _ operands: [A.Value], _ attributes: Attributes
  ) throws(EngineError) -> A.Value {
    let x = operands[0]
    let axis = Attributes(axis: attributes.axis ?? -1)
    let kept = try Axes.reduced(name, algebra.shape(x), axis: axis.axis, keeping: true)
    // Any shift gives the same result, so that this one is no kink where another entry comes to be the greatest.
    let shift = try algebra.apply(.elementwise(.stop), [try algebra.apply(.amax, [x], axis)])
    let greatest = try algebra.reshaped(shift, to: kept)
    let shifted = try algebra.apply(.sub, [x, greatest])
    let powers = try algebra.apply(.elementwise(.exp), [shifted])
    let sum = try algebra.reshaped(try algebra.apply(.sum, [powers], axis), to: kept)
    guard isLogarithmic else { return try algebra.apply(.div, [powers, sum]) }
    return try algebra.apply(.sub, [shifted, try algebra.apply(.elementwise(.log), [sum])])
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    let algebra = pull.algebra
    let axis = Attributes(axis: pull.attributes.axis ?? -1)
    let kept = try Axes.reduced(name, algebra.shape(pull.result), axis: axis.axis, keeping: true)
    let summed = isLogarithmic ? pull.upstream : try algebra.apply(.mul, [pull.upstream, pull.result])
    let sum = try algebra.reshaped(try algebra.apply(.sum, [summed], axis), to: kept)
    guard isLogarithmic else {
      return try algebra.apply(.mul, [pull.result, try algebra.apply(.sub, [pull.upstream, sum])])
    }
    let share = try algebra.apply(.mul, [try algebra.apply(.elementwise(.exp), [pull.result]), sum])
    return try algebra.apply(.sub, [pull.upstream, share])
  }

  func pulled(_ gradient: GradientNotation, _ gate: GateNotation, to operand: Int) -> GradientNotation? {
    guard !isLogarithmic else { return nil }
    let p = gate.result
    let inner = gradient.atom + Notation(plain: " − Σ ") + p + Notation(plain: " ⊙ ") + gradient.atom
    return GradientNotation(p + Notation(plain: " ⊙ (") + inner + Notation(plain: ")"), isAtom: false)
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    let (x, axis) = (call.operands[0], call.attributes.axis ?? -1)
    if isLogarithmic { return dialect.logSoftmax(x, axis: axis) }
    switch dialect.module {
    case "jnp": return "jax.nn.softmax(\(x), axis=\(axis))"
    case "torch": return "torch.softmax(\(x), dim=\(axis))"
    default:
      let powers = "np.exp(\(x) - np.max(\(x), axis=\(axis), keepdims=True))"
      return "\(powers) / np.sum(\(powers), axis=\(axis), keepdims=True)"
    }
  }
}

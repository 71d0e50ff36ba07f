import Formulas

/// The sum of all entries, or along an axis, in a fixed order. `sum([1, 2, 3])` is 6.
///
/// Its gradient is spread: each entry receives what its sum receives.
struct Sum: AxisReduction {
  let name = "sum"
  let summary = "the sum of all entries, or along an axis"
  let glyph = "Σ"
  let pattern: Primitive.Pattern? = .distributes
  let derivativeText = "1 for each entry"
  let rule: Primitive.PullbackRule? = .init(
    "sum(x)", "[]", count: 4, .init("x", "[n]", "randn(4)", "df * ones(n)"))
  let example: Primitive.Example? = .init("sum([1, 2, 3])", "6")
  var samples: [StructuralSample] {
    StructuralSample.reductions + [.init([37])]
  }
  let reduction: Reduction? = .sum

  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double] {
    let x = operands[0].values
    let axes = try Axes(name, operands[0].shape, axis: attributes.axis)
    return SumKernel.values(x, outer: axes.outer, size: axes.size, inner: axes.inner)
  }

  func single(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Float] {
    let x = operands[0].singles
    let axes = try Axes(name, operands[0].shape, axis: attributes.axis)
    return SumKernel.values(x, outer: axes.outer, size: axes.size, inner: axes.inner)
  }

  func entries(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) throws(EngineError) -> EntryRule {
    .summed(try Axes(name, shapes[0], axis: attributes.axis))
  }

  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value? {
    try pull.spread(pull.upstream, name)
  }

  func pulled(_ gradient: GradientNotation, _ gate: GateNotation, to operand: Int) -> GradientNotation? {
    gradient.called("broadcast")
  }

  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String? {
    dialect.reduction("sum", call)
  }
}

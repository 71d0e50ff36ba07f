import Formulas

/// An operation that moves, joins or reduces entries: its shape rule, its numbers, and a derivative that is written
/// once, in other primitives, for numbers and for nodes alike.
///
/// It says everything about itself; whoever needs something asks it, and knows it by no other way. Its numbers follow
/// from its operands alone, so that a plan may repeat it: where `forward` throws, the plan stops.
protocol StructuralPrimitive: Sendable {
  var name: String { get }
  var parameters: [Primitive.Parameter] { get }
  var summary: String { get }
  var glyph: String { get }
  var pattern: Primitive.Pattern? { get }
  var isDifferentiable: Bool { get }
  var isInternal: Bool { get }
  var derivativeText: String { get }
  /// The backward pass in the language, with numbers to compute it on; `nil` where no short formula says it.
  var rule: Primitive.PullbackRule? { get }
  /// Where the reference page lists it.
  var chapter: Primitive.Chapter { get }
  /// How the author writes it: as a call unless said otherwise.
  var spelling: Spelling { get }
  /// One call with its value, for the reference page; `nil` for what only the engine makes.
  var example: Primitive.Example? { get }
  /// On what tests try it: each branch of its rules once.
  var samples: [StructuralSample] { get }
  /// Operands that are above 0: one that is written down and is not is refused.
  var positiveOperands: Set<Int> { get }
  /// Whether the first operand may be a tuple, whose entries are taken together.
  var takesTuples: Bool { get }
  /// Between which numbers a result stays.
  var bounds: ResultBounds { get }
  /// Its name in messages: `` `sum` ``, the slope of `` `det` ``.
  var spoken: String { get }
  /// The advice of messages where its result is NaN or infinite.
  var finiteHint: String? { get }
  /// How it reads its first operand, where another reading would give a number as well.
  var reading: OperandReading? { get }
  /// The numbers that it makes of a row, where a formula by hand may be known by it: x/Σx is a share.
  var reduction: Reduction? { get }
  /// Whether its last operand may be indices of classes, whose range `forward` checks.
  var readsClasses: Bool { get }
  /// The operation itself where it gives a length.
  var length: (any Length)? { get }
  /// For a loss: the least that an answer which is the same for all samples comes to; `nil` where it has no formula.
  ///
  /// - Parameter target: rows, one for each sample, or where `tellsClasses` indices of classes.
  func bestConstant(_ target: Tensor, tellsClasses: Bool) -> Double?

  /// The result's shape.
  func shape(_ shapes: [[Int]], _ attributes: Attributes) throws(EngineError) -> [Int]
  /// Scalar operations, for the budget.
  func work(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) -> Int
  func forward(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Double]
  /// The result's precision; `nil` among the operands' is a plain number's.
  func precision(_ operands: [Precision?], _ shapes: [[Int]]) -> Precision
  /// The numbers in 32 bits, for operands of 32 bits.
  func single(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Float]
  /// The pullback by one operand, of its shape; `nil` for nothing.
  func backward<A: Algebra>(_ pull: Pull<A>, to operand: Int) throws(EngineError) -> A.Value?
  /// The choices behind the result (which entry won): where they differ between two points lies a kink.
  func choices(_ operands: [Tensor], _ attributes: Attributes) -> [Int]
  /// How it is written in Python; `nil` where it has no short form.
  func python(_ call: CodeCall, _ dialect: PythonDialect) -> String?
  /// The same over arrays of numbers, row by row; unless said otherwise, what the operation does with entries says it.
  func javaScript(_ call: CodeCall) -> String?
  /// The sparsity pattern: where entries go.
  func entries(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) throws(EngineError) -> EntryRule
  /// The derivative by an operand as a map, where there is a shorter way to it than `entries` and `backward`.
  func map(
    _ arithmetic: MapArithmetic, _ operands: [Tensor], result: [Int], to operand: Int
  ) throws(EngineError) -> LinearMap?
  /// ∂result/∂operand as a formula; `nil` for ∂f/∂x.
  func slopeNotation(_ gate: GateNotation, to operand: Int) -> Notation?
  /// The pullback by an operand as a formula; `nil` where it is no short one.
  func pulled(_ gradient: GradientNotation, _ gate: GateNotation, to operand: Int) -> GradientNotation?
  /// How far the result may be off, given how far the operands may be; `unit` is the rounding of one operation.
  func uncertainty(
    _ operands: [Tensor], _ errors: [Tensor], result: Tensor, _ attributes: Attributes, unit: Double
  ) throws(EngineError) -> [Double]
}

extension StructuralPrimitive {
  var parameters: [Primitive.Parameter] { [Primitive.Parameter("x")] }
  var glyph: String { name }
  var pattern: Primitive.Pattern? { nil }
  var rule: Primitive.PullbackRule? { nil }
  var isDifferentiable: Bool { true }
  var isInternal: Bool { false }
  var readsClasses: Bool { false }
  var spelling: Spelling { .call }
  var reading: OperandReading? { nil }
  var reduction: Reduction? { nil }
  var positiveOperands: Set<Int> { [] }
  var takesTuples: Bool { false }
  var bounds: ResultBounds { .byEntries }
  var spoken: String { "`\(name)`" }
  var finiteHint: String? { nil }
  var length: (any Length)? { nil }
  func bestConstant(_ target: Tensor, tellsClasses: Bool) -> Double? { nil }

  func work(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) -> Int {
    shapes.reduce(result.reduce(1, *)) { max($0, $1.reduce(1, *)) }
  }

  func precision(_ operands: [Precision?], _ shapes: [[Int]]) -> Precision { .joint(operands) }

  // Right for everything that only moves and chooses entries.
  func single(_ operands: [Tensor], _ attributes: Attributes, shape: [Int]) throws(EngineError) -> [Float] {
    try forward(operands.map { $0.converted(to: .double) }, attributes, shape: shape).map(Float.init)
  }

  func choices(_ operands: [Tensor], _ attributes: Attributes) -> [Int] { [] }

  func map(
    _ arithmetic: MapArithmetic, _ operands: [Tensor], result: [Int], to operand: Int
  ) throws(EngineError) -> LinearMap? { nil }

  // Right for everything that only moves and adds entries.
  func uncertainty(
    _ operands: [Tensor], _ errors: [Tensor], result: Tensor, _ attributes: Attributes, unit: Double
  ) throws(EngineError) -> [Double] {
    let sizes = operands.map { Tensor(shape: $0.shape, values: $0.values.map(\.magnitude)) }
    let carried = try forward(errors, attributes, shape: result.shape)
    let rounded = try forward(sizes, attributes, shape: result.shape)
    return zip(carried, rounded).map { $0 + unit * $1 }
  }
}

/// Where a derivative is worked out: in numbers, in nodes, in instructions of a plan, in error bounds or in structured
/// Jacobians.
protocol Algebra {
  associatedtype Value
  func constant(_ value: Tensor) throws(EngineError) -> Value
  func apply(_ primitive: Primitive, _ operands: [Value], _ attributes: Attributes) throws(EngineError) -> Value
  func shape(_ value: Value) -> [Int]
}

extension Algebra {
  func apply(_ name: Primitive, _ operands: [Value]) throws(EngineError) -> Value {
    try apply(name, operands, .none)
  }

  func constant(_ value: Double) throws(EngineError) -> Value { try constant(Tensor(value)) }

  /// The value summed down to a shape that broadcasts to its own.
  func reduced(_ value: Value, to shape: [Int]) throws(EngineError) -> Value {
    self.shape(value) == shape ? value : try apply(.sumTo, [value], Attributes(shape: shape))
  }

  func broadcast(_ value: Value, to shape: [Int]) throws(EngineError) -> Value {
    self.shape(value) == shape ? value : try apply(.broadcast, [value], Attributes(shape: shape))
  }

  func reshaped(_ value: Value, to shape: [Int]) throws(EngineError) -> Value {
    self.shape(value) == shape ? value : try apply(.reshape, [value], Attributes(shape: shape))
  }
}

/// The arguments of a pullback.
struct Pull<A: Algebra> {
  var algebra: A
  var operands: [A.Value]
  var result: A.Value
  var upstream: A.Value
  var attributes: Attributes
  /// Numbers that all operands share, worked out for the first of them.
  let common = PullCommon()
}

/// Where the operands of ``Concat`` begin: adding up the sizes in front of each one anew would cost n² for n of them.
final class PullCommon {
  var starts: [Int] = []
}

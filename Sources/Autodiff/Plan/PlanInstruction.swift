import Formulas

/// One step of a plan, on numbers in one long row.
struct PlanInstruction: Sendable {
  enum Kind: UInt8, Sendable {
    /// `count` entries; an operand with stride 0 is one number.
    case elementwise
    /// Entry k is the source's entry `positions[k]`.
    case gather
    /// Entries of the source added at `positions`.
    case accumulate
    /// Sums of rows, ``PlanPayload/axes``.
    case sum
    /// `batches` products of [rows, inner] with [inner, columns].
    case matrixProduct
    /// Anything else, by its own rule.
    case structural
  }

  var kind: Kind
  var operation: Atom = .identity
  var destination: Int32
  var a: Int32 = 0
  var b: Int32 = 0
  var c: Int32 = 0
  var strides: SIMD3<Int32> = SIMD3(repeating: 0)
  var count: Int32
  /// Index of what does not fit here, −1 for none. An elementwise one has it where it gives the result of a
  /// composition.
  var payload: Int32 = -1
  /// Index of its first decision, −1 where it has no kink.
  var decision: Int32 = -1
  /// Whether it only serves a composition, which may have no use for its NaN or infinity.
  var isPart = false
}

struct PlanPayload: Sendable {
  var primitive: Primitive
  var positions: [Int32] = []
  var axes: Axes?
  /// The choice of a structural step from each row along `axes`.
  var choice: RowChoice?
  /// Batches, rows, inner, columns of a matrix product.
  var extents: [Int] = []
  /// As they were written: those of a product before their batches were spread.
  var operands: [PlanTensor] = []
  var attributes = Attributes()
  var shape: [Int] = []
}

/// A tensor of a plan: where its numbers stand.
struct PlanTensor: Sendable {
  var offset: Int32
  var shape: [Int]
  var precision = Precision.double
  /// A plain number, which does not widen what it meets.
  var isWeak = false

  var count: Int { shape.reduce(1, *) }
}

/// The part of a plan's row that one tensor fills.
struct PlanPlace: Sendable {
  var start: Int32
  var count: Int32
  var precision: Precision
}

extension Precision {
  /// The precision of a result: 32 bits when all operands have them, plain numbers aside.
  init(of operands: [PlanTensor]) {
    let isSingle = operands.allSatisfy { $0.precision == .single || $0.isWeak }
    self = isSingle && operands.contains { $0.precision == .single } ? .single : .double
  }
}

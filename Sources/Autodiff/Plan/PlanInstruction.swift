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
  var operation: Operation = .identity
  var destination: Int32
  var a: Int32 = 0
  var b: Int32 = 0
  var c: Int32 = 0
  var strides: SIMD3<Int32> = SIMD3(repeating: 0)
  var count: Int32
  /// Index of what does not fit here, −1 for none.
  var payload: Int32 = -1
  /// Index of its first decision, −1 where it has no kink.
  var decision: Int32 = -1
}

struct PlanPayload: Sendable {
  var primitive: Primitive
  var positions: [Int32] = []
  var axes: Axes?
  /// What a structural step chooses from each row along `axes`.
  var choice: RowChoice?
  /// Batches, rows, inner, columns of a matrix product.
  var extents: [Int] = []
  /// As they were written: those of a product before their batches were spread.
  var operands: [PlanValue] = []
  var attributes = Attributes()
  var shape: [Int] = []
}

/// A tensor of a plan: where its numbers stand.
struct PlanValue: Sendable {
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
  /// What operands give together: 32 bits when all are, plain numbers aside.
  init(of operands: [PlanValue]) {
    let isSingle = operands.allSatisfy { $0.precision == .single || $0.isWeak }
    self = isSingle && operands.contains { $0.precision == .single } ? .single : .double
  }
}

extension Operation {
  /// Whether the derivative jumps, has a pole, or swings within a short way: where a difference over a step can say
  /// something else than the derivative.
  var hasKink: Bool {
    switch self {
    case .divide, .power, .powerSlope, .sqrt, .sin, .cos, .tan: true
    case .maximum, .minimum, .modulo, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .and, .or,
      .not, .leakyReLU, .elu, .abs, .sign, .relu, .floor, .ceil, .round, .clip, .select:
      true
    case .add, .subtract, .multiply, .negate, .exp, .log, .square, .tanh, .sigmoid, .softplus, .silu, .gelu, .normalCDF,
      .normalPDF, .expm1, .identity, .stop:
      false
    }
  }

  /// How far two decisions may be apart with nothing between them: an eighth of a turn for an angle, else 0.
  var decisionTolerance: Double { self == .sin || self == .cos || self == .tan ? 0.5 : 0 }

  /// On which side of its kinks and poles an operation works: two points with different decisions have one between
  /// them. For an angle, where it stands, in right angles.
  func decision(_ a: Double, _ b: Double, _ c: Double) -> Double {
    func side(_ x: Double, _ y: Double) -> Double { x < y ? -1 : x > y ? 1 : 0 }
    switch self {
    case .maximum, .minimum, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: return side(a, b)
    case .leakyReLU, .elu, .abs, .sign, .relu, .sqrt: return side(a, 0)
    case .modulo: return Elementary.floor(a / b)
    case .floor, .ceil: return 2 * Elementary.floor(a) + (a == Elementary.floor(a) ? 0 : 1)
    case .round: return Elementary.roundToEven(a)
    case .clip: return 3 * side(a, b) + side(a, c)
    case .select, .not: return a == 0 ? 0 : 1
    case .and, .or: return (a == 0 ? 0 : 1) + (b == 0 ? 0 : 2)
    case .divide: return side(b, 0)
    case .power, .powerSlope: return a > 0 || b >= 0 && b == Elementary.floor(b) ? 0 : side(a, 0) - 1
    case .sin, .cos: return a * 0.6366197723675814
    case .tan:
      // A pole is further than any angle.
      return a * 0.6366197723675814 + 10 * Elementary.floor(a * 0.3183098861837907 + 0.5)
    case .add, .subtract, .multiply, .negate, .exp, .log, .square, .tanh, .sigmoid, .softplus, .silu, .gelu, .normalCDF,
      .normalPDF, .expm1, .identity, .stop:
      return 0
    }
  }
}

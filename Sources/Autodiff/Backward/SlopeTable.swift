import Formulas

/// The local derivatives of all elementwise operations, flat: what a sweep over millions of nodes looks up without
/// taking hold of anything.
///
/// A derivative is read for one point (`Double`) or for four at once (`SIMD4<Double>`), by the same steps and so with
/// the same bits.
struct SlopeTable: Sendable {
  enum Kind: UInt8 {
    case zero, one, minusOne
    case first, second, third, result
    /// Steps on a row of numbers.
    case steps
  }

  struct Entry {
    var kind: Kind
    var count: UInt8 = 0
    var start: UInt16 = 0
  }

  /// Operands of an elementwise operation at most.
  static let arity = 3

  /// By operation and operand: `entries[3 · code + operand]`.
  private(set) var entries: ContiguousArray<Entry> = []
  private var steps: ContiguousArray<FormulaSteps.Step> = []
  /// The numbers that a row begins with: three operands and the result, then every constant of every formula.
  private var constants: ContiguousArray<Double> = [0, 0, 0, 0]
  /// The longest formula, in steps.
  private var room = 0

  static let shared = SlopeTable()

  private init() {
    var formulas: [(place: Int, formula: FormulaSteps)] = []
    for operation in Operation.allCases {
      precondition(Int(operation.rawValue) * SlopeTable.arity == entries.count, "operations are numbered without gaps")
      let derivatives = Primitive.elementwise(operation).derivatives
      for i in 0..<SlopeTable.arity {
        switch i < derivatives.count ? derivatives[i] : 0 {
        case .constant(0): entries.append(Entry(kind: .zero))
        case .constant(1): entries.append(Entry(kind: .one))
        case .constant(-1): entries.append(Entry(kind: .minusOne))
        case .operand(let k): entries.append(Entry(kind: k == 0 ? .first : k == 1 ? .second : .third))
        case .result: entries.append(Entry(kind: .result))
        case let derivative:
          let formula = FormulaSteps(derivative)
          formulas.append((entries.count, formula))
          entries.append(Entry(kind: .steps))
          for constant in formula.constants where !constants[4...].contains(constant) { constants.append(constant) }
        }
      }
    }
    for (entry, formula) in formulas {
      entries[entry].start = UInt16(steps.count)
      entries[entry].count = UInt8(formula.steps.count)
      for step in formula.steps {
        var step = step
        step.a = place(step.a, formula)
        step.b = place(step.b, formula)
        step.c = place(step.c, formula)
        steps.append(step)
      }
      room = max(room, formula.steps.count)
    }
  }

  /// Where a number of a formula's own row stands in the shared one.
  private func place(_ own: Int32, _ formula: FormulaSteps) -> Int32 {
    let index = Int(own) - FormulaSteps.firstFree
    if index < 0 { return own }
    guard index < formula.constants.count else { return Int32(constants.count + index - formula.constants.count) }
    return Int32(constants[4...].firstIndex(of: formula.constants[index]) ?? 0)
  }

  /// A row to work in, which whoever looks derivatives up keeps.
  func row<Number: SlopeNumber>(of type: Number.Type = Number.self) -> ContiguousArray<Number> {
    ContiguousArray(constants.map { Number(repeating: $0) })
      + ContiguousArray(repeating: Number(repeating: 0), count: room)
  }

  /// Upstream times local derivative, for both operands of an elementwise operation on one or two scalars.
  @inline(__always)
  func parts(
    _ code: UInt8, _ upstream: Double, _ x: Double, _ y: Double, _ result: Double,
    _ row: inout ContiguousArray<Double>
  ) -> (a: Double, b: Double) {
    switch code {
    case Operation.add.rawValue: return (upstream, upstream)
    case Operation.subtract.rawValue: return (upstream, -upstream)
    case Operation.multiply.rawValue: return (upstream * y, upstream * x)
    default:
      let base = SlopeTable.arity * Int(code)
      return (
        upstream * slope(entries[base], x, y, 0, result, &row),
        upstream * slope(entries[base + 1], x, y, 0, result, &row)
      )
    }
  }

  /// A local derivative at the operands x, y, z.
  ///
  /// - Parameter row: one that ``row(of:)`` gave.
  @inline(__always)
  func slope<Number: SlopeNumber>(
    _ entry: Entry, _ x: Number, _ y: Number, _ z: Number, _ result: Number, _ row: inout ContiguousArray<Number>
  ) -> Number {
    switch entry.kind {
    case .zero: return Number(repeating: 0)
    case .one: return Number(repeating: 1)
    case .minusOne: return Number(repeating: -1)
    case .first: return x
    case .second: return y
    case .third: return z
    case .result: return result
    case .steps:
      row[0] = x
      row[1] = y
      row[2] = z
      row[3] = result
      return run(entry, &row)
    }
  }

  /// The steps of a derivative that has some, with places in the shared row: operands, result, ``numbers``, steps.
  func formula(_ entry: Entry) -> ArraySlice<FormulaSteps.Step> {
    ArraySlice(steps[Int(entry.start)..<(Int(entry.start) + Int(entry.count))])
  }

  /// Constants by their places in the row, behind operands and result.
  var numbers: ContiguousArray<Double> { constants }
  /// The longest derivative, in steps.
  var longest: Int { room }

  @inline(__always)
  private func run<Number: SlopeNumber>(_ entry: Entry, _ row: inout ContiguousArray<Number>) -> Number {
    let first = Int(entry.start)
    var next = constants.count
    for k in first..<(first + Int(entry.count)) {
      let step = steps[k]
      let (x, y) = (row[Int(step.a)], row[Int(step.b)])
      let number: Number
      switch step.operation {
      case .multiply: number = x * y
      case .subtract: number = x - y
      case .add: number = x + y
      case .divide: number = x / y
      default: number = Number.apply(step.operation, x, y, row[Int(step.c)])
      }
      row[next] = number
      next += 1
    }
    return row[next - 1]
  }
}

/// One number, or several that go through a derivative's steps together.
protocol SlopeNumber {
  init(repeating value: Double)
  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static func apply(_ operation: Atom, _ a: Self, _ b: Self, _ c: Self) -> Self
}

extension Double: SlopeNumber {
  init(repeating value: Double) { self = value }

  @inline(__always)
  static func apply(_ operation: Atom, _ a: Double, _ b: Double, _ c: Double) -> Double { operation(a, b, c) }
}

extension SIMD4<Double>: SlopeNumber {
  @inline(__always)
  static func apply(
    _ operation: Atom, _ a: SIMD4<Double>, _ b: SIMD4<Double>, _ c: SIMD4<Double>
  ) -> SIMD4<Double> {
    var result = SIMD4<Double>.zero
    for lane in 0..<4 { result[lane] = operation(a[lane], b[lane], c[lane]) }
    return result
  }
}

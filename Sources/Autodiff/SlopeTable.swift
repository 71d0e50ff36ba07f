import Formulas

/// The local derivatives of all elementwise operations, flat: what a sweep over millions of nodes looks up without
/// taking hold of anything.
struct SlopeTable: Sendable {
  enum Kind: UInt8 {
    case zero, one, minusOne
    case first, second, result
    /// Steps on a row of numbers.
    case program
  }

  struct Entry {
    var kind: Kind
    var count: UInt8 = 0
    var start: UInt16 = 0
  }

  /// By operation and operand: `entries[2 · code + operand]`. Operations on three operands never stand alone in a record.
  private(set) var entries: ContiguousArray<Entry> = []
  private(set) var steps: ContiguousArray<FormulaProgram.Step> = []
  /// Two operands, a place left free, the result, every constant of every formula, room for the longest program.
  private(set) var row: ContiguousArray<Double> = [0, 0, 0, 0]

  static let shared = SlopeTable()

  private init() {
    var programs: [(place: Int, program: FormulaProgram)] = []
    for operation in Operation.allCases {
      let formulas = Primitive.elementwise(operation).derivatives
      for i in 0..<2 {
        switch i < formulas.count ? Slope(formulas[i]) : .zero {
        case .zero: entries.append(Entry(kind: .zero))
        case .one: entries.append(Entry(kind: .one))
        case .minusOne: entries.append(Entry(kind: .minusOne))
        case .operand(let k): entries.append(Entry(kind: k == 0 ? .first : k == 1 ? .second : .zero))
        case .result: entries.append(Entry(kind: .result))
        case .program(let program):
          programs.append((entries.count, program))
          entries.append(Entry(kind: .program))
          for constant in program.constants where !row[4...].contains(constant) { row.append(constant) }
        }
      }
    }
    room = row.count
    for (entry, program) in programs {
      entries[entry].start = UInt16(steps.count)
      entries[entry].count = UInt8(program.steps.count)
      for step in program.steps {
        var step = step
        step.a = place(step.a, program)
        step.b = place(step.b, program)
        step.c = place(step.c, program)
        steps.append(step)
      }
    }
    row.append(contentsOf: repeatElement(0, count: programs.reduce(0) { max($0, $1.program.steps.count) }))
  }

  /// Where the first step puts its number.
  private var room = 0

  /// Where a number of a program's own row stands in the shared one.
  private func place(_ own: Int32, _ program: FormulaProgram) -> Int32 {
    let index = Int(own) - FormulaProgram.firstFree
    if index < 0 { return own }
    let constants = program.constants
    guard index < constants.count else { return Int32(room + index - constants.count) }
    return Int32(row[4..<room].firstIndex(of: constants[index]) ?? 0)
  }

  /// What the operands of an elementwise operation on one or two scalars receive: upstream times local derivative.
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
      let base = 2 * Int(code)
      return (
        upstream * slope(entries[base], x, y, result, &row), upstream * slope(entries[base + 1], x, y, result, &row)
      )
    }
  }

  /// The number of a local derivative.
  ///
  /// - Parameter row: a copy of ``row`` to work in.
  @inline(__always)
  func slope(_ entry: Entry, _ x: Double, _ y: Double, _ result: Double, _ row: inout ContiguousArray<Double>) -> Double
  {
    switch entry.kind {
    case .zero: return 0
    case .one: return 1
    case .minusOne: return -1
    case .first: return x
    case .second: return y
    case .result: return result
    case .program:
      row[0] = x
      row[1] = y
      row[3] = result
      return run(entry, &row)
    }
  }

  @inline(__always)
  private func run(_ entry: Entry, _ row: inout ContiguousArray<Double>) -> Double {
    let first = Int(entry.start)
    var next = room
    for k in first..<(first + Int(entry.count)) {
      let step = steps[k]
      let (x, y) = (row[Int(step.a)], row[Int(step.b)])
      let number: Double
      switch step.operation {
      case .multiply: number = x * y
      case .subtract: number = x - y
      case .add: number = x + y
      case .divide: number = x / y
      default: number = step.operation(x, y, row[Int(step.c)])
      }
      row[next] = number
      next += 1
    }
    return row[next - 1]
  }
}

import Formulas

/// A long graph of 64-bit scalars as a straight program over few registers (register allocation on a Wengert list), run
/// at four points at once: what a ``Probe`` would compute when one scalar moves, with the same bits, for a small part of
/// the time that making the graph took.
///
/// Steps stand from f down to what moves. So the first one that reads a number is its last reader, and the register of
/// a result is free for others before its own step: a chain of a million nodes needs two.
struct ScalarProbe: MovedFunction {
  struct Step {
    var operation: Atom
    /// A register, or the complement of a number's place.
    var a: Int32
    var b: Int32
    var c: Int32
    var destination: Int32
    /// Place of the decision at the base among the numbers, −1 where nothing that moves decides.
    var decision: Int32
  }

  /// From f on.
  private let steps: ContiguousArray<Step>
  /// Constants and decisions, at their places.
  private let numbers: ContiguousArray<Double>
  private var values: ContiguousArray<SIMD4<Double>>
  private var errors: ContiguousArray<SIMD4<Double>>
  private var row: ContiguousArray<SIMD4<Double>> = SlopeTable.shared.row()
  private let moved: Int
  private let result: Int
  let present: Double
  private(set) var crossedKink = false
  /// Not obeyed: whoever needs decisions held asks a ``Probe``.
  var holdsDecisions = false

  init(_ program: ScalarProgram, present: Double) {
    steps = program.steps
    numbers = program.numbers
    values = ContiguousArray(repeating: .zero, count: Int(program.registers))
    errors = ContiguousArray(repeating: .zero, count: Int(program.registers))
    moved = Int(program.moved)
    result = Int(program.result)
    self.present = present
  }

  /// The function at four points of the scalar that moves, whatever the movement says.
  mutating func run(
    _: CentralDifference.Movement, _: ContiguousArray<Int>, at points: SIMD4<Double>
  ) -> (values: SIMD4<Double>, errors: SIMD4<Double>) {
    crossedKink = false
    values[moved] = points
    errors[moved] = .zero
    go()
    return (values[result], errors[result])
  }

  private mutating func go() {
    let slopes = SlopeTable.shared
    // Apart from the probe while it works.
    let (ownSteps, ownNumbers) = (self.steps, self.numbers)
    let steps = ownSteps.span
    let numbers = ownNumbers.span
    var (ownValues, ownErrors): (ContiguousArray<SIMD4<Double>>, ContiguousArray<SIMD4<Double>>) = ([], [])
    swap(&ownValues, &self.values)
    swap(&ownErrors, &self.errors)
    var values = ownValues.mutableSpan
    var errors = ownErrors.mutableSpan
    var next = steps.count
    while next > 0 {
      next -= 1
      let step = steps[next]
      let (x, xError) = ScalarProbe.read(step.a, numbers, values, errors)
      let (y, yError) = ScalarProbe.read(step.b, numbers, values, errors)
      let value: SIMD4<Double>
      let error: SIMD4<Double>
      switch step.operation {
      case .add:
        value = x + y
        error = RoundingBound.own(value) + (xError + yError)
      case .subtract:
        value = x + -y
        error = RoundingBound.own(value) + (xError + yError)
      case .multiply:
        value = x * y
        error = Probe.unit * value.magnitude + (xError * y.magnitude + yError * x.magnitude)
      case .identity:
        value = x
        error = xError
      default:
        let (z, zError) = ScalarProbe.read(step.c, numbers, values, errors)
        let arity = step.operation.arity
        value = step.operation == .divide ? x / y : SIMD4.apply(step.operation, x, y, z)
        let first = SlopeTable.arity * Int(step.operation.rawValue)
        var bound = RoundingBound.own(value) + RoundingBound.carried(slopes, first, xError, x, y, z, value, &row)
        if arity > 1 { bound += RoundingBound.carried(slopes, first + 1, yError, x, y, z, value, &row) }
        if arity > 2 { bound += RoundingBound.carried(slopes, first + 2, zError, x, y, z, value, &row) }
        error = bound
        if step.decision >= 0 && !crossedKink {
          let kink = step.operation.kink
          for lane in 0..<4 {
            let distance = kink.decision(x[lane], y[lane], z[lane]) - numbers[Int(step.decision)]
            if !(distance.magnitude <= kink.tolerance) { crossedKink = true }
          }
        }
      }
      values[Int(step.destination)] = value
      errors[Int(step.destination)] = error
    }
    swap(&ownValues, &self.values)
    swap(&ownErrors, &self.errors)
  }

  @inline(__always)
  private static func read(
    _ place: Int32, _ numbers: borrowing Span<Double>, _ values: borrowing MutableSpan<SIMD4<Double>>,
    _ errors: borrowing MutableSpan<SIMD4<Double>>
  ) -> (SIMD4<Double>, SIMD4<Double>) {
    place >= 0
      ? (values[Int(place)], errors[Int(place)]) : (SIMD4(repeating: numbers[Int(~place)]), .zero)
  }
}

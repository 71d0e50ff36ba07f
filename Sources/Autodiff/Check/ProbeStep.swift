import Formulas

/// An instruction as a probe follows it: numbers alone, so that taking one costs nothing.
struct ProbeStep: Sendable {
  /// An operand: its numbers at the base and, when it can move, in the lanes.
  struct Operand: Sendable {
    var base = 0
    /// −1 for numbers that never move.
    var lane = -1
    var stride = 1
    /// The values whose entries it reads, of which it is usually one.
    var values = 0..<0
    /// Where the first of these values begins, counted from the operand's beginning.
    var shift = 0
    var count = 0

    var moves: Bool { lane >= 0 }
  }

  enum Kind: Sendable {
    case elementwise
    case gather
    case accumulate
    case sum
    case product
    /// The greatest or smallest entry of each row, its position, or a test of all its entries.
    case row(RowChoice)
    case structural
  }

  var kind: Kind
  var operation: Atom = .identity
  /// The value that it makes.
  var value: Int
  var base: Int
  var lane: Int
  var count: Int
  var a = Operand()
  var b = Operand()
  var c = Operand()
  var payload = -1
  /// Index of the step's first branch decision in the list of those taken at the base point, by which a kink is told;
  /// −1 where no operand that can move decides anything.
  var decision = -1
  var axes: Axes?

  /// Whether its first operand moves, entry by entry, and the second one, where it has one, is a number.
  var movesFirstAlone: Bool {
    guard a.moves && a.stride == 1 else { return false }
    return operation.arity == 1 || operation.arity == 2 && !b.moves && b.stride == 0
  }
}

/// For positions of a gather, which entries of the result take each entry of the source.
struct InversePositions: Sendable {
  private(set) var starts: ContiguousArray<Int32>
  private(set) var targets: ContiguousArray<Int32>

  init(_ positions: [Int32]) {
    let count = Int(positions.max() ?? -1) + 1
    starts = ContiguousArray(repeating: 0, count: count + 1)
    for position in positions { starts[Int(position) + 1] += 1 }
    for k in 0..<count { starts[k + 1] += starts[k] }
    targets = ContiguousArray(repeating: 0, count: positions.count)
    var next = starts
    for (k, position) in positions.enumerated() {
      targets[Int(next[Int(position)])] = Int32(k)
      next[Int(position)] += 1
    }
  }
}

/// A probe's numbers, in memory that is taken once and given back with it.
///
/// Buffers rather than arrays: their bounds are checked in debug builds alone, and a pass over lanes is most of what a
/// check of gradients does.
final class ProbeMemory {
  /// The plan's numbers at the base.
  let base: UnsafeMutableBufferPointer<Double>
  /// The numbers that can move at four points at once; as at the base between two entries.
  let lanes: UnsafeMutableBufferPointer<SIMD4<Double>>
  /// Bounds of their absolute errors; 0 between two entries.
  let errors: UnsafeMutableBufferPointer<SIMD4<Double>>
  /// Which entries of a step's result were met, 0 between two steps.
  let flags: UnsafeMutableBufferPointer<UInt8>
  /// These entries.
  let met: UnsafeMutableBufferPointer<Int>
  /// Derivatives of one step at a block of entries, and the intermediate results of their formula.
  let slopes: UnsafeMutableBufferPointer<SIMD4<Double>>
  private let registers: UnsafeMutableBufferPointer<SIMD4<Double>>
  /// The numbers that the formulas' rows begin with; see ``SlopeTable/numbers``.
  private let numbers: UnsafeMutableBufferPointer<Double>

  /// Entries of a block.
  static let block = 64

  init(base values: ContiguousArray<Double>, lanes count: Int, longest: Int) {
    base = .allocate(capacity: values.count)
    _ = base.initialize(from: values)
    lanes = .allocate(capacity: count)
    errors = .allocate(capacity: count)
    errors.initialize(repeating: .zero)
    flags = .allocate(capacity: longest)
    flags.initialize(repeating: 0)
    met = .allocate(capacity: longest)
    met.initialize(repeating: 0)
    slopes = .allocate(capacity: ProbeMemory.block)
    slopes.initialize(repeating: .zero)
    registers = .allocate(capacity: SlopeTable.shared.longest * ProbeMemory.block)
    registers.initialize(repeating: .zero)
    let constants = SlopeTable.shared.numbers
    numbers = .allocate(capacity: constants.count)
    _ = numbers.initialize(from: constants)
  }

  /// An operation on entries that move, and on one number beside them if it has two operands, by the vector kernels:
  /// four numbers an entry.
  func map(_ operation: Atom, from source: Int, by number: Int?, to destination: Int, count: Int) {
    guard count > 0 else { return }
    let from = UnsafeRawPointer(lanes.baseAddress.map { $0 + source })?.assumingMemoryBound(to: Double.self)
    let to = UnsafeMutableRawPointer(lanes.baseAddress.map { $0 + destination })?.assumingMemoryBound(to: Double.self)
    let second = number.flatMap { place in base.baseAddress.map { UnsafePointer($0 + place) } }
    Double.map(operation.kernel, .best, to, from, second, nil, second == nil ? 0 : 2, 4 * count)
  }

  /// The derivative of a step by its first operand at some of its entries, to the beginning of ``slopes``.
  ///
  /// - Parameters:
  ///   - formula: its steps; see ``SlopeTable/formula(_:)``.
  ///   - count: at most ``block``.
  func slope(_ formula: ArraySlice<FormulaSteps.Step>, _ step: ProbeStep, _ start: Int, _ count: Int) {
    guard let numbers = numbers.baseAddress, let lanes = lanes.baseAddress, let registers = registers.baseAddress,
      let slopes = slopes.baseAddress
    else { return }
    numbers[1] = step.operation.arity == 2 ? base[step.b.base] : 0
    func source(_ place: Int32) -> (start: UnsafePointer<Double>, isSingle: Bool) {
      func block(_ lanes: UnsafePointer<SIMD4<Double>>) -> UnsafePointer<Double> {
        UnsafeRawPointer(lanes).assumingMemoryBound(to: Double.self)
      }
      switch Int(place) {
      case 0: return (block(lanes + step.a.lane + start), false)
      case 3: return (block(lanes + step.lane + start), false)
      case ..<self.numbers.count: return (UnsafePointer(numbers + Int(place)), true)
      default: return (block(registers + (Int(place) - self.numbers.count) * ProbeMemory.block), false)
      }
    }
    for (k, part) in formula.enumerated() {
      let (a, b, c) = (source(part.a), source(part.b), source(part.c))
      let target = k == formula.count - 1 ? slopes : registers + k * ProbeMemory.block
      Double.map(
        part.operation.kernel, .best, UnsafeMutableRawPointer(target).assumingMemoryBound(to: Double.self), a.start,
        b.start, c.start, (a.isSingle ? 1 : 0) | (b.isSingle ? 2 : 0) | (c.isSingle ? 4 : 0), 4 * count)
    }
  }

  deinit {
    base.deallocate()
    lanes.deallocate()
    errors.deallocate()
    flags.deallocate()
    met.deallocate()
    slopes.deallocate()
    registers.deallocate()
    numbers.deallocate()
  }
}

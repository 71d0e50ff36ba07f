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
  }

  /// An operation on entries that move, by the vector kernels: four numbers an entry.
  func map(_ operation: Atom, from source: Int, to destination: Int, count: Int) {
    guard count > 0 else { return }
    let from = UnsafeRawPointer(lanes.baseAddress.map { $0 + source })?.assumingMemoryBound(to: Double.self)
    let to = UnsafeMutableRawPointer(lanes.baseAddress.map { $0 + destination })?.assumingMemoryBound(to: Double.self)
    Double.map(operation.kernel, .best, to, from, nil, nil, 0, 4 * count)
  }

  deinit {
    base.deallocate()
    lanes.deallocate()
    errors.deallocate()
    flags.deallocate()
    met.deallocate()
  }
}

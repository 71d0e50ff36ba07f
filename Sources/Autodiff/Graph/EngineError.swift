/// A fault of the engine, without positions; the interpreter adds the range.
public enum EngineError: Error, Sendable, Hashable {
  /// `rule` says what would fit, as a phrase: `shapes broadcast when …`.
  case shapeMismatch(operation: String, shapes: [[Int]], rule: String)
  /// A gradient was asked of more than one number.
  case notScalar(operation: String, shape: [Int])
  /// The function that was differentiated was not computed from the variable.
  case noDependence
  /// The first NaN or infinity, made from finite operands: their numbers at the first such place (`operands`), what
  /// came out (`nan`, `inf`, `-inf`).
  case nonFinite(operation: String, operands: [String], result: String)
  /// A matrix without inverse: its first column that is a combination of those before it, 0 for one of zeros.
  case singularMatrix(operation: String, column: Int)
  /// A tensor of this rank has no such axis.
  case badAxis(operation: String, axis: Int, rank: Int)
  /// An axis of this size has no such entry.
  case indexOutOfRange(index: Int, axis: Int, size: Int)
  /// An index, a size or a count that is no whole number.
  case notWhole(Double)
  /// More indices than axes.
  case tooManyIndices(count: Int, shape: [Int])
  /// Anything else that is wrong with an argument, as a phrase without full stop.
  case badArgument(operation: String, problem: String)
  /// A replay rests on a decision that would come out differently; the tag of the place that
  /// decided.
  case cannotRepeat(place: UInt32)
  /// Work beyond ``Graph/Limits/operations``.
  case operationBudget(limit: Int)
  /// Memory beyond ``Graph/Limits/bytes``.
  case memoryBudget(limit: Int)
  /// An error that a custom rule's own code threw: an index into the interpreter's list of pending errors.
  case foreign(Int)
}

extension EngineError {
  /// How ``nonFinite(operation:operands:result:)`` speaks of an operand that is no single number.
  static func operand(ofShape shape: [Int]) -> String { "shape \(shape)" }
}

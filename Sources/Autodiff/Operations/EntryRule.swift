/// The sparsity pattern of an operation's derivative, in words: what it does with entries. Plans, probes of the
/// gradient check and structured Jacobians read it, so that none of them knows an operation by its name or its type.
///
/// All but `own` and `composed` speak of operations whose result has the joint precision of the operands; a copy has
/// the precision that the operation gives it.
enum EntryRule {
  /// Entry k is the operand's entry k, in another shape or at another precision.
  case copied
  /// Entry k is the operand's entry at the k-th position.
  case moved(Positions)
  /// Copies of the operand's entries as broadcasting lays them.
  case spread
  /// Zeros, with the operand's entry k added at the k-th position.
  case added(Positions)
  /// Sums over the copies that broadcasting the result to the operand's shape would make.
  case collected
  /// Sums along an axis.
  case summed(Axes)
  /// The matrix product of two operands.
  case product
  /// One number for each row along an axis.
  case chosen(RowChoice, Axes)
  /// The operands one behind the other.
  case joined(axis: Int)
  /// Other operations, one after the other.
  case composed(any CompositePrimitive)
  /// None of these: the operation's `forward` is called.
  case own

  /// Worked out only by those who need the list.
  typealias Positions = () throws(EngineError) -> [Int32]
}

/// A choice from a row of entries.
enum RowChoice: Sendable {
  case extremum(isGreatest: Bool)
  case position(isGreatest: Bool)
  case quantifier(isUniversal: Bool)
}

extension StructuralPrimitive {
  /// For an operation that only moves entries: where each comes from is found by moving the positions.
  func moving(_ shape: [Int], _ attributes: Attributes, result: [Int]) -> EntryRule {
    .moved { () throws(EngineError) in
      let places = Tensor(shape: shape, values: (0..<shape.reduce(1, *)).map(Double.init))
      return try forward([places], attributes, shape: result).map { Int32($0) }
    }
  }
}

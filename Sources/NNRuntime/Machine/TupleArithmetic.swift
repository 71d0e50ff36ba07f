import Autodiff
import NNSyntax

/// `+ - * /` and `-` on tuples go entry by entry, as `jax.tree.map` does.
extension Machine {
  /// `p - 0.1 * g`; `nil` where neither side is a tuple.
  func mapped(_ op: BinaryOperator, _ left: Value, _ right: Value, _ tag: UInt32) throws(Fault) -> Value? {
    switch (left, right) {
    case (.tuple(let a), .tuple):
      guard op.goesOverTuples else { return nil }
      guard left.isGrouped(like: right) else { throw Self.otherStructure(op.rawValue, left, right) }
      return .tuple(
        try a.mapped { (leaf, path) throws(Fault) in try combined(op, leaf, right[path] ?? .unbound, tag) })
    case (.tuple(let a), _):
      guard op.goesOverTuples else { return nil }
      return .tuple(try a.mapped { (leaf, _) throws(Fault) in try combined(op, leaf, right, tag) })
    case (_, .tuple(let b)):
      guard op.goesOverTuples else { return nil }
      return .tuple(try b.mapped { (leaf, _) throws(Fault) in try combined(op, left, leaf, tag) })
    default: return nil
    }
  }

  private func combined(_ op: BinaryOperator, _ a: Value, _ b: Value, _ tag: UInt32) throws(Fault) -> Value {
    if case .number(let a) = a, case .number(let b) = b { return .number(try arithmetic(op, a, b)) }
    return try binary(op, a, b, tag)
  }

  func negated(_ tuple: TupleValue, _ tag: UInt32) throws(Fault) -> Value {
    .tuple(
      try tuple.mapped { (leaf, _) throws(Fault) in
        if case .number(let number) = leaf { return .number(-number) }
        return try unary(Primitives.negate, leaf, tag)
      })
  }
}

extension BinaryOperator {
  /// Other signs on tuples would often mean something else: `p @ q`, `p == q`.
  fileprivate var goesOverTuples: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide: true
    case .matrixProduct, .remainder, .power, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .and,
      .or:
      false
    }
  }
}

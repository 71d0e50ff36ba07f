import Formulas
import Kernels

/// A value of a plan by its number (as in value numbering): a tensor that is computed once in each run, and from which
/// others are.
struct NumberedValue {
  enum Rule: Hashable {
    case input(Int)
    /// Numbers that are known beforehand, by where they begin in the plan's row.
    case constant(Int32)
    case elementwise(Atom)
    /// Two of them in one pass.
    case fused(FusedOperation)
    case gather(PositionPattern)
    case accumulate(PositionPattern)
    case sum(outer: Int, size: Int, inner: Int)
    case product(batches: Int, rows: Int, inner: Int, columns: Int, isLeftTransposed: Bool, isRightTransposed: Bool)
    case extremum(isGreatest: Bool, outer: Int, size: Int, inner: Int)
    case position(isGreatest: Bool, outer: Int, size: Int, inner: Int)
    /// Operands one behind the other.
    case joined
    /// The same numbers at this value's precision.
    case converted
    /// Anything else, by its primitive's own rule; an index of the plan's payloads.
    case structural(Int)
  }

  /// How an elementwise operation reads an operand of another size.
  enum Access: Hashable {
    case entries
    case single
    /// Entry k mod n.
    case periodic(Int)
    /// Entry k div n.
    case repeated(Int)
  }

  struct Operand: Hashable {
    var value: Int
    var access = Access.entries
  }

  /// Two values with one key are one value.
  struct Key: Hashable {
    var rule: Rule
    var operands: [Operand]
    var count: Int
    var precision: Precision
  }

  var key: Key
  /// The instruction of the plan that it comes from, −1 for none.
  var instruction: Int

  var rule: Rule { key.rule }
  var operands: [Operand] { key.operands }
  var count: Int { key.count }
  var precision: Precision { key.precision }

  var isElementwise: Bool { kernel != nil }

  /// The kernel of an elementwise value, called for its entries.
  var kernel: kernel_operation? {
    switch key.rule {
    case .elementwise(let operation): return operation.kernel
    case .fused(let operation): return operation.kernel
    case .input, .constant, .gather, .accumulate, .sum, .product, .extremum, .position, .joined, .converted,
      .structural:
      return nil
    }
  }

  /// Whether it is there before a run.
  var isGiven: Bool {
    switch key.rule {
    case .input, .constant: return true
    case .elementwise, .fused, .gather, .accumulate, .sum, .product, .extremum, .position, .joined, .converted,
      .structural:
      return false
    }
  }
}

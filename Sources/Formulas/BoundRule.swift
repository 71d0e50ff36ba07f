/// Between which numbers a result stays, by the bounds of its operands (interval arithmetic).
public enum BoundRule: Sendable, Hashable {
  /// Nothing is known.
  case unknown
  /// Whatever the operands are.
  case always(Double, Double)
  /// The operand's own.
  case same
  /// Those of the four operations and the power.
  case sum, difference, product, quotient, negation, power
  /// Both ends, by a function that grows.
  case rising
  /// As `rising` for operands from 0 on; else at least the number, where there is one.
  case risingFromZero(orAtLeast: Double?)
  /// By distance from 0, through a function that grows.
  case risingWithSize
  /// From 0 to the divisor, where that is a constant above 0.
  case remainder
  /// The greater or the lesser of two operands, at both ends.
  case greater, lesser
  /// The first operand, kept between the others.
  case clamped
  /// Of the second operand or of the third.
  case either
}

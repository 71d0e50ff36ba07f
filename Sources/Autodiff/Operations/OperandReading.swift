import Formulas

/// How an operation reads its first operand, where another reading gives a number as well: as scores (logits), or as
/// probabilities.
public enum OperandReading: Sendable, Hashable {
  /// As scores, of which it makes probabilities.
  case scores
  /// As scores, of which it makes the logarithms of probabilities.
  case scoresOfLogarithms
  /// As scores, whose loss it gives.
  case scoresOfLoss
  /// As probabilities.
  case probabilities
}

/// A reduction of a row of entries.
public enum Reduction: Sendable, Hashable {
  /// Σx
  case sum
  /// max x
  case greatest
  /// min x
  case smallest
  /// √Σx²
  case length
}

extension Primitive {
  /// How a structural operation reads its first operand; `nil` where there is no other reading.
  public var reading: OperandReading? { definition.structure?.reading }

  /// The reduction that a structural operation is; `nil` for any other.
  public var reduction: Reduction? { definition.structure?.reduction }

  /// How the author writes it.
  public var spelling: Spelling { definition.operation?.definition.spelling ?? definition.structure?.spelling ?? .call }

  /// For a loss: the least that an answer which is the same for all samples comes to; `nil` where it has no formula.
  ///
  /// The mean squared error of [1, 3] is 1, its variance; the cross entropy of the classes [0, 1, 1, 0] is log 2.
  ///
  /// - Parameters:
  ///   - target: a row for each sample: numbers, probabilities, or indices of classes.
  ///   - tellsClasses: whether the target is indices of classes.
  public func bestConstant(_ target: Tensor, tellsClasses: Bool) -> Double? {
    guard let count = target.shape.first, count > 0, target.count > 0 else { return nil }
    return definition.structure?.bestConstant(target, tellsClasses: tellsClasses)
  }
}

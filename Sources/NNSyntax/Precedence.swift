/// How tightly an operator binds.
enum Precedence: Int, Comparable {
  case or
  case and
  case not
  case comparison
  case sum
  case product
  case sign
  case power

  static func < (a: Precedence, b: Precedence) -> Bool { a.rawValue < b.rawValue }

  /// Least precedence of the operand to the right of a left-associative operator.
  var tighter: Precedence { Precedence(rawValue: rawValue + 1) ?? .power }
}

extension BinaryOperator {
  var precedence: Precedence {
    switch self {
    case .or: .or
    case .and: .and
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual: .comparison
    case .add, .subtract: .sum
    case .multiply, .divide, .matrixProduct, .remainder: .product
    case .power: .power
    }
  }

  /// `==`, `<` and their like.
  public var isComparison: Bool { precedence == .comparison }
}

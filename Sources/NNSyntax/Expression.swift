import SourceText

/// An expression and where it stands, without the brackets that only group: in `(x + y) * z` the sum's range is
/// `x + y`.
///
/// No expression nests deeper than ``nestingLimit``, so that walking and freeing one may recurse; what can be long
/// (sums, arrays, argument lists) is flat.
public struct Expression: Sendable {
  /// How deep brackets, blocks, exponents, signs, calls and indices may nest.
  public static let nestingLimit = 200

  public indirect enum Kind: Sendable {
    /// `3`, `-2` (the sign is folded in), `true`, `false`
    case number(Double)
    case text(String)
    /// Compare with `==` on `String` only: composed and decomposed spellings are one name, and Swift's strings are
    /// equal, and hash equally, when they are canonically equivalent.
    case name(String)
    /// `[1, 2]`
    case array([Expression])
    /// `(a, b)`, `(a,)`; `(a)` is `a` itself
    case tuple([Expression])
    case unary(UnaryOperator, Expression)
    /// `a + b - c`: operands joined from left to right by operators of one precedence, at least one. `^` and the
    /// comparisons join exactly two. Flat, since a sum of 200,000 terms must not nest 200,000 deep.
    case chain(Expression, [Link])
    case call(Expression, [Argument])
    case index(Expression, [Subscript])
    /// `x.T`, `h.E`, `net.w1`
    case member(Expression, Name)
    /// `repeat n { … }`, `for i in a..b { … }`: an expression, since `h = repeat n { … }` binds its history; stands
    /// only as a whole line or as the whole right side of a binding
    case loop(Loop)
    /// `[i^2 for i in 0..3]`
    case comprehension(Comprehension)
    /// `if c { a } else { b }` where a value is wanted: the last statement of each branch gives it. Behind `else if`,
    /// `otherwise` is one statement, a conditional.
    case conditional(Expression, then: [Statement], otherwise: [Statement])
    /// Stands for text that could not be parsed and has been reported.
    case error
  }

  public var kind: Kind
  public var range: SourceRange

  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

public struct Argument: Sendable {
  public var name: Name?
  public var value: Expression

  public init(name: Name? = nil, value: Expression) {
    self.name = name
    self.value = value
  }
}

/// An operator of a chain and the operand to its right.
public struct Link: Sendable {
  public var `operator`: BinaryOperator
  public var operatorRange: SourceRange
  public var operand: Expression
  /// From the start of the chain to the end of this operand: the range of the result so far, `a + b` in `a + b - c`.
  public var range: SourceRange

  public init(operator: BinaryOperator, operatorRange: SourceRange, operand: Expression, range: SourceRange) {
    self.operator = `operator`
    self.operatorRange = operatorRange
    self.operand = operand
    self.range = range
  }
}

public enum Subscript: Sendable {
  case at(Expression)
  /// `a:b`, `:`, `a:`, `:b`
  case slice(lower: Expression?, upper: Expression?, SourceRange)
}

public enum UnaryOperator: String, Sendable, Hashable {
  case negate = "-"
  case not = "not"
}

public enum BinaryOperator: String, Sendable, Hashable {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case matrixProduct = "@"
  case remainder = "%"
  case power = "^"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case and = "and"
  case or = "or"
}

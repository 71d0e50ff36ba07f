import SourceText

public struct Expression: Sendable {
  public indirect enum Kind: Sendable {
    case number(Double)
    case text(String)
    case name(String)
    /// `[1, 2]`
    case array([Expression])
    /// `(a, b)`, `(a,)`; `(a)` is `a` itself
    case tuple([Expression])
    case unary(UnaryOperator, Expression)
    case binary(BinaryOperator, Expression, Expression)
    case call(Expression, [Argument])
    case index(Expression, [Subscript])
    /// `x.T`, `h.E`, `net.w1`
    case member(Expression, Name)
    /// `repeat n { … }`, `for i in a..b { … }`: an expression, since `h = repeat n { … }` binds its history
    case loop(Loop)
    /// What stood here could not be parsed and has been reported.
    case error
  }

  public var kind: Kind
  public var range: SourceRange

  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

public struct Loop: Sendable {
  public enum Header: Sendable {
    case `repeat`(Expression)
    /// Both ends included.
    case `for`(Name, from: Expression, through: Expression)
  }

  public var header: Header
  public var body: [Statement]

  public init(header: Header, body: [Statement]) {
    self.header = header
    self.body = body
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

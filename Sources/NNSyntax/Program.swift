import SourceText

/// The statements of one `nn` block.
public struct Program: Sendable {
  public var statements: [Statement]
  public var source: Excerpt

  public init(statements: [Statement], source: Excerpt) {
    self.statements = statements
    self.source = source
  }
}

/// A name where it stands.
public struct Name: Sendable, Hashable {
  public var text: String
  public var range: SourceRange

  public init(_ text: String, _ range: SourceRange) {
    self.text = text
    self.range = range
  }
}

public struct Statement: Sendable {
  public indirect enum Kind: Sendable {
    /// `x = 3`
    case binding(Name, Expression)
    /// `(a, b) = split(x, 0.8)`
    case destructuring([Name], Expression)
    /// `w -= 0.1 * grad(L, w)`, `p[0] *= 2`, `net.w1 += 1`
    case update(UpdateTarget, UpdateOperator, Expression)
    /// `sigma(x) = 1 / (1 + exp(-x))`
    case function(FunctionDefinition)
    /// `backward sigma(x; y, dy) = dy * y * (1 - y)`
    case backward(BackwardDefinition)
    /// `if c { … } else { … }`; `else if` is a conditional alone in `otherwise`
    case conditional(Expression, then: [Statement], otherwise: [Statement]?)
    /// `expect a == b within 1e-3`
    case expect(Expectation)
    /// A line that is only an expression; a loop stands here too.
    case expression(Expression)
  }

  public var kind: Kind
  public var range: SourceRange

  public init(_ kind: Kind, _ range: SourceRange) {
    self.kind = kind
    self.range = range
  }
}

public enum UpdateOperator: String, Sendable, Hashable {
  case add = "+="
  case subtract = "-="
  case multiply = "*="
  case divide = "/="
}

/// The body of a function or a rule: one expression behind `=`, or statements in braces of which the last one
/// gives the value.
public enum Body: Sendable {
  case expression(Expression)
  case block([Statement], SourceRange)
}

public struct FunctionDefinition: Sendable {
  public var name: Name
  public var parameters: [Name]
  public var body: Body

  public init(name: Name, parameters: [Name], body: Body) {
    self.name = name
    self.parameters = parameters
    self.body = body
  }
}

public struct BackwardDefinition: Sendable {
  public var name: Name
  public var inputs: [Name]
  public var result: Name
  public var upstream: Name
  public var body: Body

  public init(name: Name, inputs: [Name], result: Name, upstream: Name, body: Body) {
    self.name = name
    self.inputs = inputs
    self.result = result
    self.upstream = upstream
    self.body = body
  }
}

/// A claim. Without a comparison, `left` must be non-zero everywhere.
public struct Expectation: Sendable {
  public var left: Expression
  public var comparison: (operator: BinaryOperator, right: Expression)?
  public var within: Expression?

  public init(left: Expression, comparison: (operator: BinaryOperator, right: Expression)?, within: Expression?) {
    self.left = left
    self.comparison = comparison
    self.within = within
  }
}

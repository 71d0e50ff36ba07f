import SourceText

public struct Loop: Sendable {
  public enum Header: Sendable {
    case `repeat`(Expression)
    case `for`(Name, Iteration)
  }

  public var header: Header
  public var body: [Statement]

  public init(header: Header, body: [Statement]) {
    self.header = header
    self.body = body
  }
}

/// Domain of a loop or a comprehension: it stands behind `in`.
public enum Iteration: Sendable {
  /// `1..10`, `3..0 by -1`: both ends included.
  case range(from: Expression, through: Expression, by: Expression?)
  /// `x`: the entries of a vector, the rows of a tensor, the members of a tuple.
  case members(Expression)

  /// From the first to the last of its parts.
  public var range: SourceRange {
    switch self {
    case .range(let from, let through, let by): from.range.joined((by ?? through).range)
    case .members(let sequence): sequence.range
    }
  }

  public var parts: [Expression] {
    switch self {
    case .range(let from, let through, let by): [from, through] + (by.map { [$0] } ?? [])
    case .members(let sequence): [sequence]
    }
  }
}

/// `[i^2 for i in 0..3]`: the variable is known in the element only.
public struct Comprehension: Sendable {
  public var element: Expression
  public var variable: Name
  public var iteration: Iteration

  public init(element: Expression, variable: Name, iteration: Iteration) {
    self.element = element
    self.variable = variable
    self.iteration = iteration
  }
}

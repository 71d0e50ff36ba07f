extension Statement {
  /// The expressions that stand in a statement, without those in its blocks.
  public var expressions: [Expression] {
    switch kind {
    case .binding(_, let value), .destructuring(_, let value), .update(_, _, let value), .expression(let value):
      [value]
    case .conditional(let condition, _, _): [condition]
    case .expect(let claim):
      [claim.left] + (claim.comparison.map { [$0.right] } ?? []) + (claim.within.map { [$0] } ?? [])
    case .function(let definition): definition.body.expressions
    case .backward(let definition): definition.body.expressions
    }
  }
}

extension Body {
  fileprivate var expressions: [Expression] {
    switch self {
    case .expression(let value): [value]
    case .block: []
    }
  }
}

extension Expression {
  /// Direct parts of an expression: other expressions and the blocks of loops and conditions.
  public var parts: (expressions: [Expression], blocks: [[Statement]]) {
    switch kind {
    case .number, .text, .name, .error: ([], [])
    case .array(let items), .tuple(let items): (items, [])
    case .unary(_, let operand): ([operand], [])
    case .chain(let first, let links): ([first] + links.map(\.operand), [])
    case .call(let callee, let arguments): ([callee] + arguments.map(\.value), [])
    case .index(let base, let subscripts): ([base] + subscripts.flatMap(\.parts), [])
    case .member(let base, _): ([base], [])
    case .comprehension(let comprehension):
      (comprehension.iteration.parts + [comprehension.element], [])
    case .conditional(let condition, let then, let otherwise): ([condition], [then, otherwise])
    case .loop(let loop):
      switch loop.header {
      case .repeat(let count): ([count], [loop.body])
      case .for(_, let iteration): (iteration.parts, [loop.body])
      }
    }
  }
}

extension Subscript {
  fileprivate var parts: [Expression] {
    switch self {
    case .at(let place): [place]
    case .slice(let lower, let upper, _): [lower, upper].compactMap { $0 }
    }
  }
}

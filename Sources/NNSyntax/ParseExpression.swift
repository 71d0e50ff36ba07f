import SourceText

/// An expression as the parser builds it.
struct Tree {
  var expression: Expression
  /// How many levels it has.
  var height: Int
  /// Where it stands, grouping brackets included.
  var extent: Range<Int>
}

/// Operators: precedence climbing, with each run of operators of one precedence gathered into one flat chain.
extension BlockParser {
  mutating func expression() -> Expression { tree(.or).expression }

  /// An expression whose operators all bind at least as tightly as `minimum`.
  mutating func tree(_ minimum: Precedence) -> Tree {
    guard enter() else { return errorTree() }
    defer { leave() }
    var left = operand(minimum)
    var links: [Link] = []
    var precedence = Precedence.power
    var height = left.height
    while !isPanicking, continuesLine, let sign = current.kind.binaryOperator, sign.precedence >= minimum {
      if sign.precedence != precedence || precedence == .power {
        left = chain(left, links, height)
        links = []
        precedence = sign.precedence
        height = left.height
      } else if precedence == .comparison {
        reportComparisonChain(left, links)
      }
      let token = advance()
      // `^` groups to the right: its operand takes further `^` in, and may begin with a sign.
      let right = tree(precedence == .power ? .power : precedence.tighter)
      let range = left.extent.lowerBound..<right.extent.upperBound
      links.append(
        Link(
          operator: sign, operatorRange: source.range(token.range), operand: right.expression,
          range: source.range(range)))
      left.extent = range
      height = max(height, right.height)
    }
    return chain(left, links, height)
  }

  private mutating func chain(_ first: Tree, _ links: [Link], _ height: Int) -> Tree {
    guard !links.isEmpty else { return first }
    return make(.chain(first.expression, links), height, first.extent)
  }

  /// A tree over children of a height.
  mutating func make(_ kind: Expression.Kind, _ childHeight: Int, _ extent: Range<Int>) -> Tree {
    if childHeight >= Expression.nestingLimit {
      failTooDeep(at: extent)
      return errorTree()
    }
    tallest = max(tallest, childHeight + 1)
    return Tree(
      expression: Expression(kind, source.range(extent)), height: childHeight + 1, extent: extent)
  }

  /// Stands for what could not be parsed.
  func errorTree() -> Tree {
    Tree(expression: Expression(.error, source.range(current.range)), height: 1, extent: current.range)
  }

  private mutating func reportComparisonChain(_ left: Tree, _ links: [Link]) {
    let middle = links.last.map { $0.operand.range.text } ?? ""
    let right = following.kind == .end ? "c" : written(following.range)
    report(
      .unexpectedToken, "comparisons do not form chains", at: current.range,
      hint: "write `\(written(left.extent)) and \(middle) \(written(current.range)) \(right)`")
  }

  /// An operand with the signs before it.
  private mutating func operand(_ minimum: Precedence) -> Tree {
    let token = current
    switch token.kind {
    case .minus:
      advance()
      let operand = tree(.power)
      let extent = token.start..<operand.extent.upperBound
      if case .number(let value) = operand.expression.kind { return make(.number(-value), 0, extent) }
      return make(.unary(.negate, operand.expression), operand.height, extent)
    case .not:
      guard minimum <= .not else {
        fail(
          .unexpectedToken, "`not` cannot stand behind an operator that binds more tightly", at: token.range,
          hint: "put it in brackets: `(not …)`")
        return errorTree()
      }
      advance()
      let operand = tree(.not)
      return make(.unary(.not, operand.expression), operand.height, token.start..<operand.extent.upperBound)
    case .plus:
      fail(.unexpectedToken, "a value is missing before `+`", at: token.range, hint: "a number has no sign `+`")
      return errorTree()
    default:
      return postfix()
    }
  }
}

import SourceText

/// Contents of the brackets of a call or an index.
extension BlockParser {
  /// `(net, x, loss: mse)`; `loss=mse` means the same.
  mutating func callArguments(_ height: inout Int) -> [Argument] {
    var arguments: [Argument] = []
    var highest = height
    var hasNamed = false
    bracketed { parser in
      var name: Name?
      let start = parser.current
      if start.kind == .name, parser.following.kind == .colon || parser.following.kind == .assign {
        name = parser.name(parser.advance())
        parser.advance()
      }
      let value = parser.tree(.or)
      highest = max(highest, value.height)
      hasNamed = hasNamed || name != nil
      if name == nil, hasNamed, !parser.isPanicking {
        parser.report(
          .wrongArguments, "an argument without a name stands behind a named one", at: value.extent,
          hint: "named arguments come last")
      }
      arguments.append(Argument(name: name, value: value.expression))
    }
    height = highest
    return arguments
  }

  /// `[i, 1:3, :]`
  mutating func subscripts(_ height: inout Int) -> [Subscript] {
    var subscripts: [Subscript] = []
    var highest = height
    let opening = current.range
    bracketed { parser in
      let start = parser.current.start
      var lower: Tree?
      if parser.current.kind != .colon {
        let tree = parser.tree(.or)
        highest = max(highest, tree.height)
        lower = tree
      }
      guard !parser.isPanicking, parser.current.kind == .colon else {
        if let lower { subscripts.append(.at(lower.expression)) }
        return
      }
      parser.advance()
      var upper: Tree?
      switch parser.current.kind {
      case .comma, .rightBracket: break
      default:
        guard parser.current.kind != .colon else { break }
        let tree = parser.tree(.or)
        highest = max(highest, tree.height)
        upper = tree
      }
      if !parser.isPanicking, parser.current.kind == .colon {
        parser.fail(
          .unexpectedToken, "a slice has no step", at: parser.current.range, hint: "write `lower:upper`")
      }
      subscripts.append(
        .slice(
          lower: lower?.expression, upper: upper?.expression, parser.source.range(start..<parser.previous.end)))
    }
    if subscripts.isEmpty, !isPanicking {
      fail(.unexpectedToken, "an index is missing between the brackets", at: opening.lowerBound..<previous.end)
    }
    height = highest
    return subscripts
  }
}

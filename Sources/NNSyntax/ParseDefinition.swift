import SourceText

/// Functions and their hand-written derivatives.
extension BlockParser {
  /// `sigma(x) = 1 / (1 + exp(-x))`
  mutating func functionDefinition() -> Statement.Kind {
    let name = name(advance())
    var parameters: [Name] = []
    var seen: Set<String> = []
    bracketed { parser in parser.parameter(&parameters, &seen) }
    guard !isPanicking else { return .expression(errorTree().expression) }
    advance()
    return .function(FunctionDefinition(name: name, parameters: parameters, body: body()))
  }

  /// One parameter; what is no plain name is reported and passed over.
  private mutating func parameter(_ parameters: inout [Name], _ seen: inout Set<String>) {
    guard current.kind == .name else {
      let element = tree(.or)
      guard !isPanicking else { return }
      return report(.badTarget, "a parameter is a plain name", at: element.extent)
    }
    let name = name(advance())
    switch current.kind {
    case .assign, .colon:
      advance()
      let value = tree(.or)
      guard !isPanicking else { return }
      report(
        .badTarget, "a parameter has no default value", at: previousStart(name)..<value.extent.upperBound,
        hint: "write `\(name.text)` and give the value in the call")
    case .comma, .rightParenthesis, .semicolon: break
    default:
      return failExpecting("`,` or `)`")
    }
    if !seen.insert(name.text).inserted {
      report(.badTarget, "the parameter `\(name.text)` stands twice", at: previous.range)
    }
    parameters.append(name)
  }

  /// The offset of a name that was just read, before its default value.
  private func previousStart(_ name: Name) -> Int {
    var position = index - 1
    while position > 0, tokens[position].kind != .name || written(tokens[position].range) != name.text { position -= 1 }
    return tokens[position].start
  }

  private mutating func body() -> Body {
    guard current.kind == .leftBrace, !current.startsLine else { return .expression(value()) }
    let start = current.start
    let statements = block(openersBefore: openers.count)
    return .block(statements, source.range(start..<max(previous.end, start)))
  }

  /// `backward sigma(x; y, dy) = dy * y * (1 - y)`
  mutating func backwardDefinition() -> Statement.Kind {
    advance()
    let name = name(advance())
    let hint = "write `backward \(name.text)(x; y, dy) = …`: inputs; result, upstream"
    guard current.kind == .leftParenthesis, continuesLine else {
      failExpecting("`(`", hint: hint)
      return .expression(errorTree().expression)
    }
    let opener = index
    guard brackets.closers[opener] > opener else {
      fail(.unclosedBracket, "this `(` is not closed", at: current.range, hint: "close it with `)`")
      return .expression(errorTree().expression)
    }
    openers.append(opener)
    openBrackets += 1
    advance()
    var inputs: [Name] = []
    var others: [Name] = []
    var seen: Set<String> = []
    var isBehindSemicolon = false
    while !isPanicking, current.kind != .rightParenthesis {
      if isBehindSemicolon { parameter(&others, &seen) } else { parameter(&inputs, &seen) }
      guard !isPanicking else { break }
      if current.kind == .semicolon, !isBehindSemicolon {
        isBehindSemicolon = true
        advance()
      } else if current.kind == .comma {
        advance()
      } else if current.kind != .rightParenthesis {
        failExpecting("`)`", hint: hint)
      }
    }
    openBrackets -= 1
    guard !isPanicking else { return .expression(errorTree().expression) }
    advance()
    openers.removeLast()
    let header = tokens[opener].start..<previous.end
    guard current.kind == .assign, continuesLine else {
      failExpecting("`=`", hint: hint)
      return .expression(errorTree().expression)
    }
    advance()
    let body = body()
    guard others.count == 2, !inputs.isEmpty else {
      report(
        .badBackwardRule, "a backward rule takes the inputs and, behind `;`, the result and the upstream gradient",
        at: header, hint: hint)
      return .expression(Expression(.error, source.range(header)))
    }
    return .backward(
      BackwardDefinition(name: name, inputs: inputs, result: others[0], upstream: others[1], body: body))
  }
}

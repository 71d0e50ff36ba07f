import SourceText

/// Operands: numbers, names, brackets, and the calls, indices and members behind them.
extension BlockParser {
  /// `net.w1[0](x)`: an operand and what follows it on the line.
  mutating func postfix() -> Tree {
    // `if c { f } else { g }(x)` would be read in two ways.
    if current.kind == .if { return conditionalValue() }
    var tree = primary()
    while !isPanicking, continuesLine {
      switch current.kind {
      // Not on the next line, not even inside brackets: there a comma was forgotten between two rows of a matrix.
      case .leftParenthesis where !current.startsLine:
        var height = tree.height
        let arguments = callArguments(&height)
        tree = make(.call(tree.expression, arguments), height, tree.extent.lowerBound..<previous.end)
      case .leftBracket where !current.startsLine:
        var height = tree.height
        let subscripts = subscripts(&height)
        tree = make(.index(tree.expression, subscripts), height, tree.extent.lowerBound..<previous.end)
      case .dot:
        advance()
        guard current.kind == .name, continuesLine else {
          let isNumber = if case .number = current.kind { written(current.range).utf8.count > 1 } else { false }
          failExpecting(
            "a name",
            hint: isNumber
              ? "a column of a table whose name is none here is `[:, \"\(written(current.range))\"]`" : nil)
          return tree
        }
        let member = name(advance())
        tree = make(.member(tree.expression, member), tree.height, tree.extent.lowerBound..<previous.end)
      default:
        return tree
      }
    }
    return tree
  }

  private mutating func primary() -> Tree {
    let token = current
    switch token.kind {
    case .number:
      advance()
      return make(.number(lexer.value(of: token.range) ?? .nan), 0, token.range)
    case .true, .false:
      advance()
      return make(.number(token.kind == .true ? 1 : 0), 0, token.range)
    case .text:
      advance()
      return make(.text(TextLiteral.value(of: source.text[token.range])), 0, token.range)
    case .name:
      if failsAsLambda() { return errorTree() }
      advance()
      return make(.name(written(token.range)), 0, token.range)
    case .leftParenthesis:
      return group()
    case .leftBracket:
      return array()
    case .repeat:
      fail(
        .unexpectedToken, "a loop cannot stand inside an expression", at: token.range,
        hint: "bind it on a line of its own: `h = repeat …`")
    case .for:
      fail(
        .unexpectedToken, "a loop cannot stand inside an expression", at: token.range,
        hint: "`[i^2 for i in 0..3]` collects values; a loop is bound on a line of its own: `h = for …`")
    case .leftBrace where ![.repeat, .if, .range].contains(previous.kind):
      fail(
        .unexpectedToken, "a block `{ … }` cannot stand here", at: token.range,
        hint: "values are grouped with `( … )` or `[ … ]`")
    default:
      failExpecting("a value", hint: hintForMissingValue())
    }
    return errorTree()
  }

  /// Of `a // b`, with both where they stand alone.
  private var wholeQuotient: String {
    let (left, right) = (index - 2, index + 1)
    func isOperand(_ place: Int) -> Bool {
      tokens.indices.contains(place) && [.name, .number].contains(tokens[place].kind)
    }
    guard isOperand(left), isOperand(right), !tokens[right].startsLine,
      left == 0 || tokens[left].startsLine || [.assign, .semicolon].contains(tokens[left - 1].kind),
      right + 1 >= tokens.count || tokens[right + 1].startsLine || [.end, .semicolon].contains(tokens[right + 1].kind)
    else { return "write `floor(… / …)`" }
    return "write `floor(\(written(tokens[left].range)) / \(written(tokens[right].range)))`"
  }

  private func hintForMissingValue() -> String? {
    switch current.kind {
    case .star, .slash: previous.kind == current.kind && previous.kind == .slash ? wholeQuotient : nil
    case .dot, .range: nil
    case .assign: "`==` compares"
    default: nil
    }
  }

  /// `(a)` is `a` itself, `(a,)` a tuple of one.
  private mutating func group() -> Tree {
    let start = current.start
    var height = 0
    var elements: [Tree] = []
    let endsWithComma = bracketed { parser in
      let element = parser.tree(.or)
      height = max(height, element.height)
      elements.append(element)
    }
    let extent = start..<max(previous.end, start + 1)
    guard !isPanicking else { return errorTree() }
    if elements.count == 1, !endsWithComma {
      elements[0].extent = extent
      return elements[0]
    }
    guard !elements.isEmpty else {
      fail(.unexpectedToken, "a value is missing between the brackets", at: extent)
      return errorTree()
    }
    return make(.tuple(elements.map(\.expression)), height, extent)
  }

  /// `[1, 2]`, `[i^2 for i in 0..3]`
  private mutating func array() -> Tree {
    let start = current
    var elements: [Expression] = []
    var height = 0
    var comprehension: Comprehension?
    bracketed { parser in
      let element = parser.tree(.or)
      height = max(height, element.height)
      elements.append(element.expression)
      guard !parser.isPanicking, parser.current.kind == .for else { return }
      comprehension = parser.comprehension(of: element, at: elements.count - 1, &height)
    }
    let extent = start.start..<max(previous.end, start.end)
    guard let comprehension else { return make(.array(elements), height, extent) }
    return make(.comprehension(comprehension), height, extent)
  }

  /// Reads a bracket, elements with commas between them, and the closing bracket.
  ///
  /// - Returns: whether a comma stood before the closing bracket.
  @discardableResult
  mutating func bracketed(_ element: (inout BlockParser) -> Void) -> Bool {
    let opener = index
    let closer = current.kind.closer
    openers.append(opener)
    openBrackets += 1
    advance()
    defer { openBrackets -= 1 }
    var endsWithComma = false
    while current.kind != closer {
      switch current.kind {
      case .end, .rightParenthesis, .rightBracket, .rightBrace:
        failInside(opener: opener, closer: closer)
      default:
        element(&self)
      }
      guard !isPanicking else { return false }
      endsWithComma = current.kind == .comma
      if endsWithComma {
        advance()
      } else if current.kind != closer {
        failInside(opener: opener, closer: closer)
        return false
      }
    }
    advance()
    openers.removeLast()
    return endsWithComma
  }

  /// Goes back to the start of the present line: behind a bracket that was forgotten it is a statement of its own.
  private mutating func resumeAtLine(behind opener: Int) {
    var start = index
    while start > opener + 1, !tokens[start].startsLine { start -= 1 }
    if tokens[start].startsLine { index = start }
  }

  private mutating func failInside(opener: Int, closer: Token.Kind) {
    let opening = tokens[opener].range
    guard brackets.closers[opener] >= 0 else {
      guard current.kind != .invalid else {
        isPanicking = true
        return
      }
      fail(
        .unclosedBracket, "this `\(written(opening))` is not closed", at: opening,
        hint: "close it with `\(closer.sign)`")
      return resumeAtLine(behind: opener)
    }
    switch current.kind {
    case .text where previous.kind == .name && previous.range.upperBound == current.range.lowerBound:
      failExpecting(
        "`,` or `\(closer.sign)`",
        hint: "no letter stands before a text; numbers stand beside it: `print(\"x =\", x)`")
    case .if:
      failExpecting(
        "`,` or `\(closer.sign)`", hint: "a choice begins with its condition: `if c { a } else { b }`")
    case .name, .number, .text, .leftParenthesis, .leftBracket, .true, .false:
      failExpecting("`,` or `\(closer.sign)`", hint: "put a comma between two values")
    case .for:
      failExpecting(
        "`,` or `\(closer.sign)`", hint: "values are collected in square brackets: `[i^2 for i in 0..3]`")
    case .range:
      failExpecting(
        "`,` or `\(closer.sign)`", hint: "a range `a..b` stands in `for` only; `arange(a, b)` makes a vector")
    case .assign:
      failExpecting("`,` or `\(closer.sign)`", hint: "`==` compares; an argument's name is a single word")
    default:
      failExpecting("`,` or `\(closer.sign)`")
    }
  }
}

import SourceText

/// Words that begin statements in other languages, and what is written here instead.
extension BlockParser {
  /// Fails when the statement begins with such a word; a name of that spelling can still be bound and read.
  mutating func failsAsUnsupported() -> Bool {
    let word = written(current.range)
    guard let hint = Self.statementHints[word] else { return false }
    let isFollowed: Bool
    switch following.kind {
    case .end, .semicolon, .rightBrace: isFollowed = false
    default: isFollowed = !following.startsLine
    }
    let isStatement: Bool
    switch following.kind {
    case .assign, .plusAssign, .minusAssign, .starAssign, .slashAssign, .dot, .equal: isStatement = false
    // `lambda x: …`, `let x`, `return y`, `while c`; but `var(x)` and `lambda * w` are what they look like.
    case .name, .number, .text, .true, .false, .not, .leftBracket: isStatement = isFollowed
    case .leftParenthesis: isStatement = isFollowed && Self.neverCalled.contains(word)
    default: isStatement = !isFollowed && Self.standsAlone.contains(word)
    }
    guard isStatement || isFollowed && Self.neverCalled.contains(word) && following.kind == .minus else {
      return false
    }
    fail(.unsupportedStatement, "there is no `\(word)`", at: current.range, hint: hint)
    return true
  }

  /// `lambda x: …` inside an expression.
  mutating func failsAsLambda() -> Bool {
    guard isWord("lambda", current), !following.startsLine, following.kind == .name || following.kind == .colon,
      let hint = Self.statementHints["lambda"]
    else { return false }
    fail(.unsupportedStatement, "there is no `lambda`", at: current.range, hint: hint)
    return true
  }

  private static let neverCalled: Set<String> = ["return", "while", "elif", "assert"]
  private static let standsAlone: Set<String> = ["return", "break", "continue", "pass"]

  private static let statementHints: [String: String] = [
    "return": "the last line of a function's body is its value",
    "while": "write `repeat n { … }`, and inside it `if` around what is to stop",
    "break": "a loop runs to its end; write `if` around what is to stop",
    "continue": "write `if` around the rest of the loop's body",
    "pass": "a block may be empty: `{ }`",
    "def": "write `f(x) = …`, or `f(x) = { … }` for several lines",
    "func": "write `f(x) = …`, or `f(x) = { … }` for several lines",
    "function": "write `f(x) = …`, or `f(x) = { … }` for several lines",
    "lambda": "define a function on a line of its own: `f(x) = …`",
    "import": "all functions are known without it; data comes from `csv(\"…\")`, `npy(\"…\")` and `idx(\"…\")`",
    "from": "all functions are known without it",
    "class": "layers are put together with `sequential(…)`, values with tuples `(a, b)`",
    "let": "write `x = …`",
    "var": "write `x = …`",
    "const": "write `x = …`",
    "global": "a function cannot change names outside it; return a value",
    "assert": "write `expect …`",
    "elif": "write `else if`",
    "del": "names stay; bind another value with `x = …`",
    "try": "a block that is meant to fail has the option `#| error: true`",
    "raise": "write `expect …`",
    "with": "write the lines without it",
    "yield": "inside a loop write `record(x)`",
  ]
}

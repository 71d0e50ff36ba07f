/// Formulas: their delimiters, and what is cut out of their TeX.
extension InlineScanner {
  mutating func readBackslash() {
    switch byte(index + 1) {
    case UInt8(ascii: "("):
      readFormula(open: 2, close: (.backslash, UInt8(ascii: ")")), isDisplay: false, nothingAfter: \.noParenthesisAfter)
    case UInt8(ascii: "["):
      readFormula(open: 2, close: (.backslash, UInt8(ascii: "]")), isDisplay: true, nothingAfter: \.noBracketAfter)
    case UInt8(ascii: "@") where text[(index + 2)...].starts(with: "ref(".utf8):
      let start = index
      let end = text[start...].prefix(200).firstIndex(of: UInt8(ascii: ")")) ?? start + 5
      note(.bookdownReference, start..<end + 1)
    case UInt8(ascii: "#") where byte(index - 1) == UInt8(ascii: "(") && isBookLabel(index + 2):
      let end = text[index...].prefix(200).firstIndex(of: UInt8(ascii: ")")) ?? index + 1
      note(.bookdownReference, index..<end)
    case .tilde, UInt8(ascii: "@"), UInt8(ascii: "^"), UInt8(ascii: ":"), UInt8(ascii: "="):
      add(.escaped(byte(index + 1)), index..<index + 2)
    case .backslash where byte(index + 2) == UInt8(ascii: "(") || byte(index + 2) == UInt8(ascii: "["):
      readDoubledBracket()
    case let next where next.isPunctuation:
      index += 2
    case let next where next.isLetter:
      readCommand()
    default:
      index += 1
    }
  }

  /// `tab:foo` of `(\#tab:foo)`, as bookdown labels.
  private func isBookLabel(_ start: Int) -> Bool {
    ["tab:", "fig:", "eq:", "thm:", "lem:", "def:", "exm:"].contains { text[start...].starts(with: $0.utf8) }
  }

  mutating func readDollar() {
    guard byte(index + 1) != .dollar else {
      readFormula(open: 2, close: (.dollar, .dollar), isDisplay: true, nothingAfter: \.noDisplayAfter)
      return
    }
    // GitHub's form: $`x`$.
    if byte(index + 1) == .backtick, let close = text[(index + 2)...].firstIndex(of: .backtick),
      byte(close + 1) == .dollar, close > index + 2
    {
      return add(.formula(inner: index + 2..<close, isDisplay: false), index..<close + 2)
    }
    // Pandoc's rule: no space inside the dollars, no digit behind them.
    var end = index + 1
    while end < text.count, text[end] != .dollar { end += text[end] == .backslash ? 2 : 1 }
    guard end < text.count, !byte(index + 1).isSpace, !text[end - 1].isSpace, !byte(end + 1).isDigit else {
      return readLooseDollar(to: end)
    }
    add(.formula(inner: index + 1..<end, isDisplay: false), index..<end + 1)
  }

  mutating func readFormula(
    open: Int, close: (UInt8, UInt8), isDisplay: Bool, nothingAfter: WritableKeyPath<InlineScanner, Int>
  ) {
    let start = index
    index += open
    guard start < self[keyPath: nothingAfter] else { return }
    var end = start + open
    while end + 1 < text.count {
      if text[end] == close.0, text[end + 1] == close.1 {
        let inner = start + open..<end
        // `\(\)` and `\[\\\]` are escapes: a formula says something. So are `\[1\]` and `\(perhaps\)`.
        guard text[inner].contains(where: { $0.isAlphanumeric || $0 >= 0x80 }),
          close.0 == .dollar || !Self.isPlainWords(text[inner]) && !isEscapedBracket(start..<end + 2, isDisplay)
        else { return }
        add(.formula(inner: inner, isDisplay: isDisplay), start..<end + 2)
        if isDisplay { readEquationLabel(end + 2) }
        return
      }
      end += text[end] == .backslash ? 2 : 1
    }
    self[keyPath: nothingAfter] = start
    if close.0 == .dollar { note(.openFormula, start..<start + open) }
  }

  /// `\[Roe, 2017\]` within a line, without a sign of TeX: brackets that some program escaped.
  private func isEscapedBracket(_ whole: Range<Int>, _ isDisplay: Bool) -> Bool {
    // One letter is a formula, unless it stands right behind a word, as in `array\[i\]`.
    guard isDisplay, whole.count > 5 || byte(whole.lowerBound - 1).isAlphanumeric else { return false }
    var before = whole.lowerBound
    while before > 0, text[before - 1].isBlank { before -= 1 }
    var behind = whole.upperBound
    while behind < text.count, text[behind].isBlank { behind += 1 }
    let isAlone =
      (before == 0 || text[before - 1] == .newline) && (behind >= text.count || text[behind] == .newline)
    return !isAlone
      && !text[(whole.lowerBound + 2)..<(whole.upperBound - 2)].contains { "\\^_=<>+{}".utf8.contains($0) }
  }

  /// `$$…$$ (eq-a)`, as MyST labels formulas: at the end of a line.
  private mutating func readEquationLabel(_ start: Int) {
    var open = start
    while byte(open).isBlank { open += 1 }
    guard open > start, byte(open) == UInt8(ascii: "("),
      let close = text[open...].prefix(80).firstIndex(where: { $0 == UInt8(ascii: ")") || $0.isSpace }),
      text[close] == UInt8(ascii: ")"), close > open + 1, byte(close + 1) == .newline,
      text[(open + 1)..<close].contains(where: \.isLetter)
    else { return }
    note(.equationLabel, open..<close + 1)
  }

  /// Kind of a part of a formula that is no TeX for KaTeX as it stands.
  enum CutKind {
    /// `\nn{…}`
    case expression
    /// `\label{…}`
    case label
    /// `\newcommand{…}{…}`
    case macro
    /// `\begin{align}` with its `}`, the name inside without it.
    case environment
  }

  /// Such parts of a formula, in order: the whole construct, and what stands between its braces.
  static func cuts(
    inTeX text: [UInt8], _ formula: Range<Int>
  ) -> [(kind: CutKind, whole: Range<Int>, inner: Range<Int>)] {
    var result: [(kind: CutKind, whole: Range<Int>, inner: Range<Int>)] = []
    var index = formula.lowerBound
    func add(_ kind: CutKind, _ open: Int, _ end: Int) {
      var inner = open..<end
      while let first = inner.first, text[first].isSpace { inner = first + 1..<inner.upperBound }
      while let last = inner.last, text[last].isSpace { inner = inner.lowerBound..<last }
      result.append((kind, index..<end + 1, inner))
      index = end + 1
    }
    while index + 4 <= formula.upperBound {
      guard text[index] == .backslash else {
        index += 1
        continue
      }
      let rest = text[index..<formula.upperBound]
      if rest.starts(with: "\\nn{".utf8), let end = braceEnd(text, index + 4, formula.upperBound) {
        add(.expression, index + 4, end)
      } else if rest.starts(with: "\\label{".utf8), let end = Macros.groupEnd(text, index + 6, formula.upperBound) {
        add(.label, index + 7, end)
      } else if Macros.isDefinition(text, index) {
        var scratch = Macros()
        if let end = scratch.define(text, index, limit: formula.upperBound) {
          add(.macro, index, end - 1)
        } else {
          index = Macros.nameEnd(text, index, formula.upperBound)
        }
      } else if let name = numbered.first(where: {
        rest.starts(with: "\\begin{\($0)}".utf8) || rest.starts(with: "\\end{\($0)}".utf8)
      }), let open = rest.firstIndex(of: UInt8(ascii: "{")) {
        let end = open + 1 + name.utf8.count
        result.append((.environment, index..<end + 1, index..<end))
        index = end + 1
      } else {
        index += 2
      }
    }
    return result
  }

  static let numbered = ["equation", "align", "gather", "alignat"]

  static func braceEnd(_ text: [UInt8], _ start: Int, _ limit: Int) -> Int? {
    var depth = 0
    var isInText = false
    var index = start
    while index < limit {
      switch text[index] {
      case UInt8(ascii: "\""): isInText.toggle()
      case UInt8(ascii: "{") where !isInText: depth += 1
      case UInt8(ascii: "}") where !isInText:
        if depth == 0 { return index }
        depth -= 1
      default: break
      }
      index += 1
    }
    return nil
  }
}

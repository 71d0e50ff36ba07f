/// Finds in one run of prose what CommonMark does not know: formulas, expressions, references …
///
/// One pass from left to right; code spans, tags, autolinks and link addresses are stepped over, as they bind tighter.
struct InlineScanner {
  enum Kind {
    /// With the range of the TeX between the delimiters.
    case formula(inner: Range<Int>, isDisplay: Bool)
    /// With the range of the expression behind `{nn}`.
    case expression(inner: Range<Int>)
    /// `@fig-a`, with the range of the label.
    case reference(label: Range<Int>)
    /// `[see @a, p. 3; @b]`
    case citation([CitationItem])
    /// `[^a]`
    case footnote(label: Range<Int>)
    /// `{#fig-a}`
    case attributes(Attributes)
    /// `\~`
    case escaped(UInt8)
    /// An empty range where emphasis next to a Hangul, Han or Kana letter needs help.
    case joiner
  }

  struct CitationItem {
    var prefix: Range<Int>
    /// Without `@`.
    var key: Range<Int>
    var suffix: Range<Int>
  }

  struct Find {
    var kind: Kind
    var range: Range<Int>
  }

  private let text: [UInt8]
  private var index = 0
  private var finds: [Find] = []
  /// Runs of backticks, and for each the next one of the same length; made when the first is met.
  private var backticks: BacktickRuns?
  /// No `$$`, no `\)`, no `\]` stands behind these offsets.
  private var noDisplayAfter = Int.max
  private var noParenthesisAfter = Int.max
  private var noBracketAfter = Int.max
  /// No citation starts before this offset.
  private var noCitationBefore = 0

  /// Constructs that start at one of these offsets are plain text.
  private let rejected: Set<Int>

  init(_ text: [UInt8], rejected: Set<Int> = []) {
    self.text = text
    self.rejected = rejected
  }

  /// Whether prose that holds this byte has to be looked at.
  static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case .dollar, .backslash, .backtick, UInt8(ascii: "*"), UInt8(ascii: "@"), UInt8(ascii: "["), UInt8(ascii: "{"):
      true
    default: false
    }
  }

  func scan() -> [Find] {
    var scanner = self
    scanner.run()
    return scanner.finds
  }

  private mutating func run() {
    let count = text.count
    while index < count {
      switch text[index] {
      case .backslash: readBackslash()
      case .backtick: readBackticks()
      case .dollar: readDollar()
      case UInt8(ascii: "*"): readAsterisks()
      case UInt8(ascii: "<"): readAngle()
      case UInt8(ascii: "["): readBracket()
      case UInt8(ascii: "]"): readBracketEnd()
      case UInt8(ascii: "@"): readAt()
      case UInt8(ascii: "{"): readBrace()
      default: index += 1
      }
    }
  }

  private func byte(_ offset: Int) -> UInt8 { offset >= 0 && offset < text.count ? text[offset] : .newline }

  /// Goes on behind the construct; inside it when it is to be plain text.
  private mutating func add(_ kind: Kind, _ range: Range<Int>) {
    if rejected.contains(range.lowerBound) {
      index = max(index, range.lowerBound + 1)
    } else {
      finds.append(Find(kind: kind, range: range))
      index = range.upperBound
    }
  }

  // MARK: Code

  private mutating func readBackticks() {
    let runs = backticks ?? BacktickRuns(text, from: index)
    backticks = runs
    var end = index
    while end < text.count, text[end] == .backtick { end += 1 }
    guard let closer = runs.closer(of: index) else {
      index = end
      return
    }
    let start = index
    let whole = start..<closer + (end - start)
    var inner = end..<closer
    if text[inner].starts(with: "{nn}".utf8) {
      inner = trim(inner.lowerBound + 4..<inner.upperBound)
      add(.expression(inner: inner), whole)
    }
    index = whole.upperBound
  }

  private func trim(_ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = range.first, text[first].isSpace { range = first + 1..<range.upperBound }
    while let last = range.last, text[last].isSpace { range = range.lowerBound..<last }
    return range
  }

  // MARK: Formulas

  private mutating func readBackslash() {
    switch byte(index + 1) {
    case UInt8(ascii: "("):
      readFormula(open: 2, close: (.backslash, UInt8(ascii: ")")), isDisplay: false, nothingAfter: \.noParenthesisAfter)
    case UInt8(ascii: "["):
      readFormula(open: 2, close: (.backslash, UInt8(ascii: "]")), isDisplay: true, nothingAfter: \.noBracketAfter)
    case .tilde:
      add(.escaped(.tilde), index..<index + 2)
    case let next where next.isPunctuation:
      index += 2
    default:
      index += 1
    }
  }

  private mutating func readDollar() {
    guard byte(index + 1) != .dollar else {
      readFormula(open: 2, close: (.dollar, .dollar), isDisplay: true, nothingAfter: \.noDisplayAfter)
      return
    }
    // Pandoc's rule: no space inside the dollars, no digit behind them.
    guard !byte(index + 1).isSpace else {
      index += 1
      return
    }
    var end = index + 1
    while end < text.count, text[end] != .dollar { end += text[end] == .backslash ? 2 : 1 }
    guard end < text.count, !text[end - 1].isSpace, !byte(end + 1).isDigit else {
      index += 1
      return
    }
    add(.formula(inner: index + 1..<end, isDisplay: false), index..<end + 1)
  }

  private mutating func readFormula(
    open: Int, close: (UInt8, UInt8), isDisplay: Bool, nothingAfter: WritableKeyPath<InlineScanner, Int>
  ) {
    let start = index
    index += open
    guard start < self[keyPath: nothingAfter] else { return }
    var end = start + open
    while end + 1 < text.count {
      if text[end] == close.0, text[end + 1] == close.1 {
        let inner = start + open..<end
        // `\(\)` and `\[\\\]` are escapes: a formula says something.
        guard text[inner].contains(where: { $0.isAlphanumeric || $0 >= 0x80 }) else { return }
        add(.formula(inner: inner, isDisplay: isDisplay), start..<end + 2)
        return
      }
      end += text[end] == .backslash ? 2 : 1
    }
    self[keyPath: nothingAfter] = start
  }

  /// The expressions `\nn{…}` of a formula: the whole construct, and what stands between its braces.
  static func expressions(inTeX text: [UInt8], _ formula: Range<Int>) -> [(whole: Range<Int>, inner: Range<Int>)] {
    var result: [(whole: Range<Int>, inner: Range<Int>)] = []
    var index = formula.lowerBound
    while index + 4 <= formula.upperBound {
      guard text[index] == .backslash else {
        index += 1
        continue
      }
      guard text[index..<index + 4].elementsEqual("\\nn{".utf8), let end = braceEnd(text, index + 4, formula.upperBound)
      else {
        index += 2
        continue
      }
      var inner = index + 4..<end
      while let first = inner.first, text[first].isSpace { inner = first + 1..<inner.upperBound }
      while let last = inner.last, text[last].isSpace { inner = inner.lowerBound..<last }
      result.append((index..<end + 1, inner))
      index = end + 1
    }
    return result
  }

  private static func braceEnd(_ text: [UInt8], _ start: Int, _ limit: Int) -> Int? {
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

  // MARK: References

  private mutating func readAt() {
    let start = index
    index += 1
    guard let label = Reference.label(text, start) else { return }
    add(.reference(label: label), start..<label.upperBound)
  }

  private mutating func readBracket() {
    let start = index
    index += 1
    if byte(start + 1) == UInt8(ascii: "^") {
      guard let label = Reference.footnoteLabel(text, start), byte(label.upperBound + 1) != UInt8(ascii: "(") else {
        return
      }
      add(.footnote(label: label), start..<label.upperBound + 1)
      return
    }
    guard start >= noCitationBefore, byte(start + 1) != UInt8(ascii: "]") else { return }
    var end = start + 1
    var hasAt = false
    let limit = min(text.count, start + Self.tagLimit)
    while end < limit, text[end] != UInt8(ascii: "]"), text[end] != UInt8(ascii: "["), text[end] != .backtick,
      text[end] != .dollar
    {
      if text[end] == UInt8(ascii: "@") { hasAt = true }
      end += text[end] == .backslash ? 2 : 1
    }
    // What was read holds no further bracket, so no citation starts in it.
    noCitationBefore = end
    // `[@key]: …` is a citation at the start of a line, too. CommonMark would read the definition of a link there, which
    // takes the text away; no link could ask for it, since `[x][@key]` holds a citation.
    guard hasAt, end < limit, text[end] == UInt8(ascii: "]"), !"([".utf8.contains(byte(end + 1)),
      let items = Reference.citation(text, start + 1..<end)
    else { return }
    add(.citation(items), start..<end + 1)
  }

  private mutating func readBrace() {
    let start = index
    index += 1
    let next = byte(index)
    guard next == UInt8(ascii: "#") || next == UInt8(ascii: ".") || next == UInt8(ascii: "-") || next.isLetter else {
      return
    }
    guard let end = Attributes.end(text, start, limit: min(text.count, start + Self.tagLimit)),
      let attributes = Attributes(text, start + 1..<end)
    else { return }
    add(.attributes(attributes), start..<end + 1)
  }

  // MARK: What is stepped over

  /// Longer tags are left to the parser; a bound keeps a text of `<a <a <a` linear.
  private static let tagLimit = 4096

  private mutating func readAngle() {
    let limit = min(text.count, index + Self.tagLimit)
    index =
      HTMLTag.end(text, index, limit: limit) ?? HTMLTag.autolinkEnd(text, index, limit: limit) ?? index + 1
  }

  private mutating func readBracketEnd() {
    index += 1
    guard byte(index) == UInt8(ascii: "(") else { return }
    let limit = min(text.count, index + Self.tagLimit)
    index = LinkTarget.end(text, index, limit: limit) ?? index
  }

  // MARK: Emphasis

  private mutating func readAsterisks() {
    let start = index
    while index < text.count, text[index] == UInt8(ascii: "*") { index += 1 }
    let before = CharacterClass.before(text, start)
    let after = CharacterClass.after(text, index)
    if before == .punctuation, after == .eastAsianLetter {
      finds.append(Find(kind: .joiner, range: start..<start))
    } else if before == .eastAsianLetter, after == .punctuation {
      finds.append(Find(kind: .joiner, range: index..<index))
    }
  }
}

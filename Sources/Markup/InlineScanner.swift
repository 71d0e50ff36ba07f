/// Finds in one run of prose what CommonMark does not know: formulas, expressions, references …
///
/// One pass from left to right; code spans, tags, autolinks and link addresses are stepped over, as they bind tighter.
struct InlineScanner {
  enum Kind {
    /// With the range of the TeX between the delimiters.
    case formula(inner: Range<Int>, isDisplay: Bool)
    /// With the range of the expression behind `{nn}`.
    case expression(inner: Range<Int>)
    /// `[0.25]{nn="y"}`
    case typedNumber(TypedNumber)
    /// `[?]{nn="y"}`
    case answer(Attributes?)
    /// `[?] {nn="y"}`, what has an answer in it and belongs to nothing.
    case strayAnswer
    /// `@fig-a`, `\ref{eq-a}`, with the range of the label.
    case reference(label: Range<Int>, form: CrossReference.Form)
    /// `[@fig-a]`, `[Fig. @fig-a; @fig-b]`
    case references([CitationItem])
    /// `[see @a, p. 3; @b]`, `@a`
    case citation([CitationItem], Citation.Style)
    /// `^[text]`
    case note(inner: Range<Int>)
    /// `~2~`, `^2^`
    case shifted(inner: Range<Int>, isRaised: Bool)
    /// `{{< video a.mp4 >}}`
    case video(source: Range<Int>, title: Range<Int>?)
    /// `` `<b>`{=html} ``
    case html(inner: Range<Int>)
    /// `\newcommand{…}{…}`, which shows nothing.
    case macro
    /// Before a construct of another tool, which stays text.
    case foreign(ForeignConstruct, name: Range<Int>?, place: Range<Int>)
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
    var omitsAuthor = false
    /// The key is a label: `[@fig-a]`.
    var isLabel = false
  }

  struct Find {
    var kind: Kind
    var range: Range<Int>
  }

  /// All that an inline scan knows of a run of prose.
  struct Finds {
    var finds: [Find]
    /// Ranges that are no text: finds other than notes, code, tags, addresses. In ascending order.
    var covered: [Range<Int>]
    /// `<!-- nn: ignore -->`
    var comments: [Range<Int>]
  }

  let text: [UInt8]
  var index = 0
  private var finds: [Find] = []
  /// Code, tags and addresses, which are stepped over.
  private var passed: [Range<Int>] = []
  let known: KnownLabels
  /// Inside a note no other one starts.
  let allowsNotes: Bool
  /// Runs of backticks, and for each the next one of the same length; made when the first is met.
  private var backticks: BacktickRuns?
  /// No `$$`, no `\)`, no `\]` stands behind these offsets.
  var noDisplayAfter = Int.max
  var noParenthesisAfter = Int.max
  var noBracketAfter = Int.max
  /// Ends of environments that stand nowhere further on.
  var missing: Set<[UInt8]> = []
  /// No citation starts before this offset.
  private var noCitationBefore = 0

  /// Constructs that start at one of these offsets are plain text.
  private let rejected: Set<Int>

  init(_ text: [UInt8], known: KnownLabels, allowsNotes: Bool = true, rejected: Set<Int> = []) {
    self.text = text
    self.known = known
    self.allowsNotes = allowsNotes
    self.rejected = rejected
  }

  /// Whether prose that holds this byte has to be looked at.
  static func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case .dollar, .backslash, .backtick, .tilde, UInt8(ascii: "*"), UInt8(ascii: "@"), UInt8(ascii: "["),
      UInt8(ascii: "{"), UInt8(ascii: "^"), UInt8(ascii: ":"), UInt8(ascii: "="), UInt8(ascii: "%"),
      UInt8(ascii: "+"), UInt8(ascii: "<"):
      true
    default: false
    }
  }

  func scan() -> [Find] { scanAll().finds }

  func scanAll() -> Finds {
    var scanner = self
    scanner.run()
    var covered = scanner.passed
    var comments = scanner.passed.filter { Document.isIgnoreComment(text[$0]) }
    for find in scanner.finds {
      switch find.kind {
      case .note(let inner):
        let within = InlineScanner(Array(text[inner]), known: known, allowsNotes: false).scanAll()
        func shifted(_ range: Range<Int>) -> Range<Int> {
          range.lowerBound + inner.lowerBound..<range.upperBound + inner.lowerBound
        }
        covered += [find.range.lowerBound..<inner.lowerBound] + within.covered.map(shifted)
        comments += within.comments.map(shifted)
      // A mark before text that stays.
      case .foreign, .joiner: continue
      case .formula, .expression, .typedNumber, .answer, .strayAnswer, .reference, .references, .citation, .shifted,
        .video, .html, .macro, .footnote, .attributes, .escaped:
        covered.append(find.range)
      }
    }
    return Finds(
      finds: scanner.finds, covered: covered.sorted { $0.lowerBound < $1.lowerBound }, comments: comments)
  }

  private mutating func run() {
    let count = text.count
    while index < count {
      if index == 0 || text[index - 1] == .newline, readLineStart() { continue }
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
      case UInt8(ascii: "^"): readCaret()
      case .tilde: readTilde()
      case UInt8(ascii: ":"): readColon()
      case UInt8(ascii: "="): readEquals()
      case UInt8(ascii: "%"): readPair(.hiddenText)
      case UInt8(ascii: "+"): readPair(.keys)
      default: index += 1
      }
    }
  }

  func byte(_ offset: Int) -> UInt8 { offset >= 0 && offset < text.count ? text[offset] : .newline }

  /// Goes on behind the construct; inside it when it is to be plain text.
  mutating func add(_ kind: Kind, _ range: Range<Int>) {
    var kind = kind
    if case .formula(let inner, _) = kind, holdsStrayAnswer(inner) { kind = .strayAnswer }
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
      // ``so'', as TeX quotes.
      let behind = text[end...].prefix(300).prefix { $0 != .newline }
      if end == index + 2,
        behind.indices.dropLast().contains(where: { text[$0] == UInt8(ascii: "'") && text[$0 + 1] == UInt8(ascii: "'") }
        )
      {
        note(.texQuotes, index..<end)
      }
      index = end
      return
    }
    let start = index
    let whole = start..<closer + (end - start)
    var inner = end..<closer
    if text[inner].starts(with: "{nn}".utf8) {
      inner = trim(inner.lowerBound + 4..<inner.upperBound)
      add(.expression(inner: inner), whole)
    } else if let construct = ForeignConstruct(code: text[inner]) {
      note(construct, whole)
    } else if byte(whole.upperBound) == UInt8(ascii: "_"), !byte(whole.upperBound + 1).isAlphanumeric,
      text[inner].last == UInt8(ascii: ">")
    {
      note(.restructuredDirective, whole.lowerBound..<whole.upperBound + 1)
    } else if byte(whole.upperBound) == UInt8(ascii: "{"), strayAnswer(whole.upperBound) == nil {
      readRaw(whole, inner)
    }
    passed.append(whole)
    index = max(index, whole.upperBound)
  }

  func trim(_ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = range.first, text[first].isSpace { range = first + 1..<range.upperBound }
    while let last = range.last, text[last].isSpace { range = range.lowerBound..<last }
    return range
  }

  // MARK: References

  private mutating func readAt() {
    let start = index
    index += 1
    if byte(start - 1) == UInt8(ascii: "-"), start == 1 || byte(start - 2).isSpace, byte(index).isLetter {
      return note(.looseSuppression, start - 1..<index)
    }
    if let label = Reference.label(text, start, known) {
      return add(.reference(label: label, form: .named), start..<label.upperBound)
    }
    guard let (key, keyEnd) = Reference.key(text, start, limit: min(text.count, start + Self.tagLimit)) else { return }
    var item = CitationItem(prefix: start..<start, key: key, suffix: keyEnd..<keyEnd)
    var end = keyEnd
    // `@key [p. 33]`
    let bracket = byte(end) == .space ? end + 1 : end
    if byte(bracket) == UInt8(ascii: "["),
      let close = text[(bracket + 1)...].prefix(200).firstIndex(where: { "[]@`$\n".utf8.contains($0) }),
      text[close] == UInt8(ascii: "]"), !"([:".utf8.contains(byte(close + 1))
    {
      item.suffix = trim(bracket + 1..<close)
      end = close + 1
    }
    // `[@somebody](address)` is a link.
    if byte(start - 1) == UInt8(ascii: "["), byte(end) == UInt8(ascii: "]"), "([".utf8.contains(byte(end + 1)) {
      return
    }
    add(.citation([item], .narrative), start..<end)
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
    if readAlertMarker(start, end) { return }
    // What was read holds no further bracket, so no citation starts in it.
    noCitationBefore = end
    // `[@key]: …` is a citation at the start of a line, too. CommonMark would read the definition of a link there, which
    // takes the text away; no link could ask for it, since `[x][@key]` holds a citation.
    guard end < limit, text[end] == UInt8(ascii: "]") else { return }
    if let (attributes, range) = answerField(start, end) { return add(.answer(attributes), range) }
    if let stray = strayAnswer(start, behind: end) { return add(.strayAnswer, start..<stray) }
    if let (number, range) = typedNumber(start, end) { return add(.typedNumber(number), range) }
    guard hasAt, !"([".utf8.contains(byte(end + 1)), let items = Reference.citation(text, start + 1..<end, known) else {
      return readOtherBracket(start, end)
    }
    add(items.allSatisfy(\.isLabel) ? .references(items) : .citation(items, .parenthetical), start..<end + 1)
  }

  private mutating func readBrace() {
    let start = index
    if byte(start + 1) == UInt8(ascii: "{") { return readDoubleBrace() }
    if let end = strayAnswer(start) { return add(.strayAnswer, start..<end) }
    index += 1
    if readRole(start) || readForeignBrace(start) { return }
    // `{ #fig-a width=60% }`, as pandoc has it too.
    var first = index
    while byte(first).isBlank { first += 1 }
    let next = byte(first)
    if first > index, next != UInt8(ascii: "#"), next != UInt8(ascii: "."), !")]`".utf8.contains(byte(start - 1)) {
      return
    }
    guard next == UInt8(ascii: "#") || next == UInt8(ascii: ".") || next == UInt8(ascii: "-") || next.isLetter else {
      return
    }
    // Behind an image they may go on in the next line, as pandoc wraps them.
    let spansLines = byte(start - 1) == UInt8(ascii: ")")
    let limit = min(text.count, start + Self.tagLimit)
    guard let end = Attributes.end(text, start, limit: limit, spansLines: spansLines) else { return }
    guard let attributes = Attributes(text, start + 1..<end) else {
      if looksLikeAttributes(start + 1..<end) { note(.badAttributes, start..<end + 1) }
      return
    }
    add(.attributes(attributes), start..<end + 1)
  }

  // MARK: What is stepped over

  /// Longer tags are left to the parser; a bound keeps a text of `<a <a <a` linear.
  static let tagLimit = 4096

  /// With its mark behind the sign: before it, emphasis that ends there would not.
  private mutating func noteAngle(_ construct: ForeignConstruct, _ place: Range<Int>) {
    add(.foreign(construct, name: nil, place: place), place.lowerBound + 1..<place.lowerBound + 1)
    index = max(index, place.upperBound)
  }

  private mutating func readAngle() {
    if byte(index + 1) == UInt8(ascii: ">") { return noteAngle(.emptyAngles, index..<index + 2) }
    let limit = min(text.count, index + Self.tagLimit)
    if let end = looseAngles(index, limit) { return noteAngle(.angleAddress, index..<end) }
    let end =
      HTMLTag.end(text, index, limit: limit) ?? HTMLTag.autolinkEnd(text, index, limit: limit)
      ?? HTMLTag.ignoreCommentEnd(text, index)
    if end == nil, opensTag(index) || opensComment(index, limit) {
      return noteAngle(.openTag, index..<index + 1)
    }
    if let end { passed.append(index..<end) }
    if let end, byte(index + 1) != UInt8(ascii: "/"), HTMLTag.isComponent(text, index) { note(.component, index..<end) }
    index = end ?? index + 1
  }

  private mutating func readBracketEnd() {
    let start = index
    index += 1
    if let end = strayAnswer(inParenthesesAt: index) { return add(.strayAnswer, index..<end) }
    guard byte(index) == UInt8(ascii: "(") else { return readLooseAddress(start) }
    let limit = min(text.count, index + Self.tagLimit)
    guard let end = LinkTarget.end(text, index, limit: limit) else { return readLooseAddress(start) }
    if isEmptyAddress(index..<end, behind: start) {
      // Before the bracket, since the mark would part it from its address.
      add(.foreign(.emptyAddress, name: nil, place: index..<end), start..<start)
      index = start + 1
    }
    passed.append(index..<end)
    index = end
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

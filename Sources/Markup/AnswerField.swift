import SourceText

/// A place where a reader writes a number, which the page judges: `[?]{nn="grad(f, x)" within="1%"}`, or the option
/// `answer` of a block.
public struct AnswerField: Sendable {
  /// A usual slip: `wrong="grad(f, y)" say="that is the gradient of the other input"`.
  public struct Slip: Sendable {
    /// Index into ``Document/expressions`` of what comes out of it.
    public var expression: Int
    /// Sentence of the page to whoever makes it, plain text.
    public var say: Excerpt

    public init(expression: Int, say: Excerpt) {
      self.expression = expression
      self.say = say
    }
  }

  /// Index into ``Document/expressions`` of the right answer.
  public var expression: Int
  /// Its text.
  public var source: Excerpt
  /// How far an answer may be off: `0.01`, `1%`; `nil` for the default.
  public var within: Excerpt?
  public var slips: [Slip]
  /// The whole construct.
  public var range: SourceRange

  public init(expression: Int, source: Excerpt, within: Excerpt? = nil, slips: [Slip] = [], range: SourceRange) {
    self.expression = expression
    self.source = source
    self.within = within
    self.slips = slips
    self.range = range
  }
}

/// Parts of a field as an author writes them, before its expressions are counted among the document's.
public struct AnswerParts: Sendable {
  /// An attribute or an option with its value: `within` and `1%`.
  public struct Entry: Sendable {
    public var key: String
    public var keyRange: SourceRange
    public var value: Excerpt

    public init(key: String, keyRange: SourceRange, value: Excerpt) {
      self.key = key
      self.keyRange = keyRange
      self.value = value
    }
  }

  public var answer: Excerpt
  public var within: Excerpt?
  public var slips: [(wrong: Excerpt, say: Excerpt)] = []
  public var range: SourceRange

  /// Reads entries in the order in which they stand; each `say` belongs to the `wrong` before it.
  ///
  /// - Parameters:
  ///   - name: the key of the answer, `nn` or `answer`.
  ///   - range: the whole construct.
  /// - Returns: `nil` where there is no answer, which is reported like all that is wrong.
  public init?(_ entries: [Entry], name: String, range: SourceRange, _ diagnostics: inout [Diagnostic]) {
    var answer: Excerpt?
    var within: Excerpt?
    var wrong: Entry?
    var slips: [(wrong: Excerpt, say: Excerpt)] = []
    func report(_ message: String, _ place: SourceRange, _ hint: String) {
      diagnostics.append(Diagnostic(.answerField, message, at: place, hint: hint))
    }
    func unsaid(_ wrong: Entry) {
      report("nothing is said to whoever answers `\(wrong.value.string)`", wrong.keyRange, Self.sayHint(name))
    }
    for entry in entries {
      if Self.isEmpty(entry.value) {
        report("`\(entry.key)` is empty", entry.keyRange, "write what it is, or take it out")
        if entry.key == name { answer = answer ?? entry.value }
        continue
      }
      switch entry.key {
      case name where answer == nil: answer = entry.value
      case "within" where within == nil: within = entry.value
      case "wrong":
        if let wrong { unsaid(wrong) }
        wrong = entry
      case "say":
        if let slip = wrong {
          slips.append((slip.value, entry.value))
        } else {
          report("`say` belongs to no wrong answer", entry.keyRange, "write the `wrong` that it speaks of before it")
        }
        wrong = nil
      default: report("`\(entry.key)` stands twice", entry.keyRange, "keep one of the two")
      }
    }
    if let wrong { unsaid(wrong) }
    guard let answer else {
      report("this field has no answer", range, "write the expression that gives it: `\(Self.form(name))`")
      return nil
    }
    guard !Self.isEmpty(answer) else { return nil }
    self.answer = answer
    self.within = within
    self.slips = slips
    self.range = range
  }

  /// The field itself, its expressions at the end of `expressions`.
  public func field(in expressions: inout [InlineExpression], firstExpression: Int = 0) -> AnswerField {
    func add(_ source: Excerpt) -> Int {
      var expression = InlineExpression(source: source, range: source.range)
      expression.isAnswer = true
      expressions.append(expression)
      return firstExpression + expressions.count - 1
    }
    let index = add(answer)
    let slips = slips.map { AnswerField.Slip(expression: add($0.wrong), say: $0.say) }
    return AnswerField(expression: index, source: answer, within: within, slips: slips, range: range)
  }

  private static func isEmpty(_ text: Excerpt) -> Bool { text.text.allSatisfy(\.isSpace) }

  private static func form(_ name: String) -> String {
    name == "nn" ? "[?]{nn=\"grad(f, x)\"}" : "#| answer: grad(f, x)"
  }

  private static func sayHint(_ name: String) -> String {
    name == "nn" ? "write `say=\"…\"` behind it" : "write a line `#| say: …` below it"
  }
}

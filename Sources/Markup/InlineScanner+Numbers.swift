/// Numbers that an author types and binds to what they state: `[0.25]{nn="y"}`.
extension InlineScanner {
  /// Parts of `[…]{…}`, the braces around and behind a typed number.
  struct TypedNumber {
    var text: Range<Int>
    var expression: Range<Int>
    var within: Range<Int>?
    /// Attributes that mean nothing here.
    var unknown: [Range<Int>]
  }

  /// `[?]{…}`: brackets from `start` to `end` that hold a question mark, and attributes behind them.
  ///
  /// - Returns: no attributes where what is in the braces is not of their form.
  func answerField(_ start: Int, _ end: Int) -> (attributes: Attributes?, range: Range<Int>)? {
    guard end == start + 2, text[start + 1] == UInt8(ascii: "?"), byte(end + 1) == UInt8(ascii: "{") else {
      return nil
    }
    guard let close = Attributes.end(text, end + 1, limit: min(text.count, end + Self.tagLimit), spansLines: true)
    else { return (nil, start..<(strayAnswer(end + 1) ?? end + 2)) }
    return (Attributes(text, end + 2..<close), start..<close + 1)
  }

  /// Brackets from `start` to `end` with braces behind them that have `nn=`.
  func typedNumber(_ start: Int, _ end: Int) -> (number: TypedNumber, range: Range<Int>)? {
    guard byte(end + 1) == UInt8(ascii: "{"),
      let close = Attributes.end(text, end + 1, limit: min(text.count, end + Self.tagLimit)),
      let attributes = Attributes(text, end + 2..<close),
      let expression = attributes.pairs.first(where: { $0.key == "nn" })
    else { return nil }
    let unknown =
      attributes.pairs.filter { $0.key != "nn" && $0.key != "within" }.map(\.range) + attributes.classes.map(\.range)
      + (attributes.labelRange.map { [$0] } ?? [])
    let number = TypedNumber(
      text: start + 1..<end, expression: trim(expression.value),
      within: attributes.pairs.first { $0.key == "within" }?.value, unknown: unknown)
    return (number, start..<close + 1)
  }
}

import SourceText

/// A fault in its place: what it is, the source line with the place marked, and what to do.
func failureBox(_ failure: Failure, words: any Vocabulary) -> HTMLNode {
  let diagnostic = failure.diagnostic
  let place = SourcePlace(diagnostic.range)
  // Messages are English everywhere; who reads a page out in another language changes the voice.
  let language: [HTMLNode.Attribute] = words.tongue.primary == "en" ? [] : [("lang", "en")]
  var parts: [HTMLNode] = [
    .element(
      "p", [("class", "fault-head")],
      [
        .element("b", [], [.text(failure.isExpected ? words.expectedError : words.error)]), .text(" "),
        .element("code", [], [.text(diagnostic.id.rawValue)]),
      ] + (words.fault(diagnostic.id).map { [.text(" ")] + codeSpans($0) } ?? [])),
    .element("p", language, codeSpans(diagnostic.message)),
  ]
  if failure.showsPlace {
    parts.append(
      .element(
        "pre", [("class", "fault-source")] + ScrollBox.attributes(words.code),
        [
          .element("span", [("class", "line-no")], [.text("\(place.line)")]),
          .element(
            "code", [],
            [
              .text(place.before), .element("mark", [], [.text(place.marked.isEmpty ? " " : place.marked)]),
              .text(place.after),
            ]),
        ]))
  }
  if let hint = diagnostic.hint {
    parts.append(
      .element(
        "p", [("class", "fault-hint")],
        [.element("b", [], [.text(words.hint)]), .text(" "), .element("span", language, codeSpans(hint))]))
  }
  for note in diagnostic.notes {
    parts.append(.element("p", [("class", "fault-hint")] + language, codeSpans(note.message)))
  }
  return .element("div", [("class", failure.isExpected ? "fault expected" : "fault"), ("role", "note")], parts)
}

/// A diagnostic's message, its backquoted names as code.
func codeSpans(_ message: String) -> [HTMLNode] {
  var nodes: [HTMLNode] = []
  for (position, part) in message.utf8.split(separator: UInt8(ascii: "`"), omittingEmptySubsequences: false)
    .enumerated()
  {
    let text = String(Substring(part))
    if position % 2 == 1 {
      nodes.append(.element("code", [], [.text(text)]))
    } else if !text.isEmpty {
      nodes.append(.text(text))
    }
  }
  return nodes
}

/// The line of a fault, cut at the fault.
struct SourcePlace {
  var line: Int
  var before: String
  var marked: String
  var after: String

  init(_ range: SourceRange) {
    line = range.start.line
    let whole = range.file.lineRange(line)
    let start = min(max(range.bytes.lowerBound, whole.lowerBound), whole.upperBound)
    let end = min(max(range.bytes.upperBound, start), whole.upperBound)
    before = range.file.text(whole.lowerBound..<start)
    marked = range.file.text(start..<end)
    after = range.file.text(end..<whole.upperBound)
  }
}

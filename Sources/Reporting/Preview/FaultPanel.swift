import SourceText

/// The faults of a course as they stand over a page of its preview: each with its place, which leads into the editor, the
/// line with the place marked, and what to do.
///
/// Warnings are for the terminal. Empty where there is no fault.
///
/// - Parameters:
///   - link: the address that opens a place in the editor; `nil` for none.
///   - showsLastGood: an earlier version without faults stands below.
public func faultPanel(
  _ diagnostics: [Diagnostic], language: Language, showsLastGood: Bool, link: (SourceRange) -> String?
) -> [UInt8] {
  let faults = diagnostics.filter { $0.severity == .error }
  guard !faults.isEmpty else { return [] }
  let words = language.words
  var head: [HTMLNode] = [.element("h2", [], [.text(words.faults(faults.count))])]
  if showsLastGood { head.append(.element("p", [], [.text(words.preview.lastGood)])) }
  head.append(
    .element(
      "button", [("type", "button"), ("class", "close")],
      [.text(words.preview.close + " "), .element("kbd", [], [.text("Esc")])]))
  let shown = faults.prefix(FaultPanel.most)
  var items = shown.map { HTMLNode.element("li", [], FaultPanel.item($0, words, link)) }
  if shown.count < faults.count {
    items.append(.element("li", [], [.element("p", [], [.text("+ " + words.faults(faults.count - shown.count))])]))
  }
  let nodes: [HTMLNode] = [.element("header", [], head), .element("ol", [], items)]
  var bytes: [UInt8] = []
  nodes.write(into: &bytes)
  return bytes
}

private enum FaultPanel {
  /// The first fault is often the cause of the others.
  static let most = 20

  static func item(
    _ fault: Diagnostic, _ words: any Vocabulary, _ link: (SourceRange) -> String?
  ) -> [HTMLNode] {
    let place = fault.range.startInCharacters
    let name = fault.range.file.path.printable + ":\(place.line):\(place.column)"
    let address = link(fault.range).map { [("href", $0)] } ?? []
    var nodes: [HTMLNode] = [
      .element(
        "p", [("class", "place")],
        [
          .element(address.isEmpty ? "span" : "a", address, [.text(name)]), .text(" "),
          .element("code", [], [.text(fault.id.rawValue)]),
        ] + (words.fault(fault.id).map { [.text(" ")] + codeSpans($0) } ?? [])),
      .element("p", [("class", "message")], codeSpans(fault.message)),
    ]
    if !fault.range.file.bytes.isEmpty {
      let line = SourcePlace(fault.range)
      nodes.append(
        .element(
          "pre", [("tabindex", "0")],
          [
            .element("span", [("class", "line-no")], [.text("\(line.line)")]),
            .element(
              "code", [],
              [
                .text(line.before), .element("mark", [], [.text(line.marked.isEmpty ? " " : line.marked)]),
                .text(line.after),
              ]),
          ]))
    }
    if let hint = fault.hint {
      nodes.append(
        .element("p", [("class", "hint")], [.element("b", [], [.text(words.hint)]), .text(" ")] + codeSpans(hint)))
    }
    for note in fault.notes { nodes.append(.element("p", [("class", "hint")], codeSpans(note.message))) }
    return nodes
  }
}

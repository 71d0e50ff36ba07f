/// The button that opens the search, in the bar; shown where scripts run.
enum SearchButton {
  static func node(_ words: SearchWords) -> HTMLNode {
    .element(
      "button",
      [("type", "button"), ("class", "find"), ("aria-haspopup", "dialog"), ("aria-label", words.label)],
      [
        .element(
          "svg", [("viewBox", "0 0 20 20"), ("aria-hidden", "true")],
          [.element("path", [("d", "M8.5 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM12.5 12.5 17 17")])]),
        .element("span", [("aria-hidden", "true")], [.text(words.button)]), .text(" "),
        .element("kbd", [("aria-hidden", "true")], [.text("/")]),
      ])
  }
}

import Artifacts

/// The controls of a live block, below its results; hidden until the page's script shows them.
struct LivePanel {
  private let live: CellReport.Live

  init(_ live: CellReport.Live) { self.live = live }

  func html(_ words: any Vocabulary) -> HTMLNode {
    let say = words.live
    return .element(
      "div",
      [
        ("class", "training"), ("role", "group"), ("aria-label", say.group),
        ("data-runs", "\(live.first) \(live.runs.count)"), ("hidden", ""),
      ],
      [
        .element(
          "div", [("class", "actions")],
          [
            button("play", say.play), button("one", say.step),
            button("back", say.reset, [("aria-disabled", "true")]),
          ]),
        range("rate", live.runs.count > 1 ? say.rates : say.rate, LiveScript.factors.count),
        range("speed", say.speed, LiveScript.speeds.count),
        .element("p", [("class", "status"), ("aria-live", "polite")], []),
      ])
  }

  private func button(_ name: String, _ word: String, _ more: [HTMLNode.Attribute] = []) -> HTMLNode {
    .element("button", [("type", "button"), ("class", name)] + more, [.text(word)])
  }

  private func range(_ name: String, _ word: String, _ count: Int) -> HTMLNode {
    let id = "training-\(live.first)-\(name)"
    return .element(
      "div", [("class", "slider")],
      [
        .element("label", [("for", id), ("data-word", word)], [.text(word)]),
        .element(
          "input",
          [
            ("type", "range"), ("id", id), ("class", name), ("min", "0"), ("max", "\(count - 1)"), ("step", "1"),
            ("autocomplete", "off"),
          ]), .element("output", [("for", id)], []),
      ])
  }
}

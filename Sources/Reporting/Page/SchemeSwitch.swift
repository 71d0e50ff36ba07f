/// The switch of colour schemes: light, dark, or as the system has it.
///
/// Buttons that are pressed rather than a list that opens: three targets, one press, nothing to learn. They are hidden
/// where no script runs.
enum SchemeSwitch {
  static func node(_ words: SchemeWords) -> HTMLNode {
    .element(
      "div", [("class", "schemes"), ("role", "group"), ("aria-label", words.group)],
      [
        button(
          "light", words.light,
          "M10 6a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM10 1v2M10 17v2M1 10h2M17 10h2M3.6 3.6 5 5M15 15l1.4 1.4M3.6 16.4 5 15M15 5l1.4-1.4"
        ),
        button("system", words.system, "M3 4h14v9H3zM7 17h6M10 13v4"),
        button("dark", words.dark, "M16.5 12.2A7 7 0 0 1 7.8 3.5a7 7 0 1 0 8.7 8.7z"),
      ])
  }

  private static func button(_ value: String, _ name: String, _ path: String) -> HTMLNode {
    .element(
      "button",
      [("type", "button"), ("value", value), ("aria-pressed", "false"), ("aria-label", name), ("title", name)],
      [
        .element(
          "svg", [("viewBox", "0 0 20 20"), ("aria-hidden", "true")], [.element("path", [("d", path)])])
      ])
  }
}

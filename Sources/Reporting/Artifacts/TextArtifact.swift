/// `print(…)` and texts: as they are, in the code font.
func textHTML(_ text: String) -> [HTMLNode] {
  [.element("pre", [("class", "text"), ("tabindex", "0")], [.element("samp", [], [.text(text)])])]
}

func textMarkdown(_ text: String) -> [String] {
  [MarkdownText.fence(text, info: "text")]
}

/// `print(…)` and texts: as they are, in the code font.
func textHTML(_ text: String, _ words: any Vocabulary) -> [HTMLNode] {
  [.element("pre", [("class", "text")] + ScrollBox.attributes(words.text), [.element("samp", [], [.text(text)])])]
}

func textMarkdown(_ text: String) -> [String] {
  [MarkdownText.fence(text, info: "text")]
}

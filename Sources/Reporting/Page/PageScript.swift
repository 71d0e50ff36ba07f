/// A script that a page brings: its text, and what it is told by its own element.
struct PageScript: Sendable {
  var attributes: [HTMLNode.Attribute]
  var text: String

  var node: HTMLNode { .element("script", attributes, [.raw(text)]) }

  /// In the head, before any style sheet.
  static let scheme = PageScript(attributes: [], text: ScriptText.compact(SchemeScript.text))

  /// - Parameter root: from the page to the output folder, `../` or nothing.
  static func search(_ languages: [Language], root: String, _ words: any Vocabulary) -> PageScript {
    PageScript(
      attributes: [
        ("data-root", root), ("data-indexes", languages.map(\.rawValue).joined(separator: " ")),
        ("data-search", words.search.json),
      ], text: ScriptText.compact(SearchScript.text))
  }

  static func origins(_ words: any Vocabulary) -> PageScript {
    PageScript(attributes: [("data-origins", words.origins.json)], text: ScriptText.compact(OriginScript.text))
  }
}

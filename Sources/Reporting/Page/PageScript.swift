/// A script that a page brings: its text, and what it is told by its own element.
struct PageScript: Sendable {
  var attributes: [HTMLNode.Attribute]
  var text: String

  var node: HTMLNode { .element("script", attributes, [.raw(text)]) }

  /// In the head, before any style sheet.
  static let scheme = PageScript(attributes: [], text: ScriptText.compact(PageTools.text + SchemeScript.text))

  static let place = PageScript(attributes: [], text: ScriptText.compact(PlaceScript.text))

  static func copying(_ words: any Vocabulary) -> PageScript {
    PageScript(attributes: [("data-copy", words.copying.json)], text: ScriptText.compact(CopyScript.text))
  }

  static func keys(_ words: any Vocabulary) -> PageScript {
    PageScript(attributes: [("data-keys", words.keys.json)], text: ScriptText.compact(KeysScript.text))
  }

  /// - Parameter root: from the page to the output folder, `../` or nothing.
  static func search(_ languages: [Language], root: String, _ words: any Vocabulary) -> PageScript {
    PageScript(
      attributes: [
        ("data-root", root), ("data-indexes", languages.map(\.rawValue).joined(separator: " ")),
        ("data-search", words.search.json),
      ], text: ScriptText.compact(SearchScript.text))
  }

  static func answers(_ words: any Vocabulary) -> PageScript {
    PageScript(attributes: [("data-answers", words.answers.json)], text: ScriptText.compact(AnswerScript.text))
  }

  static func origins(_ words: any Vocabulary) -> PageScript {
    PageScript(attributes: [("data-origins", words.origins.json)], text: ScriptText.compact(OriginScript.text))
  }
}

extension PageScript {
  /// Those that a page asks for by what is on it.
  static func extras(of report: Report, hasSearch: Bool) -> [PageScript] {
    let words = report.language.words
    var scripts: [PageScript] = []
    if report.saysOrigins { scripts.append(origins(words)) }
    if hasSearch {
      let root = LinkDestination.relative(from: report.path, to: "")
      scripts.append(search([report.language], root: root, words))
    }
    if report.hasPlaces { scripts.append(place) }
    if report.hasCode { scripts.append(copying(words)) }
    // Without anything that has a key there is nothing to tell.
    if !scripts.isEmpty { scripts.append(keys(words)) }
    if !report.answers.isEmpty { scripts.append(answers(words)) }
    return scripts
  }
}

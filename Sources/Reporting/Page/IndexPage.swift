/// A course's first page: its title, and the lessons of each language in their order.
struct IndexPage {
  let index: CourseIndex

  init(_ index: CourseIndex) { self.index = index }

  func html(_ style: PageStyle = .linked) -> [UInt8] {
    let language = index.lessons.first?.language ?? .en
    let words = language.words
    let search = PageScript.search(index.lessons.map(\.language), root: "", words)
    var main: [HTMLNode] = [
      .element(
        "header", [("class", "title")],
        [.element("h1", [], [.text(index.title)])]
          + (index.description.map { [.element("p", [("class", "lede")], [.text($0)])] } ?? []))
    ]
    for (language, entries) in index.lessons {
      let items = entries.flatMap { entry -> [HTMLNode] in
        var content: [HTMLNode] = [.element("b", [], [.text(entry.title)])]
        if let description = entry.description { content.append(.element("span", [], [.text(description)])) }
        let link: [HTMLNode.Attribute] = [("href", LinkDestination.address(from: "", to: entry.path + ".html"))]
        return [.element("li", [], [.element("a", link, content)]), .raw("\n")]
      }
      let title = index.lessons.count > 1 ? language.name : words.lessons
      var head: [HTMLNode] = [.element("h2", [], [.text(title)])]
      if let own = index.titles[language], own != index.title {
        head.append(.element("p", [("class", "own-title")], [.text(own)]))
      }
      if let own = index.descriptions[language], own != index.description {
        head.append(.element("p", [("class", "own-lede")], [.text(own)]))
      }
      main.append(.raw("\n"))
      main.append(
        .element(
          "section", language.attributes,
          head + [.raw("\n"), .element("ol", [], [.raw("\n")] + items)] + sheets(language)))
    }
    let page: [HTMLNode] = [
      .raw("<!DOCTYPE html>\n"),
      .element(
        "html", language.attributes,
        [
          .raw("\n"),
          .element(
            "head", [],
            [
              .raw("\n"), .element("meta", [("charset", "utf-8")]), .raw("\n"),
              .fragment(
                index.rawHTML
                  ? [] : [ContentPolicy.node(scripts: [PageScript.scheme.text, search.text], loads: true), .raw("\n")]),
              .element("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]), .raw("\n"),
              .element("title", [], [.text(index.title)]), .raw("\n"), PageIcon.node, .raw("\n"),
              PageScript.scheme.node, .raw("\n"),
              sheet(style), .raw("\n"),
            ] + published(style).flatMap { [$0, .raw("\n")] }), .raw("\n"),
          .element(
            "body", [],
            [
              .raw("\n"), bar(words), .raw("\n"), .element("main", [("class", "index")], main), .raw("\n"), search.node,
              .raw("\n"),
            ]), .raw("\n"),
        ]), .raw("\n"),
    ]
    var bytes: [UInt8] = []
    page.write(into: &bytes)
    return bytes
  }

  private func published(_ style: PageStyle) -> [HTMLNode] {
    guard let url = index.url else { return [] }
    var address = PublishedAddress(
      url: url, title: index.title, description: index.description, path: "")
    if case .inlined = style { address.hasPicture = false }
    return address.nodes
  }

  /// Links to the glossary and its like, below the lessons.
  private func sheets(_ language: Language) -> [HTMLNode] {
    guard let entries = index.sheets[language], !entries.isEmpty else { return [] }
    let items = entries.map { entry -> HTMLNode in
      let link: [HTMLNode.Attribute] = [("href", LinkDestination.address(from: "", to: entry.path + ".html"))]
      return .element("li", [], [.element("a", link, [.text(entry.title)])])
    }
    return [.raw("\n"), .element("ul", [("class", "sheets")], items)]
  }

  private func sheet(_ style: PageStyle) -> HTMLNode {
    switch style {
    case .linked, .fragment: .element("link", [("rel", "stylesheet"), ("href", PageAssets.styleSheet)])
    case .inlined(_, let theme): .element("style", [], [.raw(Theme.styleSheet(theme))])
    }
  }

  private func bar(_ words: any Vocabulary) -> HTMLNode {
    .element(
      "header", [("class", "bar")],
      [.element("div", [], [SearchButton.node(words.search), SchemeSwitch.node(words.schemes)])])
  }

  func markdown() -> [UInt8] {
    var text = "# " + MarkdownText.escaped(index.title) + "\n"
    if let description = index.description { text += "\n" + MarkdownText.escaped(description) + "\n" }
    for (language, entries) in index.lessons {
      if index.lessons.count > 1 { text += "\n## " + language.name + "\n" }
      if let own = index.titles[language], own != index.title { text += "\n**\(MarkdownText.escaped(own))**\n" }
      if let own = index.descriptions[language], own != index.description {
        text += "\n" + MarkdownText.escaped(own) + "\n"
      }
      text += "\n"
      for (number, entry) in entries.enumerated() {
        let address = MarkdownText.address(LinkDestination.address(from: "", to: entry.path + ".md"))
        text += "\(number + 1). [\(MarkdownText.escaped(entry.title))](\(address))"
        if let description = entry.description { text += " — " + MarkdownText.escaped(description) }
        text += "\n"
      }
      let sheets = (index.sheets[language] ?? []).map { sheet in
        let address = MarkdownText.address(LinkDestination.address(from: "", to: sheet.path + ".md"))
        return "[\(MarkdownText.escaped(sheet.title))](\(address))"
      }
      if !sheets.isEmpty { text += "\n" + sheets.joined(separator: " · ") + "\n" }
    }
    return Array(text.utf8)
  }
}

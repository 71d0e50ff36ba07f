import Artifacts
import Markup
import SourceText

/// Lays out a report as a page: bar, contents, article, notes, neighbours.
struct PageRenderer {
  let report: Report
  let style: PageStyle
  let words: any Vocabulary
  var body: BodyRenderer
  /// The texts of the page's own scripts; none where nothing on it needs one.
  private let player: String?
  private let slider: String?
  private let live: (data: LiveData, text: String)?
  private let scroller: String?
  /// Scripts that the page's contents do not need by themselves: origins of numbers, search, place, copying, help on keys.
  private let extras: [PageScript]
  private let hasSearch: Bool

  init(_ drawn: DrawnReport, formulas: FormulaTable, style: PageStyle) {
    report = drawn.report
    self.style = style
    words = report.language.words
    body = BodyRenderer(drawn, setting: .page, formulas: formulas)
    player = drawn.hasPlayers ? ScriptText.compact(PlayerScript.text) : nil
    slider = drawn.hasSliders ? report.sliders.map(SliderScript.text) : nil
    live = LiveData(report).map { ($0, LiveScript.text($0)) }
    scroller = drawn.report.mayScroll ? ScrollScript.text : nil
    hasSearch = drawn.report.course != nil
    extras = PageScript.extras(of: drawn.report, hasSearch: hasSearch)
  }

  mutating func bytes() -> [UInt8] {
    let article = article()
    var bytes: [UInt8] = []
    bytes.reserveCapacity(1 << 17)
    if case .fragment = style {
      article.write(into: &bytes)
      bytes.append(UInt8(ascii: "\n"))
      return bytes
    }
    let contents = contents()
    let page: [HTMLNode] = [
      .raw("<!DOCTYPE html>\n"),
      .element(
        "html", report.language.attributes,
        [
          .raw("\n"), head(), .raw("\n"),
          .element(
            "body", [],
            [
              .raw("\n"),
              .element("a", [("class", "skip"), ("href", "#content")], [.text(words.skipToContent)]), .raw("\n"),
              bar(), .raw("\n"),
              .element("div", [("class", "wrap")], [.raw("\n"), contents, .raw("\n"), article, .raw("\n")]),
              .raw("\n"),
            ] + scripts),
          .raw("\n"),
        ]),
      .raw("\n"),
    ]
    page.write(into: &bytes)
    return bytes
  }

  private var scripts: [HTMLNode] {
    var nodes: [HTMLNode] = []
    // Before the player, which covers numbers.
    if let slider, let tape = report.sliders { nodes += SliderScript.nodes(tape, words: words, text: slider) }
    if let player { nodes += [.element("script", [("data-words", words.player.json)], [.raw(player)]), .raw("\n")] }
    if let live { nodes += LiveScript.nodes(live.data, words: words, text: live.text) }
    if let scroller {
      nodes += [.element("script", [("data-equation", words.equation)], [.raw(scroller)]), .raw("\n")]
    }
    for script in extras { nodes += [script.node, .raw("\n")] }
    return nodes
  }

  private func head() -> HTMLNode {
    var nodes: [HTMLNode] = [.element("meta", [("charset", "utf-8")])]
    if !report.options.rawHTML {
      nodes.append(
        ContentPolicy.node(
          scripts: [PageScript.scheme.text, slider, player, live?.text, scroller].compactMap(\.self)
            + extras.map(\.text),
          loads: hasSearch))
    }
    nodes += [
      .element("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
      .element("title", [], [.text(report.course.map { "\(report.title) · \($0.title)" } ?? report.title)]),
    ]
    if let description = report.description {
      nodes.append(.element("meta", [("name", "description"), ("content", description)]))
    }
    if let author = report.author { nodes.append(.element("meta", [("name", "author"), ("content", author)])) }
    nodes += [PageIcon.node, PageScript.scheme.node]
    switch style {
    case .linked:
      if hasFormulas { nodes.append(sheet(PageAssets.katexStyleSheet)) }
      nodes.append(sheet(PageAssets.styleSheet))
    case .inlined(let katex, let theme):
      if hasFormulas, let katex { nodes.append(.element("style", [], [.raw(katex)])) }
      nodes.append(.element("style", [], [.raw(Theme.styleSheet(theme))]))
    case .fragment: break
    }
    if let course = report.course, let url = course.url {
      nodes += published(at: url, course).nodes
    } else {
      for (language, neighbour) in translations {
        nodes.append(
          .element(
            "link", [("rel", "alternate"), ("hreflang", language.rawValue), ("href", link(neighbour.path + ".html"))]))
      }
    }
    return .element("head", [], [.raw("\n")] + nodes.flatMap { [$0, .raw("\n")] })
  }

  private func published(at url: String, _ course: CourseContext) -> PublishedAddress {
    var address = PublishedAddress(
      url: url, title: report.title, description: report.description, path: report.path + ".html")
    address.translations =
      (translations.map { ($0.language, $0.neighbour.path + ".html") }
      + [(report.language, report.path + ".html")]).sorted { $0.0 < $1.0 }
    if case .inlined = style { address.hasPicture = false }
    return address
  }

  /// Whether the page asks for KaTeX's style sheet.
  private var hasFormulas: Bool { (body.formulas?.count ?? 0) > 0 }

  private func sheet(_ path: String) -> HTMLNode {
    .element("link", [("rel", "stylesheet"), ("href", link(path))])
  }

  private func bar() -> HTMLNode {
    var nodes: [HTMLNode] = []
    if let course = report.course {
      nodes.append(.element("a", [("class", "home"), ("href", link("index.html"))], [.text(course.title)]))
      nodes.append(.element("span", [("class", "crumb"), ("aria-hidden", "true")], [.text("› " + report.title)]))
    } else {
      nodes.append(.element("span", [("class", "crumb")], [.text(report.title)]))
    }
    for (language, neighbour) in translations {
      nodes.append(
        .element(
          "a",
          [
            ("class", "language"), ("href", link(neighbour.path + ".html")), ("hreflang", language.rawValue),
          ] + language.attributes, [.text(language.name)]))
    }
    if hasSearch { nodes.append(SearchButton.node(words.search)) }
    nodes.append(SchemeSwitch.node(words.schemes))
    return .element("header", [("class", "bar")], [.element("div", [], nodes)])
  }

  /// In the languages' own order, whatever order they came in.
  private var translations: [(language: Language, neighbour: CourseContext.Neighbour)] {
    guard let course = report.course else { return [] }
    return course.translationsInOrder.filter { $0.language != report.language }
  }

  private mutating func contents() -> HTMLNode {
    var items: [HTMLNode] = []
    body.isLabel = true
    for block in report.document.blocks {
      guard case .heading(let heading) = block.kind, heading.isInContents else { continue }
      items.append(
        .element(
          "li", heading.level == 3 ? [("class", "sub")] : [],
          [.element("a", [("href", "#" + heading.anchor)], body.inlines(heading.content))]))
    }
    body.isLabel = false
    var nodes: [HTMLNode] = []
    if !items.isEmpty {
      nodes.append(
        .element(
          "nav", [("aria-label", words.contents)],
          [
            .element("p", [("class", "toc-title")], [.text(words.contents)]),
            // A fold on phones; beside the text it stands open.
            .element(
              "details", [("class", "contents")],
              [.element("summary", [], [.text(words.contents)]), .element("ol", [], items)]),
          ]))
    }
    let checks = checks
    if checks.passed + checks.failed > 0 {
      let text =
        "\(checks.verdict.sign) \(words.gradientCheck) \(checks.passed)\u{202F}/\u{202F}\(checks.total)"
        + (checks.cut > 0 ? ", \(Numbers.grouped(checks.cut)) \(words.cut)" : "")
        + (checks.entries > checks.total ? ", " + words.compared(checks.total, of: checks.entries) : "")
      nodes.append(
        .element(
          "aside", [("aria-label", words.gradientCheck)],
          [.element("p", [("class", "badge " + checks.verdict.rawValue)] + badgeFollowing, [.text(text)])]))
    }
    return .element("div", [("class", "toc")], nodes)
  }

  /// The badge speaks of the lesson's own values.
  private var badgeFollowing: [HTMLNode.Attribute] {
    guard slider != nil else { return [] }
    let moved = report.cells.flatMap { cell in
      zip(cell.outputs, cell.following).flatMap { output, following -> [Int] in
        var sum = CheckSummary(passed: 0, failed: 0, undecided: 0, maxRelative: 0)
        output.addChecks(to: &sum)
        return sum.total + cell.derivatives.total > 0 ? following?.sliders ?? [] : []
      }
    }
    let quoted = report.inline.contains { $0.checks.total > 0 } ? report.expressionFollowing.values : [:].values
    let all = Set(moved + quoted.flatMap(\.following.sliders))
    return all.isEmpty ? [] : Following.stays(all).attributes
  }

  /// Checks of the page's own tables and figures, and of the derivatives among its numbers, added up. A `gradcheck` is
  /// the author's question, and may be there to fail.
  private var checks: CheckSummary {
    var sum = CheckSummary(passed: 0, failed: 0, undecided: 0, maxRelative: 0)
    for cell in report.cells where report.options.solutions || !cell.isSolution {
      for output in cell.outputs { output.addChecks(to: &sum) }
      sum = sum + cell.derivatives
    }
    for record in report.inline { sum = sum + record.checks }
    return sum
  }

  private mutating func article() -> HTMLNode {
    // The title, and what follows the last block, are blocks of their own.
    let mark: [HTMLNode] = body.marksBlocks ? [BlockMark(nil).node] : []
    var nodes: [HTMLNode] = [.raw("\n")] + mark + [title(), .raw("\n")]
    nodes += body.document(report.bodyBlocks)
    if case .fragment = style {} else { nodes += mark + body.practice }
    nodes += mark + body.footnotes()
    nodes += mark + body.bibliography()
    if let neighbours = neighbours() { nodes += mark + [neighbours, .raw("\n")] }
    nodes += mark
    if case .fragment = style {
      return .element("article", [("class", "lesson")] + report.language.attributes, nodes)
    }
    return .element("main", [("id", "content"), ("class", "lesson")], [.element("article", [], nodes)])
  }

  private mutating func title() -> HTMLNode {
    let id: [HTMLNode.Attribute] = report.titleAnchor.map { [("id", $0)] } ?? []
    var nodes: [HTMLNode] = [.element("h1", id, body.inlines(report.heading))]
    if let subtitle = report.subtitle { nodes.append(.element("p", [("class", "lede")], [.text(subtitle)])) }
    var facts: [HTMLNode] = []
    // On a page that reads from right to left, `3 min read` would come out as `min read 3`.
    let way: [HTMLNode.Attribute] = report.language.isRightToLeft ? [("dir", "auto")] : []
    if let author = report.author { facts.append(.element("span", way, [.text(author)])) }
    if let date = report.date { facts.append(.element("time", way, [.text(date)])) }
    if case .fragment = style {
    } else {
      facts.append(.element("span", way, [.text(words.reading(minutes: report.readingMinutes))]))
      if let source = report.sourceAddress {
        facts.append(.element("a", [("href", LinkDestination.encoded(source))], [.text(words.source)]))
      }
    }
    if !facts.isEmpty { nodes.append(.element("p", [("class", "meta")], facts)) }
    return .element("header", [("class", "title")], nodes)
  }

  private func neighbours() -> HTMLNode? {
    guard let course = report.course, course.previous != nil || course.next != nil else { return nil }
    if case .fragment = style { return nil }
    var nodes: [HTMLNode] = []
    if let previous = course.previous {
      nodes.append(
        .element(
          "a", [("class", "previous"), ("rel", "prev"), ("href", link(previous.path + ".html"))],
          [.element("small", [], [.text("← " + words.previous)]), .text(previous.title)]))
    }
    if let next = course.next {
      nodes.append(
        .element(
          "a", [("class", "next"), ("rel", "next"), ("href", link(next.path + ".html"))],
          [.element("small", [], [.text(words.next + " →")]), .text(next.title)]))
    }
    return .element("nav", [("class", "neighbours"), ("aria-label", words.lessons)], nodes)
  }

  private func link(_ path: String) -> String {
    LinkDestination.address(from: report.path, to: path)
  }
}

import Artifacts
import Formulas

extension GradientCheckArtifact {
  func html(_ words: any Vocabulary) -> [HTMLNode] {
    let titles = titles(words)
    let head = titles.enumerated().map { column, title in
      HTMLNode.element("th", [("scope", "col")] + (column == 0 ? [("class", "l")] : []), [.text(title)])
    }
    var body: [HTMLNode] = [.raw("\n")]
    for (name, entry) in rows {
      func cell(_ column: Int, _ content: [HTMLNode]) -> HTMLNode {
        .element("td", [("data-l", titles[column])], content)
      }
      body.append(
        .element(
          "tr", [],
          [
            .element("th", [("scope", "row")], name.html),
            cell(1, [.text(count(entry, words))]), cell(2, known(entry, entry.meanAbsolute).html),
            cell(3, known(entry, entry.maxAbsolute).html), cell(4, known(entry, entry.summary.maxRelative).html),
            .element("td", [("class", "c"), ("data-l", titles[5])], [entry.summary.verdict.html(words)]),
          ]))
      body.append(.raw("\n"))
    }
    for cut in cuts {
      let dashes = (2...4).map { HTMLNode.element("td", [("data-l", titles[$0])], [.text("–")]) }
      let verdict = HTMLNode.element("span", [("class", "check cut")], [.text("–\u{A0}" + words.cut(at: cut.line))])
      body.append(
        .element(
          "tr", [],
          [
            .element("th", [("scope", "row")], Notation(name: cut.name).html),
            .element("td", [("data-l", titles[1])], [.text(String(cut.shape.reduce(1, *)))]),
          ] + dashes + [.element("td", [("class", "c"), ("data-l", titles[5])], [verdict])]))
      body.append(.raw("\n"))
    }
    var parts: [HTMLNode] = [
      .element(
        "div", [("class", "tw")] + ScrollBox.attributes(words.table),
        [
          .element(
            "table", [("class", "gradients")],
            [.element("thead", [], [.element("tr", [], head)]), .element("tbody", [], body)])
        ])
    ]
    let findings = worst
    if !findings.isEmpty {
      let titles = worstTitles(words)
      let rows = findings.flatMap { name, finding -> [HTMLNode] in
        func cell(_ column: Int, _ number: Notation) -> HTMLNode {
          .element("td", [("data-l", titles[column])], number.html)
        }
        return [
          .element(
            "tr", [],
            [
              .element("th", [("scope", "row")], name.html),
              cell(1, analytic(finding)),
              cell(2, known(finding.numeric, digits: digits)),
              cell(3, known(finding, finding.difference)), cell(4, known(finding, finding.relative)),
              .element("td", [("class", "c"), ("data-l", titles[5])], [finding.verdict.html(words)]),
            ]), .raw("\n"),
        ]
      }
      let head = titles.enumerated().map {
        HTMLNode.element("th", [("scope", "col")] + ($0 == 0 ? [("class", "l")] : []), [.text($1)])
      }
      parts.append(
        .element(
          "details", [("class", "more")] + (hasFindings ? [("open", "")] : []),
          [
            .element("summary", [], [.text(words.worst)]),
            .element(
              "div", [("class", "tw")] + ScrollBox.attributes(words.worst),
              [
                .element(
                  "table", [("class", "gradients")],
                  [.element("thead", [], [.element("tr", [], head)]), .element("tbody", [], [.raw("\n")] + rows)])
              ]),
          ]))
    }
    parts.append(checkFooter(summary, words: words, links: []))
    return parts
  }

  func markdown(_ words: any Vocabulary) -> [String] {
    var table = PipeTable(titles(words).enumerated().map { ($1, $0 == 0 || $0 == 5 ? .left : .right) })
    for (name, entry) in rows {
      table.append([
        name.markdown, count(entry, words),
        known(entry, entry.meanAbsolute).markdown, known(entry, entry.maxAbsolute).markdown,
        known(entry, entry.summary.maxRelative).markdown, entry.summary.verdict.markdown(words),
      ])
    }
    for cut in cuts {
      table.append([
        Notation(name: cut.name).markdown, String(cut.shape.reduce(1, *)), "–", "–", "–",
        "– " + words.cut(at: cut.line),
      ])
    }
    var blocks = [table.text]
    // Folded away in a page when all is well, left out here.
    if hasFindings {
      var table = PipeTable(worstTitles(words).enumerated().map { ($1, $0 == 0 || $0 == 5 ? .left : .right) })
      for (name, finding) in worst {
        table.append([
          name.markdown, analytic(finding).markdown,
          known(finding.numeric, digits: digits).markdown,
          known(finding, finding.difference).markdown, known(finding, finding.relative).markdown,
          finding.verdict.markdown(words),
        ])
      }
      blocks.append("**" + words.worst + "**\n\n" + table.text)
    }
    return blocks + [summary.line(words).markdown]
  }

  /// A dash where there is no number to tell.
  private func known(_ value: Double, digits: Int) -> Notation {
    value.isNaN ? Notation(plain: "–") : Numbers.notation(value, digits: digits)
  }

  /// `∄` where there is no derivative.
  private func analytic(_ finding: Finding) -> Notation {
    finding.verdict == .undefined
      ? Notation(plain: finding.verdict.sign) : Numbers.notation(finding.analytic, digits: digits)
  }

  private func known(_ finding: Finding, _ value: Double) -> Notation {
    known(finding.verdict == .undefined ? .nan : value, digits: 2)
  }

  /// A number about the entries that were decided.
  private func known(_ entry: Entry, _ value: Double) -> Notation {
    known(entry.summary.passed + entry.summary.failed == 0 ? .nan : value, digits: 2)
  }

  private func titles(_ words: any Vocabulary) -> [String] {
    [words.variable, words.entries, words.meanAbsolute, words.maxAbsolute, words.maxRelative, words.check].map {
      title in
      // Words that stand in sentences as well.
      title.prefix(1).uppercased() + title.dropFirst()
    }
  }

  private func worstTitles(_ words: any Vocabulary) -> [String] {
    [words.position, words.analytic, words.numeric, words.difference, words.relative, words.check]
  }

  /// The inputs, then the rules by hand.
  private var rows: [(name: Notation, entry: Entry)] {
    entries.map { (Notation(name: $0.name), $0) } + rules.map { (name($0), $0.entry) }
  }

  /// `backward σ: t`
  private func name(_ rule: Rule) -> Notation {
    Notation([.plain("backward "), .name(rule.function), .plain(": "), .name(rule.entry.name)])
  }

  /// `39760`, or `4096 / 39760` where not all were looked at.
  private func count(_ entry: Entry, _ words: any Vocabulary) -> String {
    let size = entry.shape.reduce(1, *)
    let looked = entry.summary.total
    return looked < size ? "\(looked)\u{202F}/\u{202F}\(size)" : "\(looked)"
  }

  /// Whether an entry needs a look.
  private var hasFindings: Bool { rows.contains { $0.entry.summary.failed + $0.entry.summary.undecided > 0 } }

  /// How many entries are listed.
  private static let limit = 10

  /// `w1[0, 2]`: the worst entries, those that need a look alone where there are such; those of wrong rules first, since
  /// they explain the others.
  private var worst: [(Notation, Finding)] {
    let kept: [CheckVerdict] = hasFindings ? [.fail, .undecided, .undefined] : [.pass]
    var found: [(name: Notation, finding: Finding)] = []
    for (name, entry) in rows.suffix(rules.count) + rows.prefix(entries.count) {
      for finding in entry.worst where kept.contains(finding.verdict) {
        found.append((finding.index.isEmpty ? name : name + Notation(plain: Numbers.shape(finding.index)), finding))
      }
    }
    if hasFindings {
      let failed = found.filter { $0.finding.verdict == .fail }
      return Array((failed + found.filter { $0.finding.verdict != .fail }).prefix(Self.limit))
    }
    // The greatest differences, in the variables' order where they are equal.
    let order = found.indices.sorted { a, b in
      let (x, y) = (found[a].finding.relative, found[b].finding.relative)
      return x > y || x == y && a < b
    }
    return order.prefix(Self.limit / 2).map { found[$0] }
  }
}

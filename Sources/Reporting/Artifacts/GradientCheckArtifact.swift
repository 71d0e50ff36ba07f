import Formulas

/// `gradcheck(f)`: the backward pass against central differences, an entry an input.
public struct GradientCheckArtifact: Sendable {
  public struct Finding: Sendable {
    /// Position in the input's tensor; empty for a scalar.
    public var index: [Int]
    public var analytic: Double
    public var numeric: Double
    public var relative: Double
    public var verdict: CheckVerdict

    public init(index: [Int], analytic: Double, numeric: Double, relative: Double, verdict: CheckVerdict) {
      self.index = index
      self.analytic = analytic
      self.numeric = numeric
      self.relative = relative
      self.verdict = verdict
    }
  }

  public struct Entry: Sendable {
    public var name: String
    public var shape: [Int]
    public var summary: CheckSummary
    public var meanAbsolute: Double
    public var maxAbsolute: Double
    /// The worst entries, worst first; at most a handful.
    public var worst: [Finding]

    public init(
      name: String, shape: [Int], summary: CheckSummary, meanAbsolute: Double, maxAbsolute: Double, worst: [Finding]
    ) {
      self.name = name
      self.shape = shape
      self.summary = summary
      self.meanAbsolute = meanAbsolute
      self.maxAbsolute = maxAbsolute
      self.worst = worst
    }
  }

  public var output: String
  public var entries: [Entry]
  public var summary: CheckSummary
  public var meanAbsolute: Double
  public var maxAbsolute: Double
  public var digits: Int

  public init(
    output: String, entries: [Entry], summary: CheckSummary, meanAbsolute: Double, maxAbsolute: Double, digits: Int
  ) {
    self.output = output
    self.entries = entries
    self.summary = summary
    self.meanAbsolute = meanAbsolute
    self.maxAbsolute = maxAbsolute
    self.digits = digits
  }
}

extension GradientCheckArtifact {
  func html(_ words: Vocabulary) -> [HTMLNode] {
    let titles = [words.variable, words.entries, words.meanAbsolute, words.maxAbsolute, words.maxRelative, words.check]
    let head = titles.enumerated().map { column, title in
      HTMLNode.element("th", [("scope", "col")] + (column == 0 ? [("class", "l")] : []), [.text(title)])
    }
    var body: [HTMLNode] = [.raw("\n")]
    for entry in entries {
      func cell(_ column: Int, _ content: [HTMLNode]) -> HTMLNode {
        .element("td", [("data-l", titles[column])], content)
      }
      body.append(
        .element(
          "tr", [],
          [
            .element("th", [("scope", "row")], Notation(name: entry.name).html),
            cell(1, [.text(String(entry.summary.total))]), cell(2, Numbers.html(entry.meanAbsolute, digits: 2)),
            cell(3, Numbers.html(entry.maxAbsolute, digits: 2)),
            cell(4, Numbers.html(entry.summary.maxRelative, digits: 2)), cell(5, [entry.summary.verdict.html(words)]),
          ]))
      body.append(.raw("\n"))
    }
    var parts: [HTMLNode] = [
      .element(
        "div", [("class", "tw"), ("tabindex", "0")],
        [
          .element(
            "table", [("class", "gradients")],
            [.element("thead", [], [.element("tr", [], head)]), .element("tbody", [], body)])
        ])
    ]
    let findings = worstFindings
    if !findings.isEmpty {
      let rows = findings.flatMap { name, finding -> [HTMLNode] in
        [
          .element(
            "tr", [],
            [
              .element("th", [("scope", "row")], place(name, finding).html),
              .element("td", [], Numbers.html(finding.analytic, digits: digits)),
              .element("td", [], Numbers.html(finding.numeric, digits: digits)),
              .element("td", [], Numbers.html(finding.relative, digits: 2)),
              .element("td", [], [finding.verdict.html(words)]),
            ]), .raw("\n"),
        ]
      }
      let head = [words.position, words.analytic, words.numeric, words.relative, words.check].enumerated().map {
        HTMLNode.element("th", [("scope", "col")] + ($0 == 0 ? [("class", "l")] : []), [.text($1)])
      }
      parts.append(
        .element(
          "details", [("class", "more"), ("open", "")],
          [
            .element("summary", [], [.text(words.worst)]),
            .element(
              "div", [("class", "tw")],
              [
                .element(
                  "table", [("class", "data")],
                  [.element("thead", [], [.element("tr", [], head)]), .element("tbody", [], [.raw("\n")] + rows)])
              ]),
          ]))
    }
    parts.append(checkFooter(summary, words: words, links: []))
    return parts
  }

  func markdown(_ words: Vocabulary) -> [String] {
    var table = PipeTable([
      (words.variable, .left), (words.entries, .right), (words.meanAbsolute, .right), (words.maxAbsolute, .right),
      (words.maxRelative, .right), (words.check, .left),
    ])
    for entry in entries {
      table.append([
        Notation(name: entry.name).markdown, String(entry.summary.total),
        Numbers.notation(entry.meanAbsolute, digits: 2).markdown,
        Numbers.notation(entry.maxAbsolute, digits: 2).markdown,
        Numbers.notation(entry.summary.maxRelative, digits: 2).markdown, entry.summary.verdict.markdown(words),
      ])
    }
    var blocks = [table.text]
    let findings = worstFindings
    if !findings.isEmpty {
      var worst = PipeTable([
        (words.position, .left), (words.analytic, .right), (words.numeric, .right), (words.relative, .right),
        (words.check, .left),
      ])
      for (name, finding) in findings {
        worst.append([
          place(name, finding).markdown, Numbers.notation(finding.analytic, digits: digits).markdown,
          Numbers.notation(finding.numeric, digits: digits).markdown,
          Numbers.notation(finding.relative, digits: 2).markdown, finding.verdict.markdown(words),
        ])
      }
      blocks.append("**" + words.worst + "**\n\n" + worst.text)
    }
    return blocks + [summary.line(words).markdown]
  }

  /// Only entries that did not pass need a look.
  private var worstFindings: [(String, Finding)] {
    entries.flatMap { entry in entry.worst.filter { $0.verdict != .pass }.map { (entry.name, $0) } }
  }

  /// `w1[0, 2]`
  private func place(_ name: String, _ finding: Finding) -> Notation {
    finding.index.isEmpty ? Notation(name: name) : Notation(name: name) + Notation(plain: Numbers.shape(finding.index))
  }
}

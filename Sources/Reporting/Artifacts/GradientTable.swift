import Artifacts
import Formulas

extension GradientTable {
  /// A row a node, a sub-row a branch where branches add up; on a phone a card a row (`data-l` names its lines).
  func html(_ words: any Vocabulary) -> [HTMLNode] {
    let result = derivative(of: Notation(name: output))
    let titles = [
      Notation(plain: words.variable), Notation(plain: words.operation), Notation(plain: words.value),
      Notation(plain: words.local), Notation(plain: "× " + words.upstream), Notation(plain: "= ") + result,
      Notation(plain: words.numeric), Notation(plain: words.check),
    ]
    let labels = titles.map(\.text)
    func cell(_ column: Int, _ style: String, _ content: [HTMLNode]) -> HTMLNode {
      let label: [HTMLNode.Attribute] = content.isEmpty ? [] : [("data-l", labels[column])]
      return .element("td", (style.isEmpty ? [] : [("class", style)]) + label, content)
    }
    func gradientCell(_ row: Row) -> HTMLNode {
      if let line = row.cut { return cell(5, "cut", [.text(words.cut(at: line))]) }
      return cell(5, "g", row.gradient.map { Numbers.nodes($0, digits: digits, .derivative) } ?? [])
    }
    var body: [HTMLNode] = []
    var inLeaves = false
    for row in rows {
      if row.isLeaf, !inLeaves {
        inLeaves = true
        body.append(.element("tr", [("class", "group")], [.element("td", [("colspan", "8")], [.text(words.inputs)])]))
        body.append(.raw("\n"))
      }
      let single = row.branches.count == 1 ? row.branches[0] : nil
      var local: [HTMLNode] = []
      var upstream: [HTMLNode] = []
      if let single {
        local = localDerivativeHTML(single.local)
        upstream = [.text("× ")] + Numbers.nodes(single.upstream, digits: digits, .derivativeFactor)
      } else if row.branches.count > 1 {
        local = [.text("Σ")]
        upstream = sumHTML(row.branches)
      }
      body.append(
        .element(
          "tr", [],
          [
            .element("th", [("scope", "row")], row.notation.html),
            cell(1, "l", row.formula?.html ?? [.text(row.isLeaf ? words.input : row.operation)]),
            cell(2, "v", Numbers.nodes(row.value, digits: digits, .number)),
            cell(3, "d", local), cell(4, "", upstream),
            gradientCell(row),
            cell(6, "n", numericHTML(row)),
            cell(7, "c", [row.verdict.html(words, of: row.numeric)]),
          ]))
      body.append(.raw("\n"))
      guard row.branches.count > 1 else { continue }
      for branch in row.branches {
        body.append(
          .element(
            "tr", [("class", "branch")],
            [
              .element("td", [("colspan", "3")], [.text("↳ " + words.through + " ")] + branch.through.html),
              cell(3, "d", localDerivativeHTML(branch.local)),
              cell(4, "", [.text("× ")] + Numbers.nodes(branch.upstream, digits: digits, .derivativeFactor)),
              cell(5, "g part", Numbers.nodes(branch.contribution, digits: digits, .derivative)),
              .element("td", [("colspan", "2")]),
            ]))
        body.append(.raw("\n"))
      }
    }
    let head = titles.enumerated().map { column, title in
      HTMLNode.element("th", [("scope", "col")] + (column < 2 ? [("class", "l")] : []), title.html)
    }
    return [
      .element(
        "div", [("class", "tw")] + ScrollBox.attributes(words.table),
        [
          .element(
            "table", [("class", "gradients")],
            [
              .element("caption", [("class", "sr")], [.text(words.gradient + ": " + result.text)]),
              .element("thead", [], [.element("tr", [], head)]), .element("tbody", [], [.raw("\n")] + body),
            ])
        ]),
      checkFooter(check, words: words, links: []),
    ]
  }

  /// The numeric gradient as its cell shows it: a dash where no step could tell.
  private func numeric(_ row: Row) -> Notation? {
    if let numeric = row.numeric {
      let isKnown = numeric.values.isEmpty || numeric.values.contains { !$0.isNaN }
      return isKnown ? Numbers.compact(numeric, digits: digits) : Notation(plain: "–")
    }
    guard row.numericStart.count > 1 else { return nil }
    return Numbers.compact(start: row.numericStart, of: row.value.shape, digits: digits)
  }

  func markdown(_ words: any Vocabulary) -> [String] {
    let result = derivative(of: Notation(name: output))
    var table = PipeTable([
      (words.variable, .left), (words.operation, .left), (words.value, .right), (words.local, .right),
      ("× " + words.upstream, .right), ("= " + result.markdown, .right), (words.numeric, .right), (words.check, .left),
    ])
    for row in rows {
      let single = row.branches.count == 1 ? row.branches[0] : nil
      var local = ""
      var upstream = ""
      if let single {
        local = localDerivative(single.local).markdown
        upstream = "× " + Numbers.derivativeFactor(single.upstream, digits: digits).markdown
      } else if row.branches.count > 1 {
        local = "Σ"
        upstream = sum(row.branches).markdown
      }
      table.append([
        row.notation.markdown, row.formula?.markdown ?? (row.isLeaf ? words.input : row.operation),
        Numbers.compact(row.value, digits: digits).markdown, local, upstream,
        row.cut.map(words.cut(at:)) ?? row.gradient.map { "**\(Numbers.derivative($0, digits: digits).markdown)**" }
          ?? "",
        numeric(row)?.markdown ?? "", row.verdict.markdown(words),
      ])
      guard row.branches.count > 1 else { continue }
      for branch in row.branches {
        table.append([
          "↳ " + words.through + " " + branch.through.markdown, "", "", localDerivative(branch.local).markdown,
          "× " + Numbers.derivativeFactor(branch.upstream, digits: digits).markdown,
          Numbers.derivative(branch.contribution, digits: digits).markdown, "", "",
        ])
      }
    }
    return [table.text, check.line(words).markdown]
  }

  /// `z = −4`; only the symbol where the derivative is no number.
  private func localDerivative(_ local: LocalDerivative) -> Notation {
    guard let value = local.value else { return local.symbol }
    let number = Numbers.derivative(value, digits: digits)
    return local.symbol == number ? number : local.symbol + Notation(plain: " = ") + number
  }

  private func localDerivativeHTML(_ local: LocalDerivative) -> [HTMLNode] {
    guard let value = local.value, value.places != nil else { return localDerivative(local).html }
    return local.symbol.html + [.text(" = ")] + Numbers.nodes(value, digits: digits, .derivative)
  }

  private func numericHTML(_ row: Row) -> [HTMLNode] {
    guard let numeric = row.numeric, numeric.places != nil else { return self.numeric(row)?.html ?? [] }
    return Numbers.nodes(numeric, digits: digits, .numeric)
  }

  private func sumHTML(_ branches: [Branch]) -> [HTMLNode] {
    var nodes: [HTMLNode] = []
    for (index, branch) in branches.enumerated() {
      if index > 0 { nodes.append(.text(" + ")) }
      nodes += Numbers.nodes(branch.contribution, digits: digits, index > 0 ? .derivativeFactor : .derivative)
    }
    return nodes
  }

  /// `2 + 3 =`
  private func sum(_ branches: [Branch]) -> Notation {
    var result = Notation()
    for (index, branch) in branches.enumerated() {
      if index > 0 { result.pieces.append(.plain(" + ")) }
      result =
        result
        + (index > 0
          ? Numbers.derivativeFactor(branch.contribution, digits: digits)
          : Numbers.derivative(branch.contribution, digits: digits))
    }
    return result
  }

  private func derivative(of name: Notation) -> Notation {
    Notation(plain: "∂") + name + Notation(plain: "/∂·")
  }
}

/// Footer below a table or a figure: the outcome of its gradient check, and links to its files.
func checkFooter(_ check: CheckSummary?, words: any Vocabulary, links: [HTMLNode]) -> HTMLNode {
  var parts: [HTMLNode] = []
  if let check, check.total + check.cut > 0 {
    let followed = check.followed.map { [("data-checks", "\($0.lowerBound) \($0.count)")] } ?? []
    parts.append(
      .element("span", [("class", "check " + check.verdict.rawValue)] + followed, check.line(words).html))
  }
  if !links.isEmpty { parts.append(.element("span", [("class", "files")], links)) }
  return parts.isEmpty ? .fragment([]) : .element("footer", [], parts)
}

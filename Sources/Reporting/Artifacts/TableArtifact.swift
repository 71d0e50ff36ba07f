import Artifacts
import Formulas

extension TableArtifact {
  /// More rows than this are shortened in the middle; machine-readable results hold all.
  private static let limit = 60

  private var shownRows: [Int?] {
    let count = columns.map(\.count).max() ?? 0
    guard count > TableArtifact.limit else { return Array(0..<count) }
    return Array(0..<50) + [nil] + Array(count - 5..<count)
  }

  func html(_ words: any Vocabulary) -> [HTMLNode] {
    let head = columns.map { column -> HTMLNode in
      var attributes = [("scope", "col")]
      if case .texts = column.entries { attributes.append(("class", "l")) }
      return .element("th", attributes, title(column, words).html)
    }
    var body: [HTMLNode] = []
    for row in shownRows {
      body.append(
        .element(
          "tr", [],
          columns.map { column in
            guard let row else { return .element("td", [], [.text("⋮")]) }
            return cell(column, row)
          }))
      body.append(.raw("\n"))
    }
    return [
      .element(
        "div", [("class", "tw")] + ScrollBox.attributes(words.table),
        [
          .element(
            "table", [("class", "data numbers")],
            [.element("thead", [], [.element("tr", [], head)]), .element("tbody", [], body)])
        ])
    ]
  }

  private func cell(_ column: Column, _ row: Int) -> HTMLNode {
    switch column.entries {
    case _ where column.absent.contains(row): .element("td", [], [.text("–")])
    case .numbers(let values):
      .element("td", [], values.indices.contains(row) ? Numbers.html(values[row], digits: digits) : [])
    case .texts(let texts):
      .element("td", [("class", "l")], texts.indices.contains(row) ? [.text(texts[row])] : [])
    }
  }

  func markdown(_ words: any Vocabulary) -> [String] {
    var table = PipeTable(
      columns.map { column in
        if case .texts = column.entries { return (title(column, words).markdown, .left) }
        return (title(column, words).markdown, .right)
      })
    for row in shownRows {
      table.append(
        columns.map { column in
          guard let row else { return "⋮" }
          if column.absent.contains(row) { return "–" }
          switch column.entries {
          case .numbers(let values):
            return values.indices.contains(row) ? Numbers.notation(values[row], digits: digits).markdown : ""
          case .texts(let texts): return texts.indices.contains(row) ? Notation(plain: texts[row]).markdown : ""
          }
        })
    }
    return [table.text]
  }

  private func title(_ column: Column, _ words: any Vocabulary) -> Notation {
    let word =
      switch column.word {
      case .unit(let unit): words.unit(unit)
      case .series: words.series(column.title)
      case nil: column.title
      }
    if word != column.title { return Notation(plain: word) }
    return column.isName && column.title.utf8.allSatisfy({ $0 != 0x20 && $0 != UInt8(ascii: "(") })
      ? Notation(name: column.title) : Notation(plain: column.title)
  }
}

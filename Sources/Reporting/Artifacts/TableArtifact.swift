import Formulas

/// `table(x: a, y: b)`: columns of equal length, or a matrix with numbered columns.
public struct TableArtifact: Sendable {
  public struct Column: Sendable {
    public var title: String
    public var values: [Double]

    public init(title: String, values: [Double]) {
      self.title = title
      self.values = values
    }
  }

  public var columns: [Column]
  public var digits: Int

  public init(columns: [Column], digits: Int) {
    self.columns = columns
    self.digits = digits
  }
}

extension TableArtifact {
  /// More rows than this are shortened in the middle; machine-readable results hold all.
  private static let limit = 60

  private var shownRows: [Int?] {
    let count = columns.map(\.values.count).max() ?? 0
    guard count > TableArtifact.limit else { return Array(0..<count) }
    return Array(0..<50) + [nil] + Array(count - 5..<count)
  }

  func html(_ words: Vocabulary) -> [HTMLNode] {
    let head = columns.map { HTMLNode.element("th", [("scope", "col")], title($0).html) }
    var body: [HTMLNode] = []
    for row in shownRows {
      body.append(
        .element(
          "tr", [],
          columns.map { column in
            guard let row else { return .element("td", [], [.text("⋮")]) }
            return .element(
              "td", [],
              column.values.indices.contains(row) ? Numbers.html(column.values[row], digits: digits) : [])
          }))
      body.append(.raw("\n"))
    }
    return [
      .element(
        "div", [("class", "tw"), ("tabindex", "0")],
        [
          .element(
            "table", [("class", "data numbers")],
            [.element("thead", [], [.element("tr", [], head)]), .element("tbody", [], body)])
        ])
    ]
  }

  func markdown(_ words: Vocabulary) -> [String] {
    var table = PipeTable(columns.map { (title($0).markdown, .right) })
    for row in shownRows {
      table.append(
        columns.map { column in
          guard let row else { return "⋮" }
          return column.values.indices.contains(row)
            ? Numbers.notation(column.values[row], digits: digits).markdown : ""
        })
    }
    return [table.text]
  }

  private func title(_ column: Column) -> Notation {
    column.title.utf8.allSatisfy({ $0 != 0x20 && $0 != UInt8(ascii: "(") })
      ? Notation(name: column.title) : Notation(plain: column.title)
  }
}

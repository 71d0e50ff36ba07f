import Markup

/// A table with GitHub's pipes. Cells are Markdown; a pipe inside them must be escaped already.
struct PipeTable {
  private(set) var text: String
  private let count: Int

  init(_ columns: [(title: String, alignment: Table.Alignment)]) {
    count = columns.count
    text = "|"
    for column in columns { text += " \(column.title) |" }
    text += "\n|"
    for column in columns {
      switch column.alignment {
      case .none: text += " --- |"
      case .left: text += " :-- |"
      case .center: text += " :-: |"
      case .right: text += " --: |"
      }
    }
  }

  mutating func append(_ cells: [String]) {
    text += "\n|"
    for cell in cells { text += cell.isEmpty ? "  |" : " \(cell) |" }
  }
}

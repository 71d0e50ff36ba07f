import Artifacts
import Formulas

extension HeatmapChart: ChartContent {
  /// More cells a side are drawn as means of blocks.
  private static let most = 64

  private var block: Int { max(1, (max(rows, columns) + HeatmapChart.most - 1) / HeatmapChart.most) }

  /// The cells as they are drawn: entries, or means over blocks.
  private var cells: CellGrid {
    let block = block
    if block == 1 { return CellGrid(rows: rows, columns: columns, values: values) }
    let high = (rows + block - 1) / block
    let wide = (columns + block - 1) / block
    var means = [Double](repeating: 0, count: high * wide)
    for row in 0..<high {
      for column in 0..<wide {
        var sum = 0.0
        var count = 0.0
        for i in row * block..<min(rows, (row + 1) * block) {
          for j in column * block..<min(columns, (column + 1) * block) {
            sum += values[i * columns + j]
            count += 1
          }
        }
        means[row * wide + column] = sum / count
      }
    }
    return CellGrid(rows: high, columns: wide, values: means, stride: block)
  }

  func layout(_ words: ChartWords) -> ChartLayout {
    var cells = cells
    cells.showsScale = true
    return cells.layout(words)
  }

  func title(_ words: ChartWords) -> String { words.say.heatmapTitle(name) }

  func description(_ words: ChartWords) -> String {
    let finite = values.filter(\.isFinite)
    var text = title(words) + ", " + words.say.size(rows: rows, columns: columns)
    guard let low = finite.min(), let high = finite.max() else { return text + "." }
    text += ", " + words.range(words.say.valueRange, low, high) + "."
    if values.count <= 36 {
      for row in 0..<rows {
        text +=
          " " + words.say.row(row) + ": "
          + (0..<columns).map { words.plain(values[row * columns + $0]) }.joined(separator: ", ") + "."
      }
    }
    return text
  }

  func facts(_ words: ChartWords) -> [Notation] {
    var facts = [Notation(plain: "\(rows) × \(columns)")]
    if block > 1 { facts.append(Notation(plain: words.say.block(block))) }
    if let low = values.filter(\.isFinite).min(), let high = values.filter(\.isFinite).max() {
      facts.append(Notation(plain: words.range(words.say.valueRange, low, high)))
    }
    return facts
  }

  var data: DataTable {
    DataTable(
      [DataTable.Column("row", (0..<rows).map(Double.init))]
        + (0..<columns).map { column in
          DataTable.Column("\(column)", (0..<rows).map { values[$0 * columns + column] })
        })
  }

  func write(to json: inout some StructuredWriter) {
    json.object { json in
      json.member("kind", "heatmap")
      json.member("name", name)
      json.member("shape", [rows, columns])
      json.member("values", values)
    }
  }
}

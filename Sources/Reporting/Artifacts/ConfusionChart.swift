import Formulas

/// `confusion(net, x, y)`: how often each class (rows) was told to be each class (columns).
public struct ConfusionChart: Sendable {
  /// Truth by row, prediction by column.
  public var counts: [[Int]]
  public var labels: [String]
  public var digits: Int

  public init(counts: [[Int]], labels: [String], digits: Int = 4) {
    self.counts = counts
    self.labels = labels
    self.digits = digits
  }

  /// Counts pairs of true and predicted classes.
  public init(truth: [Int], predicted: [Int], labels: [String], digits: Int = 4) {
    var counts = Array(repeating: Array(repeating: 0, count: labels.count), count: labels.count)
    for (row, column) in zip(truth, predicted) where counts.indices.contains(row) && counts.indices.contains(column) {
      counts[row][column] += 1
    }
    self.init(counts: counts, labels: labels, digits: digits)
  }

  public var total: Int { counts.reduce(0) { $0 + $1.reduce(0, +) } }
  public var correct: Int { counts.indices.reduce(0) { $0 + counts[$1][$1] } }
  public var accuracy: Double { total == 0 ? 0 : Double(correct) / Double(total) }
}

extension ConfusionChart: ChartContent {
  func layout(_ words: ChartWords) -> ChartLayout {
    // A cell's strength is its share of the row, so that rare classes are seen.
    let shares = counts.flatMap { row -> [Double] in
      let sum = row.reduce(0, +)
      return row.map { sum == 0 ? 0 : Double($0) / Double(sum) }
    }
    // Right ones on one side of the scale, wrong ones on the other.
    let signed = shares.enumerated().map {
      $0.offset / counts.count == $0.offset % counts.count ? $0.element : -$0.element
    }
    var grid = CellGrid(
      rows: counts.count, columns: counts.count, values: signed,
      texts: counts.flatMap { $0 }.map { FigureText("\($0)") }, labels: labels,
      title: words.truthAndPrediction)
    grid.outlinesDiagonal = true
    return grid.layout(words)
  }

  func title(_ words: ChartWords) -> String { words.pick("Confusion matrix", "혼동 행렬") }

  func description(_ words: ChartWords) -> String {
    var text = title(words) + ". " + words.correct(correct, total) + "."
    for (row, label) in labels.enumerated() {
      let wrong = counts[row].indices.filter { $0 != row && counts[row][$0] > 0 }
      let most = wrong.max { (counts[row][$0], -$0) < (counts[row][$1], -$1) }
      text += " \(label): " + words.correct(counts[row][row], counts[row].reduce(0, +))
      if let most { text += words.pick(", most often taken for \(labels[most])", ", 가장 잦은 오답은 \(labels[most])") }
      text += "."
    }
    return text
  }

  func facts(_ words: ChartWords) -> [Notation] {
    [
      Notation(plain: words.correct(correct, total) + " (") + NumberFormat(.percent, digits: 1).notation(of: accuracy)
        + Notation(plain: ")")
    ]
  }

  func table(_ words: ChartWords) -> TableArtifact? {
    TableArtifact(
      columns: [TableArtifact.Column(title: words.truth, .texts(labels), isName: false)]
        + labels.indices.map { column in
          TableArtifact.Column(title: labels[column], values: counts.map { Double($0[column]) }, isName: false)
        }, digits: digits)
  }

  var data: DataTable {
    DataTable(
      [DataTable.Column("truth", texts: labels)]
        + labels.indices.map { column in
          DataTable.Column(labels[column], counts.map { Double($0[column]) })
        })
  }

  func write(to json: inout JSONWriter) {
    json.object { json in
      json.member("kind", "confusion")
      json.key("labels")
      json.array(labels) { $0.value($1) }
      json.key("counts")
      json.array(counts) { $0.value($1) }
      json.member("accuracy", accuracy)
    }
  }
}

extension Chart {
  public static func confusion(_ chart: ConfusionChart) -> Chart { Chart(content: chart) }
}

import Artifacts
import Formulas

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
      title: words.say.truthAndPrediction)
    grid.outlinesDiagonal = true
    return grid.layout(words)
  }

  func title(_ words: ChartWords) -> String { words.say.confusionTitle }

  func description(_ words: ChartWords) -> String {
    var text = title(words) + ". " + words.say.correct(correct, total) + "."
    for (row, label) in labels.enumerated() {
      let wrong = counts[row].indices.filter { $0 != row && counts[row][$0] > 0 }
      let most = wrong.max { (counts[row][$0], -$0) < (counts[row][$1], -$1) }
      text += " \(label): " + words.say.correct(counts[row][row], counts[row].reduce(0, +))
      if let most { text += words.say.mostTakenFor(labels[most]) }
      text += "."
    }
    return text
  }

  func facts(_ words: ChartWords) -> [Notation] {
    [
      Notation(plain: words.say.correct(correct, total) + " (")
        + NumberFormat(.percent, digits: 1).notation(of: accuracy)
        + Notation(plain: ")")
    ]
  }

  func table(_ words: ChartWords) -> TableArtifact? {
    TableArtifact(
      columns: [TableArtifact.Column(title: words.say.truth, .texts(labels), isName: false)]
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

  func write(to json: inout some StructuredWriter) {
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

import Artifacts
import Formulas

extension HistogramChart: ChartContent {
  func layout(_ words: ChartWords) -> ChartLayout {
    ChartLayout(drawing(.wide, words), narrow: drawing(.narrow, words))
  }

  private func drawing(_ sizes: ChartSizes, _ words: ChartWords) -> Drawing {
    var drawing = Drawing(width: sizes.width, height: 0)
    var y = ChartAxis(lower: 0, upper: Double(max(counts.max() ?? 1, 1)) * 1.06, title: FigureText(words.say.count))
    y.isWhole = true
    let frame = ChartFrame(
      x: ChartAxis(lower: edges[0], upper: edges[edges.count - 1], title: ChartText.label(name)), y: y, sizes: sizes,
      right: 14, plotHeight: sizes.isNarrow ? 160 : 190)
    drawing.height = frame.height
    frame.drawGrid(into: &drawing)
    let gap = min(1.5, frame.plot.width / Double(counts.count) / 5)
    for (k, count) in counts.enumerated() where count > 0 {
      guard let left = frame.x.at(edges[k]), let right = frame.x.at(edges[k + 1]), let top = frame.y.at(Double(count))
      else { continue }
      drawing.add(
        .box(Box(left: left + gap / 2, top: top, right: right - gap / 2, bottom: frame.plot.bottom), rx: 0), "b2",
        opacity: 0.8)
    }
    frame.drawAxes(into: &drawing)
    return drawing
  }

  func title(_ words: ChartWords) -> String { words.say.histogramTitle(name) }

  func description(_ words: ChartWords) -> String {
    var text = title(words) + ", " + words.say.valueCount(counts.reduce(0, +))
    text += " " + words.span(edges[0], edges[edges.count - 1]) + "."
    if let most = counts.indices.max(by: { (counts[$0], -$0) < (counts[$1], -$1) }) {
      text += " " + words.say.most(counts[most], words.plain(edges[most]), words.plain(edges[most + 1]))
    }
    return text + " " + facts(words).dropFirst().map(\.text).joined(separator: ", ") + "."
  }

  func facts(_ words: ChartWords) -> [Notation] {
    [
      Notation(plain: words.say.valueCount(counts.reduce(0, +))),
      Notation(plain: words.say.mean + " ") + words.notation(mean),
      Notation(plain: words.say.deviation + " ") + words.notation(deviation),
    ]
  }

  var data: DataTable {
    DataTable([
      DataTable.Column("from", Array(edges.dropLast())), DataTable.Column("to", Array(edges.dropFirst())),
      DataTable.Column("count", counts.map(Double.init)),
    ])
  }

  func write(to json: inout some StructuredWriter) {
    json.object { json in
      json.member("kind", "histogram")
      json.member("name", name)
      json.member("edges", edges)
      json.member("counts", counts)
      json.member("mean", mean)
      json.member("std", deviation)
    }
  }
}

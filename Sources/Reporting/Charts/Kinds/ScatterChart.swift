import Artifacts
import Formulas

extension ScatterChart: ChartContent {
  func layout(_ words: ChartWords) -> ChartLayout {
    ChartLayout(drawing(.square), narrow: drawing(.panel))
  }

  private func drawing(_ given: ChartSizes) -> Drawing {
    let xAxis = ChartAxis(x, isLog: false, title: xTitle.map(ChartText.label), pad: 0.05)
    let yAxis = ChartAxis(y, isLog: false, title: yTitle.map(ChartText.label), pad: 0.05)
    let axes = isEqual ? EqualAxes(xAxis, yAxis, given) : nil
    let sizes = axes?.sizes ?? given
    var drawing = Drawing(width: sizes.width, height: 0)
    var top = 0.0
    if classes != nil { top = PointCloud.key(labels).draw(into: &drawing, sizes: sizes) }
    let frame =
      axes?.frame(top: top)
      ?? ChartFrame(x: xAxis, y: yAxis, sizes: sizes, top: top, plotHeight: sizes.isNarrow ? 240 : nil)
    drawing.height = frame.height
    frame.drawGrid(into: &drawing)
    PointCloud(x: x, y: y, classes: classes).draw(into: &drawing, frame)
    frame.drawAxes(into: &drawing)
    return drawing
  }

  func title(_ words: ChartWords) -> String {
    let (a, b) = (xTitle ?? "x", yTitle ?? "y")
    return words.say.scatterTitle(b, against: a)
  }

  func description(_ words: ChartWords) -> String {
    var text = title(words) + ", \(words.say.points(x.count))."
    if isEqual { text += " " + words.say.oneUnit }
    if let classes {
      for (place, label) in labels.enumerated() {
        text += " \(label): \(words.say.points(classes.count { $0 == place }))."
      }
    }
    if let (low, high) = range(x) { text += " " + words.range(xTitle ?? "x", low, high) + "." }
    if let (low, high) = range(y) { text += " " + words.range(yTitle ?? "y", low, high) + "." }
    return text
  }

  private func range(_ values: [Double]) -> (Double, Double)? {
    guard let low = values.filter(\.isFinite).min(), let high = values.filter(\.isFinite).max() else { return nil }
    return (low, high)
  }

  func facts(_ words: ChartWords) -> [Notation] {
    let drawn = min(x.count, PointCloud.most)
    return [
      Notation(plain: drawn < x.count ? words.say.pointsDrawn(drawn, x.count) : words.say.points(x.count))
    ]
  }

  var data: DataTable {
    var columns = [DataTable.Column(xTitle ?? "x", x), DataTable.Column(yTitle ?? "y", y)]
    if let classes { columns.append(DataTable.Column("class", classes.map(Double.init))) }
    return DataTable(columns)
  }

  func write(to json: inout some StructuredWriter) {
    json.object { json in
      json.member("kind", "scatter")
      json.member("equal", isEqual)
      json.member("x", x)
      json.member("y", y)
      if let classes { json.member("classes", classes) }
    }
  }
}

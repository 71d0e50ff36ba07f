import Formulas

/// `histogram(v)`: how often values lie in each of equal intervals.
public struct HistogramChart: Sendable {
  public var name: String
  /// One more than `counts`; each interval holds its left end, the last one its right end too.
  public var edges: [Double]
  public var counts: [Int]
  public var mean: Double
  public var deviation: Double
  public var digits: Int

  public init(
    name: String, edges: [Double], counts: [Int], mean: Double, deviation: Double, digits: Int = 4
  ) {
    self.name = name
    self.edges = edges
    self.counts = counts
    self.mean = mean
    self.deviation = deviation
    self.digits = digits
  }

  /// Edges at round numbers: about as many intervals as NumPy's `"auto"` takes (the more of Sturges' rule and that of
  /// Freedman and Diaconis), sixty at most.
  public static func edges(for values: [Double]) -> [Double] {
    let sorted = values.sorted()
    guard let low = sorted.first, let high = sorted.last, low < high else {
      let middle = sorted.first ?? 0
      return [middle - 0.5, middle + 0.5]
    }
    let count = Double(sorted.count)
    let sturges = Elementary.log(count) / 0.6931471805599453 + 1
    let quartiles = sorted[sorted.count * 3 / 4] - sorted[sorted.count / 4]
    let width = 2 * quartiles / Elementary.power(count, 1.0 / 3)
    let wanted = min(max(sturges, width > 0 ? (high - low) / width : 0), 60)
    let ticks = Ticks.linear(low, high, count: max(2, Int(wanted) + 1))
    guard ticks.count > 1 else { return [low, high] }
    let step = ticks[1] - ticks[0]
    var edges = ticks
    if let first = edges.first, first > low { edges.insert(first - step, at: 0) }
    if let last = edges.last, last < high { edges.append(last + step) }
    return edges
  }

  /// `count` intervals of equal width from the least value to the greatest, as in NumPy.
  public static func edges(for values: [Double], count: Int) -> [Double] {
    let low = values.min() ?? 0
    let high = values.max() ?? 1
    let (a, b) = low == high ? (low - 0.5, high + 0.5) : (low, high)
    return (0...count).map { k in
      k == count ? b : a + (b - a) * Double(k) / Double(count)
    }
  }

  public static func counts(of values: [Double], edges: [Double]) -> [Int] {
    var counts = [Int](repeating: 0, count: edges.count - 1)
    for value in values {
      var low = 0
      var high = edges.count
      while high - low > 1 {
        let middle = (low + high) / 2
        if edges[middle] <= value { low = middle } else { high = middle }
      }
      if value >= edges[0], value <= edges[edges.count - 1] { counts[min(low, counts.count - 1)] += 1 }
    }
    return counts
  }
}

extension HistogramChart: ChartContent {
  func layout(_ words: ChartWords) -> ChartLayout {
    ChartLayout(drawing(.wide, words), narrow: drawing(.narrow, words))
  }

  private func drawing(_ sizes: ChartSizes, _ words: ChartWords) -> ChartDrawing {
    var drawing = ChartDrawing(width: sizes.width, height: 0)
    var y = ChartAxis(lower: 0, upper: Double(max(counts.max() ?? 1, 1)) * 1.06, title: FigureText(words.count))
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

  func title(_ words: ChartWords) -> String { words.pick("Histogram of \(name)", "\(name)의 히스토그램") }

  func description(_ words: ChartWords) -> String {
    var text = title(words) + ", " + words.valueCount(counts.reduce(0, +))
    text += " " + words.span(edges[0], edges[edges.count - 1]) + "."
    if let most = counts.indices.max(by: { (counts[$0], -$0) < (counts[$1], -$1) }) {
      text += " " + words.most(counts[most], words.plain(edges[most]), words.plain(edges[most + 1]))
    }
    return text + " " + facts(words).dropFirst().map(\.text).joined(separator: ", ") + "."
  }

  func facts(_ words: ChartWords) -> [Notation] {
    [
      Notation(plain: words.valueCount(counts.reduce(0, +))),
      Notation(plain: words.mean + " ") + words.notation(mean),
      Notation(plain: words.deviation + " ") + words.notation(deviation),
    ]
  }

  var data: DataTable {
    DataTable([
      DataTable.Column("from", Array(edges.dropLast())), DataTable.Column("to", Array(edges.dropFirst())),
      DataTable.Column("count", counts.map(Double.init)),
    ])
  }

  func write(to json: inout JSONWriter) {
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

extension Chart {
  public static func histogram(_ chart: HistogramChart) -> Chart { Chart(content: chart) }
}

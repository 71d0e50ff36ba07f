import Artifacts
import Formulas

extension PlotChart: ChartContent {
  func layout(_ words: ChartWords) -> ChartLayout {
    let chart = lineChart(words)
    if isEqual { return ChartLayout(chart.drawing(.square), narrow: chart.drawing(.narrow)) }
    return ChartLayout(chart.drawing(.wide), narrow: chart.drawing(.narrow))
  }

  private func lineChart(_ words: ChartWords) -> LineChart {
    let xTitle = self.xTitle.map(ChartText.label)
    let yTitle = self.yTitle.map(ChartText.label)
    let isIndex = xTitle == nil && !isClosed
    var x = ChartAxis(
      series.lazy.flatMap(\.x), isLog: isLogX, title: isIndex ? FigureText(words.say.index) : xTitle,
      pad: isEqual ? 0.05 : 0)
    x.isWhole = isIndex
    let y = ChartAxis(shownValues, isLog: isLogY, title: isLogY ? words.logScale(yTitle) : yTitle, pad: 0.05)
    if isLogX { x.title = words.logScale(x.title) }
    return LineChart(x: x, y: y, curves: series.indices.map { curve($0) }, isEqual: isEqual)
  }

  /// Of a function with poles the middle part, so that its ordinary course can be seen.
  private var shownValues: [Double] {
    let all = series.flatMap(\.y).filter(\.isFinite)
    guard series.contains(where: { $0.role != .values }), all.count > 20 else { return all }
    let sorted = all.sorted()
    let low = sorted[sorted.count / 20]
    let high = sorted[sorted.count - 1 - sorted.count / 20]
    let room = 4 * (high - low)
    guard room > 0, let first = sorted.first, let last = sorted.last, first < low - room || last > high + room
    else { return all }
    let half = (high - low) / 4
    return [low - half, high + half]
  }

  private func curve(_ index: Int) -> LineChart.Curve {
    let one = series[index]
    // One curve that fills the chart is named by the caption; only several have to be told apart.
    var curve = LineChart.Curve(
      name: ChartText.label(one.label), pieces: pieces(one), colour: index % 4 + 1, isDashed: index >= 4,
      marker: MarkerShape.of(index))
    curve.hasMarkers = one.role == .values && one.y.count <= 30
    if isClosed, curve.pieces.count == 1, curve.pieces[0].count == one.y.count, let first = curve.pieces[0].first {
      curve.pieces[0].append(first)
      curve.isClosed = true
    }
    if one.role == .slope { curve.isDashed = true }
    for jump in one.jumps {
      for end in [jump.left, jump.right] where end.isFinite && end != jump.value {
        curve.dots.append((Point(x: jump.x, y: end), true))
      }
      if let value = jump.value { curve.dots.append((Point(x: jump.x, y: value), false)) }
    }
    return curve
  }

  private func pieces(_ one: Series) -> [[Point]] {
    var result: [[Point]] = []
    var piece: [Point] = []
    for (x, y) in zip(one.x, one.y) {
      if x.isFinite, y.isFinite {
        piece.append(Point(x: x, y: y))
      } else if !piece.isEmpty {
        result.append(piece)
        piece = []
      }
    }
    if !piece.isEmpty { result.append(piece) }
    return result
  }

  func title(_ words: ChartWords) -> String {
    let names = series.map(\.label).joined(separator: ", ")
    if isClosed { return words.say.polygons(names, series.count) }
    let x = xTitle ?? words.say.index
    return words.say.lineChart(names, by: x)
  }

  func description(_ words: ChartWords) -> String {
    var parts: [String] = [title(words) + "."]
    if isEqual { parts.append(words.say.oneUnit) }
    if isLogX || isLogY {
      parts.append(
        isLogX && isLogY
          ? words.say.bothLog
          : isLogY
            ? words.say.verticalLog
            : words.say.horizontalLog)
    }
    for one in series {
      let points = pieces(one).joined()
      if isClosed {
        parts.append(
          words.corners(one.label, points.prefix(8).map { ($0.x, $0.y) }, more: max(0, points.count - 8)))
        continue
      }
      guard let first = points.first, let last = points.last(where: { _ in true }),
        let least = points.min(by: { $0.y < $1.y }), let greatest = points.max(by: { $0.y < $1.y })
      else { continue }
      func at(_ p: Point) -> String {
        words.say.valueAt(words.plain(p.y), words.plain(p.x))
      }
      parts.append(
        words.say.curve(one.label, first: at(first), last: at(last), least: at(least), greatest: at(greatest)))
    }
    return parts.joined(separator: " ")
  }

  func facts(_ words: ChartWords) -> [Notation] {
    var facts: [Notation] = []
    var hidden = 0
    var gaps = 0
    for one in series {
      for (x, y) in zip(one.x, one.y) {
        if !x.isFinite || !y.isFinite {
          if one.role == .values { gaps += 1 }
        } else if isLogX && x <= 0 || isLogY && y <= 0 {
          hidden += 1
        }
      }
    }
    if hidden > 0 { facts.append(Notation(plain: words.say.notShown(hidden))) }
    if gaps > 0 { facts.append(Notation(plain: words.say.notFinite(gaps))) }
    return facts
  }

  var data: DataTable {
    var columns: [DataTable.Column] = []
    for (place, one) in series.enumerated() {
      if isClosed {
        columns += [DataTable.Column("\(one.label) x", one.x), DataTable.Column("\(one.label) y", one.y)]
        continue
      }
      // Series that share their places share the column.
      if place == 0 || one.x != series[place - 1].x {
        columns.append(DataTable.Column(xTitle ?? "index", one.x))
      }
      columns.append(DataTable.Column(one.label, one.y))
    }
    return DataTable(columns)
  }

  func write(to json: inout some StructuredWriter) {
    json.object { json in
      json.member("kind", "plot")
      json.member("logX", isLogX)
      json.member("logY", isLogY)
      json.member("equal", isEqual)
      json.member("closed", isClosed)
      if let xTitle { json.member("xTitle", xTitle) }
      json.key("series")
      json.array(series) { json, one in
        json.object { json in
          json.member("label", one.label)
          json.member("x", one.x)
          json.member("y", one.y)
        }
      }
    }
  }
}

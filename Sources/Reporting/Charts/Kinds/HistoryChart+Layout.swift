import Artifacts
import Formulas

/// A history as line charts, one panel for each kind of number.
extension HistoryChart {
  func layout(_ words: ChartWords) -> ChartLayout {
    let charts = panels.prefix(HistoryChart.mostPanels).map { lineChart($0.name, $0.series, words) }
    let isOne = charts.count <= 1
    if charts.isEmpty {
      var empty = Drawing(width: 340, height: 28)
      empty.texts.append(
        Drawing.Text(FigureText(words.say.nothingToDraw), at: Point(x: 4, y: 18), .start, size: 12, style: "note"))
      return ChartLayout(empty)
    }
    return ChartLayout(
      panels: charts.map { $0.drawing(.wide, plotHeight: isOne ? nil : 150) }, columns: 1,
      narrow: charts.map { $0.drawing(.narrow, plotHeight: isOne ? nil : 140) })
  }

  private func lineChart(_ name: String, _ series: [Series], _ words: ChartWords) -> LineChart {
    let isLog = isLog(series)
    var shown = series.flatMap { Array(HistoryChart.finite($0.values)) }
    let reference = name == panels.first?.name ? drawnReference : nil
    if let reference { shown.append(reference.value) }
    let spread = (shown.min() ?? 0, shown.max() ?? 0)
    var y = ChartAxis(
      shown, isLog: isLog, pad: 0.05, includesZero: spread.0 >= 0 && spread.0 < 0.5 * spread.1)
    let title = ChartText.label(title(ofPanel: name, words))
    y.title = isLog ? words.logScale(title) : title
    let last = count(max(1, series.map(\.values.count).max() ?? 1) - 1)
    var x = ChartAxis(lower: min(count(0), last - 1), upper: last, title: FigureText(words.say.unit(unit)))
    if unit != .step, last > 20 { x.lower = 0 }
    x.isWhole = true
    var chart = LineChart(x: x, y: y, curves: [])
    for (place, one) in series.enumerated() {
      var curve = curve(one, place, among: series, isLog: isLog, words)
      if series.count <= 2, name == panels.first?.name, curve.raw.isEmpty { curve.best = best(one, y, words) }
      chart.curves.append(curve)
    }
    let lines = zip(series, chart.curves).compactMap { one, curve in
      one.run.map { (run: $0, colour: curve.colour, isDashed: curve.isDashed) }
    }
    if !lines.isEmpty { chart.live = .losses(lines, first: count(0)) }
    // Room for what is said below the lowest point.
    if isLog, chart.curves.contains(where: { $0.best != nil }) {
      chart.y.lower *= Elementary.exp(0.12 * Elementary.log(chart.y.lower / chart.y.upper))
    }
    if let reference {
      chart.references.append(
        LineChart.Reference(
          value: reference.value, name: ChartText.label(reference.label ?? words.say.bestConstant),
          number: words.number(reference.value)))
    }
    return chart
  }

  /// The dashed line, where it has a place.
  var drawnReference: Reference? {
    guard let reference, reference.value.isFinite, let series = panels.first?.series else { return nil }
    let isLog = isLog(series)
    if isLog, reference.value <= 0 { return nil }
    if reference.isAsked { return reference }
    let shown = series.flatMap { HistoryChart.finite($0.values) }
    guard let least = shown.min(), let greatest = shown.max(), reference.value <= 1.6 * greatest,
      !isLog || reference.value >= least / 10
    else { return nil }
    return reference
  }

  /// The best entry as a mark, where it lies apart from the last one and can be seen to be better.
  private func best(_ one: Series, _ y: ChartAxis, _ words: ChartWords) -> (at: Point, text: FigureText)? {
    let values = HistoryChart.finite(one.values)
    guard let best = best(one), let last = values.last, best > 0, best * 100 < 98 * (values.count - 1) else {
      return nil
    }
    let height = y.scale(from: 0, to: 1)
    guard let low = height.at(values[best]), let high = height.at(last), (high - low).magnitude >= 0.02 else {
      return nil
    }
    return (
      Point(x: count(best), y: values[best]), words.say.valueAt(words.number(values[best]), Int(count(best)))
    )
  }

  private func curve(
    _ one: Series, _ place: Int, among series: [Series], isLog: Bool, _ words: ChartWords
  ) -> LineChart.Curve {
    let values = Array(HistoryChart.finite(one.values))
    func points(_ values: [Double]) -> [Point] {
      values.enumerated().map { Point(x: count($0.offset), y: $0.element) }
    }
    let isPair = series.count == 2 && series[0].isValidation != series[1].isValidation
    let isAlone = series.count == 1
    var curve = LineChart.Curve(
      name: isAlone
        ? nil
        : isPair
          ? FigureText(words.say.role(isValidation: one.isValidation)) : ChartText.label(words.series(one.title)),
      pieces: [points(values)], colour: isAlone || isPair && !one.isValidation ? 4 : isPair ? 1 : place % 4 + 1,
      isDashed: one.isValidation || place >= 4, marker: MarkerShape.of(place))
    var drawn = values
    if let window = Smoothing.window(values), !isLog || values.allSatisfy({ $0 > 0 }) {
      drawn = Smoothing.mean(values, window: window, isLog: isLog)
      curve.raw = curve.pieces
      curve.pieces = [points(drawn)]
      if isAlone { curve.detail = FigureText(words.say.movingMean) }
    }
    if isAlone || isPair, !one.isValidation, let first = drawn.first, values.count > 1 {
      curve.first = words.number(first)
    }
    if let last = drawn.last { curve.last = words.number(last) }
    if values.count < one.values.count, let last = values.last {
      let step = values.count - 1
      curve.last = nil
      curve.stop = (Point(x: count(step), y: last), FigureText(words.say.diverges(unit, Int(count(step + 1)))))
    }
    return curve
  }
}

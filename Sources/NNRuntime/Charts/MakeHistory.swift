import Artifacts

extension History {
  /// The history as it is shown.
  ///
  /// - Parameter words: of the block that shows it.
  func chart(digits: Int, _ words: Words?) -> HistoryChart {
    HistoryChart(
      series: names.compactMap { name in
        self[name].map {
          var series = HistoryChart.Series(
            name: name, title: words?.word(for: name), shape: $0.shape, values: $0.values)
          if name == "loss" { series.run = run }
          if let words { series.panelTitle = words.word(for: series.panel) }
          return series
        }
      },
      unit: unit, reference: reference, seed: seed, digits: digits)
  }

  /// The series that are compared when several runs share axes: the first series of numbers.
  var main: (name: String, values: [Double])? {
    for name in names {
      if let series = self[name], series.shape.isEmpty { return (name, series.values) }
    }
    return nil
  }
}

extension Call {
  /// `plot(h, log: "y", reference: v)`, `plot(h1, h2, labels: ("sgd", "adam"))`.
  func plotHistories(_ named: PlotArguments) throws(Fault) -> HistoryChart {
    var chart: HistoryChart
    if rest.count == 1, case .history(let history) = rest[0] {
      chart = history.chart(digits: machine.options.figureDigits, chunk.words)
      if has(named.labels) {
        throw fault(.wrongArguments, "the series of a history have their names already", named.labels)
      }
    } else {
      chart = try comparison(named)
    }
    for parameter in [named.x, named.derivative, named.xTitle, named.yTitle, named.equal, named.closed]
    where has(parameter) {
      throw fault(
        .wrongArguments, "`\(builtin.parameters[parameter].name)` does not go with a history", parameter,
        hint: "for a plot of your own take its series: `plot(h.loss, …)`")
    }
    if has(named.log) {
      guard try text(named.log) == "y" else {
        throw fault(.wrongArguments, "the axis of a history that can be logarithmic is \"y\"", named.log)
      }
      chart.axis = .logarithmic
    }
    if has(named.reference) {
      let value = try number(named.reference)
      let text = source(named.reference)
      let isName = text.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || $0 == "_" || $0 == "." }
      chart.reference = HistoryChart.Reference(value: value, label: isName ? label(text) : nil, isAsked: true)
    }
    return chart
  }

  /// The series that all the histories have alike.
  private func shared<T: Hashable>(_ part: (History) -> T?) -> T? {
    let parts = Set(
      rest.map { value -> T? in
        if case .history(let history) = value { return part(history) }
        return nil
      })
    return parts.count == 1 ? parts.first ?? nil : nil
  }

  private func comparison(_ named: PlotArguments) throws(Fault) -> HistoryChart {
    var series: [HistoryChart.Series] = []
    var unit = HistoryChart.Unit.round
    var panel: String?
    let labels = has(named.labels) ? try texts(named.labels) : nil
    if let labels, labels.count != rest.count {
      throw fault(
        .wrongArguments, "here are \(counted(labels.count, "label")) for \(counted(rest.count, "line"))", named.labels)
    }
    for (place, value) in rest.enumerated() {
      let argument = placement.rest[place]
      guard case .history(let history) = value, let main = history.main else {
        throw .told(
          .wrongKind, "histories share a plot with histories, and this is \(value.kind)",
          hint: "take the series of a history: `plot(h.loss, …)`", argument: argument)
      }
      unit = history.unit
      panel = panel ?? main.name
      var one = HistoryChart.Series(
        name: labels?[place] ?? label(chunk.text(of: argumentRange(argument))), values: main.values, panel: panel,
        panelTitle: panel.map(label))
      if main.name == "loss" { one.run = history.run }
      series.append(one)
    }
    guard series.count <= PlotChart.mostSeries else {
      throw .told(
        .wrongArguments, "a plot shows \(PlotChart.mostSeries) lines at most, and these are \(series.count)",
        hint: "more than these cannot be told apart")
    }
    return HistoryChart(
      series: series, unit: unit, reference: shared(\.reference), seed: shared(\.seed), isComparison: true,
      digits: machine.options.figureDigits)
  }
}

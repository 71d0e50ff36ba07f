import Artifacts
import Formulas

extension HistoryChart {
  /// Panels beyond these are in the data file alone.
  static let mostPanels = 4

  /// Entries of the longest series.
  var entries: Int { series.map(\.entries).max() ?? 0 }

  /// How many steps, epochs or rounds there were. The `path` of a run has an entry more, where it ended; in a loop it is
  /// a name like any other.
  var steps: Int { series.filter { unit == .round || $0.name != "path" }.map(\.entries).max() ?? 0 }

  /// Series that can be drawn: numbers, and short vectors entry by entry.
  var numbers: [Series] {
    series.flatMap { one -> [Series] in
      let width = one.shape.reduce(1, *)
      guard !one.values.isEmpty, width > 0, width <= PlotChart.mostSeries else { return [] }
      if one.shape.isEmpty { return [one] }
      return (0..<width).map { entry in
        Series(
          name: "\(one.name)[\(entry)]", title: "\(one.title)[\(entry)]",
          values: stride(from: entry, to: one.values.count, by: width).map { one.values[$0] }, panel: one.name,
          panelTitle: one.title)
      }
    }
  }

  /// The series by panel, in the order in which they came.
  var panels: [(name: String, series: [Series])] {
    var found: [(name: String, series: [Series])] = []
    for one in numbers {
      if let place = found.firstIndex(where: { $0.name == one.panel }) {
        found[place].series.append(one)
      } else {
        found.append((one.panel, [one]))
      }
    }
    return found
  }

  /// How the entry at an index is counted.
  func count(_ index: Int) -> Double { Double(unit == .step ? index : index + 1) }

  /// The entries up to the first that is not finite.
  static func finite(_ values: [Double]) -> ArraySlice<Double> { values.prefix(while: \.isFinite) }

  func isLog(_ series: [Series]) -> Bool {
    var least = Double.infinity
    var greatest = 0.0
    for one in series {
      for value in HistoryChart.finite(one.values) {
        least = min(least, value)
        greatest = max(greatest, value)
      }
    }
    switch axis {
    case .linear: return false
    case .logarithmic: return greatest > 0
    case .automatic: return least > 0 && greatest.isFinite && greatest / least > 20
    }
  }

  /// The place of the best entry of a series among those that are finite.
  func best(_ one: Series) -> Int? {
    let values = HistoryChart.finite(one.values)
    let isGain = one.panel == "accuracy"
    return values.indices.reduce(nil as Int?) { best, k in
      guard let best else { return k }
      return isGain == (values[k] > values[best]) && values[k] != values[best] ? k : best
    }
  }
}

extension HistoryChart: ChartContent {
  func title(_ words: ChartWords) -> String {
    let names = panels.prefix(HistoryChart.mostPanels).map { title(ofPanel: $0.name, words) }.joined(separator: ", ")
    let unit = words.say.unit(self.unit)
    return words.say.historyChart(names, by: unit)
  }

  /// The lesson's word for the kind of number in a panel, else that of charts.
  func title(ofPanel name: String, _ words: ChartWords) -> String {
    words.series(numbers.first { $0.panel == name }?.panelTitle ?? name)
  }

  func description(_ words: ChartWords) -> String {
    var parts = [title(words) + "."]
    for one in numbers {
      if panels.first(where: { $0.name == one.panel }).map({ isLog($0.series) }) ?? false, parts.count == 1 {
        parts.append(words.say.verticalLog)
      }
      guard let summary = summary(one, words) else { continue }
      parts.append("\(words.series(one.title)): \(summary.map(\.text).joined(separator: ", ")).")
    }
    return parts.joined(separator: " ")
  }

  /// First, last and best of a series.
  private func summary(_ one: Series, _ words: ChartWords) -> [Notation]? {
    let values = Array(HistoryChart.finite(one.values))
    guard let first = values.first, let last = values.last else { return nil }
    var facts = [
      Notation(plain: words.say.first + " ") + words.notation(first),
      Notation(plain: words.say.last + " ") + words.notation(last),
    ]
    if values.count > 2, let best = best(one) {
      let isGain = one.panel == "accuracy"
      if best == values.count - 1 {
        facts[1] = facts[1] + Notation(plain: " (\(words.say.best(isGreatest: isGain)))")
      } else {
        facts.append(words.best(words.notation(values[best]), unit, Int(count(best)), isGreatest: isGain))
      }
    }
    if values.count < one.values.count {
      facts.append(Notation(plain: words.say.diverges(unit, Int(count(values.count)))))
    }
    return facts
  }

  func facts(_ words: ChartWords) -> [Notation] {
    var facts: [Notation] = []
    for one in isComparison ? numbers : panels.first?.series ?? [] {
      guard let summary = summary(one, words) else { continue }
      if isComparison || (panels.first?.series.count ?? 0) > 1 {
        let isPair = !isComparison && panels.first?.series.contains(where: \.isValidation) ?? false
        let name = isPair ? words.say.role(isValidation: one.isValidation) : words.series(one.title)
        facts.append(
          summary.dropFirst().reduce(Notation(plain: name + ": ") + summary[0]) { $0 + Notation(plain: ", ") + $1 })
      } else {
        facts += summary
      }
    }
    if let window = panels.first?.series.compactMap({ Smoothing.window($0.values) }).first {
      facts.append(Notation(plain: words.say.smoothedOver(window, unit)))
    }
    if let reference, drawnReference == nil {
      facts.append(Notation(plain: (reference.label ?? words.say.bestConstant) + " ") + words.notation(reference.value))
    }
    if let seed { facts.append(Notation(plain: "\(words.say.randomSeed) \(seed)")) }
    return facts
  }

  /// All entries of a short run; of a long one those at 1, 2, 5, 10, 20, 50 …, the best and the last.
  func table(_ words: ChartWords) -> TableArtifact? {
    let numbers = numbers
    guard let main = numbers.first, numbers.count <= 8 else { return nil }
    var rows = Array(0..<entries)
    if entries > 12 {
      var kept: Set<Int> = [entries - 1]
      var power = 1
      while power <= entries {
        for mantissa in [1, 2, 5] where mantissa * power <= entries {
          kept.insert(mantissa * power - (unit == .step ? 0 : 1))
        }
        power *= 10
      }
      if unit == .step { kept.insert(0) }
      let values = Array(HistoryChart.finite(main.values))
      if let best = values.indices.min(by: { values[$0] < values[$1] }) { kept.insert(best) }
      rows = kept.filter { $0 < entries }.sorted()
    }
    var columns = [TableArtifact.Column(title: words.say.unit(unit), values: rows.map { count($0) }, isName: false)]
    for one in numbers {
      columns.append(
        TableArtifact.Column(
          title: words.series(one.title), values: rows.filter { $0 < one.values.count }.map { one.values[$0] },
          isName: ChartText.isMathematics(one.title)))
    }
    return TableArtifact(columns: columns, digits: max(digits, 6))
  }

  var data: DataTable {
    var columns = [DataTable.Column(word(unit), (0..<entries).map { count($0) })]
    for one in series {
      let width = one.shape.reduce(1, *)
      if one.shape.isEmpty {
        columns.append(DataTable.Column(one.name, one.values))
      } else if width <= 64 {
        for entry in 0..<width {
          columns.append(
            DataTable.Column(
              "\(one.name)[\(entry)]", stride(from: entry, to: one.values.count, by: width).map { one.values[$0] }))
        }
      }
    }
    return DataTable(columns)
  }

  private func word(_ unit: Unit) -> String {
    switch unit {
    case .step: "step"
    case .epoch: "epoch"
    case .round: "round"
    }
  }

  func write(to json: inout some StructuredWriter) {
    json.object { json in
      json.member("kind", "history")
      json.key("series")
      json.object { json in
        for one in series { json.member(one.name, one.values) }
      }
      json.member("steps", steps)
      json.member("unit", word(unit))
      let shaped = series.filter { !$0.shape.isEmpty }
      if !shaped.isEmpty {
        json.key("shapes")
        json.object { json in
          for one in shaped { json.member(one.name, one.shape) }
        }
      }
      if let seed { json.member("seed", seed) }
      if let reference { json.member("reference", reference.value) }
    }
  }
}

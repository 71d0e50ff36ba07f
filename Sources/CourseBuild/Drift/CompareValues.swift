import Formulas
import Reporting
import SourceText

/// The results of a report that differ from the values that an earlier build wrote beside it.
///
/// Blocks are paired by their labels or by what they show, results of a block by what they are called, and what stands
/// between two pairs by its order: a block whose source was edited is still the same block. Of a lesson with a fault only
/// what still has a value is compared: what the fault took away is no news.
func compareValues(_ old: ReportValues, with report: Report, _ new: ReportValues) -> [ValueDrift] {
  let comparison = ReportComparison(report: report, isOfEngine: old.program == new.program)
  let places = report.valueCells
  var drifts: [ValueDrift] = []
  for (before, after) in pairs(old.cells.map(\.key), new.cells.map(\.key)) {
    switch (before, after) {
    case (let before?, let after?):
      drifts += comparison.cell(old.cells[before], new.cells[after], places[after])
    case (nil, let after?):
      drifts += comparison.cell(.init(label: nil, items: []), new.cells[after], places[after])
    case (let before?, nil):
      drifts += old.cells[before].items.map { comparison.gone($0, old.cells[before].label, at: nil) }
    case (nil, nil): break
    }
  }
  for (before, after) in pairs(old.inline.map(\.key), new.inline.map(\.key)) {
    switch (before, after) {
    case (let before?, let after?):
      drifts += comparison.inline(old.inline[before], new.inline[after], after)
    case (nil, let after?): drifts += comparison.inline(nil, new.inline[after], after)
    case (let before?, nil): drifts.append(comparison.gone(old.inline[before], nil, at: nil))
    case (nil, nil): break
    }
  }
  let isFaulty = report.diagnostics.contains { $0.severity == .error }
  return isFaulty ? drifts.filter { $0.kind != .appeared && $0.kind != .gone && $0.kind != .shape } : drifts
}

/// Indices of what belongs together, in order; what has no partner stands alone.
private func pairs(_ old: [String], _ new: [String]) -> [(old: Int?, new: Int?)] {
  var result: [(old: Int?, new: Int?)] = []
  var next = (old: 0, new: 0)
  for run in differingRuns(old, new) + [(old: old.count..<old.count, new: new.count..<new.count)] {
    while next.old < run.old.lowerBound {
      result.append((next.old, next.new))
      next = (next.old + 1, next.new + 1)
    }
    for offset in 0..<max(run.old.count, run.new.count) {
      result.append(
        (
          offset < run.old.count ? run.old.lowerBound + offset : nil,
          offset < run.new.count ? run.new.lowerBound + offset : nil
        ))
    }
    next = (run.old.upperBound, run.new.upperBound)
  }
  return result
}

extension ReportValues.Cell {
  fileprivate var key: String { label ?? items.map(\.key).joined(separator: "\n") }
}

extension ReportValues.Item {
  fileprivate var key: String { "\(kind) \(name)" }
}

private struct ReportComparison {
  let report: Report
  let isOfEngine: Bool

  private var lesson: String { report.source?.path ?? report.path + ".md" }

  func cell(_ old: ReportValues.Cell, _ new: ReportValues.Cell, _ index: Int) -> [ValueDrift] {
    let cell = report.cells[index]
    func place(_ output: Int) -> SourceRange {
      cell.places.indices.contains(output) ? cell.places[output] : cell.range ?? wholeFile(lesson)
    }
    return pairs(old.items.map(\.key), new.items.map(\.key)).compactMap { before, after in
      guard let after else {
        return before.map { gone(old.items[$0], cell.label, at: cell.places.first ?? cell.range) }
      }
      let artifact = cell.outputs[after]
      let comparison = ResultComparison(tolerance: cell.tolerance, format: artifact.format)
      let isShown = cell.include && cell.showsOutput
      return drift(
        before.map { old.items[$0] }, new.items[after], comparison, at: place(after), cell.label, isShown: isShown
      ) {
        var paths: [String] = []
        _ = ReportValues.Item(artifact, paths: &paths)
        return paths
      }
    }
  }

  func inline(_ old: ReportValues.Item?, _ new: ReportValues.Item, _ index: Int) -> [ValueDrift] {
    let record = report.inline[index]
    if record.isAnswer { return answer(old, record) }
    let comparison = ResultComparison(tolerance: report.tolerance, format: record.format)
    let drift = drift(old, new, comparison, at: record.range, nil, isShown: true) {
      new.leaves.count > 1 ? new.leaves.indices.map { "entry \($0)" } : []
    }
    return drift.map { [$0] } ?? []
  }

  /// Of an answer the file has a hash, under a salt of its own; one of before has the value.
  private func answer(_ old: ReportValues.Item?, _ record: InlineRecord) -> [ValueDrift] {
    let open = ReportValues.Item(open: record)
    if let old, old == open || old.leaves == [.text(AnswerFingerprint(record, salt: old.name).hash)] { return [] }
    return [
      ValueDrift(
        lesson: lesson, place: record.range, name: record.expression, kind: old == nil ? .appeared : .answer, moved: 1,
        total: 1, isOfEngine: isOfEngine, text: summary(open, record.format))
    ]
  }

  func gone(_ item: ReportValues.Item, _ label: String?, at place: SourceRange?) -> ValueDrift {
    ValueDrift(
      lesson: lesson, place: place ?? wholeFile(lesson), name: item.title, label: label, kind: .gone,
      moved: item.leaves.count, total: item.leaves.count, isOfEngine: isOfEngine, text: summary(item, NumberFormat()))
  }

  private func drift(
    _ old: ReportValues.Item?, _ new: ReportValues.Item, _ comparison: ResultComparison, at place: SourceRange,
    _ label: String?, isShown: Bool, paths: () -> [String]
  ) -> ValueDrift? {
    var drift = ValueDrift(
      lesson: lesson, place: place, name: new.title, label: label, kind: .appeared, moved: new.leaves.count,
      total: new.leaves.count, isOfEngine: isOfEngine)
    guard let old else {
      drift.text = summary(new, comparison.format)
      return drift
    }
    if old.kind != new.kind || !ResultComparison.haveOneShape(old.leaves, new.leaves) {
      drift.kind = .shape
      drift.text = summary(old, comparison.format) + " → " + summary(new, comparison.format)
      return drift
    }
    guard let (worst, moved) = comparison.worst(old.leaves, new.leaves, paths: paths) else { return nil }
    drift.kind = isShown ? worst.kind : .unseen
    drift.worst = worst
    drift.moved = moved
    return drift
  }

  /// `−12`, `a table of 12 numbers`.
  private func summary(_ item: ReportValues.Item, _ format: NumberFormat) -> String {
    if item.kind == "answer" { return "a field for answers" }
    let count = item.leaves.count { if case .number = $0 { true } else { false } }
    if item.leaves.count == 1 {
      switch item.leaves[0] {
      case .number(let number): return format.text(number)
      case .text(let text): return "“\(text)”"
      case .digest(let digest): return "\(digest.count) numbers"
      }
    }
    return "\(item.kind) of \(count) \(count == 1 ? "number" : "numbers")"
  }
}

extension ReportValues.Item {
  /// Title in messages: a value's name alone, with the kind before it for others.
  fileprivate var title: String {
    if kind == "answer" { return "[?]" }
    return name.isEmpty || kind == "value" || kind == "inline" ? (name.isEmpty ? kind : name) : "\(kind) of \(name)"
  }
}

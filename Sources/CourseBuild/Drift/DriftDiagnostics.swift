import Formulas
import SourceText

/// Diagnostics of drifted values: one for each expression, at its source, however many reports show it.
///
/// `f` was −12 and is −12.5 → an error at the line that shows `f`, also where a translation takes its block.
func driftDiagnostics(_ drifts: [ValueDrift]) -> [Diagnostic] {
  var order: [Origin] = []
  var groups: [Origin: [ValueDrift]] = [:]
  for drift in drifts {
    let origin = Origin(path: drift.place.file.path, bytes: drift.place.bytes, name: drift.name)
    if groups[origin] == nil { order.append(origin) }
    groups[origin, default: []].append(drift)
  }
  return order.compactMap { groups[$0].flatMap(DriftGroup.init)?.diagnostic }
}

/// Where a value is computed, which copies of its block share.
private struct Origin: Hashable {
  var path: String
  var bytes: Range<Int>
  var name: String
}

/// The drifts of one expression, over all reports that show it.
private struct DriftGroup {
  let first: ValueDrift
  let all: [ValueDrift]

  init?(_ drifts: [ValueDrift]) {
    guard let first = drifts.max(by: { $0.kind < $1.kind }) else { return nil }
    // The first of the worst, so that nothing depends on the order of equals.
    self.first = drifts.first { $0.kind == first.kind } ?? first
    all = drifts
  }

  /// Numbers that readers see.
  private var places: Int { all.filter { $0.kind != .unseen }.reduce(0) { $0 + $1.moved } }
  private var lessons: [String] { Set(all.map(\.lesson)).sorted() }

  var diagnostic: Diagnostic {
    Diagnostic(
      .driftedValue, message, at: first.place, hint: hint, details: details,
      severity: first.kind == .unseen ? .warning : .error)
  }

  private var message: String {
    switch first.kind {
    case .appeared: return "`\(first.name)` is not in the report yet: \(first.text)"
    case .gone: return "`\(first.name)` stands in the report and is gone: \(first.text)"
    case .shape: return "`\(first.name)` is another: \(first.text)"
    case .answer: return "the answer `\(first.name)` is another than before: \(first.text)"
    case .unseen, .digits, .words, .magnitude, .sign: break
    }
    guard let worst = first.worst else { return "`\(first.name)` has changed" }
    let subject = worst.element.isEmpty ? "`\(first.name)`" : "`\(first.name)`, \(worst.element),"
    let others = first.moved > 1 ? ", and \(first.moved - 1) more of its \(first.total) moved" : ""
    let change = "\(subject) was \(worst.old) and is \(worst.new)"
    return first.kind == .unseen ? change + others + "; no digit that is shown has changed" : change + others
  }

  private var hint: String {
    var parts: [String] = []
    if case .numbers(let old, let new)? = first.worst?.values, old.isFinite, new.isFinite {
      let greatest = max(old.magnitude, new.magnitude)
      let share = greatest > 0 ? (new - old).magnitude / greatest : 0
      var size = "by \(short.text((new - old).magnitude)) (\(short.text(100 * share)) %)"
      if let units = first.worst?.units, first.kind != .unseen {
        size += ", \(short.text(units)) \(units == 1 ? "unit" : "units") of the last digit"
      }
      parts.append(size)
    }
    switch first.kind {
    case .sign: parts.append("another sign")
    case .magnitude: parts.append("another order of magnitude")
    case .unseen, .digits, .words, .answer, .shape, .appeared, .gone: break
    }
    if first.isOfEngine, first.kind != .gone { parts.append("the lesson's programs are as before") }
    if places > 1 {
      let count = lessons.count
      parts.append("seen in \(places) places of \(count) \(count == 1 ? "report" : "reports")")
    }
    parts.append("`lessons check --update` takes it over")
    return parts.joined(separator: "; ")
  }

  private var short: NumberFormat { NumberFormat(digits: 3) }

  private var details: [Diagnostic.Detail] {
    var details: [Diagnostic.Detail] = [
      .init("class", .text(first.kind.rawValue)), .init("cause", .text(first.isOfEngine ? "engine" : "lesson")),
      .init("expression", .text(first.name)),
    ]
    if let label = first.label { details.append(.init("cell", .text(label))) }
    if let worst = first.worst {
      if !worst.element.isEmpty { details.append(.init("element", .text(worst.element))) }
      switch worst.values {
      case .words(let old, let new):
        details += [.init("old", .text(old)), .init("new", .text(new))]
      case .numbers(let old, let new):
        let greatest = max(old.magnitude, new.magnitude)
        details += [
          .init("old", .number(old)), .init("new", .number(new)), .init("abs", .number((new - old).magnitude)),
          .init("rel", .number(greatest > 0 ? (new - old).magnitude / greatest : 0)),
        ]
        if let units = worst.units { details.append(.init("units", .number(units))) }
      }
    }
    return details + [
      .init("moved", .number(Double(first.moved))), .init("of", .number(Double(first.total))),
      .init("places", .number(Double(places))), .init("lessons", .texts(lessons)),
    ]
  }
}

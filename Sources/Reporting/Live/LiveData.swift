import Artifacts
import Formulas

/// All that the script of a page with live blocks reads, as JSON: runs by their numbers, and boundaries by theirs.
struct LiveData {
  /// By number.
  let runs: [(number: Int, run: LiveRun)]
  let boundaries: [BoundaryChart]

  init(runs: [(number: Int, run: LiveRun)], boundaries: [BoundaryChart]) {
    self.runs = runs
    self.boundaries = boundaries
  }

  /// Runs and boundaries that a report shows; `nil` where it has no live block.
  init?(_ report: Report) {
    let cells = report.cells.filter { report.showsOutputs(of: $0) }
    runs = cells.flatMap { cell in
      (cell.live?.runs ?? []).enumerated().map { ((cell.live?.first ?? 0) + $0, $1) }
    }
    boundaries = cells.flatMap { $0.outputs.flatMap(\.boundaries) }.filter { $0.live != nil }
    if runs.isEmpty { return nil }
  }

  private var tapes: [Tape] { runs.flatMap { $0.run.steps.map(\.tape) } + boundaries.compactMap(\.live?.tape) }

  /// The operations in the order of the script's table.
  var atoms: [Atom] { Set(tapes.flatMap(TapeScript.atoms)).sorted { $0.rawValue < $1.rawValue } }

  var json: String {
    let numbers = Dictionary(atoms.enumerated().map { ($1, $0) }) { first, _ in first }
    var json = JSONWriter()
    json.object { json in
      json.key("runs")
      json.object { json in
        for (number, run) in runs {
          json.key("\(number)")
          write(run, numbers, &json)
        }
      }
      json.key("boundaries")
      json.object { json in
        for chart in boundaries {
          guard let live = chart.live else { continue }
          json.key("\(live.number)")
          write(chart, live, numbers, &json)
        }
      }
    }
    return TapeData.compact(json)
  }

  private func write(_ run: LiveRun, _ numbers: [Atom: Int], _ json: inout JSONWriter) {
    json.object { json in
      json.key("steps")
      json.array(run.steps) { json, step in
        json.object { json in
          TapeData.write(step.tape, numbers, &json)
          json.member("loss", step.loss)
          json.member("rate", step.rate)
          json.member("parameters", step.parameters)
          json.member("data", step.data)
          json.member("rows", step.rows)
          json.key("moves")
          json.array(step.moves) { json, move in json.array([move.from, move.to, move.count]) { $0.value($1) } }
          json.member("watches", step.watches)
        }
      }
      json.key("data")
      json.array(run.data) { json, data in
        json.list { json in
          json.value(data.width)
          json.array(data.values) { $0.raw($1.json) }
        }
      }
      json.member("count", run.count)
      if let order = run.order { json.member("order", [order.seed, order.drawn]) }
      json.member("length", run.length)
      json.member("unit", run.unit == .epoch ? "epoch" : "step")
      json.key("rate")
      json.raw(run.rate.json)
    }
  }

  private func write(_ chart: BoundaryChart, _ live: LiveBoundary, _ numbers: [Atom: Int], _ json: inout JSONWriter) {
    json.object { json in
      TapeData.write(live.tape, numbers, &json)
      json.member("run", live.run)
      json.member("points", live.points)
      json.member("pass", live.count)
      json.member("parameters", live.parameters)
      json.member("scores", live.scores)
      json.member("probabilities", live.probabilities)
      json.member("width", live.width)
      if let plane = chart.planes.first {
        json.member("columns", plane.columns)
        json.member("rows", plane.rows)
        json.member("x", [plane.xRange.lowerBound, plane.xRange.upperBound])
        json.member("y", [plane.yRange.lowerBound, plane.yRange.upperBound])
      }
      let samples = zip(chart.x, chart.y).flatMap { [$0, $1] }
      // Mostly they are the run's own data.
      if runs.first(where: { $0.number == live.run })?.run.data.first?.values != samples {
        json.key("samples")
        json.array(samples) { $0.raw($1.json) }
      }
      json.member("classes", chart.classes)
    }
  }
}

extension Artifact {
  /// Boundaries of models in it.
  fileprivate var boundaries: [BoundaryChart] {
    switch self {
    case .chart(.boundary(let chart)): [chart]
    case .tuple(let items): items.flatMap(\.boundaries)
    case .value, .text, .table, .gradients, .backward, .graph, .gradcheck, .forward, .summary, .chart, .jacobian,
      .slider:
      []
    }
  }
}

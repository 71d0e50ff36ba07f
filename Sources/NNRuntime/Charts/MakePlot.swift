import Artifacts
import Autodiff
import Formulas
import SourceText

extension Builtins {
  static let plot = Builtin(
    name: "plot",
    forms: [
      "plot(a, b, …, [x: …], [log: …], [labels: …])", "plot(f, from, to, derivative: false)",
      "plot(p, q, …, closed: true)", "plot(h, [reference: …])",
    ],
    summary: "vectors as lines, against their index or against `x: v` (every further argument is a line of its own); "
      + "or functions over a range, with their slopes; or histories as traces, `reference:` a dashed line across; "
      + "`log:` is \"x\", \"y\" or \"xy\", `equal: true` makes a unit of x as long as one of y, and `xlabel:` "
      + "`ylabel:` name the axes; `closed: true` draws polygons, each a matrix of corners [n, 2] or a vector over "
      + "`x:`, with equal units unless `equal: false`",
    chapter: .display, conduct: .reads(),
    parameters: [
      .named("x"), .named("log"), .named("labels"), .named("derivative"), .named("xlabel"), .named("ylabel"),
      .named("reference"), .named("equal"), .named("closed"),
    ], rest: "series"
  ) { call throws(Fault) in
    .artifact(
      ArtifactValue(
        .chart(
          try call.plot(
            Call.PlotArguments(
              x: 0, log: 1, labels: 2, derivative: 3, xTitle: 4, yTitle: 5, reference: 6, equal: 7,
              closed: 8)))))
  }
}

extension Call {
  /// `plot(a, b, x: v, log: "xy", labels: ("a", "b"))`, `plot(f, g, -6, 6, derivative: true)`,
  /// `plot(square, turned, closed: true)`.
  func plot(_ named: PlotArguments) throws(Fault) -> Chart {
    guard let first = rest.first else {
      throw .told(.wrongArguments, "`plot` needs something to draw", hint: "it is \(builtin.signature)")
    }
    if case .history = first { return .history(try plotHistories(named)) }
    if has(named.reference) {
      throw fault(.wrongArguments, "`reference` is a line across the trace of a history", named.reference)
    }
    var chart = PlotChart(series: [], digits: machine.options.figureDigits)
    (chart.isLogX, chart.isLogY) = try logAxes(named.log)
    if has(named.xTitle) { chart.xTitle = try shownText(named.xTitle) }
    if has(named.yTitle) { chart.yTitle = try shownText(named.yTitle) }
    chart.isClosed = has(named.closed) ? try number(named.closed) != 0 : false
    chart.isEqual = has(named.equal) ? try number(named.equal) != 0 : chart.isClosed
    if chart.isEqual, chart.isLogX || chart.isLogY {
      throw fault(
        .wrongArguments, "a logarithmic axis has no unit that could be as long as one of the other", named.log,
        hint: "without `log`, or with `equal: false`")
    }
    if Call.isFunction(first) {
      try addFunctions(to: &chart, named)
    } else {
      try addVectors(to: &chart, named)
    }
    try setLabels(of: &chart, named.labels)
    guard chart.series.count <= PlotChart.mostSeries else {
      throw .told(
        .wrongArguments, "a plot shows \(PlotChart.mostSeries) lines at most, and these are \(chart.series.count)",
        hint: "more than these cannot be told apart")
    }
    return .plot(chart)
  }

  struct PlotArguments {
    var x: Int
    var log: Int
    var labels: Int
    var derivative: Int
    var xTitle: Int
    var yTitle: Int
    var reference: Int
    var equal: Int
    var closed: Int
  }

  /// Whether a value can be called.
  static func isFunction(_ value: Value) -> Bool {
    switch value {
    case .function, .builtin, .model: true
    case .unbound, .number, .node, .tuple, .history, .text, .artifact, .optimizer, .choice: false
    }
  }

  /// `log: "x"`, `"y"`, `"xy"`.
  func logAxes(_ parameter: Int) throws(Fault) -> (x: Bool, y: Bool) {
    guard has(parameter) else { return (false, false) }
    let axes = try text(parameter)
    guard ["x", "y", "xy"].contains(axes) else {
      throw fault(
        .wrongArguments, "`log` can be \"x\", \"y\" or \"xy\", and this is \"\(axes)\"", parameter)
    }
    return (axes.contains("x"), axes.contains("y"))
  }

  // MARK: - Vectors

  private func addVectors(to chart: inout PlotChart, _ named: PlotArguments) throws(Fault) {
    var places: [Double]?
    if has(named.x) {
      let x = try node(named.x)
      guard x.shape.count == 1 else {
        throw fault(.shapeMismatch, "`x` is a vector, and this has shape \(shapeText(x.shape))", named.x)
      }
      places = x.value.values
      if chart.xTitle == nil { chart.xTitle = self.label(name(of: named.x)) }
    }
    if has(named.derivative) {
      throw fault(
        .wrongArguments, "`derivative` adds the slope of a function, and here are vectors", named.derivative)
    }
    for (place, value) in rest.enumerated() {
      let argument = placement.rest[place]
      if Call.isFunction(value) {
        throw .told(
          .wrongKind, "functions and vectors do not share a plot", hint: "it is \(builtin.signature)",
          argument: argument)
      }
      let tensor = try about(argument) { () throws(Fault) in try machine.tensor(value) }
      let label = chunk.text(of: argumentRange(argument))
      if chart.isClosed {
        try addPolygon(tensor, label, places, argument, to: &chart)
        continue
      }
      switch tensor.shape.count {
      case 1: try add(tensor.values, label, self.label(label), places, argument, to: &chart)
      case 2:
        for column in 0..<tensor.shape[1] {
          try add(
            stride(from: column, to: tensor.count, by: tensor.shape[1]).map { tensor.values[$0] },
            "\(label)[:, \(column)]", self.label("\(label)[:, \(column)]"), places, argument, to: &chart)
        }
      default:
        throw .told(
          .shapeMismatch, "`plot` draws vectors, and `\(label)` has shape \(shapeText(tensor.shape))",
          hint: "it is \(builtin.signature)", argument: argument)
      }
    }
  }

  private func add(
    _ values: [Double], _ source: String, _ label: String, _ places: [Double]?, _ argument: Int,
    to chart: inout PlotChart
  ) throws(Fault) {
    if let places, places.count != values.count {
      throw .told(
        .shapeMismatch,
        "`\(source)` has \(counted(values.count, "entry", "entries")), and `x` has \(places.count)", argument: argument)
    }
    try holdDrawn(2 * values.count)
    chart.series.append(
      PlotChart.Series(label: label, x: places ?? values.indices.map(Double.init), y: values))
  }

  /// A polygon: corners [n, 2], or their heights over `x:`.
  private func addPolygon(
    _ corners: Tensor, _ label: String, _ places: [Double]?, _ argument: Int, to chart: inout PlotChart
  ) throws(Fault) {
    switch (corners.shape.count, places) {
    case (1, .some): try add(corners.values, label, self.label(label), places, argument, to: &chart)
    case (1, nil):
      throw .told(
        .shapeMismatch, "a corner has two coordinates, and `\(label)` has one for each",
        hint: "a matrix of two columns, or the other coordinates with `x:`", argument: argument)
    case (2, nil) where corners.shape[1] == 2:
      try holdDrawn(corners.count)
      chart.series.append(
        PlotChart.Series(
          label: self.label(label), x: stride(from: 0, to: corners.count, by: 2).map { corners.values[$0] },
          y: stride(from: 1, to: corners.count, by: 2).map { corners.values[$0] }))
    case (2, .some):
      throw .told(
        .wrongArguments, "`\(label)` has both coordinates of its corners, and `x:` gives one of them again",
        hint: "`x:` belongs to vectors", argument: argument)
    default:
      throw .told(
        .shapeMismatch,
        "the corners of a polygon have shape [n, 2], and `\(label)` has shape "
          + shapeText(corners.shape), argument: argument)
    }
    guard let polygon = chart.series.last, polygon.y.count >= 3 else {
      throw .told(
        .shapeMismatch, "a polygon has three corners at least, and `\(label)` has \(chart.series.last?.y.count ?? 0)",
        argument: argument)
    }
  }

  // MARK: - Functions

  private func addFunctions(to chart: inout PlotChart, _ named: PlotArguments) throws(Fault) {
    if has(named.closed) {
      throw fault(.wrongArguments, "`closed` draws polygons, and here are functions", named.closed)
    }
    let functions = rest.prefix { Call.isFunction($0) }
    guard rest.count == functions.count + 2 else {
      throw .told(
        .wrongArguments, "a function is drawn from one number to another", hint: "`plot(\(sourceOfRest(0)), -6, 6)`")
    }
    if has(named.x) { throw fault(.wrongArguments, "`x` belongs to vectors, and here are functions", named.x) }
    let lower = try endOfRange(functions.count)
    let upper = try endOfRange(functions.count + 1)
    guard lower < upper, upper - lower < .infinity else {
      throw .told(
        .wrongArguments, "the range runs from \(lower.shortest) to \(upper.shortest)",
        hint: "the smaller number comes first", argument: placement.rest[functions.count])
    }
    if chart.isLogX, lower <= 0 {
      throw .told(
        .wrongArguments, "a logarithmic axis starts above 0, and this is \(lower.shortest)",
        argument: placement.rest[functions.count])
    }
    let withSlope = has(named.derivative) ? try number(named.derivative) != 0 : false
    if chart.xTitle == nil { chart.xTitle = self.label(Call.parameter(of: functions)) }
    let places = Call.places(lower, upper, isLog: chart.isLogX)
    for (place, function) in functions.enumerated() {
      let sampled = SampledFunction(
        function, machine: machine, arguments: 1, range: argumentRange(placement.rest[place]))
      let source = sourceOfRest(place)
      let label = self.label(source)
      let samples = try sampled.values(places, slopes: withSlope)
      let curve = try FunctionCurve(places, samples.values) { x throws(Fault) in try sampled.point([x]).value }
      chart.series.append(
        PlotChart.Series(label: label, x: curve.x, y: curve.y, role: .function, jumps: curve.jumps))
      if withSlope {
        let slope = try FunctionCurve(places, samples.slopes) { x throws(Fault) in
          try sampled.point([x], slopes: true).slopes[0]
        }
        chart.series.append(
          PlotChart.Series(label: slopeLabel(source, label), x: slope.x, y: slope.y, role: .slope, jumps: slope.jumps))
      }
    }
  }

  /// `f′`: the word for the function with its prime, unless the block has a word for the slope itself.
  private func slopeLabel(_ source: String, _ label: String) -> String {
    let slope = source + "′"
    let own = self.label(slope)
    return own == slope ? label + "′" : own
  }

  /// The name of the one parameter, where the functions agree on it.
  private static func parameter(of functions: some Sequence<Value>) -> String {
    let names = Set(
      functions.map { function -> String in
        if case .function(let own) = function, own.parameters.count == 1 { return own.parameters[0] }
        return "x"
      })
    return names.count == 1 ? names.first ?? "x" : "x"
  }

  private func endOfRange(_ place: Int) throws(Fault) -> Double {
    try about(placement.rest[place]) { () throws(Fault) in
      let tensor = try machine.tensor(rest[place])
      guard tensor.shape.isEmpty, let number = tensor.scalar, number.isFinite else {
        throw .told(.notScalar, "an end of the range is a single number, and this is \(rest[place].kind)")
      }
      return number
    }
  }

  /// 401 places, so that a symmetric range has its middle among them, and with it the kinks that stand at 0.
  static func places(_ lower: Double, _ upper: Double, isLog: Bool = false) -> [Double] {
    let count = 400
    return (0...count).map { k in
      let share = Double(k) / Double(count)
      if k == 0 { return lower }
      if k == count { return upper }
      return isLog
        ? Elementary.exp(Elementary.log(lower) * (1 - share) + Elementary.log(upper) * share)
        : lower * (1 - share) + upper * share
    }
  }

  // MARK: - Labels

  private func setLabels(of chart: inout PlotChart, _ parameter: Int) throws(Fault) {
    guard has(parameter) else { return }
    let labels = try texts(parameter)
    guard labels.count == chart.series.count else {
      throw fault(
        .wrongArguments, "here are \(counted(labels.count, "label")) for \(counted(chart.series.count, "line"))",
        parameter)
    }
    for (place, label) in labels.enumerated() { chart.series[place].label = label }
  }

  /// One text, or a tuple of texts, as the reader sees them.
  func texts(_ parameter: Int) throws(Fault) -> [String] { try textValues(parameter).map(\.shown) }

  func textValues(_ parameter: Int) throws(Fault) -> [TextValue] {
    guard case .tuple(let tuple) = self[parameter] else { return [try textValue(parameter)] }
    var texts: [TextValue] = []
    for item in tuple.items {
      guard case .text(let text) = item else {
        throw fault(
          .wrongKind,
          "`\(builtin.parameters[parameter].name)` is a tuple of texts in quotes, and one item is \(item.kind)",
          parameter)
      }
      texts.append(text)
    }
    return texts
  }
}

/// `1 entry`, `2 entries`.
func counted(_ count: Int, _ one: String, _ many: String) -> String { "\(count) \(count == 1 ? one : many)" }

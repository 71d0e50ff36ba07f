import Artifacts
import Autodiff

extension Builtins {
  static let scatter = Builtin(
    name: "scatter",
    forms: ["scatter(x, y)", "scatter(x, classes)", "scatter(x, y, [classes: …], [labels: …])"],
    summary:
      "points: two vectors, or a matrix of two columns and the points' classes; `equal: true` makes a unit of x as "
      + "long as one of y, and `xlabel:` and `ylabel:` name the axes",
    chapter: .display, conduct: .reads(),
    parameters: [
      .required("x"), .optional("y"), .named("classes"), .named("labels"), .named("xlabel"), .named("ylabel"),
      .named("equal"),
    ]
  ) { call throws(Fault) in .artifact(ArtifactValue(.chart(.scatter(try call.scatter())))) }
}

extension Call {
  /// `scatter(x, y)` for two vectors, `scatter(x, c)` for points of shape [n, 2] and their classes.
  ///
  /// Parameters: x, y, classes, labels, xlabel, ylabel, equal.
  func scatter() throws(Fault) -> ScatterChart {
    let x = try node(0)
    var chart = ScatterChart(x: [], y: [], digits: machine.options.figureDigits)
    if has(4) { chart.xTitle = try shownText(4) }
    if has(5) { chart.yTitle = try shownText(5) }
    if has(6) { chart.isEqual = try number(6) != 0 }
    if x.shape.count == 2 {
      guard x.shape[1] == 2 else {
        throw fault(
          .shapeMismatch, "points have two coordinates each, and `\(source(0))` has shape \(shapeText(x.shape))", 0)
      }
      try holdDrawn(x.value.count)
      chart.x = stride(from: 0, to: x.value.count, by: 2).map { x.value.values[$0] }
      chart.y = stride(from: 1, to: x.value.count, by: 2).map { x.value.values[$0] }
      if has(1), has(2) { throw fault(.wrongArguments, "the classes are given twice", 2) }
      if has(1) { chart.classes = try classes(1, count: chart.x.count) }
    } else {
      guard x.shape.count == 1 else {
        throw fault(
          .shapeMismatch, "points are two vectors or a matrix of two columns, and this has shape \(shapeText(x.shape))",
          0)
      }
      guard has(1) else { throw fault(.wrongArguments, "`scatter` needs the other coordinates of these points", 0) }
      let y = try node(1)
      guard y.shape == x.shape else {
        throw fault(
          .shapeMismatch, "`\(source(0))` has shape \(shapeText(x.shape)), and `\(source(1))` \(shapeText(y.shape))", 1)
      }
      try holdDrawn(2 * x.value.count)
      chart.x = x.value.values
      chart.y = y.value.values
      if chart.xTitle == nil { chart.xTitle = label(name(of: 0)) }
      if chart.yTitle == nil { chart.yTitle = label(name(of: 1)) }
    }
    if has(2) { chart.classes = try classes(2, count: chart.x.count) }
    if let classes = chart.classes {
      let count = (classes.max() ?? -1) + 1
      guard count <= ScatterChart.mostClasses else {
        throw .told(
          .wrongArguments, "a scatter plot tells \(ScatterChart.mostClasses) classes apart, and here are \(count)")
      }
      chart.labels = try classLabels(3, count)
    }
    return chart
  }
}

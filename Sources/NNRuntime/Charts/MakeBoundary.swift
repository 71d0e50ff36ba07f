import Artifacts
import Autodiff
import Formulas

extension Builtins {
  static let boundary = Builtin(
    name: "boundary", forms: ["boundary(net, x, y, [labels: …])"],
    summary: "what a classifier says over the plane, and the samples x [n, 2] of classes y on it; `net` is anything "
      + "that gives n points a score each, or one a class (probabilities, else through sigmoid or softmax)",
    chapter: .display, conduct: .reads(),
    parameters: [
      .required("net"), .required("x"), .required("y"), .named("labels"), .named("xlabel"), .named("ylabel"),
    ]
  ) { call throws(Fault) in .artifact(ArtifactValue(.chart(.boundary(try call.boundary())))) }
}

extension Call {
  /// `boundary(net, x, y)`: `net` takes points of shape [n, 2] and gives a score each, or one for each class.
  ///
  /// Parameters: net, x, y, labels, xlabel, ylabel.
  func boundary() throws(Fault) -> BoundaryChart {
    let function = try function(0)
    let x = try node(1)
    guard x.shape.count == 2, x.shape[1] == 2, x.shape[0] > 0 else {
      throw fault(
        .shapeMismatch, "the samples have two coordinates each, and `\(source(1))` has shape \(shapeText(x.shape))", 1)
    }
    let count = x.shape[0]
    let classes = try classes(2, count: count)
    let samples = x.value.values
    let sampled = SampledFunction(
      function, machine: machine, arguments: 1, range: argumentRange(placement.arguments[0]))
    let (columns, rows) = (97, 73)
    var plane = SampledPlane(
      xRange: padded(stride(from: 0, to: 2 * count, by: 2).map { samples[$0] }),
      yRange: padded(stride(from: 1, to: 2 * count, by: 2).map { samples[$0] }), columns: columns, rows: rows,
      values: [])
    let places = (0..<columns * rows).flatMap { [plane.x($0 % columns), plane.y($0 / columns)] }
    // One call for both, so that a score is read as a probability either everywhere or nowhere.
    let scores = try scores(sampled, places + samples, count: columns * rows + count)
    let width = scores.count / (columns * rows + count)
    let probabilities = probabilities(scores, width)
    var planes: [SampledPlane] = []
    for k in 0..<width where width != 2 || k == 1 {
      plane.values = (0..<columns * rows).map { probabilities[$0 * width + k] }
      planes.append(plane)
    }
    let wrong = (0..<count).filter { sample in
      let row = (columns * rows + sample) * width
      let told =
        width == 1
        ? (probabilities[row] > 0.5 ? 1 : 0)
        : (0..<width).reduce(0) { probabilities[row + $1] > probabilities[row + $0] ? $1 : $0 }
      return told != classes[sample]
    }
    var chart = BoundaryChart(
      planes: planes, x: stride(from: 0, to: 2 * count, by: 2).map { samples[$0] },
      y: stride(from: 1, to: 2 * count, by: 2).map { samples[$0] }, classes: classes, wrong: wrong,
      labels: try classLabels(3, max(width == 1 ? 2 : width, (classes.max() ?? 0) + 1)),
      xTitle: has(4) ? try shownText(4) : nil, yTitle: has(5) ? try shownText(5) : nil,
      digits: machine.options.figureDigits)
    chart.live = try liveBoundary(sampled, columns)
    return chart
  }

  private func scores(_ sampled: SampledFunction, _ points: [Double], count: Int) throws(Fault) -> [Double] {
    let input = try machine.constant(Tensor(shape: [count, 2], values: points))
    guard let result = try sampled.call([input]) else {
      throw fault(.nonFinite, "`\(source(0))` is not finite everywhere around the samples", 0)
    }
    let tensor = try about(placement.arguments[0]) { () throws(Fault) in try machine.tensor(result) }
    guard tensor.shape.first == count, tensor.shape.count <= 2, tensor.count > 0 else {
      throw fault(
        .shapeMismatch,
        "`\(source(0))` gives shape \(shapeText(tensor.shape)) for \(count) points of shape [2]", 0,
        hint: "it takes points of shape [n, 2] and gives a score each: [n], [n, 1] or [n, classes]")
    }
    return tensor.values
  }

  /// Scores as probabilities: as they are where they can be, else through sigmoid or softmax.
  private func probabilities(_ scores: [Double], _ width: Int) -> [Double] {
    let isInside = scores.allSatisfy { $0 >= 0 && $0 <= 1 }
    if width == 1 { return isInside ? scores : scores.map { 1 / (1 + Elementary.exp(-$0)) } }
    let sums = stride(from: 0, to: scores.count, by: width).map { scores[$0..<$0 + width].reduce(0, +) }
    if isInside, sums.allSatisfy({ ($0 - 1).magnitude < 1e-5 }) { return scores }
    var result = scores
    for row in stride(from: 0, to: scores.count, by: width) {
      let greatest = scores[row..<row + width].max() ?? 0
      let powers = scores[row..<row + width].map { Elementary.exp($0 - greatest) }
      let sum = powers.reduce(0, +)
      for k in 0..<width { result[row + k] = powers[k] / sum }
    }
    return result
  }

  private func padded(_ values: [Double]) -> ClosedRange<Double> {
    let low = values.min() ?? 0
    let high = values.max() ?? 1
    let room = low < high ? (high - low) * 0.08 : 1
    return low - room...high + room
  }
}

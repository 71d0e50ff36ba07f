import Artifacts
import Autodiff
import Formulas

extension Builtins {
  static let heatmap = Builtin(
    name: "heatmap", forms: ["heatmap(m)"], summary: "a matrix as cells on a scale from negative to positive",
    chapter: .display, conduct: .reads(), parameters: [.required("m")]
  ) { call throws(Fault) in .artifact(ArtifactValue(.chart(.heatmap(try call.heatmap())))) }

  static let histogram = Builtin(
    name: "histogram", forms: ["histogram(v, [bins: …], [xlabel: …])"],
    summary: "how often values lie in equal intervals: at round numbers, or `bins:` of them as in NumPy",
    chapter: .display, conduct: .reads(), parameters: [.required("v"), .named("bins"), .named("xlabel")]
  ) { call throws(Fault) in .artifact(ArtifactValue(.chart(.histogram(try call.histogram())))) }

  static let image = Builtin(
    name: "image", forms: ["image(x, [labels: …], [truth: …], [size: …])"],
    summary:
      "one picture [h, w] or a grid of them [n, h, w], [n, h·w], with captions, and with what they should say; "
      + "values of 0 to 1 or 0 to 255 are black to white",
    chapter: .display, conduct: .reads(),
    parameters: [.required("x"), .named("labels"), .named("size"), .named("truth")]
  ) { call throws(Fault) in .artifact(ArtifactValue(.chart(.image(try call.image())))) }
}

extension Call {
  /// `heatmap(m)`: a matrix, or a vector as its one row.
  func heatmap() throws(Fault) -> HeatmapChart {
    let m = try node(0)
    guard m.shape.count == 1 || m.shape.count == 2 else {
      throw fault(.shapeMismatch, "a heat map shows a matrix, and `\(source(0))` has shape \(shapeText(m.shape))", 0)
    }
    try holdDrawn(m.value.count)
    return HeatmapChart(
      name: label(name(of: 0)), rows: m.shape.count == 1 ? 1 : m.shape[0], columns: m.shape[m.shape.count - 1],
      values: m.value.values, digits: machine.options.figureDigits)
  }

  /// `histogram(v)`, `histogram(v, bins: 20)`: all entries, whatever their shape.
  func histogram() throws(Fault) -> HistogramChart {
    let values = try node(0).value.values.filter(\.isFinite)
    guard !values.isEmpty else { throw fault(.shapeMismatch, "`\(source(0))` has no entries", 0) }
    var edges = HistogramChart.edges(for: values)
    if has(1) {
      let count = try whole(1)
      guard count > 0, count <= 1000 else {
        throw fault(.wrongArguments, "`bins` is a number from 1 to 1000, and this is \(count)", 1)
      }
      edges = HistogramChart.edges(for: values, count: count)
    }
    let mean = values.reduce(0, +) / Double(values.count)
    let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count)
    return HistogramChart(
      name: has(2) ? try shownText(2) : label(name(of: 0)), edges: edges,
      counts: HistogramChart.counts(of: values, edges: edges), mean: mean, deviation: variance.squareRoot(),
      digits: machine.options.figureDigits)
  }

  /// `image(x)`: [h, w] or [n, h, w]; flat ones as [n, h·w] with `size: (h, w)`.
  ///
  /// Parameters: x, labels, size, truth.
  func image() throws(Fault) -> ImageChart {
    let x = try node(0)
    var shape = x.shape
    guard !shape.contains(0) else {
      throw fault(
        .shapeMismatch, "there are no pictures to show: `\(source(0))` has shape \(shapeText(shape))", 0,
        hint: "where there may be none, ask first: `if shape(x)[0] > 0 { image(x) }`")
    }
    if has(2) {
      let size = try heightAndWidth(2)
      guard shape.last == size.0 * size.1, shape.count <= 2 else {
        throw fault(
          .shapeMismatch,
          "`\(source(0))` has shape \(shapeText(shape)), and a picture of \(size.0) × \(size.1) takes "
            + "\(size.0 * size.1) values", 0)
      }
      shape = (shape.count == 2 ? [shape[0]] : [1]) + [size.0, size.1]
    } else {
      shape = try pictureShape(shape)
    }
    let each = shape[1] * shape[2]
    guard each > 0, each <= 1 << 20 else {
      throw fault(.shapeMismatch, "a picture of \(shape[1]) × \(shape[2]) cannot be shown", 0)
    }
    let shown = min(shape[0], ImageChart.most)
    return ImageChart(
      name: label(name(of: 0)), height: shape[1], width: shape[2], values: Array(x.value.values.prefix(shown * each)),
      captions: has(1) ? try captions(1, shape[0]) : [], truths: has(3) ? try captions(3, shape[0]) : [],
      total: shape[0], digits: machine.options.figureDigits)
  }

  /// Pictures, height, width. Flat square pictures are known by their shape where it leaves no doubt.
  private func pictureShape(_ shape: [Int]) throws(Fault) -> [Int] {
    func side(_ count: Int) -> Int? {
      let side = Int(Double(count).squareRoot().rounded())
      return side * side == count && side >= 2 ? side : nil
    }
    switch shape.count {
    case 1:
      if let side = side(shape[0]) { return [1, side, side] }
    case 2:
      let ratio = Double(max(shape[0], 1)) / Double(max(shape[1], 1))
      if let side = side(shape[1]), side >= 8, ratio > 8 || ratio < 1.0 / 8 { return [shape[0], side, side] }
      if ratio <= 8, ratio >= 1.0 / 8, side(shape[1]) == nil || shape[0] == shape[1] || shape[1] < 64 {
        return [1] + shape
      }
    case 3: return shape
    case 4 where shape[3] == 1: return Array(shape.dropLast())
    case 4 where shape[1] == 1: return [shape[0], shape[2], shape[3]]
    default: break
    }
    throw fault(
      .shapeMismatch, "how large a picture of `\(source(0))` is cannot be told from its shape \(shapeText(shape))", 0,
      hint: "say it: `size: (28, 28)`")
  }

  private func heightAndWidth(_ parameter: Int) throws(Fault) -> (Int, Int) {
    guard case .tuple(let tuple) = self[parameter], tuple.items.count == 2 else {
      throw fault(
        .wrongKind, "`size` is height and width, and this is \(self[parameter].kind)", parameter,
        hint: "`size: (28, 28)`")
    }
    var sizes: [Int] = []
    for item in tuple.items {
      sizes.append(
        try about(placement.arguments[parameter]) { () throws(Fault) in Int(try machine.whole(item, "a size")) })
    }
    guard sizes.allSatisfy({ $0 > 0 }) else { throw fault(.wrongArguments, "a size is 1 at least", parameter) }
    return (sizes[0], sizes[1])
  }

  /// Texts, or numbers: classes as they come.
  private func captions(_ parameter: Int, _ count: Int) throws(Fault) -> [String] {
    let captions: [String]
    let name = builtin.parameters[parameter].name
    switch self[parameter] {
    case .number, .node:
      let labels = try node(parameter).value
      guard labels.shape.count <= 1 else {
        throw fault(
          .wrongKind, "`\(name)` are a number for each picture, and this is \(self[parameter].kind)", parameter)
      }
      captions = labels.values.map { NumberFormat(digits: machine.options.figureDigits).text($0) }
    case .tuple, .text: captions = try texts(parameter)
    case .unbound, .function, .builtin, .history, .artifact, .model, .optimizer, .choice:
      throw fault(
        .wrongKind, "`\(name)` are texts or a vector of numbers, and this is \(self[parameter].kind)", parameter)
    }
    guard captions.count >= min(count, ImageChart.most) else {
      throw fault(
        .wrongArguments, "here are \(counted(captions.count, "label")) for \(counted(count, "picture"))", parameter)
    }
    return captions
  }
}

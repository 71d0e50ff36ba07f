import Artifacts

/// Key below a network's drawing: the meaning of widths, dashes, colours and numbers.
struct NetworkKey {
  private struct Entry {
    var text: FigureText
    var sample: Sample
  }

  private enum Sample {
    case link(String)
    case bias
    case gradient
    /// Units with a negative and a positive activation.
    case fill

    var width: Double {
      switch self {
      case .link: 26
      case .bias: 18
      case .gradient: 12
      case .fill: 30
      }
    }
  }

  private let entries: [Entry]
  private let size: Double

  init(_ network: NetworkDrawing) {
    size = network.size
    let (chart, words, isDense) = (network.chart, network.words, network.isDense)
    var entries: [Entry] = []
    func has(_ test: (Double) -> Bool) -> Bool { chart.drawnWeights.contains(where: test) }
    if has({ $0 > 0 }) {
      entries.append(
        Entry(text: FigureText(words.say.positive), sample: .link("wp " + NetworkDrawing.width(2, isDense))))
    }
    if has({ $0 < 0 }) {
      entries.append(
        Entry(text: FigureText(words.say.negative), sample: .link("wn " + NetworkDrawing.width(2, isDense))))
    }
    if has({ $0 == 0 }) { entries.append(Entry(text: FigureText(words.say.zero), sample: .link("w0"))) }
    if chart.greatest > 0 {
      var short = words
      short.digits = min(words.digits, 3)
      for level in 1...4 {
        let number = short.number(chart.greatest * (Double(level) / 4))
        entries.append(
          Entry(
            text: level == 1 ? FigureText(words.say.weightSize + " ") + number : number,
            sample: .link("wk " + NetworkDrawing.width(level, isDense))))
      }
    }
    if chart.connections.contains(where: { if case .weights(_, .some) = $0 { true } else { false } }) {
      entries.append(Entry(text: FigureText(words.say.biasUnit), sample: .bias))
    }
    if chart.layers.contains(where: { !$0.values.isEmpty }) {
      entries.append(Entry(text: FigureText(words.say.fillMeaning), sample: .fill))
    }
    if network.rows.contains(where: \.showsGradients) {
      entries.append(Entry(text: FigureText(words.say.lossGradient), sample: .gradient))
    }
    self.entries = entries
  }

  /// Draws rows of entries, and gives where they end.
  func draw(into drawing: inout Drawing, below top: Double) -> Double {
    let row = 1.65 * size
    var x = 4.0
    var y = top + 10 + size
    for entry in entries {
      let sample = entry.sample.width
      let text = ChartText.cut(entry.text, to: drawing.width - sample - 16, size)
      let width = sample + 6 + text.width(size, strong: false)
      if x > 4, x + width > drawing.width - 4 {
        x = 4
        y += row
      }
      let middle = y - 0.35 * size
      let box = Box(left: x, top: middle - 6, right: x + sample, bottom: middle + 6)
      switch entry.sample {
      case .link(let style):
        drawing.add(.line([Point(x: x, y: middle), Point(x: x + sample, y: middle)]), style)
        drawing.marks.append(box)
      case .bias:
        let square = Box(center: Point(x: x + 9, y: middle), width: 16, height: 16)
        drawing.add(.box(square, rx: 4), "bias")
        drawing.frames.append(square)
        drawing.texts.append(
          Drawing.Text(FigureText("1"), at: Point(x: x + 9, y: y), .middle, size: size, style: "ax"))
      case .gradient:
        drawing.texts.append(
          Drawing.Text(
            FigureText("◂"), at: Point(x: x + 6, y: y), .middle, size: size, style: "grad", isStrong: true))
      case .fill:
        for (place, tint) in ["neg", "pos"].enumerated() {
          let at = Point(x: x + 7 + 16 * Double(place), y: middle)
          drawing.mark(.circle, at, r: 6.5, "unit")
          drawing.add(.marker(.circle, at, r: 6.5), tint, opacity: NetworkDrawing.strongest)
        }
      }
      drawing.texts.append(
        Drawing.Text(
          text, at: Point(x: x + sample + 6, y: y), .start, size: size, style: "ax"))
      x += width + 16
    }
    return entries.isEmpty ? top : y + 0.3 * size
  }
}

extension NetworkChart {
  /// Weights and biases of the links that are kept.
  var drawnWeights: [Double] {
    connections.flatMap { connection -> [Double] in
      guard case .weights(let weights, let bias) = connection else { return [] }
      return weights.values + (bias?.values ?? [])
    }
  }
}

import Artifacts
import Formulas

extension FlowChart: ChartContent {
  func layout(_ words: ChartWords) -> ChartLayout {
    ChartLayout(drawing(.wide, words), narrow: drawing(.narrow, words))
  }

  private func drawing(_ sizes: ChartSizes, _ words: ChartWords) -> Drawing {
    var drawing = Drawing(width: sizes.width, height: 0)
    let size = sizes.tick
    var top = 8.0
    if series.count > 1 {
      top += ChartKey(
        entries: series.enumerated().map {
          (.marker(MarkerShape.of($0.offset), style: PointCloud.style($0.offset)), FigureText($0.element.label))
        }
      ).draw(into: &drawing, sizes: sizes)
    }
    let names = shortLayers.map { ChartText.cut(ChartText.label($0), to: sizes.width * 0.3, size) }
    let left = (names.map { $0.width(size, strong: false) }.max() ?? 0) + 14
    let row = min(max(200 / Double(max(layers.count, 1)), 1.5 * size), 30)
    let values = series.flatMap(\.values).filter { $0.isFinite && $0 > 0 }
    var axis = ChartAxis(values, isLog: true, pad: 0.05)
    let plot = Box(
      left: left, top: top, right: sizes.width - 22, bottom: top + row * Double(layers.count))
    axis.title = words.logScale(FigureText(words.say.gradientSize))
    let scale = axis.scale(from: plot.left + 6, to: plot.right)
    var free = -Double.infinity
    for tick in axis.ticks(count: sizes.isNarrow ? 5 : 8).marks {
      guard let place = scale.at(tick.value) else { continue }
      drawing.add(.line([Point(x: place, y: plot.top), Point(x: place, y: plot.bottom)]), "grid")
      let half = tick.text.width(size, strong: false) / 2
      guard place - half >= free, place + half <= sizes.width else { continue }
      free = place + half + 6
      drawing.texts.append(
        Drawing.Text(
          tick.text, at: Point(x: place, y: plot.bottom + 6 + size), .middle, size: size, style: "ax"))
    }
    if let title = axis.title {
      drawing.texts.append(
        Drawing.Text(
          ChartText.cut(title, to: plot.width, size), at: Point(x: plot.center.x, y: plot.bottom + 6 + 2.5 * size),
          .middle, size: size, style: "ax"))
    }
    for (place, name) in names.enumerated() {
      let y = plot.top + row * (Double(place) + 0.5)
      drawing.texts.append(
        Drawing.Text(name, at: Point(x: plot.left - 8, y: y + 0.35 * size), .end, size: size, style: "ax"))
      for (which, one) in series.enumerated() where one.values.indices.contains(place) {
        let value = one.values[place]
        // A gradient of exactly 0 has no place on the axis: it stands at its left edge, open.
        let x = scale.at(value) ?? plot.left
        let lane = series.count == 1 ? y : y + row * 0.5 * (Double(which) / Double(series.count - 1) - 0.5)
        drawing.add(.line([Point(x: plot.left, y: lane), Point(x: x, y: lane)]), "l\(which % 4 + 1) stem")
        drawing.add(
          .marker(MarkerShape.of(which), Point(x: x, y: lane), r: 4.5),
          value > 0 ? PointCloud.style(which) : "o\(which % 4 + 1)")
      }
    }
    drawing.add(.line([Point(x: plot.left, y: plot.top), Point(x: plot.left, y: plot.bottom)]), "axis")
    drawing.frames.append(plot)
    drawing.height = plot.bottom + 10 + 2.7 * size
    return drawing
  }

  /// `net.w1`, `net.w2`: without the model that all of them belong to.
  private var shortLayers: [String] {
    guard let dot = layers.first?.lastIndex(of: "."), let model = layers.first?[...dot],
      layers.allSatisfy({ $0.hasPrefix(model) && $0.count > model.count })
    else { return layers }
    return layers.map { String($0.dropFirst(model.count)) }
  }

  func title(_ words: ChartWords) -> String { words.say.flowTitle }

  func description(_ words: ChartWords) -> String {
    var text = title(words) + "."
    for one in series {
      text += " \(one.label): "
      text += zip(shortLayers, one.values).map { "\($0) \(words.plain($1))" }.joined(separator: ", ") + "."
    }
    return text
  }

  func facts(_ words: ChartWords) -> [Notation] {
    series.compactMap { one in
      guard let first = one.values.first, let last = one.values.last, first > 0, last > 0, one.values.count > 1
      else { return nil }
      let name = series.count > 1 ? one.label + ": " : ""
      return Notation(plain: "\(name)\(shortLayers[0]) / \(shortLayers[one.values.count - 1]) = ")
        + words.notation(first / last)
    }
  }

  /// Layers down, series across.
  func table(_ words: ChartWords) -> TableArtifact? {
    TableArtifact(
      columns: [TableArtifact.Column(title: words.say.layerColumn, .texts(layers), isName: false)]
        + series.map {
          TableArtifact.Column(title: $0.label, values: $0.values, isName: ChartText.isMathematics($0.label))
        }, digits: digits)
  }

  var data: DataTable {
    DataTable(
      [DataTable.Column("layer", texts: layers)] + series.map { DataTable.Column($0.label, $0.values) })
  }

  func write(to json: inout some StructuredWriter) {
    json.object { json in
      json.member("kind", "flow")
      json.key("layers")
      json.array(layers) { $0.value($1) }
      json.key("series")
      json.object { json in
        for one in series { json.member(one.label, one.values) }
      }
    }
  }
}

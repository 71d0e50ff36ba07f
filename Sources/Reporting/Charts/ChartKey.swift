/// A row that says what shapes and colours stand for, above the plot.
struct ChartKey: Sendable {
  enum Sample: Sendable {
    case line(colour: Int, isDashed: Bool, MarkerShape?)
    case marker(MarkerShape, style: String)
  }

  var entries: [(sample: Sample, text: FigureText)]

  /// Draws the key from the top left, and gives the height that it takes.
  func draw(into drawing: inout Drawing, sizes: ChartSizes) -> Double {
    if entries.isEmpty { return 0 }
    let size = sizes.label
    let row = 1.7 * size
    var x = 2.0
    var y = size + 3
    for entry in entries {
      let sample: Double
      switch entry.sample {
      case .line: sample = 22
      case .marker: sample = 10
      }
      let text = ChartText.cut(entry.text, to: sizes.width - sample - 12, size)
      let width = sample + 6 + text.width(size, strong: false)
      if x > 2, x + width > sizes.width {
        x = 2
        y += row
      }
      let middle = y - 0.35 * size
      switch entry.sample {
      case .line(let colour, let isDashed, let marker):
        drawing.add(
          .line([Point(x: x, y: middle), Point(x: x + sample, y: middle)]), "l\(colour)" + (isDashed ? " dashed" : ""))
        if let marker { drawing.add(.marker(marker, Point(x: x + sample / 2, y: middle), r: 4), "p\(colour)") }
      case .marker(let shape, let style): drawing.add(.marker(shape, Point(x: x + 5, y: middle), r: 4.5), style)
      }
      drawing.marks.append(Box(left: x, top: middle - 4.5, right: x + sample, bottom: middle + 4.5))
      drawing.texts.append(
        Drawing.Text(text, at: Point(x: x + sample + 6, y: y), .start, size: size, style: "key"))
      x += width + 16
    }
    return y + 0.3 * size + 2
  }
}

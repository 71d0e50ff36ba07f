import Artifacts
import Formulas

extension ImageChart: ChartContent {
  private var size: Int { width * height }
  private var count: Int { size == 0 ? 0 : values.count / size }

  /// Values of black and white: 0 and 1, or 0 and 255, where the values fit there, else the least and the
  /// greatest.
  private var range: (black: Double, white: Double) {
    let low = values.lazy.filter(\.isFinite).min() ?? 0
    let high = values.lazy.filter(\.isFinite).max() ?? 1
    if low >= 0, high <= 1 { return (0, 1) }
    if low >= 0, high <= 255 { return (0, 255) }
    return low < high ? (low, high) : (low - 1, high)
  }

  private func pixels(_ picture: Int) -> [UInt8] {
    let (black, white) = range
    return values[picture * size..<(picture + 1) * size].map { value in
      let share = value.isFinite ? (value / 2 - black / 2) / (white / 2 - black / 2) : 0
      return UInt8((min(max(share, 0), 1) * 255).rounded())
    }
  }

  /// As many as leave the fewest places of the last row empty.
  private var columns: Int {
    if count <= 3 { return max(count, 1) }
    let choices = count <= 12 ? [4, 3, 5] : count <= 24 ? [6, 5] : [8, 7, 6]
    func empty(_ columns: Int) -> Int { (columns - count % columns) % columns }
    return choices.min { (empty($0), -$0) < (empty($1), -$1) } ?? 4
  }

  func layout(_ words: ChartWords) -> ChartLayout {
    let sizes = ChartSizes.panel
    var drawing = Drawing(width: sizes.width, height: 8)
    guard count > 0, width > 0 else { return ChartLayout(drawing) }
    let columns = columns
    let gap = columns > 4 ? 5.0 : 8
    let side = count == 1 ? 220 : (sizes.width - gap * Double(columns - 1)) / Double(columns)
    let tall = min(side * Double(height) / Double(width), 300)
    let wide = tall * Double(width) / Double(height)
    let size = columns > 6 ? 10.5 : sizes.tick
    let texts = [captions, truths.map { words.say.truth + ": " + $0 }].filter { !$0.isEmpty }
    let line = texts.isEmpty ? 0 : (1.3 * Double(texts.count) + 0.2) * size
    let rows = (count + columns - 1) / columns
    for picture in 0..<count {
      let column = Double(picture % columns)
      let row = Double(picture / columns)
      let left = count == 1 ? (sizes.width - wide) / 2 : column * (side + gap) + (side - wide) / 2
      let top = 2 + row * (tall + line + gap)
      let box = Box(left: left, top: top, right: left + wide, bottom: top + tall)
      drawing.add(.image(box, PNG.address(PNG.grey(width: width, height: height, pixels(picture)))), "pixels")
      drawing.add(.box(box, rx: 0), "outline")
      drawing.frames.append(box)
      for (place, texts) in texts.enumerated() where texts.indices.contains(picture) {
        let room = count == 1 ? sizes.width : side
        drawing.texts.append(
          Drawing.Text(
            ChartText.cut(FigureText(texts[picture]), to: room, size),
            at: Point(x: box.center.x, y: box.bottom + (1.15 + 1.3 * Double(place)) * size), .middle, size: size,
            style: columns > 6 ? "ax small" : "ax"))
      }
    }
    drawing.height = 4 + Double(rows) * (tall + line + gap)
    return ChartLayout(drawing)
  }

  func title(_ words: ChartWords) -> String {
    words.say.imageTitle(name, count)
  }

  func description(_ words: ChartWords) -> String {
    var text = title(words) + ", " + words.say.pictures(count, height, width) + "."
    let labels = captions.prefix(count).enumerated().map { place, caption in
      truths.indices.contains(place) ? "\(caption) (\(words.say.truth): \(truths[place]))" : caption
    }
    if !labels.isEmpty { text += " " + labels.joined(separator: ", ") + "." }
    return text
  }

  func facts(_ words: ChartWords) -> [Notation] {
    var facts = [Notation(plain: words.say.pictures(count, height, width))]
    if total > count { facts.append(Notation(plain: words.say.picturesShown(count, total))) }
    let (black, white) = range
    facts.append(
      Notation(plain: words.say.black + " ") + words.notation(black) + Notation(plain: ", " + words.say.white + " ")
        + words.notation(white))
    return facts
  }

  /// A row a picture's row.
  var data: DataTable {
    var columns = [
      DataTable.Column("picture", (0..<count * height).map { Double($0 / height) }),
      DataTable.Column("row", (0..<count * height).map { Double($0 % height) }),
    ]
    for column in 0..<width {
      columns.append(
        DataTable.Column("\(column)", (0..<count * height).map { values[$0 * width + column] }))
    }
    return DataTable(columns)
  }

  func write(to json: inout some StructuredWriter) {
    json.object { json in
      json.member("kind", "image")
      json.member("name", name)
      json.member("shape", [count, height, width])
      json.member("values", values)
      json.key("captions")
      json.array(captions) { $0.value($1) }
      if !truths.isEmpty {
        json.key("truths")
        json.array(truths) { $0.value($1) }
      }
    }
  }
}

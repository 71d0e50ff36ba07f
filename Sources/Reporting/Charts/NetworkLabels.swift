import Artifacts

/// Weights as numbers on their links, where the network is small enough for all of them to find a place.
struct NetworkLabels {
  private let network: NetworkDrawing
  /// Of at most so many links.
  private static let most = 24
  /// Between two layers.
  private static let mostWithGradients = 9

  init(_ network: NetworkDrawing) { self.network = network }

  /// Whether the numbers may stand in the picture at all.
  static func isPossible(_ chart: NetworkChart) -> Bool { chart.parameters <= most }

  static func mayShowGradients(_ chart: NetworkChart) -> Bool {
    chart.loss != nil
      && chart.connections.allSatisfy { connection in
        guard case .weights(let weights, let bias) = connection else { return true }
        return weights.values.count + (bias?.values.count ?? 0) <= mostWithGradients
      }
  }

  /// With gradients below them if they fit so, else without, else none.
  func draw(into drawing: inout Drawing) {
    guard NetworkLabels.isPossible(network.chart) else { return }
    for withGradients in NetworkLabels.mayShowGradients(network.chart) ? [true, false] : [false] {
      for digits in stride(from: network.words.digits, through: 2, by: -1) {
        var words = network.words
        words.digits = digits
        guard let texts = texts(words, withGradients, drawing) else { continue }
        drawing.texts += texts
        return
      }
    }
  }

  private func texts(_ words: ChartWords, _ withGradients: Bool, _ drawing: Drawing) -> [Drawing.Text]? {
    var taken = drawing.texts.map { $0.box } + drawing.marks + drawing.frames
    taken += network.places.flatMap { $0.map(\.box) }
    var texts: [Drawing.Text] = []
    for layer in network.chart.connections.indices {
      let links = network.links(layer)
      for (index, link) in links.enumerated() {
        let lines = self.lines(link, words, withGradients)
        guard let box = place(lines, links, index, taken, drawing) else { return nil }
        taken.append(box.inset(-1.5))
        for (line, text) in lines.enumerated() {
          var text = text
          text.at = Point(x: box.center.x, y: box.top + network.size * (0.82 + 1.15 * Double(line)))
          texts.append(text)
        }
      }
    }
    return texts
  }

  private func lines(_ link: NetworkDrawing.Link, _ words: ChartWords, _ withGradients: Bool) -> [Drawing.Text] {
    let size = network.size
    var lines = [
      Drawing.Text(words.number(link.value), at: Point(x: 0, y: 0), .middle, size: size, style: "over")
    ]
    if withGradients, let gradient = link.gradient {
      let text = FigureText("◂\u{202F}") + words.number(gradient)
      lines.append(
        Drawing.Text(text, at: Point(x: 0, y: 0), .middle, size: size, style: "grad", isStrong: true))
    }
    return lines
  }

  /// On its own link, where it crosses fewest others.
  private func place(
    _ lines: [Drawing.Text], _ links: [NetworkDrawing.Link], _ index: Int, _ taken: [Box], _ drawing: Drawing
  ) -> Box? {
    let size = network.size
    let width = lines.map { $0.text.width(size, strong: $0.isStrong) }.max() ?? 0
    let height = size * (1.1 + 1.15 * Double(lines.count - 1))
    let link = links[index]
    var best: (box: Box, cost: Int)?
    for share in [0.3, 0.36, 0.24, 0.7, 0.42, 0.64, 0.76, 0.18, 0.5, 0.58, 0.82, 0.12, 0.88] {
      let at = Point(
        x: link.from.x + share * (link.to.x - link.from.x), y: link.from.y + share * (link.to.y - link.from.y))
      let box = Box(center: at, width: width, height: height)
      guard box.left >= 1, box.right <= drawing.width - 1, !taken.contains(where: { box.meets($0) }) else { continue }
      var cost = 0
      for (other, one) in links.enumerated() where other != index && box.meets(from: one.from, to: one.to) { cost += 1 }
      if cost < best?.cost ?? Int.max { best = (box, cost) }
      if cost == 0 { break }
    }
    return best?.box
  }
}

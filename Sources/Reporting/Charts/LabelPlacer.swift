/// Finds a place for a label among what is drawn already: never on another text or mark, and off the lines if it can.
struct LabelPlacer {
  /// Boxes that must stay free.
  var taken: [Box] = []
  /// Lines that should stay free.
  var lines: [[Point]] = []
  var bounds: Box

  /// The first of the places that is off every line too; `nil` when there is none.
  mutating func clear(_ candidates: [Drawing.Text]) -> Drawing.Text? {
    let found = candidates.first { text in
      let box = text.box
      return isFree(box) && lines.allSatisfy { crossings(of: box, $0) == 0 }
    }
    if let found { taken.append(found.box) }
    return found
  }

  private func isFree(_ box: Box) -> Bool {
    box.left >= bounds.left && box.right <= bounds.right && box.top >= bounds.top && box.bottom <= bounds.bottom
      && !taken.contains { box.meets($0) }
  }

  /// The best of the places, in order of preference; `nil` when all are taken.
  mutating func place(_ candidates: [Drawing.Text]) -> Drawing.Text? {
    var best: (text: Drawing.Text, cost: Int)?
    for text in candidates {
      let box = text.box
      guard isFree(box) else { continue }
      let cost = lines.reduce(0) { $0 + crossings(of: box, $1) }
      if cost < best?.cost ?? Int.max { best = (text, cost) }
      if cost == 0 { break }
    }
    if let best { taken.append(best.text.box) }
    return best?.text
  }

  private func crossings(of box: Box, _ line: [Point]) -> Int {
    guard line.count > 1 else { return 0 }
    var count = 0
    for k in 1..<line.count where box.meets(from: line[k - 1], to: line[k]) { count += 1 }
    return count
  }
}

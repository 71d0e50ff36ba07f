import Artifacts

/// A layer as it is drawn: which units, with or without their numbers, and the room that each takes.
struct NetworkRow {
  enum Slot {
    /// By its place among the layer's kept units.
    case unit(Int)
    /// So many units that are left out.
    case gap(Int)
    /// The unit that is always 1, with the biases of the next layer as its links.
    case bias
  }

  let layer: NetworkChart.Layer
  let sizes: NetworkSizes
  private(set) var slots: [Slot] = []
  private(set) var showsNumbers: Bool
  private(set) var showsGradients: Bool
  /// Width of a unit with a number.
  private(set) var nodeWidth: Double
  /// Whether the units' names stand beside the nodes.
  private(set) var showsNames: Bool
  /// Of the names, where layers are columns.
  let nameWidth: Double
  /// Room between units that numbers on the links need.
  private let air: Double
  private var words: ChartWords

  private static let gap = 8.0
  /// A circle and the room around it.
  private static let circle = 28.0
  private static let biasExtent = 28.0
  private var size: Double { sizes.text }
  private var isUpright: Bool { sizes.isUpright }

  init(_ chart: NetworkChart, layer index: Int, _ words: ChartWords, _ sizes: NetworkSizes) {
    layer = chart.layers[index]
    self.words = words
    self.sizes = sizes
    let longest = layer.names.map { ChartText.label($0).width(sizes.text, strong: false) }.max() ?? 0
    nameWidth = sizes.isUpright ? 0 : min(longest, 0.17 * sizes.width)
    showsNames = !layer.names.isEmpty
    air = !NetworkLabels.isPossible(chart) ? 0 : NetworkLabels.mayShowGradients(chart) ? 30 : 12
    nodeWidth = 2 * NetworkDrawing.radius
    showsNumbers = false
    showsGradients = false
    var hasBias = false
    if index < chart.connections.count, case .weights(_, .some) = chart.connections[index] { hasBias = true }
    let room = sizes.room
    let pitch = sizes.width / Double(max(chart.layers.count, 1))
    let widest = isUpright ? room : min(0.52 * pitch, 96)
    if layer.units.count == layer.count, !layer.values.isEmpty {
      fitNumbers(widest, room: room - (hasBias ? NetworkRow.biasExtent : 0))
    }
    place(hasBias: hasBias, room: room)
    // A name of which only a letter is left says nothing.
    if isUpright, showsNames {
      let least = slots.map { if case .unit = $0 { extent($0) } else { Double.infinity } }.min() ?? 0
      showsNames = longest <= least - 4 || least >= 60
    }
  }

  /// Activations and gradients with as many digits as there is room for, two at least; else activations alone; else
  /// none.
  private mutating func fitNumbers(_ widest: Double, room: Double) {
    let most = words.digits
    for (digits, withGradients) in [true, false].flatMap({ flag in (2...max(most, 2)).reversed().map { ($0, flag) } }) {
      words.digits = digits
      let gradients = withGradients ? layer.gradients : []
      let numbers = layer.values.map { text($0) } + gradients.map { gradientText($0) }
      let width = max(34, (numbers.map { $0.width(size, strong: true) }.max() ?? 0) + 12)
      guard width <= widest, !isUpright || (width + NetworkRow.gap) * Double(layer.count) <= room else { continue }
      nodeWidth = width
      showsNumbers = true
      showsGradients = !gradients.isEmpty
      return
    }
    words.digits = most
  }

  private mutating func place(hasBias: Bool, room: Double) {
    let tail: [Slot] = hasBias ? [.bias] : []
    let kept = layer.units
    func cut(to first: Int, and last: Int) -> [Slot] {
      let hidden = layer.count - first - last
      return (0..<first).map { .unit($0) } + (hidden > 0 ? [.gap(hidden)] : [])
        + (kept.count - last..<kept.count).map { .unit($0) } + tail
    }
    let isWhole = kept.count == layer.count
    var (first, last) = isWhole ? (kept.count, 0) : (4, 3)
    slots = cut(to: first, and: last)
    while slots.reduce(0, { $0 + extent($1) }) > room, first + last > 2 {
      if isWhole, last == 0 { (first, last) = ((kept.count + 1) / 2, kept.count / 2) }
      if first > last { first -= 1 } else { last -= 1 }
      slots = cut(to: first, and: last)
    }
  }

  /// The room that a slot takes across.
  func extent(_ slot: Slot) -> Double {
    switch slot {
    case .unit:
      if isUpright { return showsNumbers ? nodeWidth + NetworkRow.gap : NetworkRow.circle }
      return air
        + (showsNumbers
          ? NetworkDrawing.nodeHeight + 14 + (showsGradients ? NetworkDrawing.gradientHeight : 0) : NetworkRow.circle)
    case .gap(let hidden): return isUpright ? gapText(hidden).width(size, strong: false) + 8 : NetworkRow.circle
    case .bias: return isUpright ? NetworkRow.biasExtent : NetworkRow.biasExtent + 10
    }
  }

  /// From a slot's upper end to the middle of its node, where layers are columns.
  func above(_ slot: Slot) -> Double {
    if case .unit = slot, showsNumbers { return NetworkDrawing.nodeHeight / 2 + 7 + air / 2 }
    return extent(slot) / 2
  }

  /// Of all units, without the bias.
  var unitsExtent: Double {
    slots.reduce(0) { if case .bias = $1 { $0 } else { $0 + extent($1) } }
  }

  /// How far the column reaches up from its middle.
  var reach: Double { unitsExtent / 2 }

  func gapText(_ hidden: Int) -> FigureText {
    FigureText((isUpright ? "⋯ " : "⋮ ") + Numbers.grouped(hidden))
  }

  func text(_ value: Double) -> FigureText { words.number(value) }

  /// `◂ −0.0639`
  func gradientText(_ value: Double) -> FigureText { FigureText("◂\u{202F}") + words.number(value) }

  /// Whether something of the layer's kept units is not to be seen.
  var isReduced: Bool {
    let units = slots.count { if case .unit = $0 { true } else { false } }
    return units < layer.units.count || !showsNames && !layer.names.isEmpty
      || !showsNumbers && !layer.values.isEmpty && layer.units.count == layer.count
  }
}

/// How much room an item of the layered graph needs: first its shape, then the straight piece of wire behind it that
/// carries its numbers. "Along" is the direction of flow, "before" and "after" are across it (above and below in a
/// drawing that runs to the right).
struct ItemExtents: Sendable, Hashable {
  var shapeLength = 0.0
  var shapeBefore = 0.0
  var shapeAfter = 0.0
  /// Half of the shape across the flow, without words.
  var half = 0.0
  /// How far the numbers reach from their common centre against and with the flow.
  var labelBack = 0.0
  var labelAhead = 0.0
  var labelBefore = 0.0
  var labelAfter = 0.0
  /// Room for a pill behind the numbers, along.
  var pill = 0.0
  /// Least length of the straight piece (a fork's chip).
  var least = 0.0
  /// An input: stands at the end of its layer, so that all wires begin together.
  var isSource = false

  var hasLabel: Bool { labelBack + labelAhead > 0 }

  /// Least distance of two neighbours, the first one above or left.
  static func distance(_ a: ItemExtents, _ b: ItemExtents, air: Double) -> Double {
    (max(a.shapeAfter + b.shapeBefore, a.labelAfter + b.labelBefore) + air).rounded(.up)
  }
}

/// Measures the items of one graph in one orientation.
struct ItemMeasures {
  let graph: VisibleGraph
  let sizes: DrawingSizes
  let orientation: GraphDrawing.Orientation
  /// Whether pills stand on the straight piece instead of the curve.
  let pillsAreStraight: Bool

  /// A bend: a wire that passes.
  var bend: ItemExtents {
    let clear = orientation == .wide ? 5.0 : 4.0
    return ItemExtents(shapeBefore: clear, shapeAfter: clear, labelBefore: clear, labelAfter: clear)
  }

  /// - Parameter pill: the local derivative on the node's only wire.
  func node(_ v: Int, pill: FigureText?) -> ItemExtents {
    let node = graph.nodes[v]
    var extents = bend
    let (width, height) = shape(v)
    let length = orientation == .wide ? width : height
    extents.half = (orientation == .wide ? height : width) / 2
    // A folded group's outlines lie behind it, down and to the right.
    extents.shapeLength = length + (node.shape == .fold ? 16 : 0)
    extents.shapeBefore = extents.half + 1
    extents.shapeAfter = extents.half + (node.shape == .fold ? 10 : 1)
    switch node.shape {
    case .data, .parameter, .constant: extents.isSource = true
    case .gate, .fold, .output: break
    }
    if let pattern = node.pattern {
      let word = TextMetrics.width(pattern, .regular, sizes.pattern)
      switch orientation {
      case .wide:
        // The word may reach over the beginning of the wire, below the gradient.
        extents.shapeAfter = extents.half + 24
        if word > length { extents.labelAfter = max(extents.labelAfter, extents.shapeAfter) }
      case .narrow:
        extents.shapeAfter = extents.half + 5 + word
      }
    }
    guard node.shape != .output else { return extents }
    numbers(node, &extents)
    add(pill, &extents)
    return extents
  }

  func branch(_ e: Int) -> ItemExtents {
    var extents = bend
    if let text = graph.edges[e].contribution { gradient(text, isSeed: false, &extents) }
    add(graph.edges[e].local, &extents)
    return extents
  }

  private func add(_ pill: FigureText?, _ extents: inout ItemExtents) {
    guard pillsAreStraight, let pill else { return }
    let width = pillWidth(pill)
    switch orientation {
    case .wide: extents.pill = width + 10
    case .narrow:
      extents.pill = sizes.chipHeight + 6
      extents.labelBefore = max(extents.labelBefore, width / 2 + 2)
      extents.labelAfter = max(extents.labelAfter, width / 2 + 2)
    }
  }

  func pillWidth(_ text: FigureText) -> Double { text.width(sizes.chip, strong: true) + sizes.chipHeight * 0.7 }

  private func numbers(_ node: VisibleGraph.Node, _ extents: inout ItemExtents) {
    if let value = node.value {
      let width = value.width(sizes.number)
      let extra = value.extra(sizes.number)
      let name = node.name.map { $0.width(sizes.beside, strong: false) + 9 } ?? 0
      switch orientation {
      case .wide:
        extents.labelBack = max(extents.labelBack, width / 2 + name)
        extents.labelAhead = max(extents.labelAhead, width / 2)
        extents.labelBefore = max(extents.labelBefore, 11 + sizes.ascent(sizes.beside) + extra)
      case .narrow:
        extents.labelBack = sizes.number * 1.15 + extra
        extents.labelAfter = max(extents.labelAfter, 8 + name + width)
      }
    }
    if let text = node.gradient { gradient(text, isSeed: node.isSeed, &extents) }
    if let text = node.cut { cut(text, &extents) }
    let extra = node.gradient?.extra(sizes.number) ?? 0
    // A word below the gate would stand beside the second row of a matrix.
    if extra > 0, orientation == .wide, let pattern = node.pattern {
      extents.shapeLength = max(extents.shapeLength, TextMetrics.width(pattern, .regular, sizes.pattern))
    }
    if let sum = node.sum {
      let chip = pillWidth(sum)
      switch orientation {
      case .wide:
        let word = node.pattern.map { TextMetrics.width($0, .regular, sizes.pattern) } ?? 0
        extents.least = chip - 6 + max(0, (word - extents.shapeLength) / 2 - 4)
        extents.labelAfter = max(extents.labelAfter, 36 + sizes.chipHeight + extra)
      case .narrow:
        extents.labelAhead += sizes.chipHeight + 4
        extents.labelAfter = max(extents.labelAfter, 12 + chip)
      }
    }
  }

  private func gradient(_ block: NumberBlock, isSeed: Bool, _ extents: inout ItemExtents) {
    let width = block.width(sizes.number)
    let extra = block.extra(sizes.number)
    let edge = isSeed ? 7.0 : 0
    switch orientation {
    case .wide:
      extents.labelBack = max(extents.labelBack, width / 2 + sizes.triangle + edge)
      extents.labelAhead = max(extents.labelAhead, width / 2 + edge)
      extents.labelAfter = max(extents.labelAfter, (isSeed ? 31 : 23 + sizes.descent(sizes.number) + 1) + extra)
    case .narrow:
      extents.labelAhead = max(extents.labelAhead, sizes.number * 1.25 + edge + extra)
      extents.labelAfter = max(extents.labelAfter, 8 + width + sizes.triangle + 2 * edge)
    }
  }

  private func cut(_ text: FigureText, _ extents: inout ItemExtents) {
    let width = text.width(sizes.pattern, strong: false)
    switch orientation {
    case .wide:
      extents.labelBack = max(extents.labelBack, width / 2)
      extents.labelAhead = max(extents.labelAhead, width / 2)
      extents.labelAfter = max(extents.labelAfter, 20 + sizes.descent(sizes.pattern) + 1)
    case .narrow:
      extents.labelAhead = max(extents.labelAhead, sizes.number * 1.25)
      extents.labelAfter = max(extents.labelAfter, 8 + width)
    }
  }

  /// Width and height of a node's shape.
  func shape(_ v: Int) -> (width: Double, height: Double) {
    let node = graph.nodes[v]
    switch node.shape {
    case .data, .parameter, .constant, .output:
      let text = node.face.width(faceSize(v), strong: false)
      return (max(sizes.pillLeast, text + 20), sizes.pillHeight)
    case .gate:
      let text = node.face.width(faceSize(v), strong: false)
      return (max(2 * sizes.radius, text + 18), 2 * sizes.radius)
    case .fold:
      let face = node.face.width(faceSize(v), strong: false)
      let caption = TextMetrics.width(node.caption ?? "", .regular, sizes.pattern)
      return (max(face, caption, 2 * sizes.radius) + 28, sizes.inner * 1.2 + sizes.pattern * 1.5 + 26)
    }
  }

  /// Font size of what stands inside: signs are large, words smaller.
  func faceSize(_ v: Int) -> Double {
    let node = graph.nodes[v]
    switch node.shape {
    case .data, .parameter, .output: return sizes.inner
    case .constant: return node.value == nil ? sizes.number : sizes.inner
    case .fold: return sizes.inner * 1.2
    case .gate: return node.face.width(sizes.sign, strong: false) <= 1.3 * sizes.radius ? sizes.sign : sizes.word
    }
  }
}

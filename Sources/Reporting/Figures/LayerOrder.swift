/// The order of the items within each layer that makes the fewest wires cross.
///
/// Barycentre sweeps (Sugiyama, Tagawa, Toda 1981) and sifting (Matuszewski, Schönfeld, Molitor 1999) from a few
/// starts, then the best order is disturbed and repaired again and again until the work allowed is done. The first
/// start follows the operands from the output backwards: it draws a tree without crossings and its inputs in order of
/// first use, and wins ties. Everything is counted, nothing timed: the same graph gets the same order everywhere.
struct LayerOrder {
  private let below: Neighbours
  private let above: Neighbours
  private var layers: [[Int]]
  private var position: [Int]
  /// Comparisons so far.
  private var work = 0

  /// Comparisons allowed: they grow with the square of the graph, up to a few milliseconds.
  private var budget: Int { min(1_200_000, 150 * position.count * position.count) }
  /// So many disturbances in vain end the search.
  private var patience: Int { min(300, 5 * position.count) }

  /// The layers in order, and how many pairs of wires cross.
  static func best(_ graph: LayeredGraph, output: Int) -> (layers: [[Int]], crossings: Int) {
    var order = LayerOrder(graph, output: output)
    let initial = order.layers
    var crossings = order.crossings()
    var best = initial
    guard crossings > 0 else { return (initial, 0) }
    func keep() {
      let now = order.crossings()
      guard now < crossings else { return }
      crossings = now
      best = order.layers
    }
    // What needs few changes keeps the natural order: later orders must cross less to win.
    order.sift()
    keep()
    var random = Shuffle()
    for start in 0..<4 {
      order.restore(initial)
      if start == 1 { order.restore(initial.map { $0.reversed() }) }
      if start > 1 { order.shuffle(&random) }
      for round in 0..<6 {
        order.sweep(flipsTies: round % 2 == 1)
        keep()
        if round > 1 {
          order.sift()
          keep()
        }
      }
      if crossings == 0 { return (best, 0) }
    }
    order.restore(best)
    return order.refine(&random, crossings)
  }

  /// Disturbs a layer of the best order and repairs what depends on it, for as long as the work allowed lasts.
  private mutating func refine(_ random: inout Shuffle, _ known: Int) -> (layers: [[Int]], crossings: Int) {
    var best = layers
    var pairs = layers.indices.dropLast().map { self.crossings(below: $0) }
    var crossings = known
    var idle = 0
    var isDirty = Array(repeating: false, count: layers.count)
    var isTouched = isDirty
    while work < budget, crossings > 0, idle < patience {
      idle += 1
      for layer in disturb(&random, near: pairs) {
        isTouched[layer] = true
        for near in max(0, layer - 1)...min(layers.count - 1, layer + 1) { isDirty[near] = true }
      }
      var rounds = 0
      while rounds < 12, isDirty.contains(true) {
        rounds += 1
        for layer in layers.indices where isDirty[layer] {
          isDirty[layer] = false
          guard sift(layer) else { continue }
          isTouched[layer] = true
          for near in max(0, layer - 1)...min(layers.count - 1, layer + 1) { isDirty[near] = true }
        }
      }
      var change = 0
      for layer in pairs.indices where isTouched[layer] || isTouched[layer + 1] {
        change += self.crossings(below: layer) - pairs[layer]
      }
      if change <= 0 {
        for layer in pairs.indices where isTouched[layer] || isTouched[layer + 1] {
          pairs[layer] = self.crossings(below: layer)
        }
        if change < 0 { idle = 0 }
        crossings += change
        for layer in layers.indices where isTouched[layer] { best[layer] = layers[layer] }
      } else {
        for layer in layers.indices where isTouched[layer] {
          layers[layer] = best[layer]
          number(layer)
        }
      }
      for layer in layers.indices {
        isTouched[layer] = false
        isDirty[layer] = false
      }
    }
    return (best, crossings)
  }

  private init(_ graph: LayeredGraph, output: Int) {
    above = Neighbours(graph.incoming.map { $0.map { graph.segments[$0].from } })
    below = Neighbours(graph.outgoing.map { $0.map { graph.segments[$0].to } })
    layers = Array(repeating: [], count: graph.layers.count)
    position = Array(repeating: 0, count: graph.kinds.count)
    // Depth first from the output, operands in their order.
    var isPlaced = Array(repeating: false, count: graph.kinds.count)
    var stack = [graph.itemOf[output]]
    while let item = stack.popLast() {
      guard !isPlaced[item] else { continue }
      isPlaced[item] = true
      layers[graph.layerOf[item]].append(item)
      for k in above.range(item).reversed() { stack.append(above.items[k]) }
    }
    for item in graph.kinds.indices where !isPlaced[item] { layers[graph.layerOf[item]].append(item) }
    restore(layers)
  }

  private mutating func restore(_ saved: [[Int]]) {
    layers = saved
    for layer in layers.indices { number(layer) }
  }

  private mutating func number(_ layer: Int) {
    for k in layers[layer].indices { position[layers[layer][k]] = k }
  }

  private mutating func shuffle(_ random: inout Shuffle) {
    for layer in layers.indices { shuffle(layer, &random) }
  }

  private mutating func shuffle(_ layer: Int, _ random: inout Shuffle) {
    for k in stride(from: layers[layer].count - 1, to: 0, by: -1) { layers[layer].swapAt(k, random.below(k + 1)) }
    number(layer)
  }

  /// Shuffles a layer, or moves an item of it, up to three neighbouring layers at once.
  /// It begins where wires cross: elsewhere there is nothing to gain.
  private mutating func disturb(_ random: inout Shuffle, near pairs: [Int]) -> Range<Int> {
    var count = random.below(max(1, pairs.reduce(0, +)))
    var first = 0
    while first + 1 < pairs.count, count >= pairs[first] {
      count -= pairs[first]
      first += 1
    }
    first = max(0, first + random.below(4) - 1)
    if first >= layers.count { first = layers.count - 1 }
    let range = first..<min(layers.count, first + 1 + random.below(3))
    for layer in range where layers[layer].count > 1 {
      if random.below(2) == 0 {
        shuffle(layer, &random)
      } else {
        let size = layers[layer].count
        let (a, b) = (random.below(size), random.below(size))
        layers[layer].insert(layers[layer].remove(at: a), at: b)
        number(layer)
      }
    }
    return range
  }

  private mutating func sweep(flipsTies: Bool) {
    for layer in layers.indices.dropFirst() { sort(layer, by: above, flipsTies) }
    for layer in layers.indices.dropLast().reversed() { sort(layer, by: below, flipsTies) }
  }

  /// Sorts a layer by the mean position of the neighbours; items without any stay where they are.
  private mutating func sort(_ layer: Int, by neighbours: Neighbours, _ flipsTies: Bool) {
    var keyed: [(key: Double, place: Int, item: Int)] = []
    var slots: [Int] = []
    for (k, item) in layers[layer].enumerated() {
      let range = neighbours.range(item)
      guard !range.isEmpty else { continue }
      var sum = 0
      for n in range { sum += position[neighbours.items[n]] }
      keyed.append((Double(sum) / Double(range.count), flipsTies ? -k : k, item))
      slots.append(k)
    }
    keyed.sort { ($0.key, $0.place) < ($1.key, $1.place) }
    for k in slots.indices { layers[layer][slots[k]] = keyed[k].item }
    number(layer)
    work += 4 * keyed.count
  }

  /// How many crossings among the wires of `a` and `b` it costs to put `a` above `b`, less those the other way round.
  private func cost(_ a: Int, over b: Int) -> Int {
    above.cost(a, over: b, position) + below.cost(a, over: b, position)
  }

  private mutating func sift() {
    for _ in 0..<8 {
      var improved = false
      for layer in layers.indices where sift(layer) { improved = true }
      if !improved { break }
    }
  }

  /// Moves each item of a layer to the place where it crosses least; whether that changed anything.
  private mutating func sift(_ layer: Int) -> Bool {
    let items = layers[layer]
    guard items.count > 1 else { return false }
    work += 6 * items.count * items.count
    var improved = false
    for item in items {
      let home = position[item]
      var change = 0
      var best = 0
      var place = home
      var k = home - 1
      while k >= 0 {
        change += cost(item, over: layers[layer][k])
        if change < best {
          best = change
          place = k
        }
        k -= 1
      }
      change = 0
      k = home + 1
      while k < items.count {
        change -= cost(item, over: layers[layer][k])
        if change < best {
          best = change
          place = k
        }
        k += 1
      }
      guard place != home else { continue }
      improved = true
      layers[layer].remove(at: home)
      layers[layer].insert(item, at: place)
      number(layer)
    }
    return improved
  }

  /// Pairs of segments that cross, over all layers.
  private func crossings() -> Int {
    var sum = 0
    for layer in layers.indices.dropLast() { sum += crossings(below: layer) }
    return sum
  }

  /// Pairs of segments that cross between a layer and the next one.
  private func crossings(below layer: Int) -> Int {
    var sum = 0
    var ends: [Int] = []
    for item in layers[layer] {
      let known = ends.count
      for n in below.range(item) {
        let p = position[below.items[n]]
        for k in 0..<known where ends[k] > p { sum += 1 }
        ends.append(p)
      }
    }
    return sum
  }
}

/// Neighbours of all items on one side, in one array.
private struct Neighbours {
  var items: [Int] = []
  private var starts: [Int] = [0]

  init(_ lists: [[Int]]) {
    for list in lists {
      items.append(contentsOf: list)
      starts.append(items.count)
    }
  }

  func range(_ item: Int) -> Range<Int> { starts[item]..<starts[item + 1] }

  func cost(_ a: Int, over b: Int, _ position: [Int]) -> Int {
    var sum = 0
    for i in range(a) {
      let p = position[items[i]]
      for j in range(b) {
        let q = position[items[j]]
        if p > q { sum += 1 }
        if p < q { sum -= 1 }
      }
    }
    return sum
  }
}

/// A linear congruential generator (Knuth's MMIX constants): the same shuffles in every run.
private struct Shuffle {
  private var state: UInt64 = 0x9E37_79B9_7F4A_7C15

  mutating func below(_ n: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int((state >> 33) % UInt64(n))
  }
}

import Autodiff

/// Sums whose terms have shares of a whole: a mean with weights that add up to 1 lies between the least and the greatest
/// of what it is made of. The bounds of the terms alone would add up to more.
extension BoundSearch {
  /// g[0] · p + g[1] · q for g = softmax(z), p · z + q · (1 − z), p + z · (q − p).
  mutating func mixture(_ operands: [Node], _ depth: Int) -> NumberBounds? {
    if let mixture = partsOfOneShare(operands, depth) { return mixture }
    for (first, second) in [(0, 1), (1, 0)] {
      let (a, b) = (Self.computed(operands[first]), Self.computed(operands[second]))
      for (share, term) in factors(b) {
        guard let weight = bounds(of: share, depth: depth + 1), weight.isProbability else { continue }
        if term.primitive?.operation == .subtract, Self.isSame(a, Self.computed(term.operands[1])) {
          return hull(a, term.operands[0], share, depth)
        }
        for (rest, other) in factors(a) where isComplement(rest, of: share) || isComplement(share, of: rest) {
          return hull(term, other, share, depth)
        }
      }
    }
    return nil
  }

  /// Between the two, whatever the share; of one share for all entries, distributions stay what they are.
  private mutating func hull(_ a: Node, _ b: Node, _ share: Node, _ depth: Int) -> NumberBounds? {
    guard let a = bounds(of: a, depth: depth + 1), let b = bounds(of: b, depth: depth + 1) else { return nil }
    var hull = a.union(b)
    guard !share.shape.isEmpty else { return hull }
    (hull.total, hull.isShare) = (nil, false)
    return hull
  }

  /// Terms that each have another entry of one softmax result as a factor, or are one.
  private mutating func partsOfOneShare(_ operands: [Node], _ depth: Int) -> NumberBounds? {
    var whole: Node?
    var result = NumberBounds(0, 0)
    for term in addends(operands) {
      let parts = factors(term) + [(term, term)]
      var isFound = false
      for (part, rest) in parts {
        let source = Self.withoutViews(part)
        guard source.shape.reduce(1, *) > part.shape.reduce(1, *), whole.map({ $0 == source }) ?? true,
          isShare(source, depth)
        else { continue }
        let other = part == rest ? NumberBounds(1, 1) : bounds(of: rest, depth: depth + 1)
        guard let other else { return nil }
        whole = source
        result = NumberBounds(min(result.low, other.low), max(result.high, other.high))
        isFound = true
        break
      }
      guard isFound else { return nil }
    }
    return result
  }

  /// A softmax result, or a vector of numbers as given, [0.3, 0.7].
  private mutating func isShare(_ source: Node, _ depth: Int) -> Bool {
    if source.kind == .operation { return bounds(of: source, depth: depth + 1)?.isShare ?? false }
    let values = source.value.values
    return !(source.kind == .input && machine.changes(source)) && source.shape.count == 1
      && values.allSatisfy { $0 >= 0 } && values.reduce(0, +) <= 1 + 1e-9
  }

  /// The terms of a sum, also of a sum of sums.
  private func addends(_ operands: [Node]) -> [Node] {
    var (terms, open) = ([Node](), Array(operands.reversed()))
    while let next = open.popLast(), terms.count + open.count < 32 {
      let node = Self.computed(next)
      if node.primitive?.operation == .add { open += node.operands.reversed() } else { terms.append(node) }
    }
    return open.isEmpty ? terms : operands
  }

  /// A product's factors, each with the other.
  private func factors(_ node: Node) -> [(Node, Node)] {
    guard node.primitive?.operation == .multiply else { return [] }
    let (a, b) = (Self.computed(node.operands[0]), Self.computed(node.operands[1]))
    return [(a, b), (b, a)]
  }

  /// Whether one is 1 − the other.
  private func isComplement(_ node: Node, of share: Node) -> Bool {
    guard node.primitive?.operation == .subtract else { return false }
    return Self.isOne(node.operands[0]) && Self.isSame(Self.computed(node.operands[1]), share)
  }

  /// Whether a node is what was given, or 1 − what was given: with p, 1 − p is a probability.
  static func isGiven(_ node: Node) -> Bool {
    let node = withoutViews(node)
    guard node.primitive?.operation == .subtract else { return node.kind != .operation }
    return isOne(node.operands[0]) && withoutViews(node.operands[1]).kind != .operation
  }

  private static func isOne(_ node: Node) -> Bool {
    node.kind == .constant && node.value.values.allSatisfy { $0 == 1 }
  }

  /// The node of a function's last line, for that of its call.
  private static func computed(_ node: Node) -> Node {
    var node = node
    while let result = node.result { node = result }
    return node
  }
}

import Autodiff

/// Quotients and exponentials that keep bounds which interval arithmetic does not see, since the same number stands in
/// them twice: softmax, sigmoid and their like by hand.
extension BoundSearch {
  mutating func quotient(_ operands: [Node], _ depth: Int) -> NumberBounds? {
    if let share = shareOfSum(operands, depth) { return share }
    let (part, whole) = (Self.withoutViews(operands[0]), Self.withoutViews(operands[1]))
    if isPlaceInRange(part, whole) { return .unit }
    return isSoftsign(part, whole) || isCosine(part, whole) ? NumberBounds(-1, 1) : nil
  }

  /// eˣ/Σeˣ, eˣ/(1 + eˣ), x/max(x) and their like, for terms that are not negative.
  private mutating func shareOfSum(_ operands: [Node], _ depth: Int) -> NumberBounds? {
    let part = Self.withoutViews(operands[0])
    var whole = Self.withoutViews(operands[1])
    guard let terms = bounds(of: part, depth: depth + 1), terms.low >= 0 else { return nil }
    guard whole.kind == .operation else { return nil }
    if whole.primitive?.operation == .add {
      for (term, rest) in [(0, 1), (1, 0)] {
        guard let others = bounds(of: whole.operands[rest], depth: depth + 1), others.low >= 0 else { continue }
        if Self.isSame(part, Self.withoutViews(whole.operands[term])) { return .unit }
        // Σeˣ + 1e-7: to keep away from 0.
        guard others.isConstant else { continue }
        whole = Self.withoutViews(whole.operands[term])
        break
      }
    }
    guard let source = whole.operands.first, Self.isSame(part, Self.withoutViews(source)) else { return nil }
    switch whole.primitive?.reduction {
    case .sum: return .distribution
    case .greatest: return .unit
    case .smallest, .length, nil: return nil
    }
  }

  /// (x − min x)/(max x − min x)
  private func isPlaceInRange(_ part: Node, _ whole: Node) -> Bool {
    guard part.primitive?.operation == .subtract, whole.primitive?.operation == .subtract else { return false }
    let x = Self.withoutViews(part.operands[0])
    func isExtremum(_ node: Node, _ reduction: Reduction) -> Bool {
      let node = Self.withoutViews(node)
      guard node.primitive?.reduction == reduction, let source = node.operands.first else { return false }
      return Self.isSame(x, Self.withoutViews(source))
    }
    return isExtremum(part.operands[1], .smallest) && isExtremum(whole.operands[0], .greatest)
      && isExtremum(whole.operands[1], .smallest)
  }

  /// x/(1 + |x|)
  private func isSoftsign(_ part: Node, _ whole: Node) -> Bool {
    guard whole.primitive?.operation == .add else { return false }
    return [(0, 1), (1, 0)].contains { size, rest in
      let (size, rest) = (Self.withoutViews(whole.operands[size]), whole.operands[rest])
      return size.primitive?.operation == .abs && rest.kind == .constant && rest.value.values.allSatisfy { $0 >= 0 }
        && Self.isSame(part, Self.withoutViews(size.operands[0]))
    }
  }

  /// u · v/(|u| |v|)
  private func isCosine(_ part: Node, _ whole: Node) -> Bool {
    guard whole.primitive?.operation == .multiply else { return false }
    var vectors = part.operands
    if part.primitive?.reduction == .sum {
      guard let products = vectors.first, products.primitive?.operation == .multiply else { return false }
      vectors = products.operands
    } else if Self.rule(part) != .product {
      return false
    }
    let lengths = whole.operands.compactMap { factor -> Node? in
      let length = Self.withoutViews(factor)
      return length.primitive?.reduction == .length ? length.operands.first : nil
    }
    guard lengths.count == 2, vectors.count == 2 else { return false }
    func pairs(_ a: Int, _ b: Int) -> Bool {
      Self.isSame(Self.withoutViews(vectors[0]), Self.withoutViews(lengths[a]))
        && Self.isSame(Self.withoutViews(vectors[1]), Self.withoutViews(lengths[b]))
    }
    return pairs(0, 1) || pairs(1, 0)
  }

  /// The bounds of e to the power of `log_softmax(x)`, or of a part of it; of x − ln Σeˣ as well.
  func logarithmOfSoftmax(_ exponent: Node) -> NumberBounds? {
    let node = Self.withoutViews(exponent)
    if Self.rule(node) == .logarithms { return .distribution }
    if node.primitive?.operation == .subtract {
      return isLogarithmOfSum(node.operands[1], of: Self.withoutViews(node.operands[0])) ? .distribution : nil
    }
    guard node.primitive?.operation == .log, let inner = node.operands.first,
      Self.rule(Self.withoutViews(inner)) == .distribution
    else { return nil }
    return .distribution
  }

  /// ln Σeˣ, or m + ln Σeˣ⁻ᵐ.
  private func isLogarithmOfSum(_ node: Node, of x: Node) -> Bool {
    let node = Self.withoutViews(node)
    if node.primitive?.operation == .add {
      return [(0, 1), (1, 0)].contains { shift, rest in
        guard let moved = exponents(node.operands[rest]), moved.primitive?.operation == .subtract else { return false }
        return Self.isSame(x, Self.withoutViews(moved.operands[0]))
          && Self.isSame(Self.withoutViews(node.operands[shift]), Self.withoutViews(moved.operands[1]))
      }
    }
    return exponents(node).map { Self.isSame(x, $0) } ?? false
  }

  /// The x of ln Σeˣ.
  private func exponents(_ node: Node) -> Node? {
    let logarithm = Self.withoutViews(node)
    guard logarithm.primitive?.operation == .log else { return nil }
    let sum = Self.withoutViews(logarithm.operands[0])
    guard sum.primitive?.reduction == .sum else { return nil }
    let powers = Self.withoutViews(sum.operands[0])
    return powers.primitive?.operation == .exp ? Self.withoutViews(powers.operands[0]) : nil
  }
}

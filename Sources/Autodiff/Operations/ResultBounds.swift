/// Between which numbers the result of a structural operation stays (interval arithmetic).
public enum ResultBounds: Sendable, Hashable {
  /// By its entry rule: copies have the operand's bounds, sums and products those of their terms.
  case byEntries
  /// From 0 to 1.
  case unit
  /// From 0 on.
  case notNegative
  /// Logarithms of shares that add up to 1.
  case logarithms
  /// Rows of shares that add up to 1.
  case distribution
  /// The operand's own.
  case operand
  /// Those of all operands together.
  case union
  /// Those of a product of the operand's entries.
  case factors

  /// A rule that gives the result's bounds from the operands'.
  public enum Rule: Sendable, Hashable {
    /// Nothing is known.
    case unknown
    /// From 0 to 1, whatever the operands.
    case unit
    /// From 0 on, whatever the operands.
    case notNegative
    /// Logarithms of rows of shares that add up to 1.
    case logarithms
    /// Rows of shares that add up to 1.
    case distribution
    /// Those of a product of the operand's entries.
    case factors
    /// The operand's; rows of shares stay rows of shares, unless one entry of each is chosen.
    case operand(keepsRows: Bool)
    /// Those of all operands together.
    case union
    /// Those of a sum of the operand's entries.
    case sum
    /// Those of sums of products of two operands' entries.
    case product
  }
}

extension Primitive {
  /// How a structural operation's bounds follow from its operands'.
  public func bounds(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) -> ResultBounds.Rule {
    guard let structure = definition.structure else { return .unknown }
    switch structure.bounds {
    case .unit: return .unit
    case .notNegative: return .notNegative
    case .logarithms: return .logarithms
    case .distribution: return .distribution
    case .operand: return .operand(keepsRows: true)
    case .union: return .union
    case .factors: return .factors
    case .byEntries: break
    }
    switch try? structure.entries(shapes, result: result, attributes) {
    case .copied, .moved, .spread: return .operand(keepsRows: true)
    case .joined: return .union
    case .summed, .collected: return .sum
    case .product: return .product
    case .chosen(.extremum, _): return .operand(keepsRows: false)
    case .chosen(.quantifier, _): return .unit
    case .added, .chosen(.position, _), .composed, .own, nil: return .unknown
    }
  }

  /// Whether a structural operation only takes parts of its operand, or lays it out anew.
  public func isView(_ shapes: [[Int]], result: [Int], _ attributes: Attributes) -> Bool {
    switch try? definition.structure?.entries(shapes, result: result, attributes) {
    case .copied, .moved, .spread: true
    case .added, .collected, .summed, .product, .chosen, .joined, .composed, .own, nil: false
    }
  }
}

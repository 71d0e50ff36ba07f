import Autodiff
import Formulas

/// Finds the bounds of a node by walking back the operations that it was computed by.
///
/// The walk has an end: where a node has more behind it than `limit` operations that keep bounds, nothing is known of
/// it, `nil`.
struct BoundSearch {
  let machine: Machine
  private var visits = 0
  private static let limit = 256
  private static let depthLimit = 48

  init(_ machine: Machine) { self.machine = machine }

  mutating func bounds(of node: Node, depth: Int = 0) -> NumberBounds? {
    visits += 1
    guard visits <= Self.limit, depth < Self.depthLimit else { return nil }
    switch node.kind {
    case .constant: return numbers(of: node, isData: false)
    case .input: return machine.changes(node) ? NumberBounds.none : numbers(of: node, isData: true)
    case .operation: break
    }
    if let result = node.result { return bounds(of: result, depth: depth + 1) }
    guard let primitive = node.primitive else { return nil }
    let operands = node.operands
    if let operation = primitive.operation { return elementwise(operation, operands, depth) }
    return structural(node, primitive, operands, depth)
  }

  /// Of numbers as they are. A tensor of zeros and ones is a mask, whatever it is used for.
  private func numbers(of node: Node, isData: Bool) -> NumberBounds {
    let values = node.value.values
    guard let low = values.min(), let high = values.max() else { return .unit }
    guard isData else {
      // Shares that are written down: [0.3, 0.7].
      return NumberBounds(low, high, isShare: low >= 0 && node.shape.count == 1 && values.reduce(0, +) <= 1 + 1e-9)
    }
    if !node.shape.isEmpty, values.allSatisfy({ $0 == 0 || $0 == 1 }) { return .unit }
    return low < 0 ? .none : NumberBounds(low, high, isData: true)
  }

  private mutating func elementwise(_ operation: Operation, _ operands: [Node], _ depth: Int) -> NumberBounds? {
    let rule = operation.definition.bounds
    // No need to look at the operands.
    if case .always(let low, let high) = rule { return NumberBounds(low, high) }
    if rule == .unknown { return NumberBounds.none }
    // The same number may stand in both operands.
    if rule == .quotient, let quotient = quotient(operands, depth) { return quotient }
    if rule == .sum, let mixture = mixture(operands, depth) { return mixture }
    var all: [NumberBounds] = []
    for operand in operands {
      guard let found = bounds(of: operand, depth: depth + 1) else { return nil }
      all.append(found)
    }
    if operation == .exp, let softmax = logarithmOfSoftmax(operands[0]) { return softmax }
    return bounds(operation, all)
  }

  /// By the operation's rule; of a composition without one, by those of its parts.
  private func bounds(_ operation: Operation, _ operands: [NumberBounds]) -> NumberBounds {
    guard let rule = operation.definition.bounds else {
      return operation.formula.map { bounds($0, operands) } ?? .none
    }
    let a = operands[0]
    func value(_ x: Double) -> Double { operation(x) }
    switch rule {
    case .unknown: return .none
    case .always(let low, let high): return NumberBounds(low, high)
    case .same: return a
    case .sum: return a + operands[1]
    case .difference: return a + -operands[1]
    case .product: return a * operands[1]
    case .quotient: return a * operands[1].reciprocal
    case .negation: return -a
    case .power: return power(a, operands[1])
    case .rising: return a.mapped(value)
    case .risingFromZero(let least):
      return a.low >= 0 ? a.mapped(value) : NumberBounds(least ?? -.infinity, .infinity)
    case .risingWithSize: return magnitude(a).mapped(value)
    case .remainder:
      return operands[1].isConstant && operands[1].low > 0 ? NumberBounds(0, operands[1].low) : .none
    case .greater: return extremum(a, operands[1], max)
    case .lesser: return extremum(a, operands[1], min)
    case .clamped:
      var result = NumberBounds(
        min(max(a.low, operands[1].low), operands[2].low), min(max(a.high, operands[1].high), operands[2].high))
      // What rounding has made of 0 and 1 is set right; it stays the distribution that it was.
      result.total = a.total
      return result
    case .either: return operands[1].union(operands[2])
    }
  }

  /// Of a composition's formula.
  private func bounds(_ formula: ElementwiseFormula, _ operands: [NumberBounds]) -> NumberBounds {
    if let (operation, parts) = formula.application { return bounds(operation, parts.map { bounds($0, operands) }) }
    switch formula {
    case .constant(let value): return NumberBounds(value, value)
    case .operand(let i): return operands[i]
    case .result, .unary, .binary, .ternary: return .none
    }
  }

  private func magnitude(_ a: NumberBounds) -> NumberBounds {
    let (low, high) = (a.low.magnitude, a.high.magnitude)
    let least = a.low <= 0 && a.high >= 0 ? 0 : min(low, high)
    return NumberBounds(least, max(low, high), isData: a.isData)
  }

  private func power(_ base: NumberBounds, _ exponent: NumberBounds) -> NumberBounds {
    guard exponent.isConstant else { return base.isProbability && exponent.low >= 0 ? .unit : .none }
    let number = exponent.low
    if number == 2 { return magnitude(base).mapped { $0 * $0 } }
    if base.low >= 0 {
      let size = base.mapped { Elementary.power($0, number.magnitude) }
      return number < 0 ? size.reciprocal : size
    }
    return number.remainder(dividingBy: 2) == 0 ? .positive : .none
  }

  private func extremum(
    _ a: NumberBounds, _ b: NumberBounds, _ choose: (Double, Double) -> Double
  ) -> NumberBounds {
    NumberBounds(choose(a.low, b.low), choose(a.high, b.high), isData: a.isData && b.isData)
  }

  private mutating func structural(
    _ node: Node, _ primitive: Primitive, _ operands: [Node], _ depth: Int
  ) -> NumberBounds? {
    switch Self.rule(node) ?? .unknown {
    case .unknown: return NumberBounds.none
    case .unit: return .unit
    case .notNegative: return .positive
    case .logarithms: return NumberBounds(-.infinity, 0)
    case .distribution: return .distribution
    case .operand(let keepsRows):
      guard var result = bounds(of: operands[0], depth: depth + 1) else { return nil }
      if !keepsRows { result.total = nil }
      return result
    case .sum:
      guard let terms = bounds(of: operands[0], depth: depth + 1) else { return nil }
      if terms.isShare { return .unit }
      let count = Double(operands[0].shape.reduce(1, *) / max(1, node.shape.reduce(1, *)))
      // Σpᵢ/n of n probabilities is one; a sum over data is a score.
      if terms.isData { return terms.low >= 0 ? .positive : NumberBounds.none }
      return NumberBounds(min(0, count * terms.low), max(0, count * terms.high))
    case .factors:
      guard let factors = bounds(of: operands[0], depth: depth + 1) else { return nil }
      return factors.isProbability ? .unit : factors.low >= 0 ? .positive : NumberBounds.none
    case .union:
      var result: NumberBounds?
      for operand in operands {
        guard let part = bounds(of: operand, depth: depth + 1) else { return nil }
        result = result.map { $0.union(part) } ?? part
      }
      return result
    case .product:
      guard let a = bounds(of: operands[0], depth: depth + 1), let b = bounds(of: operands[1], depth: depth + 1)
      else { return nil }
      // The mean of rows, each with its share.
      for (shares, rows) in [(a, b), (b, a)] where shares.isShare {
        return NumberBounds(min(0, rows.low), max(0, rows.high))
      }
      return NumberBounds.none
    }
  }

  /// How the bounds of a structural operation follow; `nil` for any other node.
  static func rule(_ node: Node) -> ResultBounds.Rule? {
    guard let primitive = node.primitive, primitive.operation == nil else { return nil }
    return primitive.bounds(node.operands.map(\.shape), result: node.shape, node.attributes)
  }

  /// The node behind views, which only take parts of one or lay it out anew.
  static func withoutViews(_ node: Node) -> Node {
    var node = node
    for _ in 0..<depthLimit {
      if let result = node.result {
        node = result
        continue
      }
      guard node.kind == .operation, let primitive = node.primitive, let source = node.operands.first else { break }
      let isCopy = primitive.operation?.definition.bounds == .same
      guard isCopy || primitive.isView(node.operands.map(\.shape), result: node.shape, node.attributes) else {
        return node
      }
      node = source
    }
    return node
  }

  /// Whether two nodes are one, or were computed alike: `exp(a)` and another `exp(a)`.
  static func isSame(_ a: Node, _ b: Node, depth: Int = 0) -> Bool {
    if a == b { return true }
    guard depth < 4, a.kind == b.kind, a.shape == b.shape else { return false }
    if a.kind == .constant { return a.value.values == b.value.values }
    guard a.kind == .operation, let primitive = a.primitive, primitive == b.primitive, a.attributes == b.attributes
    else { return false }
    let (p, q) = (a.operands, b.operands)
    return p.count == q.count && zip(p, q).allSatisfy { isSame($0, $1, depth: depth + 1) }
  }
}

extension Machine {
  /// Whether an input is a parameter: something updates it, has updated it, or will.
  func changes(_ input: Node) -> Bool {
    guard let label = labels[input.tag] else { return false }
    return label.isUpdate || label.name.map(environment.parameters.contains) ?? false
  }
}

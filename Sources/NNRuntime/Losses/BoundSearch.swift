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
    switch operation {
    case .sigmoid, .normalCDF, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .and, .or, .not:
      return .unit
    case .tanh, .sin, .cos, .sign: return NumberBounds(-1, 1)
    case .softplus, .normalPDF: return .positive
    case .silu, .gelu, .leakyReLU, .elu, .tan, .powerSlope: return NumberBounds.none
    case .divide:
      if let quotient = quotient(operands, depth) { return quotient }
    case .add:
      if let mixture = mixture(operands, depth) { return mixture }
    case .subtract, .multiply, .power, .modulo, .maximum, .minimum, .negate, .exp, .log, .sqrt, .square, .abs,
      .relu,
      .expm1, .floor, .ceil, .round, .identity, .stop, .clip, .select:
      break
    }
    var all: [NumberBounds] = []
    for operand in operands {
      guard let found = bounds(of: operand, depth: depth + 1) else { return nil }
      all.append(found)
    }
    let a = all[0]
    switch operation {
    case .identity, .stop: return a
    case .add: return a + all[1]
    case .subtract: return a + -all[1]
    case .multiply: return a * all[1]
    case .divide: return a * all[1].reciprocal
    case .negate: return -a
    case .power: return power(a, all[1])
    case .modulo: return all[1].isConstant && all[1].low > 0 ? NumberBounds(0, all[1].low) : NumberBounds.none
    case .maximum: return extremum(a, all[1], max)
    case .minimum: return extremum(a, all[1], min)
    case .exp:
      var result = a.mapped(Elementary.exp)
      if let softmax = logarithmOfSoftmax(operands[0]) { result = softmax }
      return result
    case .log: return a.low >= 0 ? a.mapped { $0 == 0 ? -.infinity : Elementary.log($0) } : NumberBounds.none
    case .sqrt: return a.low >= 0 ? a.mapped { $0.squareRoot() } : .positive
    case .square: return magnitude(a).mapped { $0 * $0 }
    case .abs: return magnitude(a)
    case .relu: return a.mapped { max(0, $0) }
    case .expm1: return a.mapped { Elementary.exp($0) - 1 }
    case .floor: return a.mapped { $0.rounded(.down) }
    case .ceil: return a.mapped { $0.rounded(.up) }
    case .round: return a.mapped { $0.rounded() }
    case .clip:
      var result = NumberBounds(max(a.low, all[1].low), max(min(a.high, all[2].high), all[1].low))
      // What rounding has made of 0 and 1 is set right; it stays the distribution that it was.
      result.total = a.total
      return result
    case .select: return all[1].union(all[2])
    case .sigmoid, .normalCDF, .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .and, .or, .not,
      .tanh, .sin, .cos, .sign, .softplus, .normalPDF, .silu, .gelu, .leakyReLU, .elu, .tan, .powerSlope:
      return NumberBounds.none
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
    switch primitive.bounds(operands.map(\.shape), result: node.shape, node.attributes) {
    case .unknown: return NumberBounds.none
    case .unit: return .unit
    case .notNegative: return .positive
    case .notPositive: return NumberBounds(-.infinity, 0)
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

  /// What a node shows, without what only takes parts of it or lays it out anew.
  static func withoutViews(_ node: Node) -> Node {
    var node = node
    for _ in 0..<depthLimit {
      if let result = node.result {
        node = result
        continue
      }
      guard node.kind == .operation, let primitive = node.primitive, let source = node.operands.first else { break }
      let isCopy = primitive.operation == .stop || primitive.operation == .identity
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

import Formulas

extension ContiguousArray<NumberedValue> {
  /// NaN propagation: the values to look at so that no NaN or infinity among all those wanted goes unseen. What `a + b`
  /// is computed from need not be looked at when the sum is, since NaN and infinity of an operand reach it.
  ///
  /// One walk from the last value to the first; operands stand before what reads them.
  func checks(of wanted: Set<Int>, readers: [[Int]]) -> Set<Int> {
    var result: Set<Int> = []
    var shows = [Bool](repeating: false, count: count)
    for value in indices.reversed() {
      let isShown = readers[value].contains { shows[$0] && self[$0].passesOn(value) }
      if !isShown && wanted.contains(value) && !self[value].isGiven { result.insert(value) }
      shows[value] = isShown || result.contains(value)
    }
    return result
  }
}

extension NumberedValue {
  /// Whether any entry of an operand that is NaN or infinite makes an entry of this so.
  fileprivate func passesOn(_ operand: Int) -> Bool {
    switch rule {
    case .elementwise(let operation):
      let finiteness = operation.finiteness
      return operands.indices.contains { operands[$0].value == operand && finiteness.passes($0) }
    case .fused: return true
    case .gather(let pattern):
      switch pattern {
      case .identity, .single, .periodic, .repeated, .transposed: return true
      case .slice, .listed: return false
      }
    case .accumulate, .sum, .product, .joined, .converted: return true
    case .input, .constant, .extremum, .position, .structural: return false
    }
  }
}

import Formulas
import Kernels

/// Two elementwise operations in one pass over the numbers, each rounded by itself: `p − rate · gradient` reads and
/// writes each number once, and has the bits of the two.
struct FusedOperation: Hashable, Sendable {
  /// Of the first two operands: + − ×.
  var first: Atom
  /// Of its result and the third operand: + − ×.
  var second: Atom
  /// Whether the third operand comes first: c − a · b. Only − tells.
  var isFlipped: Bool

  init?(_ first: Atom, _ second: Atom, isFlipped: Bool) {
    let fusible: Set<Atom> = [.add, .subtract, .multiply]
    guard fusible.contains(first), fusible.contains(second) else { return nil }
    (self.first, self.second, self.isFlipped) = (first, second, isFlipped && second == .subtract)
  }

  /// Its name in C.
  var kernel: kernel_operation {
    let start: kernel_operation =
      switch first {
      case .add: kernel_add_add
      case .subtract: kernel_subtract_add
      default: kernel_multiply_add
      }
    let place: UInt32 =
      switch second {
      case .add: 0
      case .subtract: isFlipped ? 2 : 1
      default: 3
      }
    return kernel_operation(start.rawValue + place)
  }
}

extension ContiguousArray<NumberedValue> {
  /// Puts an operation and the only one that reads it into one pass.
  ///
  /// - Parameters:
  ///   - kept: values that are read after a run.
  ///   - observed: values whose NaN and infinity must be seen; one that goes shows them in its reader.
  /// - Returns: the values under their old numbers, and which of the observed ones are computed no longer.
  func fused(kept: Set<Int>, observed: Set<Int>) -> (values: Self, gone: Set<Int>) {
    var result = self
    let uses = readCounts(for: kept.union(observed))
    var gone: Set<Int> = []
    for (number, value) in enumerated() {
      guard uses[number] != nil, case .elementwise(let second) = value.rule else { continue }
      for (i, operand) in value.operands.enumerated() {
        let inner = result[operand.value].squaresAsProducts
        guard operand.access == .entries, uses[operand.value] == 1, !kept.contains(operand.value),
          inner.count == value.count, inner.precision == value.precision,
          case .elementwise(let first) = inner.rule,
          let both = FusedOperation(first, second, isFlipped: i == 1),
          !observed.contains(operand.value) || kept.contains(number) || observed.contains(number)
        else { continue }
        result[number].key.rule = .fused(both)
        result[number].key.operands = inner.operands + [value.operands[1 - i]]
        gone.insert(operand.value)
        break
      }
    }
    return (result, gone)
  }

  /// How often each value is read by others, `nil` for those that are not needed.
  private func readCounts(for wanted: Set<Int>) -> [Int?] {
    var counts = [Int?](repeating: nil, count: count)
    var stack = Array(wanted)
    for value in wanted { counts[value] = 0 }
    while let value = stack.popLast() {
      for operand in self[value].operands {
        if let known = counts[operand.value] {
          counts[operand.value] = known + 1
        } else {
          counts[operand.value] = 1
          stack.append(operand.value)
        }
      }
    }
    return counts
  }
}

extension NumberedValue {
  /// A square as the product that it is.
  fileprivate var squaresAsProducts: NumberedValue {
    guard key.rule == .elementwise(.square) else { return self }
    var product = self
    product.key.rule = .elementwise(.multiply)
    product.key.operands += key.operands
    return product
  }
}

import Autodiff
import NNSyntax
import SourceText

/// Vectors of 0 and 1 that say where something holds. As indices they would silently take the rows 0 and 1.
extension Machine {
  /// Whether a vector came from a comparison, from `and`, `or`, `not` or `missing`, or from arithmetic with such that is 0
  /// and 1 again: `1 - m`, `m * n`.
  func isMask(_ node: Node) -> Bool {
    var node = node
    // Of a chain of operations; what is longer was meant as numbers.
    for _ in 0..<8 {
      if environment.masks.of(node) == true { return true }
      guard let operation = node.primitive?.operation, isZeroOrOne(node) else { return false }
      switch operation {
      case .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .and, .or, .not: return true
      case .add, .subtract, .multiply, .minimum, .maximum:
        guard let next = node.operands.first(where: { !$0.shape.isEmpty && isZeroOrOne($0) }) else { return false }
        node = next
      default: return false
      }
    }
    return false
  }

  private func isZeroOrOne(_ node: Node) -> Bool { node.value.values.allSatisfy { $0 == 0 || $0 == 1 } }

  /// Notes that a constant, of which nobody knows later how it came about, is a mask.
  func noteMask(_ value: Value, of op: BinaryOperator?, _ operands: Value...) {
    guard case .node(let node) = value, node.kind == .constant, node.shape.count == 1 else { return }
    let isMade: Bool
    switch op {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .and, .or, nil: isMade = true
    case .add, .subtract, .multiply:
      isMade =
        operands.contains { if case .node(let operand) = $0 { isMask(operand) } else { false } } && isZeroOrOne(node)
    case .divide, .remainder, .power, .matrixProduct: isMade = false
    }
    if isMade { environment.masks.add(true, of: node) }
  }

  /// That a mask stands where places are asked for.
  func maskFault(_ range: SourceRange) -> Fault {
    let written = String(decoding: range.file.bytes[range.bytes], as: UTF8.self)
    let mask = written.utf8.contains(UInt8(ascii: "\n")) || written.isEmpty ? "mask" : written
    return .reported(
      Diagnostic(
        .wrongKind, "a mask of 0 and 1 is no index: it would take the entries 0 and 1", at: range,
        hint: "`x[nonzero(\(mask))]` takes those where it is 1; `where(\(mask), x, 0)` keeps the shape"))
  }
}

import Formulas

/// Elementwise operations on whole tensors.
enum Elementwise {
  /// The numbers of an operation on operands that broadcast to `shape`.
  static func evaluate(_ operation: Operation, _ operands: [Tensor], shape: [Int]) -> [Double] {
    evaluate(operation, operands, operands.map(\.values), shape: shape)
  }

  /// The numbers in 32 bits: of an atom the 64-bit operation on widened operands, rounded once, which for `+ − × ÷ √` is
  /// the 32-bit operation; of a composition its atoms so, one after the other.
  static func single(_ operation: Operation, _ operands: [Tensor], shape: [Int]) -> [Float] {
    evaluate(operation, operands, operands.map(\.singles), shape: shape)
  }

  @inline(__always)
  private static func evaluate<Number: KernelNumber>(
    _ operation: Operation, _ operands: [Tensor], _ numbers: [[Number]], shape: [Int]
  ) -> [Number] {
    guard let atom = operation.atom else {
      return CompositionKernel.values(operation, zip(numbers, operands).map { ($0, $1.shape) }, shape: shape)
    }
    if operands.count <= 2, operands.allSatisfy({ $0.shape == shape || $0.count == 1 }) {
      let count = operands[0].shape == shape || operands.count == 1 ? operands[0].count : operands[1].count
      return MapKernel.values(atom, numbers[0], operands.count == 2 ? numbers[1] : [], count: count)
    }
    return MapKernel.values(atom, zip(numbers, operands).map { ($0, $1.shape) }, shape: shape)
  }
}

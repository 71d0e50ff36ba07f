import Formulas

/// Elementwise operations on whole tensors.
enum Elementwise {
  /// The numbers of an operation on operands that broadcast to `shape`.
  static func evaluate(_ operation: Operation, _ operands: [Tensor], shape: [Int]) -> [Double] {
    if operands.count <= 2, operands.allSatisfy({ $0.shape == shape || $0.count == 1 }) {
      let count = operands[0].shape == shape || operands.count == 1 ? operands[0].count : operands[1].count
      return MapKernel.values(
        operation, operands[0].values, operands.count == 2 ? operands[1].values : [], count: count)
    }
    return MapKernel.values(operation, operands.map { ($0.values, $0.shape) }, shape: shape)
  }
}

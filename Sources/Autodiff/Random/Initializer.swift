/// The weights that a layer begins with. Numbers are drawn row by row, the layers' in their order; biases begin at 0
/// and draw nothing.
public enum Initializer: String, Sendable, Hashable, CaseIterable {
  /// Uniform within ±√(6 / (in + out)) (Glorot, Bengio 2010): Keras's default.
  case glorot
  /// Normal with standard deviation √(2 / in) (He et al. 2015): for ReLU.
  case he
  /// Normal with standard deviation 1: `randn(in, out)`.
  case normal
  /// All 0, which draws nothing.
  case zeros

  /// Weights of shape [in, out].
  public func weights(from inputs: Int, to outputs: Int, _ random: inout RandomNumbers) -> Tensor {
    let limit = (6 / Double(inputs + outputs)).squareRoot()
    let deviation = (2 / Double(inputs)).squareRoot()
    var values: [Double] = []
    values.reserveCapacity(inputs * outputs)
    for _ in 0..<inputs * outputs {
      switch self {
      case .glorot: values.append(random.uniform(-limit, limit))
      case .he: values.append(random.normal(0, deviation))
      case .normal: values.append(random.normal())
      case .zeros: values.append(0)
      }
    }
    return Tensor(shape: [inputs, outputs], values: values)
  }
}

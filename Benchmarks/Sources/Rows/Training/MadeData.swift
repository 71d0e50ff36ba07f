import Autodiff

/// The data of the training rows, number for number those of `peers/data.py`: NumPy's `RandomState`, repeated.
enum MadeData {
  /// 60,000 pictures `[60000, 784]` in 32 bits, about as bright as those of Fashion-MNIST, and the class of each, 0…9:
  /// the brightest of ten stripes. Hidden units die where there is nothing to learn.
  static let pictures: (x: Tensor, classes: Tensor) = {
    let (count, size, stripe) = (60_000, 784, 78)
    var random = RandomNumbers(seed: 0)
    var x: [Float] = []
    var classes: [Float] = []
    x.reserveCapacity(count * size)
    for _ in 0..<count {
      var sums = [Double](repeating: 0, count: 10)
      for k in 0..<size {
        let brightness = random.uniform() / 2
        if k < 10 * stripe { sums[k / stripe] += brightness }
        x.append(Float(brightness))
      }
      classes.append(Float(sums.indices.max { sums[$0] < sums[$1] } ?? 0))
    }
    return (Tensor(shape: [count, size], single: x), Tensor(shape: [count], single: classes))
  }()

  /// Weights and biases of each layer, in this order, for `[784, 128, 10]` of a network 784-128-10.
  static func weights(_ sizes: [Int], at precision: Precision) -> [Tensor] {
    var random = RandomNumbers(seed: 1)
    return zip(sizes, sizes.dropFirst()).flatMap { inputs, outputs in
      let scale = Double(inputs).squareRoot()
      let w = (0..<inputs * outputs).map { _ in random.normal() / scale }
      let b = [Double](repeating: 0, count: outputs)
      return [Tensor(shape: [inputs, outputs], values: w), Tensor(shape: [outputs], values: b)].map {
        $0.converted(to: precision)
      }
    }
  }

  /// Three samples and the weights of a 2-3-1 network without biases.
  static let tiny: (x: Tensor, y: Tensor, weights: [Tensor]) = {
    var random = RandomNumbers(seed: 812)
    return (
      Tensor(shape: [3, 2], values: [0.3, 1, 0.5, 0.2, 1, 0.4]), Tensor(shape: [3, 1], values: [0.75, 0.82, 0.93]),
      [[2, 3], [3, 1]].map { shape in
        Tensor(shape: shape, values: (0..<shape[0] * shape[1]).map { _ in random.normal() })
      }
    )
  }()

  /// 1,000 samples of two numbers, `[1000, 2]`, and their targets, `[1000, 1]`.
  static let samples: (x: Tensor, y: Tensor) = {
    let count = 1000
    var random = RandomNumbers(seed: 2)
    let x = (0..<2 * count).map { _ in random.uniform() }
    let y = (0..<count).map { 0.3 * x[2 * $0] + 0.6 * x[2 * $0 + 1] + 0.05 * random.normal() }
    return (Tensor(shape: [count, 2], values: x), Tensor(shape: [count, 1], values: y))
  }()
}

import Testing

@testable import Autodiff

/// Sums by kernels are those in the documented order: 16 lanes and a tree.
@Suite struct SumKernelTests {
  /// The documented order, for one row.
  private func sum<Number: BinaryFloatingPoint>(_ x: [Number]) -> Number {
    guard x.count >= 16 else { return x.reduce(0, +) }
    var lanes = [Number](repeating: 0, count: 16)
    for (i, value) in x.enumerated() { lanes[i % 16] += value }
    for half in [8, 4, 2, 1] { for i in 0..<half { lanes[i] += lanes[i + half] } }
    return lanes[0]
  }

  private func check<Number: KernelNumber>(_ x: [Number], outer: Int, size: Int, inner: Int) {
    var expected: [Number] = []
    for o in 0..<outer {
      for i in 0..<inner { expected.append(sum((0..<size).map { x[(o * size + $0) * inner + i] })) }
    }
    for path in KernelPath.available {
      #expect(
        SumKernel.values(x, outer: outer, size: size, inner: inner, path: path) == expected,
        "\(outer)×\(size)×\(inner) by \(path)")
    }
  }

  @Test(arguments: [1, 2, 3, 5, 8, 9, 16, 17, 33]) func keepsTheOrder(inner: Int) {
    var random = Random(UInt64(inner))
    for size in Array(0...20) + [31, 32, 33, 47, 48, 67, 100] {
      let x = (0..<(2 * size * inner)).map { _ in random.uniform(-1, 1) }
      check(x, outer: 2, size: size, inner: inner)
      check(x.map(Float.init), outer: 2, size: size, inner: inner)
    }
  }
}

import Testing

@testable import Autodiff

/// Sums by kernels are those in the documented order: 16 lanes and a tree, by blocks added pair by pair.
@Suite struct SumKernelTests {
  /// The documented order, for one row.
  private func sum<Number: BinaryFloatingPoint>(_ x: [Number]) -> Number {
    guard x.count >= 16 else { return x.reduce(0, +) }
    let block = SumKernel.block(Number.self == Float.self ? .single : .double)
    let blocks = stride(from: 0, to: x.count, by: block).map { start in
      var lanes = [Number](repeating: 0, count: 16)
      for (i, value) in x[start..<min(start + block, x.count)].enumerated() { lanes[i % 16] += value }
      return lanes
    }
    var lanes = paired(blocks)
    for half in [8, 4, 2, 1] { for i in 0..<half { lanes[i] += lanes[i + half] } }
    return lanes[0]
  }

  /// Pairs of pairs, as long as there are two.
  private func paired<Number: BinaryFloatingPoint>(_ blocks: [[Number]]) -> [Number] {
    if blocks.count == 1 { return blocks[0] }
    var half = 1
    while 2 * half < blocks.count { half *= 2 }
    return zip(paired(Array(blocks[..<half])), paired(Array(blocks[half...]))).map(+)
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

  @Test(arguments: [255, 256, 257, 512, 513, 1000, 1793]) func addsBlocksPairByPair(size: Int) {
    var random = Random(UInt64(size))
    for (inner, factor) in [(1, 1), (3, 1), (1, 32)] {
      let x = (0..<(size * factor * inner)).map { _ in random.uniform(-1, 1) }
      check(x, outer: 1, size: size * factor, inner: inner)
      check(x.map(Float.init), outer: 1, size: size * factor, inner: inner)
      if inner == 1 { #expect(SumKernel.sum(x) == sum(x)) }
    }
  }

  /// NumPy: 100000.01, of 1.1: 1100000.
  @Test func staysExactOverAMillionTerms() {
    for number: Float in [0.1, 0.3, 0.7, 1.1] {
      let sum = SumKernel.values([Float](repeating: number, count: 1_000_000), outer: 1, size: 1_000_000, inner: 1)[0]
      #expect((Double(sum) / (Double(number) * 1e6) - 1).magnitude < 1e-6, "\(number): \(sum)")
    }
  }
}

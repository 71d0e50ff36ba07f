import Testing

@testable import Autodiff

/// Operands that broadcast are read in place, as if they had been spread first.
@Suite struct BroadcastRowsTests {
  private func check(_ shape: [Int], _ operands: [[Int]], rows: Int) {
    let walk = BroadcastRows(shape: shape, operands: operands)
    #expect(walk.count == rows && walk.count * walk.length == shape.reduce(1, *), "\(shape) of \(operands)")
    let tensors = operands.enumerated().map { k, shape in
      let count = shape.reduce(1, *)
      return Tensor(shape: shape, values: (0..<count).map { Double((k + 2) * 100 + $0) })
    }
    let spread = tensors.map { Broadcasting.expand($0, to: shape) }
    let expected = spread[0].indices.map { spread[0][$0] - spread[1][$0] }
    for path in KernelPath.available {
      #expect(
        MapKernel.values(.subtract, tensors.map { ($0.values, $0.shape) }, shape: shape, path: path) == expected,
        "\(shape) of \(operands)")
    }
  }

  @Test func readsOperandsInPlace() {
    check([4, 3], [[4, 3], [3]], rows: 4)
    check([4, 3], [[4, 1], [4, 3]], rows: 4)
    check([4, 3], [[4, 1], [1, 3]], rows: 4)
    check([4, 3], [[4, 3], [4, 3]], rows: 1)
    check([4, 3], [[], [4, 3]], rows: 1)
    check([2, 4, 3], [[2, 4, 3], [4, 3]], rows: 2)
    check([2, 4, 3], [[2, 1, 3], [4, 1]], rows: 8)
    check([2, 4, 3], [[2, 1, 1], [4, 3]], rows: 2)
    check([2, 1, 3, 1], [[2, 1, 1, 1], [3, 1]], rows: 2)
    check([5, 1], [[5, 1], [1, 1]], rows: 1)
    check([0, 3], [[0, 3], [3]], rows: 0)
  }
}

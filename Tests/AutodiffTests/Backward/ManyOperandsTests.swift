import Testing

@testable import Autodiff

/// Operations on many operands: what each receives costs what it is, not what all are.
struct ManyOperandsTests {
  /// Numbers that count how often a shape is asked for.
  private struct Counting: Algebra {
    final class Count { var shapes = 0 }
    let plain = PlainAlgebra(precision: .double)
    let count = Count()

    func constant(_ value: Tensor) -> Tensor { plain.constant(value) }
    func apply(_ primitive: Primitive, _ operands: [Tensor], _ attributes: Attributes) throws(EngineError) -> Tensor {
      try plain.apply(primitive, operands, attributes)
    }
    func shape(_ value: Tensor) -> [Int] {
      count.shapes += 1
      return value.shape
    }
  }

  @Test(arguments: [100, 200, 400])
  func partsLaidEndToEnd(count: Int) throws {
    let algebra = Counting()
    let operands = (0..<count).map { Tensor(shape: [$0 % 3], values: Array(repeating: Double($0), count: $0 % 3)) }
    let whole = try algebra.apply(.concat, operands, .none)
    let pull = Pull(
      algebra: algebra, operands: operands, result: whole, upstream: whole, attributes: .none)
    for (place, operand) in operands.enumerated() {
      #expect(try Concat().backward(pull, to: place) == operand)
    }
    #expect(algebra.count.shapes <= 3 * count)
  }

  @Test func aBackwardPassThroughMany() throws {
    let graph = Graph()
    let xs = try (0..<50).map { try graph.input(Double($0)) }
    let vector = try graph.apply(.stack, xs)
    let f = try graph.apply(.sum, [try graph.apply(.mul, [vector, vector])])
    let pass = try graph.backwardPass(from: f)
    for (number, x) in xs.enumerated() { #expect(pass.gradients[x]?.scalar == 2 * Double(number)) }
  }
}

import Testing

@testable import Autodiff

@Suite struct BatchesTests {
  /// (w x − x)² from w = 0, in batches of two, without learning anything.
  private func batches(rows: Int) throws -> Batches {
    let graph = Graph()
    let data = Tensor(shape: [rows, 1], values: (1...rows).map(Double.init))
    let parameters = Parameters([try graph.input(Tensor(shape: [1, 1], values: [0]))])
    func computation(_ rows: Int) throws -> Batches.Computation {
      let x = try graph.input(data.firstRows(rows))
      let loss = try graph.apply(
        try #require(Primitive.named("mse")), [try graph.apply(.matmul, [x, parameters.nodes[0]]), x])
      return Batches.Computation(data: [(x, data)], loss: loss, outputs: [loss])
    }
    return try Batches(
      count: rows, size: 2, whole: computation(2), rest: rows % 2 == 0 ? nil : computation(rows % 2),
      parameters: parameters, descent: Descent(SGD(rate: 0), parameters))
  }

  @Test func aBatchCountsAsOftenAsItHasRows() throws {
    let batches = try batches(rows: 5)
    #expect(batches.steps == 3)
    #expect(try batches.run() == [2.5, 12.5, 25])
    #expect(try batches.means() == [11])
    #expect(try batches.run(order: [4, 3, 2, 1, 0]) == [20.5, 6.5, 1])
  }

  @Test func bytesAreThoseOfBothPrograms() throws {
    let whole = try batches(rows: 4).bytes
    #expect(whole > 0)
    #expect(try batches(rows: 5).bytes > whole)
  }
}

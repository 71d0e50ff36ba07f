import Testing

@testable import Autodiff

/// Gradients through single entries of a vector.
struct IndexGradientTests {
  /// Σ x[i]² over all entries, node by node, and what the sweep counts of it.
  private func operations(_ count: Int) throws -> Int {
    let graph = Graph()
    let x = try graph.input(Tensor(shape: [count], values: (0..<count).map(Double.init)))
    var sum = try graph.constant(0)
    for i in 0..<count {
      let entry = try graph.apply(.index, [x], Attributes(indices: [.at(i)]))
      sum = try graph.apply(.add, [sum, try graph.apply(.mul, [entry, entry])])
    }
    let before = graph.operations
    let gradient = try graph.gradient(of: sum, withRespectTo: [x])[0].value
    #expect(gradient.values == (0..<count).map { 2 * Double($0) })
    return graph.operations - before
  }

  @Test func costWhatTheyAreMany() throws {
    let costs = try [200, 400, 800].map(operations)
    #expect(costs[1] <= 2 * costs[0] + 1_000)
    #expect(costs[2] <= 2 * costs[1] + 1_000)
  }

  /// What the graph of a derivative through single entries takes, which holds vectors and no matrix.
  private func secondDerivative(_ count: Int, uses: Int, isWholeFirst: Bool) throws -> (operations: Int, bytes: Int) {
    let graph = Graph()
    let values = (0..<count).map { Double($0) / 8 }
    let x = try graph.input(Tensor(shape: [count], values: values))
    let cube = try graph.constant(3)
    var sum = try isWholeFirst ? graph.apply(.sum, [x]) : graph.constant(0)
    for i in 0..<count {
      for _ in 0..<uses {
        let entry = try graph.apply(.index, [x], Attributes(indices: [.at(i)]))
        sum = try graph.apply(.add, [sum, try graph.apply(.pow, [entry, cube])])
      }
    }
    let (operations, bytes) = (graph.operations, graph.liveBytes)
    let first = try graph.gradient(of: sum, withRespectTo: [x])[0]
    let second = try graph.gradient(of: try graph.apply(.sum, [first]), withRespectTo: [x])[0]
    #expect(second.value.values == values.map { 6 * Double(uses) * $0 })
    let costs = (graph.operations - operations, graph.liveBytes - bytes)
    if count <= 50 {
      let third = try graph.gradient(of: try graph.apply(.sum, [second]), withRespectTo: [x])[0]
      #expect(third.value.values.allSatisfy { $0 == 6 * Double(uses) })
    }
    // Computed again from the graph, the derivative has the bits of the sweep.
    let again = try graph.replay(first, replacing: [(x, try graph.input(x.value))]).result
    #expect(again.value == first.value)
    return costs
  }

  @Test(arguments: [1, 2], [false, true])
  func higherOnesCostWhatTheyAreMany(uses: Int, isWholeFirst: Bool) throws {
    let costs = try [50, 100, 200].map { try secondDerivative($0, uses: uses, isWholeFirst: isWholeFirst) }
    #expect(costs[2].operations < 5 * costs[1].operations / 2, "\(costs)")
    #expect(costs[2].bytes < 5 * costs[1].bytes / 2, "\(costs)")
  }

  /// Entries, rows, slices and lists of one matrix, beside a use of the whole.
  @Test(arguments: [Precision.double, .single], [false, true])
  func addUp(precision: Precision, isWholeFirst: Bool) throws {
    let graph = Graph()
    let x = try graph.input(Tensor(shape: [2, 3], values: [1, 2, 3, 4, 5, 6]).converted(to: precision))
    let uses: [[Attributes.Index]] = [
      [.at(0), .at(1)], [.at(-1)], [.range(nil, nil), .range(1, nil)], [.gather([1, 1, 0])], [.at(0), .at(1)],
    ]
    var terms: [Node] = []
    if isWholeFirst { terms.append(try graph.apply(.sum, [x])) }
    for (number, indices) in uses.enumerated() {
      let part = try graph.apply(.index, [x], Attributes(indices: indices))
      let scaled = try graph.apply(.mul, [part, try graph.constant(Double(number + 1))])
      terms.append(scaled.shape.isEmpty ? scaled : try graph.apply(.sum, [scaled]))
    }
    if !isWholeFirst { terms.append(try graph.apply(.sum, [x])) }
    var sum = terms[0]
    for term in terms.dropFirst() { sum = try graph.apply(.add, [sum, term]) }
    let gradient = try graph.gradient(of: sum, withRespectTo: [x])[0].value
    #expect(gradient.precision == precision)
    // Row 0: 1 for the whole, 4 for the list, 3 for the slice, 1 + 5 for the entry; row 1: 1, 2, twice 4, and 3.
    #expect(gradient.values == [5, 14, 8, 11, 14, 14])
  }
}

import Formulas
import Testing

@testable import Autodiff

/// A sample of 64 entries, and a direction through all of them.
@Suite struct DirectionCheckTests {
  /// Σ sin(c x) over a vector, with other factors for each entry; an activation with kinks where wanted.
  private func loss(_ count: Int, kinked: Bool = false) throws -> (f: Node, x: Node, gradient: [Double]) {
    var random = Random(5)
    let graph = Graph()
    let x = try graph.input(Tensor(shape: [count], values: (0..<count).map { _ in random.uniform(-2, 2) }))
    let c = try graph.constant(Tensor(shape: [count], values: (0..<count).map { _ in random.uniform(0.5, 2) }))
    let inner = try graph.apply(.mul, [c, x])
    let f = try graph.apply(.sum, [try graph.apply(.elementwise(kinked ? .relu : .sin), [inner])])
    return (f, x, try graph.gradient(of: f, withRespectTo: [x])[0].value.values)
  }

  @Test(arguments: [1_000, 10_000], [false, true])
  func findsAnEntryThatTheSampleMisses(_ count: Int, _ kinked: Bool) throws {
    let (f, x, right) = try loss(count, kinked: kinked)
    var random = Random(9)
    for factor in [2, 1.01, 0.999, -1, 0] {
      var gradient = right
      var place = random.below(count)
      while right[place].magnitude < 0.1 { place = random.below(count) }
      gradient[place] *= factor
      let given = [x: Tensor(shape: [count], values: gradient)]
      let check = try f.graph.checkGradient(of: f, at: [x], given: given, sample: 64)[0]
      #expect(check.entries.filter { $0.verdict == .fail }.map(\.position) == [place], "factor \(factor)")
    }
  }

  @Test(arguments: [1_000, 10_000], [false, true])
  func aRightGradientIsLeftAlone(_ count: Int, _ kinked: Bool) throws {
    let (f, x, _) = try loss(count, kinked: kinked)
    let check = try f.graph.checkGradient(of: f, at: [x], sample: 64)[0]
    #expect(check.entries.count == 64)
    #expect(check.entries.allSatisfy { $0.verdict == .pass })
  }

  /// A gradient that is no number is looked at wherever it is.
  @Test func findsWhatIsNoNumber() throws {
    let (f, x, right) = try loss(1_000)
    var gradient = right
    gradient[517] = .nan
    let given = [x: Tensor(shape: [1_000], values: gradient)]
    let check = try f.graph.checkGradient(of: f, at: [x], given: given, sample: 64)[0]
    #expect(check.entries.filter { $0.verdict == .fail }.map(\.position) == [517])
  }

  /// Random graphs of tensors, right by construction, with a sample so small that each has a direction.
  @Test(arguments: [1, 1e5, 1e12])
  func neverCondemnsACorrectGradient(_ magnitude: Double) throws {
    for seed in 0..<150 {
      var made = try TensorGraph(seed: UInt64(seed), magnitude: magnitude)
      let f = try made.total()
      let xs = made.graph.nodes(leadingTo: f).filter { $0.varies && $0 != f }
      guard !xs.isEmpty, let checks = try? made.graph.checkGradient(of: f, at: xs, sample: 2) else { continue }
      #expect(checks.allSatisfy { $0.entries.allSatisfy { $0.verdict != .fail } }, "seed \(seed)")
    }
  }
}

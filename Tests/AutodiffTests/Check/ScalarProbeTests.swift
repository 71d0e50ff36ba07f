import Formulas
import Testing

@testable import Autodiff

/// The straight program of a long scalar graph gives what a probe gives, bit by bit.
@Suite struct ScalarProbeTests {
  /// A graph of scalars: a long chain over all operations on one and two operands, with constants and another input
  /// among them.
  private func chain(seed: UInt64, length: Int) throws -> (f: Node, xs: [Node]) {
    var random = Random(seed)
    let graph = Graph()
    let xs = try (0..<3).map { _ in try graph.input(Tensor(random.uniform(0.4, 1.6))) }
    let operations = Operation.allCases.filter { $0.arity < 3 && $0 != .stop }
    var made = xs
    while made.count < length {
      let operation = operations[random.below(operations.count)]
      // A number that is to be a constant, or a node.
      let operands = (0..<operation.arity).map { _ -> (number: Double, node: Node?) in
        switch random.below(5) {
        case 0: return (random.uniform(0.5, 1.5), nil)
        case 1:
          let x = xs[random.below(3)]
          return (x.scalar ?? 0, x)
        default:
          let node = made[max(0, made.count - 1 - random.below(4))]
          return (node.scalar ?? 0, node)
        }
      }
      // Nothing is made in vain: records that are used again are not in order.
      let value = operation(operands[0].number, operands.count > 1 ? operands[1].number : 0)
      guard value.magnitude < 1e3, operands.contains(where: { $0.node != nil }) else { continue }
      let node = try graph.apply(
        .elementwise(operation), try operands.map { try $0.node ?? graph.constant(Tensor($0.number)) })
      made.append(node)
    }
    // All that was made leads to f.
    var f = made[0]
    for node in made[1...] { f = try graph.apply(.add, [f, node]) }
    return (f, xs)
  }

  @Test func agreesWithAProbe() throws {
    var compared = 0
    for seed in 0..<40 {
      let (f, xs) = try chain(seed: UInt64(seed), length: 150)
      var probe = try Probe(try Plan(probing: f, at: xs))
      for (i, x) in xs.enumerated() {
        let followers = probe.followers(of: i)
        let place = Int(probe.inputs[i].offset)
        let program = try #require(try ScalarProgram(f.graph, of: Int(f.id.index), at: Int(x.id.index)))
        var scalar = ScalarProbe(program, present: f.scalar ?? .nan)
        let value = x.scalar ?? .nan
        for step in [0x1p-3, 0x1p-13, 0x1p-17, 0x1p-24] {
          let points = SIMD4(value + step, value - step, value + step / 2, value - step / 2)
          let movement = CentralDifference.Movement.entry(input: i, place: place)
          let (values, errors) = try probe.run(movement, followers, at: points)
          let found = scalar.run(movement, [], at: points)
          for lane in 0..<4 {
            #expect(values[lane].bitPattern == found.values[lane].bitPattern, "seed \(seed), x \(i), step \(step)")
            #expect(errors[lane].bitPattern == found.errors[lane].bitPattern, "seed \(seed), x \(i), step \(step)")
          }
          #expect(probe.crossedKink == scalar.crossedKink, "seed \(seed), x \(i), step \(step)")
          compared += 1
        }
        #expect(scalar.present == probe.present)
      }
    }
    #expect(compared == 40 * 3 * 4)
  }

  /// s = Σ c x over many rounds: two registers besides x are enough, whatever the length.
  @Test func takesFewRegisters() throws {
    let graph = Graph()
    let x = try graph.input(Tensor(0.5))
    var s = try graph.constant(Tensor(0))
    for _ in 0..<5000 { s = try graph.apply(.add, [s, try graph.apply(.mul, [x, try graph.constant(Tensor(2))])]) }
    let program = try #require(try ScalarProgram(graph, of: Int(s.id.index), at: Int(x.id.index)))
    #expect(program.registers == 3)
    #expect(program.steps.count == 10_000)
  }

  @Test func findsAWrongGradientOfALongSum() throws {
    let graph = Graph()
    let x = try graph.input(Tensor(0.5))
    var s = x
    for _ in 0..<6000 { s = try graph.apply(.add, [s, try graph.apply(.mul, [x, x])]) }
    func verdicts(_ gradient: Double) throws -> [GradientCheck.Verdict] {
      let result = try graph.constant(Tensor(gradient))
      let check = try graph.check(Derivative(.gradient, of: s, by: [x], results: [result]))
      return check.parts.flatMap { $0.check.entries.map(\.verdict) }
    }
    #expect(try graph.longScalarCheck(of: s, at: [x], analytic: [x: Tensor(6001)]) != nil)
    #expect(try graph.longScalarCheck(of: s, at: [x], analytic: [x: Tensor(6007)]) == nil)
    #expect(try verdicts(6001) == [.pass])
    #expect(try verdicts(6007) == [.fail])
  }

  /// A tensor on the way, `stop` of all, and a decision are for a probe.
  @Test func leavesOthersToAProbe() throws {
    let graph = Graph()
    let x = try graph.input(Tensor(0.5))
    let sum = try graph.apply(.sum, [try graph.apply(.mul, [x, try graph.constant(.full([3], 2))])])
    #expect(try ScalarProgram(graph, of: Int(sum.id.index), at: Int(x.id.index)) == nil)
    let stopped = try graph.apply(.elementwise(.stop), [try graph.apply(.mul, [x, x])])
    let f = try graph.apply(.add, [stopped, try graph.input(Tensor(1))])
    #expect(try ScalarProgram(graph, of: Int(f.id.index), at: Int(x.id.index)) == nil)
  }
}

import Testing

@testable import NNRuntime
@testable import Reporting

/// Loops out of thin air, with plans and interpreted: outputs, faults, claims, operations counted and nodes left alive are
/// the same, to the bit.
@Suite struct RandomLoopTests {
  /// Programs a seed; a hundred take a minute or two and have been run.
  private let count = 30

  @Test(arguments: 0..<10) func plansChangeNothing(seed: Int) {
    var loops = RandomLoops(seed: seed)
    var planned = 0
    var finished = 0
    for _ in 0..<count {
      let program = loops.program()
      let (compiled, taken, fine) = seen(program, compiles: true)
      let (interpreted, none, _) = seen(program, compiles: false)
      planned += taken > 0 ? 1 : 0
      finished += fine ? 1 : 0
      #expect(none == 0)
      let difference = zip(compiled, interpreted).first { $0 != $1 }
      #expect(difference == nil, "\(program.setup)\n\(program.loop)")
      #expect(compiled.count == interpreted.count)
    }
    // Otherwise the generator writes what no plan takes, or what always fails, and nothing is tested.
    #expect(6 * planned > count, "plans take rounds of \(planned) loops")
    #expect(3 * finished > 2 * count, "\(finished) loops end without a fault")
  }

  /// What was computed before the loop from a name that no round updates still was computed from it, also under another
  /// name, and inputs are listed in the order of their updates.
  @Test func namesKeepTheirNodes() {
    checkLoops(
      "b = 2; w = 1; c = b; f = b^2 + w",
      "repeat 60 { w -= 0.01; if 0.9 > 0.3 { w *= 0.99 } else { b -= 1 } }",
      then: "grad(f, b); grad(b * c, c); gradients(f + b * c)")
    checkLoops(
      "a = 0.5; w = 2; L = 1",
      "repeat 60 { L = (w * a - 1)^2; (d, c) = grad(L, (w, a)); w -= 0.1 * d; a -= 0.05 * c }",
      then: "gradients(L); backward(L); graph(L)")
  }

  private func seen(_ program: RandomLoops.Program, compiles: Bool) -> (lines: [String], planned: Int, isFine: Bool) {
    var lesson = Lesson()
    lesson.options.compilesLoops = compiles
    var lines: [String] = []
    var isFine = true
    for (at, block) in ([program.setup, program.loop] + program.after).enumerated() {
      let outcome = lesson.run(block)
      lines += outcome.outputs.map { artifact in
        var json = JSONWriter()
        artifact.write(to: &json)
        return String(decoding: json.bytes, as: UTF8.self)
      }
      lines += outcome.diagnostics.map { "\(place($0)) \($0.message), \($0.hint ?? "")" }
      lines.append("\(lesson.session.environment.graph.liveNodeCount) nodes after \(block)")
      if at < 2, !outcome.diagnostics.isEmpty { isFine = false }
      // A block that fails leaves its last steps uncounted.
      if isFine, at < 2 { lines.append("\(lesson.session.environment.graph.operations) operations") }
    }
    return (lines, lesson.session.environment.plannedRounds, isFine)
  }
}

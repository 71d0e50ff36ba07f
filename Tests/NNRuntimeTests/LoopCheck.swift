import Artifacts
import Testing

@testable import NNRuntime
@testable import Reporting

/// Runs blocks twice, with plans for their loops and interpreted: whatever can be seen afterwards is the same, to the
/// bit.
///
/// - Parameter isTaken: whether plans take rounds.
func checkLoops(
  _ setup: String, _ loop: String, then after: String = "", isTaken: Bool = true, options: RunOptions = RunOptions(),
  at location: SourceLocation = #_sourceLocation
) {
  var results: [[String]] = []
  var operations: [Int] = []
  for compiles in [true, false] {
    var lesson = Lesson()
    lesson.options = options
    lesson.options.compilesLoops = compiles
    var seen: [String] = []
    for block in [setup, loop, after] {
      let outcome = lesson.run(block)
      seen += outcome.outputs.map(json)
      seen += outcome.diagnostics.map { "\($0.message) at \($0.range.text)" }
      seen += outcome.claims.map { "\($0.holds) \($0.left.values)" }
      // A block that fails leaves its last steps uncounted.
      if seen.allSatisfy({ !$0.contains(" at ") }) { operations.append(lesson.session.environment.graph.operations) }
      seen.append("\(lesson.session.environment.graph.liveNodeCount) nodes")
    }
    #expect(
      (lesson.session.environment.plannedRounds > 0) == (compiles && isTaken), "\(setup); \(loop)",
      sourceLocation: location)
    results.append(seen)
  }
  #expect(results[0] == results[1], "\(setup); \(loop)", sourceLocation: location)
  let half = operations.count / 2
  #expect(operations.prefix(half) == operations.suffix(half), "\(setup); \(loop)", sourceLocation: location)
}

/// All of an output: every number of a table, a figure or a curve.
private func json(_ artifact: Artifact) -> String {
  var json = JSONWriter()
  artifact.write(to: &json)
  return String(decoding: json.bytes, as: UTF8.self)
}

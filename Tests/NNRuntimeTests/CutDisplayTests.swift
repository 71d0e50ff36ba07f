import Artifacts
import Testing

@testable import NNRuntime

/// Tables, steps, figures and checks name what a stored number cut off, with its line and without a number.
struct CutDisplayTests {
  private static let total = "w = 2\nloss = 0\nfor t in 1..3 { loss += (w * t)^2 }\nf = loss + w^2\n"
  private static let between = "w = 1\nq = 2 * w + 1\ns = 0\ns += q\nf = s + q^2\n"
  private static let vector = "x = [1, 2, 3]\ns = 0\ns += sum(x)\nf = s * sum(x)\n"
  private static let history = "k = 2\nh = repeat 3 { record(y: k^2) }\nf = h.y[1] + k^2\n"
  private static let fork = "x = 3\ns = 0\ns += x\nf = s + x * x\n"
  private static let newer = "w = 2\ns = 0\ns += w\nw -= 1\nf = s * w\n"
  private static let older = "w = 2\nq = 3 * w\ns = 0\ns += q\nw -= 1\nf = s + q^2\n"

  private func check(_ source: String, _ expected: [String], _ location: SourceLocation = #_sourceLocation) {
    let outcome = Lesson().run(source)
    #expect(outcome.diagnostics.map { "\(place($0)) \($0.message)" } == [], sourceLocation: location)
    guard let artifact = outcome.outputs.last else {
      Issue.record("nothing shown", sourceLocation: location)
      return
    }
    #expect(lines(artifact) == expected, "\(source)", sourceLocation: location)
  }

  private func lines(_ artifact: Artifact) -> [String] {
    switch artifact {
    case .gradients(let table):
      return table.rows.map { row in
        let gradient = row.gradient.map(NNRuntimeTests.text) ?? "-"
        return [row.name, gradient, cut(row.cut), "\(row.branches.count)", row.verdict.rawValue].joined(separator: " ")
          + (row.cut != nil && (row.numeric != nil || !row.numericStart.isEmpty) ? " numeric" : "")
      } + [counts(table.check)]
    case .backward(let steps):
      return steps.steps.map { step in
        let flows = step.flows.map { flow in
          "\(flow.to.text) \(NNRuntimeTests.text(flow.downstream))" + (flow.sum == nil ? "" : " sum")
        }
        return "\(step.atName): " + (flows + step.cuts.map { "\($0.to.text) \(cut($0.line))" }).joined(separator: ", ")
      } + [counts(steps.check)]
    case .graph(let graph):
      return graph.nodes.enumerated().map { index, node in
        let wires = graph.edges.filter { $0.from == index }
        let flows = wires.map { $0.contribution.map(NNRuntimeTests.text) ?? ($0.local == nil ? "-" : "local") }
        return [
          node.name ?? node.operation, node.gradient.map(NNRuntimeTests.text) ?? "-", cut(node.cut),
          node.pattern?.rawValue ?? "-", flows.joined(separator: "/"),
        ].joined(separator: " ")
      } + (graph.check.map { [counts($0)] } ?? [])
    case .gradcheck(let check):
      return check.entries.map { "\($0.name) \($0.summary.verdict.rawValue)" }
        + check.cuts.map { "\($0.name) \($0.shape) \(cut($0.line))" }
        + ["\(counts(check.summary)) \(check.isOK)"]
    default: return []
    }
  }

  private func cut(_ line: Int?) -> String { line.map { "cut \($0)" } ?? "whole" }

  private func counts(_ check: CheckSummary) -> String {
    "\(check.verdict.rawValue) \(check.passed)/\(check.entries) +\(check.cut)"
  }

  @Test(arguments: [
    (
      total,
      ["f 1 whole 0 definition", "w^2 1 whole 1 pass", "loss 1 whole 1 pass", "w - cut 3 0 unchecked", "pass 2/2 +1"]
    ),
    (
      between,
      [
        "f 1 whole 0 definition", "q^2 1 whole 1 pass", "q - cut 4 0 unchecked", "2 * w - cut 4 0 unchecked",
        "s 1 whole 1 pass", "w - cut 4 0 unchecked", "pass 2/2 +3",
      ]
    ),
    (
      vector,
      ["f 1 whole 0 definition", "sum(x) 6 whole 1 pass", "s 6 whole 1 pass", "x - cut 3 0 unchecked", "pass 2/2 +3"]
    ),
    // No input is left to tell whether the pass is right.
    (history, ["f 1 whole 0 definition", "k^2 1 whole 1 pass", "k - cut 2 0 unchecked", "undecided 1/1 +1"]),
    (newer, ["f 1 whole 0 definition", "s 1 whole 1 pass", "w 2 whole 1 pass", "pass 2/2 +0"]),
    (
      older,
      [
        "f 1 whole 0 definition", "q^2 1 whole 1 pass", "q - cut 4 0 unchecked", "s 1 whole 1 pass",
        "w (1) - cut 4 0 unchecked", "pass 2/2 +2",
      ]
    ),
    // Ways through `stop` and derivatives do not count.
    (
      "x = 2\ny = stop(x)\ns = 0\ns += y\nf = s * y + x\n",
      [
        "f 1 whole 0 definition", "s * y 1 whole 1 pass", "y - cut 4 0 unchecked", "s 2 whole 1 pass",
        "x 1 whole 1 pass", "pass 3/3 +1",
      ]
    ),
    (
      "w = 2\ng = grad(w^3, w)\nv = 0\nv += g\nf = v * g\n",
      [
        "f 1 whole 0 definition", "g - cut 4 0 unchecked", "power_slope 12 whole 0 pass", "v 12 whole 1 pass",
        "w 144 whole 1 pass", "pass 3/3 +1",
      ]
    ),
  ])
  func rows(source: String, expected: [String]) { check(source + "gradients(f)", expected) }

  @Test(arguments: [
    (total, ["f: loss 1, w² 1", "w^2: w cut 3", "pass 2/2 +1"]),
    (between, ["f: s 1, q² 1", "q^2: q cut 4", "pass 2/2 +3"]),
    (fork, ["f: s 1, x × x 1", "x * x: x cut 3", "pass 2/2 +1"]),
  ])
  func steps(source: String, expected: [String]) { check(source + "backward(f)", expected) }

  @Test(arguments: [
    (
      total,
      ["w - cut 3 - -", "loss 1 whole - 1", "pow 1 whole - 1", "f 1 whole distributes ", "pass 2/2 +1"]
    ),
    (
      between,
      [
        "w - cut 4 - -", "mul - cut 4 - -", "q - cut 4 - -", "s 1 whole - 1", "pow 1 whole - 1",
        "f 1 whole distributes ", "pass 2/2 +3",
      ]
    ),
    (fork, ["x - cut 3 - -/-", "s 1 whole - 1", "mul 1 whole swaps 1", "f 1 whole distributes ", "pass 2/2 +1"]),
    // Without gradients nothing is said of them.
    (
      "w = [1, 2]\ns = [0, 0]\ns += w\nf = s + w\n",
      ["w - whole - -", "s - whole - -", "f - whole - "]
    ),
  ])
  func figures(source: String, expected: [String]) { check(source + "graph(f)", expected) }

  @Test(arguments: [
    (total, ["loss pass", "w [] cut 3", "pass 1/1 +1 true"]),
    (between, ["s pass", "w [] cut 4", "pass 1/1 +1 true"]),
    (vector, ["s pass", "x [3] cut 3", "pass 1/1 +3 true"]),
    (history, ["k [] cut 2", "undecided 0/0 +1 true"]),
    (newer, ["s pass", "w pass", "pass 2/2 +0 true"]),
  ])
  func checks(source: String, expected: [String]) { check(source + "gradcheck(f)", expected) }

  /// `.ok` speaks of the rest: that another input is cut excuses nothing.
  @Test func aWrongRuleIsFoundBesideWhatIsCut() {
    let outcome = Lesson().run(
      "g(u) = u^2\nbackward g(u; y, dy) = dy * u\na = 3\nw = 2\ns = 0\ns += w\nf = g(a) + s * w\n"
        + "expect not gradcheck(f).ok\nc = gradcheck(f)\nc")
    guard case .gradcheck(let check)? = outcome.outputs.last else {
      Issue.record("no check: \(outcome.diagnostics.map(\.message))")
      return
    }
    #expect(check.cuts.map(\.name) == ["w"])
    #expect(check.entries.map { $0.summary.verdict } == [.fail, .pass])
    #expect(!check.isOK && outcome.checks.failed == 0)
  }
}

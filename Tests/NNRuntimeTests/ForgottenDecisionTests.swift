import Testing

@testable import Autodiff
@testable import NNRuntime

/// Decisions whose conditions are no longer known: whoever moves what they were computed from is refused, and nobody
/// else.
struct ForgottenDecisionTests {
  private static let loop = """
    x = 1
    y = 2
    w = 0
    repeat 3000 {
      if w < x { w += 0.01 }
      if w >= x { w -= 0.3 }
    }

    """

  @Test(arguments: [
    // By a number that was stored.
    ("x = 1\ns = 0\ns += x\nw = 1\nif s > 0 { w = x * 2 }\nforward(w * 3, x: -3)", "6:1-22"),
    ("x = 1\ns = 0\ns += x\nw = 1\nif s > 0 { w = x * 2 }\nminimize(w^2, x, steps: 3, optimizer: sgd(0.1))", "6:1-48"),
    (
      "x = 1\nl = x^2\nh = repeat 3 { record(l) }\nw = 1\nif h.l[0] > 0 { w = x * 2 }\nforward(w * 3, x: -3)",
      "6:1-22"
    ),
    // Among the newest of a long loop, and among the oldest.
    (loop + "forward(w * y * x, x: 2)", "8:1-25"),
    ("x = 1\nw = 0\nrepeat 9000 { if x > 0 { w += 0.5 } }\nforward(w * x, x: -2)", "4:1-22"),
    (
      "x = 1\nv = 3\nw = 0\nrepeat 9000 { if x > 0 { w += 0.5 } }\nrepeat 9000 { if v > 0 { w += 0.5 } }\n"
        + "forward(w * x, x: -2)", "6:1-22"
    ),
  ])
  func refused(source: String, range: String) { checkSeen(source, ["\(range) NN-cannot-repeat"]) }

  @Test(arguments: [
    (loop + "forward(w * y, y: 3)", 3.0 * 0.9),
    ("x = 1\ny = 2\nw = 0\nrepeat 3 { if w < x { w += 0.5 } }\nforward(w * y, y: 3)", 3),
    ("x = 1\ny = 2\nw = 0\nrepeat 9000 { if x > 0 { w += 0.5 } }\nforward(w * y, y: 3)", 13500),
    ("x = 1\nw = 0\nrepeat 40 { if x > 0 { w += 0.5 } }\nforward(w * x, x: 2)", 40),
  ])
  func right(source: String, value: Double) {
    let outcome = Lesson().run("f = 0\n" + source)
    #expect(outcome.diagnostics.map(\.message) == [])
    guard case .forward(let forward) = outcome.outputs.first else { return #expect(Bool(false)) }
    #expect(abs(forward.value.values[0] - value) < 1e-9)
  }

  /// What rounds of a loop leave behind does not grow with their number.
  @Test(arguments: [
    "  L = (w - x)^2\n  if L > 1 { w -= 0.1 * grad(L, w) }\n  if L <= 1 { w += 2 }\n",
    // What a branch binds is no stored number.
    "  if s > -1 { L = (w - x)^2\n  s = abs(grad(L, w))\n  w -= 0.1 * s }\n",
    "  if w > 0 { a = 2 * x } else { a = 3 * x }\n  w = stop(a)\n",
    // Conditions with many nodes behind them, and several in a round.
    "  L = 0\n  for i in 1..49 { L = L + (w - x * i)^2 }\n  if L > 1 { w -= 0.0001 * grad(L, w) } else { w += 1 }\n",
    "  L = 0\n  for i in 1..49 { L = L + (w - x * i)^2 }\n  if L > 1 { w -= 0.0001 * grad(L, w) }\n  if L > 2 { s += 1 }\n",
  ])
  func memoryOfALoop(body: String) {
    let lesson = Lesson()
    let graph = lesson.session.environment.graph
    (graph.arena.decisions.fewCells, graph.arena.decisions.manyCells) = (64, 64)
    let rounds = "repeat 500 {\n\(body)}"
    _ = lesson.run("x = 1\ns = 1\nw = 9\n" + rounds)
    let before = graph.liveNodeCount
    let outcome = lesson.run("repeat 5 {\n\(rounds)\n}")
    #expect(outcome.diagnostics.map(\.message) == [])
    #expect(graph.liveNodeCount < 2 * before, "\(before)")
  }

  /// What looking for their origins visits grows with the rounds, also where each condition has all rounds behind it.
  @Test(arguments: [
    "if s > 1 { s = s * 0.5 } else { s = s + x * 0.01 }",
    "if s > 1 { s = s * 0.5 }\n  if s <= 1 { s = s + x * 0.01 }\n  t = s * x",
    "L = 0\n  for i in 1..40 { L = L + (w - x * i)^2 }\n  if L > 1 { w -= 0.0001 * grad(L, w) } else { w += 1 }",
  ])
  func visitsOfALoop(body: String) {
    func visits(_ rounds: Int) -> Int {
      let lesson = Lesson()
      let graph = lesson.session.environment.graph
      (graph.arena.decisions.fewCells, graph.arena.decisions.manyCells) = (64, 64)
      let outcome = lesson.run("x = 1\ns = 2\nw = 9\nrepeat \(rounds) {\n  \(body)\n}")
      #expect(outcome.diagnostics.map(\.message) == [])
      return graph.arena.decisions.visits
    }
    let counts = [500, 1000, 2000].map(visits)
    #expect(counts[0] > 0)
    #expect(counts[2] - counts[1] < 5 * (counts[1] - counts[0]) / 2, "\(counts)")
  }
}

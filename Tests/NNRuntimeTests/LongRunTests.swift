import Artifacts
import Autodiff
import Synchronization
import Testing

@testable import NNRuntime

/// Long runs that are taken from a memory: nothing that can be seen tells them from runs that are done.
@Suite struct LongRunTests {
  private static let data = """
    seed(4)
    X = randn(24, 2)
    y = sum(X^2, axis: 1)
    net = mlp(2, 4, 1)
    """
  private static let after = "h.loss; net.w1; net.b2; L = mse(predict(net, X), y); L; randn(2); plot(h)"

  @Test(arguments: [
    "h = train(net, X, y, loss: mse, epochs: 6)",
    "h = train(net, X, y, loss: mse, epochs: 6, batch: 5, optimizer: adam(0.02), log: 4)",
    "h = train(net, X, y, loss: mse, epochs: 9, batch: 7, metrics: (mae, mse2), validation: (X[0:5], y[0:5]))",
    "h = train(net, X, y, loss: mse, epochs: 40, optimizer: sgd(0.5), patience: 2, shuffle: false)",
    "net = dense(2, 1); h = train(net, X, y, loss: mse, epochs: 5); h.path",
    "net = dense(2, 1); h = train(net, X, y, loss: mse, epochs: 5, batch: 24, optimizer: rmsprop(0.01)); h.path",
  ]) func training(run: String) {
    let net = run.hasPrefix("net") ? "h.loss; net.w1; randn(2)" : Self.after
    checkRemembered([Self.data + "\nmse2(a, b) = mse(a, b)^2", run, net])
  }

  @Test(arguments: [
    "minimize(f, (a, b), steps: 40)", "minimize(f, (a, b), optimizer: adam(0.1), steps: 25)",
    "minimize(f, a, optimizer: sgd(0.02, momentum: 0.9), steps: 30)",
    "minimize(f, (b, a), optimizer: nadam(0.05), steps: 12)", "minimize(f, (a, c), optimizer: adagrad(0.3), steps: 9)",
    "minimize(f, (a, b), optimizer: bfgs(), steps: 9)",
  ]) func descents(run: String) {
    checkRemembered([
      "a = -1.2; b = 1; c = [0.3, 2]; f = (1 - a)^2 + 5 * (b - a^2)^2 + sum((c - a)^2)", "h = \(run)",
      "h.loss; h.path; a; b; c; g = (1 - a)^2 + b; g; graph(g); randn()",
    ])
  }

  @Test(arguments: [
    "w -= 0.1 * grad(w^2, w)", "f = (w - 3)^2; g = grad(f, w); w -= 0.1 * g; w *= 0.99; record(g); record(f)",
    "f = norm(x); x -= 0.01 * grad(f, x); k = 2; w += k; record(x)",
    "s = softmax(x); x += 0.1 * (s - x[0]); record(s); for j in 0..2 { x *= 0.5; w += x[j] * j }",
    "f = sum(solve([[2 + w^2, v], [0, 1]], [1, 2])); w -= 0.1 * grad(f, w); record(f)",
  ]) func loops(body: String) {
    checkRemembered([
      "w = 0.5; v = 2; x = [0.3, -1.2, 2.1]", "h = repeat 70 { \(body) }; h", "w; v; x; y = w * v; graph(y); randn()",
    ])
  }

  /// Whatever a run follows from makes it another run.
  @Test func nearMisses() {
    let memory = Memory()
    let programs = [
      ("", "train(net, X, y, loss: mse, epochs: 6, batch: 7)"),
      ("", "train(net, X, y, loss: mse, epochs: 7, batch: 7)"),
      ("", "train(net, X, y, loss: mse, epochs: 6, batch: 8)"),
      ("", "train(net, X, y, loss: mae, epochs: 6, batch: 7)"),
      ("", "train(net, X, y, loss: mse, epochs: 6, batch: 7, optimizer: adam(0.002))"),
      ("", "train(net, X, y, loss: mse, epochs: 6, batch: 7, optimizer: sgd(0.001))"),
      ("", "train(net, X, y, loss: mse, epochs: 6, batch: 7, shuffle: false)"),
      ("", "train(net, X, y, loss: mse, epochs: 6, batch: 7, metrics: mae)"),
      ("", "train(net, X, y, loss: mse, epochs: 6, batch: 7, validation: (X, y))"),
      ("", "train(net, X, y, loss: mse, epochs: 6, batch: 7, patience: 1)"),
      ("randn()", "train(net, X, y, loss: mse, epochs: 6, batch: 7)"),
      ("y = y + where(y == y[20], 1e-15, 0)", "train(net, X, y, loss: mse, epochs: 6, batch: 7)"),
      ("net = f32(net)", "train(net, X, y, loss: mse, epochs: 6, batch: 7)"),
      ("net.b1 -= 1e-12", "train(net, X, y, loss: mse, epochs: 6, batch: 7)"),
      ("net = mlp(2, 4, 1, activation: tanh)", "train(net, X, y, loss: mse, epochs: 6, batch: 7)"),
    ]
    for (change, run) in programs {
      checkSame([Self.data, change, "h = \(run)", Self.after].filter { !$0.isEmpty }, memory)
    }
    #expect(memory.kept == programs.count)
    #expect(memory.found == 0)
  }

  /// Loops whose plans differ in one constant, one place, one shape.
  @Test func nearMissesOfLoops() {
    let memory = Memory()
    let bodies = [
      "w -= 0.1 * grad(w^2, w)", "w -= 0.2 * grad(w^2, w)", "w -= 0.1 * grad(w^2 * v, w)", "v -= 0.1 * grad(v^2, v)",
      "w -= 0.1 * grad(sum(x[0:2]) * w^2, w)", "w -= 0.1 * grad(sum(x[1:3]) * w^2, w)",
      "w -= 0.1 * grad(x[0] * w^2, w)", "w -= 0.1 * grad(x[2] * w^2, w)", "w -= 0.1 * grad(max(x * v) * w^2, w)",
      "w -= 0.1 * grad(min(x * v) * w^2, w)", "x -= 0.1 * x; record(x)", "x -= 0.1 * x; record(sum(x))", "x += 0.1 * x",
      "w -= 0.1 * w; record(x[0] * w)", "w -= 0.1 * w; record(x[1] * w)", "w -= 0.1 * w",
    ]
    for body in bodies {
      checkSame(["w = 0.5; v = 2; x = [0.3, -1.2, 2.1]", "h = repeat 50 { \(body) }; h", "w; v; x"], memory)
    }
    #expect(memory.kept >= 12)
    #expect(memory.found == 0)
  }

  /// What a run that passes a budget tells is told of a known one, too.
  @Test func budgets() {
    let memory = Memory()
    for budget in [1_000_000, 60_000, 20_000, 5_000, 1_000] {
      var options = RunOptions()
      options.budget = budget
      checkSame([Self.data, "h = train(net, X, y, loss: mse, epochs: 6)", "h.loss"], memory, options)
      checkSame(["w = 1", "h = repeat 900 { w -= 0.01 * grad(w^2, w); record(w) }; h", "w"], memory, options)
      checkSame(["w = 1; f = (w - 2)^2", "h = minimize(f, w, steps: 900); h", "w"], memory, options)
    }
    #expect(memory.kept >= 3)
    #expect(memory.found >= 1)
  }

  /// Runs that fail are no runs to be kept.
  @Test func failures() {
    let memory = Memory()
    for _ in 0..<2 {
      checkSame([Self.data, "h = train(net, X, y, loss: mse, epochs: 60, optimizer: sgd(1e9))", "net.w1"], memory)
      checkSame(["w = 3; f = w^4", "h = minimize(f, w, optimizer: sgd(10), steps: 90)", "w"], memory)
    }
    #expect(memory.kept == 0)
  }

  @Test func randomLoops() {
    var programs = RandomLoops(seed: 77)
    let memory = Memory()
    for _ in 0..<25 {
      let program = programs.program()
      for _ in 0..<2 { checkSame([program.setup, program.loop] + program.after, memory) }
    }
    #expect(memory.found > 5)
  }
}

/// A memory that counts.
private final class Memory: RunMemory {
  let leastWork = 0
  private let state = Mutex((runs: [[UInt8]: KnownRun](), found: 0, kept: 0))

  var found: Int { state.withLock { $0.found } }
  var kept: Int { state.withLock { $0.kept } }

  func run(of key: [UInt8]) -> KnownRun? {
    state.withLock { state in
      let run = state.runs[key]
      if run != nil { state.found += 1 }
      return run
    }
  }

  func keep(_ run: KnownRun, of key: [UInt8]) {
    state.withLock { state in
      state.runs[key] = run
      state.kept += 1
    }
  }
}

/// All that blocks give: outputs, claims, values of names, diagnostics, checks.
private func told(_ blocks: [String], _ memory: Memory?, _ options: RunOptions) -> [String] {
  var lesson = Lesson(memory: memory)
  lesson.options = options
  return blocks.map { block in
    let outcome = lesson.run(block)
    return "\(outcome.outputs)\(outcome.claims.map(\.holds))\(outcome.bindings)\(outcome.diagnostics)\(outcome.checks)"
  }
}

private func checkSame(
  _ blocks: [String], _ memory: Memory, _ options: RunOptions = RunOptions(),
  _ location: SourceLocation = #_sourceLocation
) {
  #expect(told(blocks, memory, options) == told(blocks, nil, options), "\(blocks)", sourceLocation: location)
}

/// Runs blocks without a memory, with an empty one, and with one that knows them.
private func checkRemembered(
  _ blocks: [String], _ memory: Memory = Memory(), _ location: SourceLocation = #_sourceLocation
) {
  checkSame(blocks, memory, RunOptions(), location)
  let (kept, found) = (memory.kept, memory.found)
  checkSame(blocks, memory, RunOptions(), location)
  #expect(memory.kept == kept, "\(blocks)", sourceLocation: location)
  #expect(kept == 0 || memory.found > found || blocks[1].contains("bfgs"), "\(blocks)", sourceLocation: location)
}

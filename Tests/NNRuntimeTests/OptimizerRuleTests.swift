import Artifacts
import Autodiff
import Foundation
import Testing

@testable import NNRuntime

/// Adadelta and Nadam against PyTorch's steps, and what all optimizers share: defaults and settings.
struct OptimizerRuleTests {
  struct Descent: Decodable, CustomTestStringConvertible {
    var optimizer: String
    var loss: String
    var start: [Double]
    var bits: Int
    var steps: [Int]
    var points: [[Double]]

    var testDescription: String { "\(optimizer) on \(loss), \(bits) bits" }
  }

  private static let descents: [Descent] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("DescentReference.json")
    return (try? JSONDecoder().decode([Descent].self, from: Data(contentsOf: file))) ?? []
  }()

  @Test func referenceIsWhole() { #expect(Self.descents.count == 20) }

  private func check(_ source: String, _ expression: String, _ expected: [Double], relative: Double) throws {
    let lesson = Lesson()
    #expect(lesson.run(source).diagnostics.map(\.message) == [], "\(source)")
    let found = try lesson.inline(expression).get().value.values
    #expect(found.count == expected.count, "\(source)")
    for (a, b) in zip(found, expected) {
      #expect((a - b).magnitude <= relative * max(b.magnitude, 0.1), "\(expression): \(a), not \(b)")
    }
  }

  /// 200 steps of `minimize`, from `scripts/training-reference`.
  @Test(arguments: descents) func minimizesLikePyTorch(_ descent: Descent) throws {
    let start = descent.bits == 32 ? "f32(\(descent.start))" : "\(descent.start)"
    try check(
      "p = \(start); L = \(descent.loss); h = minimize(L, p, optimizer: \(descent.optimizer), steps: 200)",
      "h.path[\(descent.steps)]", descent.points.flatMap { $0 }, relative: descent.bits == 32 ? 1e-5 : 1e-12)
  }

  /// The rules written out in the language, which a loop computes node by node or by a plan of its own.
  @Test(arguments: [
    (
      "adadelta()",
      """
      v = [0, 0]; u = [0, 0]
      repeat n {
        g = grad(loss(p), p)
        v *= 0.9; v += 0.1 * g^2
        d = stop(g * sqrt(u + 1e-6) / sqrt(v + 1e-6))
        u *= 0.9; u += 0.1 * d^2
        p -= d
      }
      """
    ),
    (
      "nadam()",
      """
      m = [0, 0]; v = [0, 0]; product = 1
      mu(t) = 0.9 * (1 - 0.5 * 0.96^(t * 4e-3))
      for t in 1..n {
        g = grad(loss(p), p)
        product *= mu(t)
        m *= 0.9; m += 0.1 * g
        v *= 0.999; v += 0.001 * g^2
        step = (1 - mu(t)) * g / (1 - product) + mu(t + 1) * m / (1 - product * mu(t + 1))
        p -= stop(2e-3 * step / (sqrt(v / (1 - 0.999^t)) + 1e-8))
      }
      """
    ),
  ])
  func equalsTheRuleByHand(_ optimizer: String, _ rule: String) throws {
    for steps in [1, 2, 60] {
      let lesson = Lesson()
      let start = "loss(q) = 100 * (q[1] - q[0]^2)^2 + (1 - q[0])^2; n = \(steps); p = [-1.2, 1]\n"
      let run = "; byHand = p\np = [-1.2, 1]; L = loss(p); h = minimize(L, p, optimizer: \(optimizer), steps: n)\n"
      #expect(
        lesson.run(start + rule + run + "expect p == byHand within 1e-12").diagnostics.map(\.message) == [],
        "\(optimizer), \(steps)")
    }
  }

  /// A network in 32 bits stays near PyTorch's losses in 64.
  @Test(arguments: [
    ("adadelta()", [2.561666641664197, 2.3349822605042947, 2.288237876727643]),
    ("nadam()", [2.4793032683762504, 2.301112937432, 2.166651287686418]),
  ])
  func trainsIn32Bits(_ optimizer: String, _ losses: [Double]) throws {
    try check(
      """
      seed(3)
      net = f32(mlp(784, 32, 10))
      seed(4)
      x = f32(rand(80, 784))
      y = randint(0, 10, 80)
      h = train(net, x, y, loss: cross_entropy, optimizer: \(optimizer), epochs: 3, batch: 8, shuffle: false)
      """, "h.loss", losses, relative: 2e-5)
  }

  /// The bare name, the call without arguments, and the call that the reference page shows with all defaults are one.
  @Test func defaultsAreThoseOfTheSignature() throws {
    #expect(Builtins.optimizers.count == OptimizerDescription.all.count)
    for builtin in Builtins.optimizers {
      let ways = [builtin.name, "\(builtin.name)()", builtin.forms[0]].map { optimizer in
        let outcome = Lesson().run(
          "p = [-1.2, 1]; L = 100 * (p[1] - p[0]^2)^2 + (1 - p[0])^2\n"
            + "h = minimize(L, p, optimizer: \(optimizer), steps: 12)\nh.path")
        #expect(outcome.diagnostics.map(\.message) == [], "\(optimizer)")
        return shown(outcome)
      }
      #expect(ways[0] == ways[1], "\(builtin.name)")
      #expect(ways[0] == ways[2], "\(builtin.name)")
      // Every setting stands in it.
      for parameter in builtin.parameters {
        #expect(builtin.forms[0].contains("\(parameter.name): "), "\(builtin.name): \(parameter.name)")
      }
    }
  }

  @Test func refusesSettings() {
    let nadam = "it is `nadam(lr: 2e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, momentum_decay: 4e-3)`"
    let adadelta = "it is `adadelta(lr: 1, rho: 0.9, epsilon: 1e-6)`"
    for (source, expected, hint) in [
      ("nadam(beta1: 1)", "1:14-15 NN-wrong-arguments: `beta1` lies between 0 and 1", nadam),
      ("nadam(beta2: -0.1)", "1:14-18 NN-wrong-arguments: `beta2` lies between 0 and 1", nadam),
      ("nadam(momentum_decay: -1)", "1:23-25 NN-wrong-arguments: `momentum_decay` is finite and not negative", nadam),
      ("nadam(-1)", "1:7-9 NN-wrong-arguments: `lr` is finite and not negative", nadam),
      ("adadelta(rho: 1)", "1:15-16 NN-wrong-arguments: `rho` lies between 0 and 1", adadelta),
      (
        "adadelta(epsilon: 0)",
        "1:19-20 NN-wrong-arguments: `epsilon` is above 0: the first step of Adadelta has the size of its root",
        adadelta
      ),
      (
        "x = 1; L = x^2; minimize(L, x, optimizer: relu)", "1:43-47 NN-wrong-kind: `relu` is no optimizer",
        "one is `sgd(0.1)`"
      ),
    ] { checkDiagnostics(source, expected, hint: hint) }
  }

  /// The first steps that the documentation of the rules states.
  @Test func firstSteps() throws {
    let start = "x = 10; L = x^2 / 2; minimize(L, x, steps: 1, optimizer: "
    try check(start + "adadelta())", "x", [9.996837722497945], relative: 1e-15)
    try check(start + "nadam(0.1, epsilon: 0))", "x", [9.89435482216446], relative: 1e-14)
    // Without momentum it is Adam without momentum; where μ is β₁ from the start, the velocity adds 0.1 · 0.9 / 0.19.
    try check(start + "nadam(0.1, beta1: 0, epsilon: 0))", "x", [9.9], relative: 1e-15)
    try check(start + "nadam(0.1, epsilon: 0, momentum_decay: 1e9))", "x", [9.852631578947369], relative: 1e-14)
  }
}

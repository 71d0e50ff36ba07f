import Foundation
import Testing

@testable import NNRuntime

/// `net.w1 -= …`: updates of a model's parameters, and what they refuse.
struct ModelUpdateTests {
  private static let data = "x = [[1, 2], [3, -4], [0, 0.5]]\ny = [[1], [0], [1]]\n"

  @Test func eachSign() {
    checkDiagnostics(
      """
      net = dense(1, 1, init: "zeros")
      net.b1 += 6; net.b1 -= 2; net.b1 *= 3; net.b1 /= 4
      expect net.b1 == [3]
      expect net([[5]]) == [[3]]
      """)
  }

  /// Descent written out is the descent of `train`.
  @Test func descentByHand() {
    checkDiagnostics(
      Self.data + """
        net = mlp(2, 3, 1, activation: tanh)
        twin = sequential(net)
        h = repeat 40 {
          L = mse(net(x), y)
          (g1, g2, d1, d2) = grad(L, (net.w1, net.w2, net.b1, net.b2))
          net.w1 -= 0.1 * g1; net.w2 -= 0.1 * g2; net.b1 -= 0.1 * d1; net.b2 -= 0.1 * d2
          record(L)
        }
        k = train(twin, x, y, loss: mse, optimizer: sgd(0.1), epochs: 40, shuffle: false)
        expect h.L == k.loss
        expect net.w1 == twin.w1
        expect net.b2 == twin.b2
        """)
  }

  @Test func whatWasComputedKeepsItsValue() {
    checkDiagnostics(
      """
      net = dense(1, 1, init: "zeros")
      L = (net([[2]]) - 1)[0, 0]^2
      net.w1 -= 0.25 * grad(L, net.w1)
      expect L == 1
      expect forward(L) == 1
      expect net.w1 == [[1]]
      expect grad(L, net.b1) == [-2]
      grad(L, net.w1)
      """, "8:9-15 NN-stale-gradient: `L` was computed from an earlier `net.w1` (line 2)")
  }

  @Test func anotherNameIsTheSameModel() {
    checkDiagnostics("net = dense(1, 1)\nother = net\nother.w1 *= 0\nexpect net.w1 == [[0]]")
    checkDiagnostics(
      "net = dense(1, 1, init: \"zeros\")\nw = net.w1\nw += 1\nexpect net.w1 == [[0]]\nexpect w == [[1]]")
  }

  @Test func functionsUpdateWhatTheyAreHanded() {
    checkDiagnostics(
      """
      net = dense(1, 1, init: "zeros")
      shift(m, by) = { m.b1 += by; m.b1 *= 2 }
      expect shift(net, 3) == [6]
      expect net.b1 == [6]
      make() = { m = dense(1, 1); m.b1 += 1; m.b1 }
      expect make() == [1]
      """)
    checkDiagnostics(
      "net = dense(1, 1)\nf() = { net.w1 += 1; 0 }\nf()",
      "2:9-15 NN-non-local-update: a function cannot update `net.w1`, since it did not bind `net`",
      hint: "hand the model over as an argument, or update it outside")
    checkDiagnostics(
      "net = dense(1, 1)\nf(a) = { if a { net = dense(1, 1) }; net.w1 += 1; 0 }\nf(false)",
      "2:38-44 NN-non-local-update: a function cannot update `net.w1`, since it has not bound `net`")
  }

  @Test func faults() {
    checkDiagnostics(
      "layer = dense(1, 1)\nlayr.w1 += 1", "2:1-5 NN-unknown-name: unknown name `layr`", hint: "did you mean `layer`?")
    checkDiagnostics(
      "net = mlp(1, 2, 1)\nnet.w3 -= 1", "2:1-7 NN-unknown-member: this model has no `.w3`",
      hint: "did you mean `.w1`?")
    checkDiagnostics(
      "net = mlp(1, 2, 1)\nnet.weights *= 2", "2:1-12 NN-unknown-member: this model has no `.weights`",
      hint: "it has `.w1`, `.b1`, `.w2`, `.b2`")
    checkDiagnostics(
      "w = [1, 2]\nw.T += 1",
      "2:1-4 NN-bad-target: `w` is a tensor of shape [2], and only the parameters of a model can be updated so",
      hint: "a name is updated as a whole: `w -= …`")
    checkDiagnostics(
      "net = dense(2, 3)\nnet.b1 += [[1, 2, 3], [4, 5, 6]]",
      "2:1-7 NN-shape-mismatch: `+=` does not fit the shapes [3] and [2, 3]",
      hint: "an update keeps the shape of what it updates")
    checkDiagnostics(
      "net = dense(2, 3)\nnet.b1 /= 0", "2:1-7 NN-non-finite: `/` of 0 and 0 gives NaN, which is no number")
  }

  @Test func aFailedBlockTakesUpdatesBack() throws {
    let lesson = Lesson()
    #expect(lesson.run("net = dense(1, 1, init: \"zeros\")").diagnostics.isEmpty)
    let failed = lesson.run("repeat 3 { net.w1 += 1 }\nnet.b1 += 1\nunknown", expectsFailure: true)
    #expect(failed.diagnostics.map(\.id) == [.unknownName])
    #expect(try lesson.inline("net.w1 + net.b1").get().value.values == [0])
  }

  /// A loop of names inside one of models is taken by a plan, the outer one is not.
  @Test func plansAroundModels() throws {
    let source = """
      net = dense(1, 1, init: "zeros")
      w = 1
      repeat 30 {
        repeat 30 { w -= 0.01 * w }
        net.b1 -= w * 2
      }
      net.b1
      """
    let planned = Lesson()
    var interpreted = Lesson()
    interpreted.options.compilesLoops = false
    #expect(shown(planned.run(source)) == shown(interpreted.run(source)))
    #expect(planned.session.environment.plannedRounds > 0)
    let values = try interpreted.inline("net.b1").get().value.values
    let expected = (1...30).reduce(0.0) { $0 - 2 * pow(0.99, 30 * Double($1)) }
    #expect((values[0] - expected).magnitude < 1e-12)
  }

  /// What a block would have trained is not shown untrained by those that follow.
  @Test(arguments: [
    "net.w1 += 1", "repeat 3 { net.b1 *= 2 }", "h = train(net, [[1]], [1], loss: mse)",
    "if true { train(net, [[1]], [1], loss: mse) }", "minimize(sum(net.w1 ^ 2), net.w1)",
    "h = minimize(sum(net.w1 ^ 2), (net.w1,))",
  ])
  func whatFollowsAFailedBlockIsSkipped(update: String) {
    let lesson = Lesson()
    #expect(lesson.run("net = dense(1, 1)\nother = dense(1, 1)").diagnostics.isEmpty)
    #expect(lesson.run(update + "\nunknown").diagnostics.map(\.id) == [.unknownName])
    #expect(lesson.run("net.w1").isSkipped && !lesson.run("other.w1").isSkipped)
  }

  /// A loop of many updates holds none of the parameters that it left behind.
  @Test func manyUpdatesTakeNoMemory() {
    var lesson = Lesson()
    lesson.options.memory = 1 << 20
    let outcome = lesson.run(
      "net = dense(50, 20, init: \"zeros\")\nrepeat 500 { net.w1 += 1 }\nexpect net.w1[0, 0] == 500")
    #expect(outcome.diagnostics.map(\.message) == [])
  }
}

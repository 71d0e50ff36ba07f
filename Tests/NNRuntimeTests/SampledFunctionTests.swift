import Artifacts
import Testing

@testable import NNRuntime

/// A plane sampled by a plan has the bits of one that is asked point by point.
struct SampledFunctionTests {
  private static let data =
    "a = [1, 2.5, -3]\nW = [[0.5, 0.1, -0.2], [0.3, -0.4, 0.7], [0.2, 0.6, 0.1]]\nk = 2\nk += 1\n"

  @Test(arguments: [
    ("sum((x * a - y)^2) / 2", true),
    ("mean(sigmoid(W @ (a * x)) * y) + k", true),
    ("norm(a * x + y)", true),
    ("log(1 - sum(a * x) - y)", true),
    ("cross_entropy(stack(x, y, x * y), 1)", true),
    // Decisions, draws, stored numbers and gradients are asked for one by one.
    ("{ s = sum(a * x); if s > 1 { s * y } else { s - y } }", false),
    ("{ s = 0; s += x; s + sum(a) * y }", false),
    ("{ t = x * y; s = sum(a * t^2); grad(s, t) * sum(a) }", false),
    ("sum(a * x) * y + sum(a[argmax(a * x)])", false),
  ])
  func bits(body: String, isPlanned: Bool) throws {
    var planes: [[UInt64]] = []
    for compiles in [true, false] {
      var lesson = Lesson()
      lesson.options.compilesLoops = compiles
      let outcome = lesson.run(Self.data + "f(x, y) = \(body)\ncontour(f, x: (-1, 2), y: (-2, 2))")
      #expect(outcome.diagnostics.map(\.message) == [])
      guard let chart = outcome.outputs.first?.chart(ContourChart.self) else { return #expect(Bool(false)) }
      planes.append(chart.plane.values.map { $0.isNaN ? 0 : $0.bitPattern })
      #expect((lesson.session.environment.plannedRounds > 0) == (compiles && isPlanned), "\(body)")
    }
    #expect(planes[0] == planes[1], "\(body)")
  }
}

/// BFGS from the last `memory` steps alone, without a matrix (Nocedal 1980).
struct LBFGS: CurvatureRule {
  var memory = 10
  var tolerance = 1e-8
  let usesSecondDerivatives = false

  static let description = OptimizerDescription(
    "lbfgs", "the same from the last `memory` steps alone, for `minimize`", LBFGS(),
    [.whole("memory", \.memory, in: 1...1000), .number("tolerance", \.tolerance)])

  func kept(parameters n: Int, steps: Int) -> [Int] { [2, min(memory, steps), n] }
  func work(parameters n: Int, step: Int) -> Int { 4 * min(memory, step) * n }
  func begin() -> any CurvatureRun { LastSteps(memory: memory) }
}

extension SecondOrderMethod {
  /// `lbfgs(memory: …, tolerance: …)`: ends where no entry of the gradient is greater.
  public static func lbfgs(memory: Int, tolerance: Double) -> SecondOrderMethod {
    SecondOrderMethod(LBFGS(memory: memory, tolerance: tolerance))
  }
}

/// The last steps and what they say of H⁻¹, by the two loops of Nocedal and Wright, algorithm 7.4.
private struct LastSteps: QuasiNewtonRun {
  private let memory: Int
  private var kept: [(s: [Double], y: [Double], ys: Double)] = []

  init(memory: Int) { self.memory = memory }

  func direction(_ gradient: [Double]) -> [Double] {
    var q = gradient
    var factors: [Double] = []
    for (s, y, ys) in kept.reversed() {
      let factor = s.dot(q) / ys
      factors.append(factor)
      q = q.moved(-factor, along: y)
    }
    if let last = kept.last {
      let scale = last.ys / last.y.dot(last.y)
      q = q.map { $0 * scale }
    }
    for ((s, y, ys), factor) in zip(kept, factors.reversed()) {
      q = q.moved(factor - y.dot(q) / ys, along: s)
    }
    return q.map { -$0 }
  }

  mutating func learn(step s: [Double], change y: [Double]) {
    let ys = y.dot(s)
    guard ys > 1e-300 else { return }
    if kept.count == memory { kept.removeFirst() }
    kept.append((s, y, ys))
  }

  mutating func forget() { kept = [] }
  var isFresh: Bool { kept.isEmpty }
}

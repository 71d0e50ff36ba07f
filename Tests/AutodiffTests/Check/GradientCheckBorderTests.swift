import Formulas
import Testing

@testable import Autodiff

/// The rule of agreement at its borders: |a − n| ≤ 1e-6 · max(|a|, |n|) + R, undecided where R exceeds
/// 1e-3 · max(|a|, |n|) or a kink lies within the step.
@Suite struct GradientCheckBorderTests {
  private typealias Loss = @Sendable (_ graph: Graph, _ x: Node) throws -> Node

  /// - Parameter factor: the gradient that is checked, relative to the right one; or itself as `given`.
  private func entry(
    _ x: Double, factor: Double = 1, given: Double? = nil, _ loss: Loss
  ) throws -> GradientCheck.Entry {
    let graph = Graph()
    let input = try graph.input(x)
    let f = try loss(graph, input)
    let right = try graph.gradient(of: f, withRespectTo: [input])[0].value.values[0]
    return try graph.checkGradient(of: f, at: [input], given: [input: Tensor(given ?? right * factor)])[0].entries[0]
  }

  /// An entry's verdict is the one that its own numbers have by the rule; for functions without kinks.
  private func follows(_ entry: GradientCheck.Entry) -> Bool {
    let size = max(entry.analytic.magnitude, entry.numeric.magnitude)
    let distance = (entry.analytic - entry.numeric).magnitude
    let isCertain = entry.uncertainty <= 1e-3 * size
    let agrees = distance <= 1e-6 * size + entry.uncertainty
    return switch entry.verdict {
    case .pass: distance == 0 || isCertain && agrees
    case .fail: isCertain && !agrees
    case .undecided: !isCertain
    }
  }

  private static let smooth: [(String, Loss, [Double])] = [
    ("3x", { try $0.apply(.mul, [$1, try $0.constant(3)]) }, [1, -2, 0.5]),
    ("sin", { try $0.apply(.elementwise(.sin), [$1]) }, [0.7, -1, 0.3]),
    ("exp", { try $0.apply(.elementwise(.exp), [$1]) }, [0.4, -2, 3]),
    ("x⁴", { try $0.apply(.pow, [$1, try $0.constant(4)]) }, [1.3, -0.7, 20]),
    ("tanh", { try $0.apply(.elementwise(.tanh), [$1]) }, [0.3, -1.1, 1]),
    ("1/x", { try $0.apply(.div, [try $0.constant(1), $1]) }, [0.6, -3, 1]),
  ]

  /// One part in a million, a little less and more.
  @Test func onePartInAMillion() throws {
    for (name, loss, points) in Self.smooth {
      for x in points {
        #expect(
          try entry(x, loss).uncertainty < 1e-9 * entry(x, loss).numeric.magnitude.rounded(.up), "\(name) at \(x)")
        for sign in [1.0, -1] {
          for (part, verdict) in [
            (0, GradientCheck.Verdict.pass), (0.5e-6, .pass), (0.99e-6, .pass), (1.1e-6, .fail), (2e-6, .fail),
            (1e-3, .fail), (2, .fail),
          ] {
            let entry = try entry(x, factor: 1 + sign * part, loss)
            #expect(entry.verdict == verdict, "\(name) at \(x), \(sign * part): \(entry)")
            #expect(follows(entry), "\(name) at \(x), \(sign * part): \(entry)")
          }
        }
      }
    }
  }

  /// (x + L) − L: the greater L, the less is known of the derivative 1.
  private func clouded(_ large: Double) -> Loss {
    { graph, x in
      let constant = try graph.constant(large)
      return try graph.apply(
        .sub, [try graph.apply(.add, [try graph.apply(.elementwise(.sin), [x]), constant]), constant])
    }
  }

  /// What the differences cannot tell is allowed, and not more.
  @Test func theUncertaintyIsAllowedFor() throws {
    var (passes, fails, nearest) = (0, 0, 0.0)
    for large in [1e2, 1e3, 1e4, 1e5, 1e6] {
      for k in 0..<60 {
        let part = 1e-7 * Elementary.exp(0.25 * Double(k))
        let entry = try entry(0.7, factor: 1 + part, clouded(large))
        #expect(follows(entry), "\(large), \(part): \(entry)")
        guard entry.uncertainty > 2e-6 || entry.verdict == .fail else { continue }
        let allowed = 1e-6 * max(entry.analytic, entry.numeric) + entry.uncertainty
        let share = (entry.analytic - entry.numeric).magnitude / allowed
        if entry.verdict == .pass { (passes, nearest) = (passes + 1, max(nearest, share)) } else { fails += 1 }
      }
    }
    // Where R is what counts, it is used up.
    #expect(passes > 5 && fails > 5 && nearest > 0.7 && nearest <= 1, "\(passes) \(fails) \(nearest)")
  }

  /// R is what two roundings of numbers as large as L can do over the first step of 2⁻¹⁷, and no more than that.
  @Test func theUncertaintyIsWhatRoundingCanDo() throws {
    for large in [1e5, 1e6] {
      let uncertainty = try entry(0.7, clouded(large)).uncertainty
      let unit = 0x1p-53 * large * 0x1p17
      #expect(uncertainty > unit && uncertainty < 12 * unit, "\(large): \(uncertainty / unit)")
    }
  }

  /// From a certain derivative to one of which nothing is known.
  @Test func aThousandthOfUncertaintyIsUndecided() throws {
    var (certain, uncertain) = (0.0, Double.infinity)
    for k in 0..<160 {
      let large = 1e6 * Elementary.exp(0.1 * Double(k))
      // A gradient that is right, but no number that a difference gives.
      let entry = try entry(0.7, factor: 1 + 1e-7, clouded(large))
      #expect(follows(entry), "\(large): \(entry)")
      #expect(entry.verdict != .fail, "\(large): \(entry)")
      let relative = entry.uncertainty / max(entry.analytic.magnitude, entry.numeric.magnitude)
      if entry.verdict == .pass { certain = max(certain, relative) } else { uncertain = min(uncertain, relative) }
    }
    #expect(certain > 0.8e-3 && certain <= 1e-3 && uncertain > 1e-3 && uncertain < 1.25e-3, "\(certain) \(uncertain)")
  }

  /// relu(x − 1) near its kink, by the distance from it and by the steps that are tried.
  @Test func aKinkWithinTheStep() throws {
    let kink: Loss = { graph, x in
      try graph.apply(.elementwise(.relu), [try graph.apply(.sub, [x, try graph.constant(1)])])
    }
    let smallest = 0x1p-42
    for side in [1.0, -1] {
      let slope: Double = side > 0 ? 1 : 0
      let border = try entry(1, kink)
      #expect(border.verdict == .undecided, "\(border)")
      // Within every step, where decisions are held; just outside the smallest, and outside one of the others.
      for distance in [
        0x1p-52, smallest / 4, smallest * 0.75, smallest, smallest * 1.25, smallest * 3, 0x1.4p-36, 0x1.4p-21,
        0x1.4p-17, 0x1.4p-13, 0.25,
      ] {
        let found = try entry(1 + side * distance, kink)
        #expect(found.verdict == .pass && found.numeric == slope, "\(side * distance): \(found)")
      }
      // The other side's slope is never right, and is condemned where two steps lie on this side.
      for (distance, verdict) in [
        (0x1.4p-30, GradientCheck.Verdict.fail), (0x1.4p-17, .fail), (0.25, .fail), (smallest / 2, .fail),
        (0, .undecided),
      ] {
        let found = try entry(1 + side * distance, given: 1 - slope, kink)
        #expect(found.verdict == verdict, "\(side * distance): \(found)")
      }
      // One step alone condemns nothing.
      for distance in [smallest * 1.5, 0x1.4p-21] {
        let alone = try entry(1 + side * distance, given: 1 - slope, kink)
        #expect(alone.verdict == .undecided, "\(side * distance): \(alone)")
      }
    }
  }

  /// Steps and cliffs that no operation tells of: the right gradient is never condemned, however they lie to the steps.
  @Test func twoDifferencesMustTellOneDerivative() throws {
    var verdicts: [GradientCheck.Verdict: Int] = [:]
    for exponent in 4..<40 {
      for place in [0.3, 0.9, 1.7, 3.1] {
        for side in [1.0, -1] {
          let width = Elementary.power(2, -Double(exponent))
          let steep: Loss = { graph, x in
            // x + tanh((x − c) / width) / 8, with the cliff a few widths away.
            let away = try graph.apply(.sub, [x, try graph.constant(0.5 + side * place * width)])
            let cliff = try graph.apply(
              .elementwise(.tanh), [try graph.apply(.mul, [away, try graph.constant(1 / width)])])
            return try graph.apply(.add, [x, try graph.apply(.mul, [cliff, try graph.constant(0.125)])])
          }
          let entry = try entry(0.5, steep)
          verdicts[entry.verdict, default: 0] += 1
          #expect(entry.verdict != .fail, "width 2^-\(exponent), \(side * place): \(entry)")
        }
      }
    }
    #expect(verdicts[.pass, default: 0] > 50, "\(verdicts)")
  }
}

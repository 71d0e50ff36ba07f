import Artifacts
import Foundation
import Testing

@testable import NNRuntime

/// The notes' network of hours studied and slept, its gradients by hand and by its code: numbers found independently
/// of this program.
struct StudyNetworkFactTests {
  private struct Facts: Decodable {
    struct Weights: Decodable {
      var w1: [[Double]]
      var w2: [Double]
    }
    struct Fact: Decodable {
      struct Number: Decodable {
        var expression: String
        var values: [Double]
      }
      var id: String
      var instance: String
      var relative, absolute: Double
      var numbers: [Number]
    }
    var weights: [String: Weights]
    var facts: [Fact]
  }

  private static func facts() throws -> Facts {
    let file = URL(fileURLWithPath: #filePath).appending(path: "../Facts/study-network.json").standardized
    return try JSONDecoder().decode(Facts.self, from: Data(contentsOf: file))
  }

  /// The network at one of the notes' starting points; `code` as the notes' program has it, `text` as they explain it.
  private func lesson(_ instance: String, _ facts: Facts) throws -> Lesson {
    let weights = try #require(facts.weights[instance])
    let earlier = try #require(Int(instance)) - 1
    let lesson = Lesson()
    let outcome = lesson.run(
      """
      seed(812)
      earlier = randn(\(9 * earlier))
      x = [[8, 8], [2, 5], [7, 6]] / [8, 8]
      y = [[56], [20], [47]] / 56
      w1 = randn(2, 3); w2 = randn(3, 1)
      expect max(abs(w1 - \(weights.w1))) < 1e-14
      expect max(abs(w2 - \(weights.w2.map { [$0] }))) < 1e-14
      slope(s) = sigmoid(s) * (1 - sigmoid(s))
      hidden_sum = x @ w1
      hidden = sigmoid(hidden_sum)
      output_sum = hidden @ w2
      o = sigmoid(output_sum)
      J = 0.5 * sum((y - o)^2)
      o_error = y - o
      o_delta = o_error * slope(o)
      z2_delta = (o_delta @ w2.T) * slope(output_sum)
      code_w1 = -(x.T @ z2_delta); code_w2 = -(hidden.T @ o_delta)
      t_delta = o_error * slope(output_sum)
      text_w1 = -(x.T @ ((t_delta @ w2.T) * slope(hidden))); text_w2 = -(hidden.T @ t_delta)
      (true_w1, true_w2) = grad(J, (w1, w2))
      dot9(a1, a2, b1, b2) = sum(a1 * b1) + sum(a2 * b2)
      length(a1, a2) = sqrt(dot9(a1, a2, a1, a2))
      apart(a1, a2) = length(a1 - true_w1, a2 - true_w2) / (length(a1, a2) + length(true_w1, true_w2))
      cosine(a1, a2) = dot9(a1, a2, true_w1, true_w2) / (length(a1, a2) * length(true_w1, true_w2))
      """)
    #expect(outcome.diagnostics.map { "\(place($0)) \($0.message)" } == [])
    return lesson
  }

  private func check(_ number: Facts.Fact.Number, of fact: Facts.Fact, _ lesson: Lesson) {
    switch lesson.inline(number.expression) {
    case .success(let result):
      #expect(result.value.values.count == number.values.count)
      for (found, expected) in zip(result.value.values, number.values) {
        let size = max(found.magnitude, expected.magnitude)
        #expect(
          (found - expected).magnitude <= fact.relative * size + fact.absolute,
          "\(fact.id): \(number.expression) is \(found), not \(expected)")
      }
    case .failure(let diagnostic): Issue.record("\(number.expression): \(diagnostic.message)")
    }
  }

  @Test func gradientsAndSteps() throws {
    let facts = try Self.facts()
    #expect(facts.facts.count == 4)
    for fact in facts.facts {
      let lesson = try self.lesson(fact.instance, facts)
      for number in fact.numbers { check(number, of: fact, lesson) }
    }
  }

  /// What a reader is to see: the engine's gradient passes, the code's is wrong in both layers, the text's in one.
  @Test func differencesTellTheWrongOnes() throws {
    let facts = try Self.facts()
    for (instance, w1, w2, text) in [
      ("2", 0.022061294405615283, 0.05518080339258665, 0.017917762372002967),
      ("3", 0.00712912787884154, 0.02242151607732322, 0.008493245107716546),
    ] {
      let lesson = try self.lesson(instance, facts)
      let outcome = lesson.run(
        """
        expect gradcheck(J).ok
        expect gradcheck(J).meanAbs < 1e-9
        expect gradcheck(J, w1: true_w1, w2: true_w2).ok
        expect not gradcheck(J, w1: code_w1).ok
        expect not gradcheck(J, w2: code_w2).ok
        expect gradcheck(J, w1: code_w1).meanAbs == \(w1) within 1e-9
        expect gradcheck(J, w2: code_w2).meanAbs == \(w2) within 1e-9
        expect not gradcheck(J, w1: text_w1).ok
        expect gradcheck(J, w1: text_w1).meanAbs == \(text) within 1e-9
        expect gradcheck(J, w2: text_w2).ok
        expect gradcheck(J, w2: text_w2).meanAbs < 1e-9
        gradcheck(J, w1: code_w1, w2: code_w2)
        expect not gradcheck(J, w1: code_w1, w2: code_w2).ok
        """)
      #expect(outcome.diagnostics.map(\.message) == [])
      guard case .gradcheck(let check)? = outcome.outputs.first else {
        Issue.record("no check")
        continue
      }
      #expect(check.entries.map(\.name) == ["w1", "w2"])
      #expect(check.summary.failed == 9, "every weight is off by 3e-3 and more")
    }
  }

  /// 003.numeric-cost: what central differences of a 784-50-10 network cost, against one backward pass.
  @Test func centralDifferencesCostTwoEvaluationsAParameter() {
    let outcome = Lesson().run(
      """
      count(w) = prod(shape(w))
      parameters = count(zeros(784, 50)) + count(zeros(50)) + count(zeros(50, 10)) + count(zeros(10))
      expect parameters == 39760
      expect 2 * parameters == 79520
      """)
    #expect(outcome.diagnostics.map(\.message) == [])
  }
}

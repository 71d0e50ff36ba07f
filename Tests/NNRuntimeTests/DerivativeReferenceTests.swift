import Foundation
import Testing

@testable import NNRuntime

/// First, second and third derivatives where they tend to go wrong, beside those of functions in 80 digits.
///
/// `scripts/derivative-reference` writes the file; nothing in it comes from this program.
struct DerivativeReferenceTests {
  struct Case: Decodable {
    var x: String
    var expression: String
    /// By order: the gradient, the Hessian row by row, for a number the third derivative.
    var derivatives: [[Double]]
    /// How large numbers are on the way.
    var scale: Double
  }

  private static let questions = ["grad(f, x)", "hessian(f, x)", "grad(grad(grad(f, x), x), x)"]

  @Test func agreesWithEightyDigits() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("DerivativeReference.json")
    let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
    #expect(cases.count > 300)
    for reference in cases { check(reference) }
  }

  private func check(_ reference: Case) {
    for (question, expected) in zip(Self.questions, reference.derivatives) {
      let source = "x = \(reference.x)\nf = \(reference.expression)\n\(question)"
      let outcome = Lesson().run(source)
      guard case .value(let found)? = outcome.outputs.first else {
        Issue.record("\(source): \(outcome.diagnostics.map(\.message))")
        continue
      }
      let size = expected.reduce(0) { max($0, $1.magnitude) }
      // Beside 1 what a saturated function keeps of its slope is lost: 1 − σ(40) is 0.
      let agrees =
        found.value.values.count == expected.count
        && zip(found.value.values, expected).allSatisfy { abs($0 - $1) <= 1e-10 * size + 1e-15 * reference.scale }
      #expect(agrees, "\(source): \(found.value.values), not \(expected)")
    }
  }
}

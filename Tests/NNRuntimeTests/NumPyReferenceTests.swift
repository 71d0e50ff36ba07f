import Foundation
import Testing

@testable import NNRuntime

/// Reductions, linear algebra, operators, makers and indexing beside what NumPy gives for the same expressions.
///
/// `scripts/numpy-reference` writes the file; nothing in it comes from this program.
struct NumPyReferenceTests {
  struct Case: Decodable {
    var expression: String
    var shape: [Int]
    var values: [Double]
  }

  @Test func agreesWithNumPy() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("NumPyReference.json")
    let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
    #expect(cases.count > 200)
    for reference in cases { check(reference) }
  }

  private func check(_ reference: Case) {
    let outcome = Lesson().run(reference.expression)
    guard case .value(let found)? = outcome.outputs.first else {
      Issue.record("\(reference.expression): \(outcome.diagnostics.map(\.message))")
      return
    }
    #expect(found.value.shape == reference.shape, "\(reference.expression)")
    for (a, b) in zip(found.value.values, reference.values) {
      #expect(abs(a - b) <= 1e-12 * max(abs(b), 1), "\(reference.expression)")
    }
  }
}

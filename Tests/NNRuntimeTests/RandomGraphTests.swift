import Foundation
import Testing

@testable import NNRuntime

/// Random expression graphs with the values and gradients that JAX gives for them in 64 bits.
///
/// `Benchmarks/peers/random_graphs.py` writes the file; nothing in it comes from this program.
struct RandomGraphTests {
  struct Case: Decodable {
    var inputs: [String: Literal]
    var program: [String]
    var value: Double
    var gradients: [String: [Double]]
  }

  /// A number, or a list of literals: an input as a program writes it.
  enum Literal: Decodable {
    case number(Double)
    case list([Literal])

    init(from decoder: any Decoder) throws {
      if let number = try? decoder.singleValueContainer().decode(Double.self) {
        self = .number(number)
      } else {
        self = .list(try decoder.singleValueContainer().decode([Literal].self))
      }
    }

    var text: String {
      switch self {
      case .number(let number): "\(number)"
      case .list(let items): "[" + items.map(\.text).joined(separator: ", ") + "]"
      }
    }
  }

  @Test func agreesWithJAX() throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("RandomGraphs.json")
    let cases = try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
    #expect(cases.count >= 300)
    for test in cases { check(test) }
  }

  private func check(_ test: Case) {
    let names = test.inputs.keys.sorted()
    let program = names.map { "\($0) = \(test.inputs[$0]?.text ?? "")" } + test.program
    let lesson = Lesson()
    let outcome = lesson.run(program.joined(separator: "\n"))
    // Chance takes the softmax of a softmax, too, which is a warning.
    #expect(outcome.diagnostics.filter { $0.id != .softmaxTwice }.map(\.message) == [], "\(program)")
    compare(lesson, "f", [test.value], scale: abs(test.value), program)
    let scale = test.gradients.values.joined().map(abs).max() ?? 0
    for name in names { compare(lesson, "grad(f, \(name))", test.gradients[name] ?? [], scale: scale, program) }
  }

  /// To 1e-12 of the greatest gradient of the graph.
  private func compare(
    _ lesson: Lesson, _ expression: String, _ expected: [Double], scale: Double, _ program: [String]
  ) {
    switch lesson.inline(expression) {
    case .success(let result):
      let found = result.value.values
      #expect(found.count == expected.count, "\(expression) in \(program)")
      for (a, b) in zip(found, expected) where abs(a - b) > 1e-12 * max(scale, 1) {
        Issue.record("\(expression) is \(a), not \(b), in \(program)")
      }
    case .failure(let diagnostic): Issue.record("\(expression): \(diagnostic.message) in \(program)")
    }
  }
}

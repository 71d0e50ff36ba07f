import Foundation
import Testing

@testable import NNRuntime

/// Classifiers, layers and losses of the lecture notes: numbers found independently of this program, each fact with a
/// program and what its names must be.
struct LectureFactTests {
  struct Fact: Decodable, Sendable, CustomTestStringConvertible {
    struct Number: Decodable, Sendable {
      var expression: String
      var values: [Double]
    }
    var id: String
    var relative, absolute: Double
    var program: [String]
    var numbers: [Number]
    var testDescription: String { id }
  }

  static let facts: [Fact] = {
    let file = URL(fileURLWithPath: #filePath).appending(path: "../Facts/lecture-notes.json").standardized
    return (try? JSONDecoder().decode([Fact].self, from: Data(contentsOf: file))) ?? []
  }()

  @Test func areThere() { #expect(Self.facts.count == 9) }

  @Test(arguments: facts)
  func check(_ fact: Fact) {
    let lesson = Lesson()
    let outcome = lesson.run(fact.program.joined(separator: "\n"))
    #expect(outcome.diagnostics.map { "\(place($0)) \($0.message)" } == [])
    for number in fact.numbers {
      switch lesson.inline(number.expression) {
      case .success(let result):
        let found = result.value.values
        #expect(found.count == number.values.count, "\(number.expression)")
        for (a, b) in zip(found, number.values) {
          let tolerance = fact.absolute + fact.relative * max(abs(a), abs(b))
          #expect(abs(a - b) <= tolerance, "\(number.expression) is \(a), not \(b)")
        }
      case .failure(let diagnostic): Issue.record("\(number.expression): \(diagnostic.message)")
      }
    }
  }
}

import Foundation
import NNSyntax
import SourceText
import Testing

@testable import NNRuntime

/// The notes' training runs, shapes, pictures and histories: numbers found independently of this program, through the
/// language.
struct TrainingFactTests {
  struct Fact: Decodable, CustomTestStringConvertible {
    struct Number: Decodable {
      var expression: String
      var values: [Double]
    }
    var id: String
    var relative, absolute: Double
    /// A line an entry.
    var program: [String]
    /// In base 64.
    var files: [String: Data]
    var numbers: [Number]

    var testDescription: String { id }
  }

  private struct List: Decodable {
    var facts: [Fact]
  }

  static func facts() throws -> [Fact] {
    let file = URL(fileURLWithPath: #filePath).appending(path: "../Facts/training.json").standardized
    return try JSONDecoder().decode(List.self, from: Data(contentsOf: file)).facts
  }

  @Test func holdsThemAll() throws {
    #expect(
      try Self.facts().map(\.id) == [
        "001.train10000.notes", "001.train10000.turning-point", "001.train10000.variants", "001.shapes",
        "001.fashion.predict", "001.fashion.history", "001.fashion.idx-fixture",
      ])
  }

  @Test(arguments: try facts()) func hold(_ fact: Fact) throws {
    let files = fact.files
    let session = Session(seed: 0) { path, range throws(Diagnostic) in
      guard let data = files[path] else { throw Diagnostic(.fileMissing, "no file `\(path)`", at: range) }
      return [UInt8](data)
    }
    let file = SourceFile(path: "lesson.md", text: fact.program.joined(separator: "\n"))
    let outcome = session.run(parseProgram(Excerpt(file, 0..<file.bytes.count)).value, options: RunOptions())
    #expect(outcome.diagnostics.map(\.message) == [])
    for number in fact.numbers {
      let file = SourceFile(path: "lesson.md", text: number.expression)
      let program = try #require(parseInlineProgram(Excerpt(file, 0..<file.bytes.count)).value)
      let found = try session.evaluate(program, options: RunOptions()).get().value.values
      #expect(found.count == number.values.count, "\(number.expression)")
      for (found, expected) in zip(found, number.values) {
        let size = max(found.magnitude, expected.magnitude)
        #expect(
          (found - expected).magnitude <= fact.relative * size + fact.absolute,
          "\(number.expression) is \(found), not \(expected)")
      }
    }
  }
}

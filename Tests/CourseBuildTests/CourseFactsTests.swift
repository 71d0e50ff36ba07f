import CourseBuild
import Foundation
import Testing

/// The lectures' worked examples, found independently of this program, against what the shipped lessons give.
///
/// The numbers stand in `Facts/LESSON.json`; each says in which block of the lesson it is to be found.
struct CourseFactsTests {
  @Test(arguments: ["en", "ko"], ["01-chain-rule", "02-gates"])
  func shippedLesson(language: String, lesson: String) throws {
    let repository = URL(fileURLWithPath: #filePath).appending(path: "../../..").standardized
    let results = try lessonResults(repository.appending(path: "lessons/\(language)/\(lesson).md"))
    #expect(results.ok, "\(results.diagnostics.map(\.message))")
    #expect(results.expectations.count > 20)
    #expect(results.expectations.allSatisfy { $0.ok })

    let facts = repository.appending(path: "Tests/CourseBuildTests/Facts/\(lesson).json")
    for fact in try JSONDecoder().decode(FactList.self, from: Data(contentsOf: facts)).facts {
      #expect(!fact.numbers.isEmpty)
      for number in fact.numbers { check(number, of: fact, in: results) }
    }
  }

  private func check(_ number: Fact.Number, of fact: Fact, in results: LessonResults) {
    let what: Comment = "\(fact.id): \(number)"
    func compare(_ found: [Double]?, _ expected: [Double]) {
      guard let found else {
        Issue.record("not in the results: \(what)")
        return
      }
      #expect(found.count == expected.count, what)
      for (a, b) in zip(found, expected) {
        #expect(abs(a - b) <= fact.absolute + fact.relative * max(abs(a), abs(b)), "\(what) found \(a)")
      }
    }
    let cell = results.cells.first { $0.label == number.cell }
    #expect(number.cell == nil || cell != nil, what)
    let outputs = cell?.outputs ?? []
    let nodes = outputs.flatMap(\.namedNodes)
    let expected = number.values ?? number.value.map { [$0] } ?? []

    if let name = number.node {
      let node = nodes.first { $0.name == name }
      if let gradient = number.gradient {
        compare(node?.gradient, [gradient])
      } else {
        compare(node?.value, expected)
      }
    } else if let name = number.output {
      compare(outputs.first { $0.name == name }?.values, expected)
    } else if let expression = number.inline {
      compare(results.inline.first { $0.expression == expression }?.values, expected)
    } else if let title = number.column {
      compare(outputs.flatMap { $0.columns ?? [] }.first { ($0.name ?? $0.title) == title }?.values, expected)
    } else if let name = number.branches {
      // The value on each branch of a fork, and what each sends back.
      let node = outputs.flatMap { $0.nodes ?? [] }.firstIndex { $0.name == name }
      let branches = outputs.flatMap { $0.edges ?? [] }.filter { $0.from == node }
      compare(branches.flatMap { _ in nodes.first { $0.name == name }?.value ?? [] }, expected)
      compare(branches.flatMap { $0.contribution ?? [] }, number.contributions ?? [])
    } else if let gates = number.gates {
      if let orders = number.orders { #expect(orders.contains(nodes.compactMap(\.name).joined()), what) }
      let steps = outputs.flatMap { $0.steps ?? [] }
      #expect(nodes.filter { $0.op != "input" }.count + steps.count == gates, what)
    } else if number.sameShapes == true {
      #expect(nodes.count > 1, what)
      for node in nodes { #expect(node.gradient?.count == node.value?.count, "\(what) \(node.name ?? "")") }
    } else {
      Issue.record("the fact says nothing: \(what)")
    }
  }

  /// Builds one lesson to JSON in a folder of its own.
  private func lessonResults(_ lesson: URL) throws -> LessonResults {
    let folder = FileManager.default.temporaryDirectory.appending(path: "course-facts-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let built = buildCourse(
      BuildRequest(paths: [lesson.path], outputDirectory: folder.path, formats: [.json], jobs: 1))
    let file = try #require(built.written.first { $0.hasSuffix(".json") }, "\(built.diagnostics.map(\.message))")
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    return try decoder.decode(LessonResults.self, from: Data(contentsOf: folder.appending(path: file)))
  }
}

private struct FactList: Decodable {
  var facts: [Fact]
}

private struct Fact: Decodable {
  struct Number: Decodable {
    /// The label of the block that holds the number.
    var cell: String?
    // One of these says where in the block.
    var node, output, inline, column, branches: String?
    var gates: Int?
    var sameShapes: Bool?
    // And these what is expected there.
    var value, gradient: Double?
    var values, contributions: [Double]?
    var orders: [String]?
  }

  var id: String
  var relative, absolute: Double
  var numbers: [Number]
}

/// The part of `--to json` that the facts need.
private struct LessonResults: Decodable {
  struct Cell: Decodable {
    var label: String?
    var outputs: [Output]
  }
  struct Output: Decodable {
    var name: String?
    var values: [Double]?
    var rows, nodes: [Node]?
    var edges: [Edge]?
    var columns: [Column]?
    var steps: [Step]?

    var namedNodes: [Node] { (rows ?? []) + (nodes ?? []) }
  }
  struct Node: Decodable {
    var name: String?
    var op: String?
    var value, gradient: [Double]?
  }
  struct Edge: Decodable {
    var from: Int
    var contribution: [Double]?
  }
  struct Column: Decodable {
    var title: String
    /// In the source, where the page has another word.
    var name: String?
    var values: [Double]
  }
  struct Step: Decodable {
    var node: String?
  }
  struct Inline: Decodable {
    var expression: String
    var values: [Double]?
  }
  struct Claim: Decodable { var ok: Bool }
  struct Message: Decodable { var message: String }

  var ok: Bool
  var cells: [Cell]
  var inline: [Inline]
  var expectations: [Claim]
  var diagnostics: [Message]
}

import CourseBuild
import Foundation
import Testing

/// The machine-readable results (`--to json`) of shipped lessons: what they say of graphs, beyond numbers that the page
/// shows, which `CourseFactsTests` compares.
struct LessonResultsTests {
  private static let languages = ["en", "ko"]

  @Test(arguments: languages)
  func valuesAndGradientsOfNodes(language: String) throws {
    let results = try LessonResults(language, "01-chain-rule")
    let nodes = try results.outputs("tbl-xyz").flatMap { $0.rows ?? [] }
    let values = ["x": -2.0, "y": 5, "z": -4, "q": 3, "f": -12]
    let gradients = ["x": -4.0, "y": -4, "z": 3, "q": -4, "f": 1]
    for (name, value) in values {
      let node = try #require(nodes.first { $0.name == name })
      #expect(node.value == [value])
      #expect(node.gradient == gradients[name].map { [$0] })
    }
  }

  /// x = 7 goes two ways, and 4 and 2 come back.
  @Test(arguments: languages)
  func branchesOfACopy(language: String) throws {
    let outputs = try LessonResults(language, "02-gates").outputs("fig-copy")
    let copy = try #require(outputs.compactMap(\.nodes).first)
    let node = try #require(copy.firstIndex { $0.name == "x" })
    let branches = outputs.flatMap { $0.edges ?? [] }.filter { $0.from == node }
    #expect(copy[node].value == [7])
    #expect(branches.flatMap { $0.contribution ?? [] } == [4, 2])
  }

  /// Forward each node after what it needs, backward each after what it feeds: two gates, two calls each way.
  @Test(arguments: languages)
  func passesVisitGatesInOrder(language: String) throws {
    let results = try LessonResults(language, "02-gates")
    let nodes = try results.outputs("graph-api-forward").flatMap { $0.nodes ?? [] }
    let orders = ["xyqzf", "xyzqf", "xzyqf", "yxqzf", "yxzqf", "yzxqf", "zxyqf", "zyxqf"]
    #expect(orders.contains(nodes.compactMap(\.name).joined()))
    #expect(nodes.count { $0.op != "input" } == 2)
    #expect(try results.outputs("graph-api-backward").flatMap { $0.steps ?? [] }.map(\.at) == ["f", "q"])
  }

  @Test(arguments: languages)
  func gradientsHaveTheShapesOfTheirNodes(language: String) throws {
    let nodes = try LessonResults(language, "02-gates").outputs("tbl-neuron").flatMap { $0.rows ?? [] }
    #expect(nodes.count == 13)
    for node in nodes { #expect(node.gradient?.count == node.value?.count, "\(node.name ?? "")") }
  }
}

/// The part of `--to json` that the tests need.
private struct LessonResults: Decodable {
  struct Cell: Decodable {
    var label: String?
    var outputs: [Output]
  }
  struct Output: Decodable {
    var rows, nodes: [Node]?
    var edges: [Edge]?
    var steps: [Step]?
  }
  struct Node: Decodable {
    var name, op: String?
    var value, gradient: [Double]?
  }
  struct Edge: Decodable {
    var from: Int
    var contribution: [Double]?
  }
  struct Step: Decodable { var at: String? }
  struct Claim: Decodable { var ok: Bool }

  var ok: Bool
  var cells: [Cell]
  var expectations: [Claim]

  /// Builds one lesson to JSON in a folder of its own.
  init(_ language: String, _ lesson: String) throws {
    let repository = URL(fileURLWithPath: #filePath).appending(path: "../../../..").standardized
    let output = try TemporaryCourse()
    let built = buildCourse(
      BuildRequest(
        paths: [repository.appending(path: "lessons/\(language)/\(lesson).md").path], outputDirectory: output.path(""),
        formats: [.json], jobs: 1))
    let file = try #require(built.written.first { $0.hasSuffix(".json") }, "\(built.diagnostics.map(\.message))")
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: "Infinity", negativeInfinity: "-Infinity", nan: "NaN")
    self = try decoder.decode(LessonResults.self, from: Data(output.text(file).utf8))
    #expect(ok)
    #expect(expectations.count > 20 && expectations.allSatisfy(\.ok))
  }

  func outputs(_ label: String) throws -> [Output] { try #require(cells.first { $0.label == label }).outputs }
}

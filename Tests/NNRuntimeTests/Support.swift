import Artifacts
import Autodiff
import NNSyntax
import SourceText
import Testing

@testable import NNRuntime

/// Runs blocks one after the other in one session.
struct Lesson {
  let session: Session
  var options = RunOptions()

  init(memory: (any RunMemory)? = nil) {
    session = Session(seed: 0, memory: memory) { path, range throws(Diagnostic) in
      throw Diagnostic(.fileMissing, "no file `\(path)`", at: range)
    }
  }

  /// Parses and runs a block. What the parser says comes first among the diagnostics.
  func run(_ source: String, expectsFailure: Bool = false, live: Bool = false) -> Outcome {
    let file = SourceFile(path: "lesson.md", text: source)
    let parsed = parseProgram(Excerpt(file, 0..<file.bytes.count))
    var options = options
    options.isLive = live
    var outcome = session.run(parsed.value, options: options, expectsFailure: expectsFailure)
    outcome.diagnostics = parsed.diagnostics + outcome.diagnostics
    return outcome
  }

  func inline(_ source: String) -> Result<InlineResult, Diagnostic> {
    let file = SourceFile(path: "lesson.md", text: source)
    let parsed = parseInlineProgram(Excerpt(file, 0..<file.bytes.count))
    guard let program = parsed.value else { return .failure(parsed.diagnostics[0]) }
    return session.evaluate(program, options: options)
  }
}

/// What a block shows, a line an output: numbers as in JSON, artifacts by their kind.
func shown(_ outcome: Outcome) -> [String] { outcome.outputs.map(text) }

func text(_ artifact: Artifact) -> String {
  switch artifact {
  case .value(let value): text(value.value)
  case .tuple(let items): "(" + items.map(text).joined(separator: ", ") + ")"
  case .text(let text): text
  case .table(let table):
    "table " + table.columns.map { "\($0.title): \(entries($0.entries))" }.joined(separator: "; ")
  case .gradients: "gradients"
  case .backward: "backward"
  case .graph: "graph"
  case .gradcheck: "gradcheck"
  case .summary(let summary): "summary \(summary.total)"
  case .forward(let forward): "forward " + text(forward.value)
  case .chart: "chart"
  case .slider(let slider): "slider \(slider.name) \(slider.positions.values.count)"
  case .jacobian(let jacobian): "jacobian \(jacobian.rows) × \(jacobian.columns) \(jacobian.structure.rawValue)"
  }
}

private func entries(_ entries: TableArtifact.Column.Entries) -> [String] {
  switch entries {
  case .numbers(let values): values.map(number)
  case .texts(let texts): texts
  }
}

func text(_ values: ShapedValues) -> String {
  if values.shape.isEmpty { return number(values.values[0]) }
  let numbers = "[" + values.values.map(number).joined(separator: ", ") + "]"
  return values.shape.count == 1 ? numbers : "\(values.shape) \(numbers)"
}

func number(_ value: Double) -> String {
  value == value.rounded() && value.magnitude < 1e15 ? "\(Int(value))" : "\(value)"
}

/// `line:column id`, as diagnostics are checked.
func place(_ diagnostic: Diagnostic) -> String {
  "\(diagnostic.range.start.line):\(diagnostic.range.start.column)-\(diagnostic.range.end.column) \(diagnostic.id.rawValue)"
}

/// What a block of one lesson is told: places, ids and messages, and the last one's hint.
func checkDiagnostics(
  _ source: String, _ expected: String..., hint: String? = nil, options: RunOptions = RunOptions(),
  _ location: SourceLocation = #_sourceLocation
) {
  var lesson = Lesson()
  lesson.options = options
  let outcome = lesson.run(source)
  #expect(outcome.diagnostics.map { "\(place($0)): \($0.message)" } == expected, sourceLocation: location)
  if let hint { #expect(outcome.diagnostics.last?.hint == hint, sourceLocation: location) }
}

/// What a block of one lesson shows, and behind it the places and ids of what it is told.
func checkSeen(_ source: String, _ expected: [String], _ location: SourceLocation = #_sourceLocation) {
  let outcome = Lesson().run(source)
  let seen = shown(outcome) + outcome.diagnostics.map(place)
  #expect(seen == expected, "\(source)\n\(outcome.diagnostics.map(\.message))", sourceLocation: location)
}

extension Artifact {
  /// The data of a chart of this kind.
  func chart<Kind>(_ kind: Kind.Type) -> Kind? {
    guard case .chart(let chart) = self else { return nil }
    return Mirror(reflecting: chart).children.first?.value as? Kind
  }
}

import Artifacts
import Markup
import NNSyntax
import Reporting
import SourceText

/// A number that a lesson computes, with an expression that gives it: `y`, `v[2]`, `grad(f, x)`, `h.loss[-1]`.
struct LessonValue: Sendable {
  var expression: String
  var value: Double
  /// Index of the block behind which it stands so.
  var cell: Int
}

/// Gathers what blocks and sentences of a lesson compute and show, in document order.
struct LessonValues {
  private(set) var values: [LessonValue] = []
  /// All numbers that are shown, a chart's points too, with no expression: a number that is one of them is right.
  private(set) var shown: [LessonValue] = []
  /// A lesson that shows more is searched no further.
  private static let most = 50_000
  /// Of one tensor.
  private static let mostEntries = 256
  /// Of one artifact, without expressions.
  private static let mostShown = 2000

  init(_ execution: Execution) {
    let lesson = execution.lesson
    var expressions = 0
    for index in lesson.cells.indices {
      addExpressions(execution, from: &expressions, to: lesson.document.cells[index].expressionsBefore, cell: index - 1)
      guard let outcome = execution.outcomes[index], !outcome.isSkipped else { continue }
      for artifact in outcome.outputs {
        for number in artifact.shownNumbers(atMost: Self.mostShown) where number.isFinite && shown.count < Self.most {
          shown.append(LessonValue(expression: "", value: number, cell: index))
        }
        add(artifact, index)
      }
      let claims = Dictionary(outcome.claims.map { ($0.range, $0) }) { first, _ in first }
      for claimed in lesson.cells[index].program.claimedExpressions {
        guard let claim = claims[claimed.claim] else { continue }
        if let side = claimed.isRight ? claim.right : claim.left { add(side, claimed.text, index) }
      }
      // Behind what was shown on the way to them.
      for binding in outcome.bindings { add(binding.value, binding.expression, index) }
    }
    addExpressions(
      execution, from: &expressions, to: lesson.document.expressions.count, cell: lesson.cells.count - 1)
  }

  /// Those of sentences between two blocks.
  private mutating func addExpressions(_ execution: Execution, from start: inout Int, to end: Int, cell: Int) {
    for index in start..<max(start, end) {
      let source = execution.lesson.expressions[index]
      guard !source.source.isAnswer, case .success(let result) = execution.values[index],
        result.value.shape.isEmpty, let program = source.program
      else { continue }
      add(result.value, canonicalText(program.expression.range.text), cell)
    }
    start = max(start, end)
  }

  private mutating func add(_ value: ShapedValues, _ expression: String, _ cell: Int) {
    // The array that a claim compares with is typed as well, and explains nothing.
    guard !expression.isEmpty, !expression.hasPrefix("["), values.count < Self.most,
      value.values.count <= Self.mostEntries
    else { return }
    let indexed = value.shape.isEmpty || !Self.isJoined(expression) ? expression : "(\(expression))"
    for (place, number) in value.values.enumerated() where number.isFinite {
      values.append(LessonValue(expression: indexed + index(of: place, in: value.shape), value: number, cell: cell))
    }
  }

  /// Whether an index behind an expression would belong to its last part: `2 * v`, but not `grad(f, x)`.
  static func isJoined(_ expression: String) -> Bool {
    var depth = 0
    for byte in expression.utf8 {
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
      case UInt8(ascii: " "), UInt8(ascii: "^"), UInt8(ascii: "-"): if depth == 0 { return true }
      default: continue
      }
    }
    return false
  }

  /// `[1, 2]` of the sixth entry of a matrix of three columns.
  private func index(of place: Int, in shape: [Int]) -> String {
    guard !shape.isEmpty else { return "" }
    var rest = place
    var indices: [Int] = []
    for size in shape.reversed() {
      indices.append(rest % max(size, 1))
      rest /= max(size, 1)
    }
    return "[" + indices.reversed().map(String.init).joined(separator: ", ") + "]"
  }

  private mutating func add(_ artifact: Artifact, _ cell: Int) {
    switch artifact {
    case .value(let value): add(value.value, value.name, cell)
    case .tuple(let items): for item in items { add(item, cell) }
    case .gradients(let table):
      for row in table.rows {
        add(row.value, row.name, cell)
        if let gradient = row.gradient { add(gradient, "grad(\(table.output), \(row.name))", cell) }
      }
    case .backward(let steps):
      for step in steps.steps { add(step.upstream, "grad(\(steps.outputName), \(step.atName))", cell) }
    case .graph(let graph):
      guard graph.nodes.indices.contains(graph.output), let output = graph.nodes[graph.output].name else { return }
      for node in graph.nodes {
        guard let name = node.name else { continue }
        add(node.value, name, cell)
        if let gradient = node.gradient { add(gradient, "grad(\(output), \(name))", cell) }
      }
    case .forward(let forward): add(forward.value, forward.name, cell)
    case .table(let table):
      for column in table.columns {
        if case .numbers(let numbers) = column.entries {
          add(ShapedValues(shape: [numbers.count], values: numbers), column.name ?? column.title, cell)
        }
      }
    case .jacobian(let jacobian):
      if case .dense(let entries) = jacobian.entries, !jacobian.isTransposed {
        add(
          ShapedValues(shape: [jacobian.rows, jacobian.columns], values: entries),
          "jacobian(\(jacobian.output.name), \(jacobian.input.name))", cell)
      }
    case .text, .gradcheck, .summary, .chart, .slider: return
    }
  }
}

import Artifacts
import NNRuntime
import NNSyntax
import Reporting
import SourceText

/// Where the printed numbers of a lesson come from (provenance): for each expression, the block that gave the last of the
/// names in it the value that is read.
struct NumberOrigins {
  /// As many as the lesson's expressions; `nil` for one without a value.
  private(set) var expressions: [NumberOrigin?]
  /// As many as its blocks, and of each as many as it has outputs; `nil` for what is no value.
  private(set) var outputs: [[NumberOrigin?]] = []
  /// The block that changed a name last, so far.
  private var changed: [String: Int] = [:]

  init(_ execution: Execution) {
    let lesson = execution.lesson
    expressions = Array(repeating: nil, count: lesson.expressions.count)
    var next = 0
    // In the order of the run.
    for index in lesson.cells.indices {
      add(through: lesson.document.cells[index].expressionsBefore, from: &next, execution)
      let outcome = execution.outcomes[index]
      for name in outcome?.changed ?? [] { changed[name] = index }
      outputs.append(outcome?.outputs.map { origin(of: $0, shownBy: index) } ?? [])
      for expression in lesson.cells[index].captionExpressions { add(expression, execution) }
    }
    add(through: lesson.document.expressions.count, from: &next, execution)
  }

  private mutating func add(through end: Int, from next: inout Int, _ execution: Execution) {
    while next < end {
      add(next, execution)
      next += 1
    }
  }

  private mutating func add(_ index: Int, _ execution: Execution) {
    let source = execution.lesson.expressions[index]
    guard !source.source.isAnswer, case .success? = execution.values[index], let program = source.program else {
      return
    }
    expressions[index] = NumberOrigin(
      expression: canonicalText(program.expression.range.text), cell: lastChange(of: program.expression))
  }

  /// A line that shows a value is read again: what it is called on the page is its text, unless that is in other words.
  private func origin(of output: Artifact, shownBy cell: Int) -> NumberOrigin? {
    guard case .value(let value) = output else { return nil }
    let text = SourceFile(path: "", bytes: Array(value.name.utf8))
    let program = parseInlineProgram(Excerpt(text, 0..<text.bytes.count))
    let read = program.diagnostics.isEmpty ? program.value.flatMap { lastChange(of: $0.expression) } : nil
    return NumberOrigin(expression: value.name, cell: read ?? cell)
  }

  private func lastChange(of expression: Expression) -> Int? {
    readNames(expression).compactMap { changed[$0] }.max()
  }
}

import Markup
import NNSyntax
import SourceText

/// Reads one block: its options, its source or the source that it takes from elsewhere, its captions.
///
/// - Parameters:
///   - expressions: gets the inline expressions of captions appended.
///   - take: gives the block that `from:` names. A copy of a solution is one too.
func readCell(
  _ cell: Cell, of document: Document = Document(), defaults: CellOptions, expressions: inout [InlineExpression],
  take: (_ label: String, _ path: String, _ at: SourceRange) throws(Diagnostic) -> TakenSource.Block
) -> Diagnosed<Lesson.Cell> {
  var diagnostics: [Diagnostic] = []
  let lines = OptionLines(cell.source)
  var options = lines.options(cell.source, defaults: defaults, &diagnostics)
  // Whoever names a solution means one, however it is written: a block that was left open would be published.
  let unread = UnreadOptions(cell, sourceStart: lines.sourceStart)
  diagnostics += unread.diagnostics
  if cell.isInSolution || unread.isSolution { options.solution = true }
  // The comment would print the answer.
  if unread.isAnswer { options.echo = false }
  var source = cell.source.slice(lines.sourceStart..<cell.source.text.count)
  var canRun = true

  if let path = options.from, let range = options.fromRange {
    do throws(Diagnostic) {
      guard let label = options.label else {
        throw Diagnostic(
          .fromNotFound, "a block with `from` needs a label", at: range,
          hint: "write `#| label: …`, the label of the block in `\(path)`")
      }
      let block = try take(label, path, range)
      options.solution = options.solution || block.isSolution
      if let own = firstWord(in: source) {
        throw Diagnostic(
          .badOptionValue, "a block with `from` has no source of its own", at: source.range(own),
          hint: "delete the source, or the option `from`")
      }
      source = block.source
    } catch {
      diagnostics.append(error)
      canRun = false
    }
  }

  let program = parseProgram(source)
  // What is not run need not be `nn`.
  let syntax = options.eval ? program.diagnostics : []
  canRun = canRun && !syntax.contains { $0.severity == .error }
  let echoed = EchoedSource(source, program.value, expectations: options.expectations)

  let first = expressions.count
  func inlines(_ text: Excerpt?) -> [Inline]? {
    guard let text else { return nil }
    let parsed = parseInlines(text, expressions: &expressions, in: document)
    diagnostics += parsed.diagnostics
    return parsed.value
  }
  let isTable = options.label?.hasPrefix("tbl-") ?? false
  let caption = inlines(
    isTable ? options.tableCaption ?? options.figureCaption : options.figureCaption ?? options.tableCaption)
  let alternative = inlines(options.figureAlternative)
  let answer = options.answer?.field(in: &expressions)

  var result = Lesson.Cell(
    options: options, program: program.value, echoedSource: echoed.text, hiddenClaims: echoed.hiddenClaims,
    caption: caption, alternative: alternative, captionExpressions: first..<expressions.count)
  result.answer = answer
  result.canRun = canRun
  result.faults = diagnostics + syntax
  // A fault that the author announced is part of the lesson and not reported.
  return Diagnosed(result, options.error ? diagnostics : diagnostics + syntax)
}

/// The first line that is neither blank nor a comment.
private func firstWord(in source: Excerpt) -> Range<Int>? {
  var start = 0
  let text = source.text
  while start < text.count {
    var end = start
    while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
    var first = start
    while first < end,
      text[first] == UInt8(ascii: " ") || text[first] == UInt8(ascii: "\t") || text[first] == UInt8(ascii: "\r")
    {
      first += 1
    }
    if first < end, text[first] != UInt8(ascii: "#") {
      var last = end
      while last > first, text[last - 1] == UInt8(ascii: "\r") || text[last - 1] == UInt8(ascii: " ") { last -= 1 }
      return first..<last
    }
    start = end + 1
  }
  return nil
}

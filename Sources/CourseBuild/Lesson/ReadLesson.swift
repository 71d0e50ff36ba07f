import Markup
import NNSyntax
import SourceText

/// Parses a lesson: its Markdown, front matter, options and blocks. Total: what is wrong comes along as diagnostics.
///
/// - Parameters:
///   - defaults: `execute:` of `course.yml`.
///   - budget: what the lesson may become.
///   - macros: commands of TeX that the course defines.
///   - readFile: hands over a file by its path relative to the given range's file (an include, the lesson that
///     `from:` names), or says why not.
public func readLesson(
  _ file: SourceFile, defaults: CellOptions, budget: LessonBudget = LessonBudget(), macros: Macros = Macros(),
  readFile: (_ path: String, _ from: SourceRange) throws(Diagnostic) -> SourceFile
) -> Diagnosed<Lesson> {
  var document = parseDocument(file, budget: budget, macros: macros, readInclude: readFile)
  var diagnostics = document.diagnostics
  let frontMatter = readFrontMatter(document.value.frontMatter, defaults: defaults)
  diagnostics += frontMatter.diagnostics
  if document.value.frontMatter == nil, let fault = unreadFrontMatter(of: file) { diagnostics.append(fault) }

  var inline = document.value.expressions
  var taken = TakenSource(budget: budget)
  let parsed = document.value
  var cells = parsed.cells.map { cell in
    let read = readCell(cell, of: parsed, defaults: frontMatter.value.execute, expressions: &inline) {
      (label, path, range) throws(Diagnostic) in
      try taken.block(label, in: path, at: range, readFile: readFile)
    }
    diagnostics += read.diagnostics
    return read.value
  }

  // Captions are read behind the text, and their footnotes have numbers among those of the text.
  let captions = cells.indices.filter { cells[$0].showsCaption }.map { ($0, cells[$0].caption ?? []) }
  if captions.contains(where: \.1.holdFootnote) {
    for (index, caption) in document.value.numberFootnotes(captions: Dictionary(uniqueKeysWithValues: captions)) {
      cells[index].caption = caption
    }
  }
  diagnostics += document.value.unreadFootnotes()

  var faults: [Int: Diagnostic] = [:]
  let expressions = inline.enumerated().map { index, expression in
    let program = parseInlineProgram(expression.source)
    diagnostics += program.diagnostics
    if program.value == nil { faults[index] = program.diagnostics.first }
    return (source: expression, program: program.value)
  }
  var lesson = Lesson(
    file: file, frontMatter: frontMatter.value, document: document.value, cells: cells, expressions: expressions)
  lesson.expressionFaults = faults
  return Diagnosed(lesson, diagnostics)
}

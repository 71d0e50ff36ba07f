import Markup
import NNSyntax
import SourceText

/// Parses a lesson: its Markdown, front matter, options and blocks. Total: what is wrong comes along as diagnostics.
///
/// - Parameters:
///   - defaults: `execute:` of `course.yml`.
///   - readFile: hands over a file by its path relative to the given range's file (an include, the lesson that
///     `from:` names), or says why not.
public func readLesson(
  _ file: SourceFile, defaults: CellOptions,
  readFile: (_ path: String, _ from: SourceRange) throws(Diagnostic) -> SourceFile
) -> Diagnosed<Lesson> {
  let document = parseDocument(file, readInclude: readFile)
  var diagnostics = document.diagnostics
  var frontMatter = FrontMatter()
  frontMatter.execute = defaults
  let cells = document.value.cells.map { cell in
    let program = parseProgram(cell.source)
    diagnostics += program.diagnostics
    return Lesson.Cell(options: defaults, program: program.value, echoedSource: cell.source.string)
  }
  let expressions = document.value.expressions.map { expression in
    let program = parseInlineProgram(expression.source)
    diagnostics += program.diagnostics
    return (source: expression, program: program.value)
  }
  return Diagnosed(
    Lesson(file: file, frontMatter: frontMatter, document: document.value, cells: cells, expressions: expressions),
    diagnostics)
}

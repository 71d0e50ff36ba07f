import Markup
import SourceText

/// The blocks of other lessons that `from:` takes its source from, each lesson parsed once.
struct TakenSource {
  private let budget: LessonBudget
  /// Bytes taken over so far.
  private var spent = 0
  private var lessons: [String: [String: Block]] = [:]

  private struct Block {
    var from: String?
    var source: Excerpt
  }

  init(budget: LessonBudget) { self.budget = budget }

  /// The source of the block with the same label in the lesson at `path`.
  ///
  /// - Throws: `NN-from-not-found` for a lesson or a label that is not there, and for a block that takes its own source
  ///   from elsewhere; `NN-file-outside-course` for a path out of the course; `NN-lesson-budget` where all that is
  ///   taken over is too much.
  mutating func source(
    of label: String, in path: String, at range: SourceRange,
    readFile: (_ path: String, _ from: SourceRange) throws(Diagnostic) -> SourceFile
  ) throws(Diagnostic) -> Excerpt {
    let blocks = try blocks(path, range, readFile)
    guard let block = blocks[label] else {
      let near = nearestName(to: label, in: blocks.keys.sorted())
      throw Diagnostic(
        .fromNotFound, "`\(path)` has no block with the label `\(label)`", at: range,
        hint: near.map { "did you mean the label `\($0)`?" })
    }
    guard block.from == nil else {
      throw Diagnostic(
        .fromNotFound, "the block `\(label)` in `\(path)` takes its own source from elsewhere", at: range,
        hint: block.from.map { "name the lesson that holds the source: `\($0)` as seen from there" })
    }
    spent += block.source.text.count
    guard spent <= budget[.text] else {
      throw budget.fault(.text, "the blocks taken over with `from` put in more than", "bytes", at: range)
    }
    return block.source
  }

  private mutating func blocks(
    _ path: String, _ range: SourceRange,
    _ readFile: (_ path: String, _ from: SourceRange) throws(Diagnostic) -> SourceFile
  ) throws(Diagnostic) -> [String: Block] {
    // The same words mean another file in an included part that stands elsewhere.
    let key = "\(range.file.path)\n\(path)"
    if let known = lessons[key] { return known }
    let file: SourceFile
    do throws(Diagnostic) {
      file = try readFile(path, range)
    } catch {
      guard error.id != .fileOutsideCourse else { throw error }
      throw Diagnostic(.fromNotFound, error.message, at: range, hint: error.hint, notes: error.notes)
    }
    // Its faults are its own lesson's to report.
    let document = parseDocument(file, budget: budget, readInclude: readFile).value
    var blocks: [String: Block] = [:]
    for cell in document.cells {
      let lines = OptionLines(cell.source)
      var unreported: [Diagnostic] = []
      let options = lines.options(cell.source, defaults: CellOptions(), &unreported)
      guard let label = options.label, blocks[label] == nil else { continue }
      let source = cell.source.slice(lines.sourceStart..<cell.source.text.count)
      blocks[label] = Block(from: options.from, source: source)
    }
    lessons[key] = blocks
    return blocks
  }
}

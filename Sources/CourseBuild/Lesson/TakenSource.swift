import Markup
import SourceText

/// The blocks of other lessons that `from:` takes its source from, each lesson parsed once.
struct TakenSource {
  private let budget: LessonBudget
  /// Bytes taken over so far.
  private var spent = 0
  private var lessons: [String: [String: Block]] = [:]

  /// Block that another one takes over.
  struct Block {
    var source: Excerpt
    /// It is a solution, or stands in one, or takes its own source from a block that does.
    var isSolution: Bool
    fileprivate var from: String?
    fileprivate var fromRange: SourceRange?

    init(source: Excerpt, isSolution: Bool = false) {
      self.source = source
      self.isSolution = isSolution
    }
  }

  init(budget: LessonBudget) { self.budget = budget }

  /// The block with the same label in the lesson at `path`; where that takes its source from elsewhere too, the one at
  /// the end of the chain.
  ///
  /// - Throws: `NN-from-not-found` for a lesson or a label that is not there, and for a chain that comes back to where
  ///   it began; `NN-file-outside-course` for a path out of the course; `NN-lesson-budget` where all that is taken over
  ///   is too much.
  mutating func block(
    _ label: String, in path: String, at range: SourceRange,
    readFile: (_ path: String, _ from: SourceRange) throws(Diagnostic) -> SourceFile
  ) throws(Diagnostic) -> Block {
    var next = (path: path, range: range)
    var isSolution = false
    var seen: Set<String> = []
    while true {
      let blocks = try blocks(next.path, next.range, at: range, readFile)
      guard let block = blocks[label] else {
        let near = nearestName(to: label, in: blocks.keys.sorted())
        throw Diagnostic(
          .fromNotFound, "`\(next.path)` has no block with the label `\(label)`", at: range,
          hint: near.map { "did you mean the label `\($0)`?" })
      }
      isSolution = isSolution || block.isSolution
      guard let from = block.from, let place = block.fromRange else {
        spent += block.source.text.count
        guard spent <= budget[.text] else {
          throw budget.fault(.text, "the blocks taken over with `from` put in more than", "bytes", at: range)
        }
        return Block(source: block.source, isSolution: isSolution)
      }
      guard seen.insert(place.file.path).inserted else {
        throw Diagnostic(
          .fromNotFound, "the block `\(label)` in `\(path)` takes its source from itself, by way of others", at: range,
          hint: "write the source into one of them, and delete its option `from`")
      }
      next = (from, place)
    }
  }

  private mutating func blocks(
    _ path: String, _ from: SourceRange, at range: SourceRange,
    _ readFile: (_ path: String, _ from: SourceRange) throws(Diagnostic) -> SourceFile
  ) throws(Diagnostic) -> [String: Block] {
    // The same words mean another file in an included part that stands elsewhere.
    let key = "\(from.file.path)\n\(path)"
    if let known = lessons[key] { return known }
    let file: SourceFile
    do throws(Diagnostic) {
      file = try readFile(path, from)
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
      var block = Block(source: source, isSolution: cell.isInSolution || options.solution)
      (block.from, block.fromRange) = (options.from, options.fromRange)
      blocks[label] = block
    }
    lessons[key] = blocks
    return blocks
  }
}

import Markup
import NNSyntax
import Reporting
import SourceText

/// A part of a lesson that each of its translations has too, in the same order: a section, a block, a claim, a label, an
/// exercise, a field for answers.
struct TranslatedPart: Sendable {
  enum Kind: Sendable, Hashable {
    case section
    case block
    case claims
    case label
    case callout
    case field
  }

  var kind: Kind
  /// Equal for parts that stand for each other: a section's level, a block's program without comments and texts.
  var key: String
  /// As a message names it: "a section of level 2".
  var name: String
  var range: SourceRange

  /// The parts of a report in the order in which they are read.
  static func parts(of report: Report) -> [TranslatedPart] {
    var parts: [TranslatedPart] = []
    // Depth first with a stack of its own: how deep quotes and lists nest is up to the author.
    var open = report.document.blocks.reversed().map { (block: $0, isInSolution: false) }
    var isBehindSolution = false
    while let (block, isInSolution) = open.popLast() {
      let isContainer = if case .callout(let callout) = block.kind { callout.kind == .solution } else { false }
      let isSolution = isContainer || isSolution(block, in: report)
      // A solution's block is a container around itself, and several in a row are one.
      if isSolution, !isInSolution, !isBehindSolution { parts.append(callout(.solution, block.range)) }
      isBehindSolution = isSolution || isInSolution
      parts += TranslatedPart.parts(of: block, in: report)
      for part in block.parts {
        if case .text(let content) = part { parts += fields(in: content) }
      }
      for part in block.parts.reversed() {
        if case .blocks(let blocks) = part {
          open += blocks.reversed().map { ($0, isInSolution || isContainer) }
        }
      }
    }
    return parts
  }

  /// Whether a block's program is a solution.
  private static func isSolution(_ block: Block, in report: Report) -> Bool {
    if case .cell(let index) = block.kind { report.cells[index].isSolution } else { false }
  }

  private static func callout(_ kind: Callout.Kind, _ place: SourceRange) -> TranslatedPart {
    TranslatedPart(.callout, kind.rawValue, "`.\(kind.rawValue)`", place)
  }

  private static func parts(of block: Block, in report: Report) -> [TranslatedPart] {
    switch block.kind {
    case .heading(let heading):
      [TranslatedPart(.section, "\(heading.level)", "a section of level \(heading.level)", block.range)]
        + labels([heading.isLabelled ? heading.anchor : nil], block.range)
    case .cell(let index):
      parts(of: report.cells[index], block.range)
        + (report.cells[index].answer.map { [part(of: $0)] } ?? [])
    case .formula(let formula): labels([formula.label] + formula.rowLabels, block.range)
    case .table(let table): labels([table.label], block.range)
    case .figure(let image): labels([image.label], block.range)
    case .callout(let callout):
      (callout.kind == .solution ? [] : [self.callout(callout.kind, block.range)])
        + labels([callout.label], block.range)
    case .paragraph, .quote, .list, .code, .html, .rule, .tabset, .definitions, .pageBreak: []
    }
  }

  /// Nesting is bounded by the parser.
  private static func fields(in content: [Inline]) -> [TranslatedPart] {
    content.flatMap { inline -> [TranslatedPart] in
      if case .answer(let field) = inline {
        [part(of: field)]
      } else {
        fields(in: inline.content)
      }
    }
  }

  /// By its expression: what is asked is the same, slips and sentences are each author's.
  private static func part(of field: AnswerField) -> TranslatedPart {
    let expression = canonicalText(field.source.string)
    return TranslatedPart(.field, expression, "the field for `\(expression)`", field.range)
  }

  private static func parts(of cell: CellReport, _ place: SourceRange) -> [TranslatedPart] {
    let program = program(of: cell)
    let line = program.split(separator: "\n").first.map { " `\($0)`" } ?? ""
    let count = cell.claims.count
    return [TranslatedPart(.block, program, "the block\(line)", place)] + labels([cell.label], place)
      + (count == 0 ? [] : [TranslatedPart(.claims, "\(count)", count == 1 ? "a claim" : "\(count) claims", place)])
  }

  /// Program of a block, without what a reader reads in it: comments are gone, texts are empty, blanks are one each.
  private static func program(of cell: CellReport) -> String {
    let source = Array(cell.source.utf8)
    var kept: [UInt8] = []
    var position = 0
    for run in cell.highlights where run.kind == .comment || run.kind == .text {
      kept += source[position..<run.range.lowerBound]
      if run.kind == .text { kept += "\"\"".utf8 }
      position = run.range.upperBound
    }
    kept += source[position...]
    return String(decoding: kept, as: UTF8.self).split(separator: "\n")
      .map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func labels(_ labels: [String?], _ place: SourceRange) -> [TranslatedPart] {
    labels.compactMap { $0 }.map { TranslatedPart(.label, $0, "the label `#\($0)`", place) }
  }

  private init(_ kind: Kind, _ key: String, _ name: String, _ range: SourceRange) {
    self.kind = kind
    self.key = key
    self.name = name
    self.range = range
  }

  /// Identity by which two parts are compared.
  struct Identity: Hashable {
    var kind: Kind
    var key: String
  }

  var identity: Identity { Identity(kind: kind, key: key) }
}

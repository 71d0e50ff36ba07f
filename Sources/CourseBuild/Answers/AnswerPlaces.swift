import Markup
import Reporting
import SourceText

/// A field for answers with the place where it stands.
struct PlacedAnswer {
  var field: AnswerField
  /// Place of the exercise among all of the lesson, and what it is called; `nil` outside of exercises.
  var exercise: (place: Int, callout: Callout)?
  /// From 1, in its exercise or outside of all.
  var number: Int
  /// How many stand there.
  var count = 1
  /// Why no field may stand here: "in a heading".
  var fault: String?
}

extension Lesson {
  /// All fields in the order in which a reader meets them, those in notes last.
  var placedAnswers: [PlacedAnswer] {
    guard expressions.contains(where: { $0.source.isAnswer }) else { return [] }
    var places = AnswerPlaces(lesson: self)
    places.add(document.blocks)
    places.fault = "in a note"
    for note in document.footnotes { places.add(note.blocks) }
    return places.found.map { answer in
      var answer = answer
      answer.count = places.counts[answer.exercise?.place ?? 0] ?? 1
      return answer
    }
  }
}

/// Nesting is bounded by the parser.
private struct AnswerPlaces {
  let lesson: Lesson
  var found: [PlacedAnswer] = []
  /// Fields by the place of their exercise, 0 for none.
  var counts: [Int: Int] = [:]
  var fault: String?
  private var exercise: (place: Int, callout: Callout)?
  private var exercises = 0

  init(lesson: Lesson) { self.lesson = lesson }

  mutating func add(_ blocks: [Block]) { for block in blocks { add(block) } }

  private mutating func add(_ block: Block) {
    switch block.kind {
    case .heading(let heading): during("in a heading") { $0.add(heading.content) }
    case .figure(let image): during("in a caption") { $0.add(image.alt) }
    case .table(let table):
      for cell in table.header + table.rows.joined() { add(cell) }
      if let caption = table.caption { during("in a caption") { $0.add(caption) } }
    case .tabset(let tabs):
      for tab in tabs {
        during("in a title") { $0.add(tab.title) }
        add(tab.blocks)
      }
    case .callout(let callout): add(callout)
    case .cell(let index): add(lesson.cells[index])
    case .paragraph, .quote, .list, .definitions, .code, .html, .rule, .formula, .pageBreak:
      for part in block.parts {
        switch part {
        case .text(let content): add(content)
        case .blocks(let blocks): add(blocks)
        }
      }
    }
  }

  private mutating func add(_ callout: Callout) {
    let outside = exercise
    if callout.kind == .exercise {
      exercises += 1
      exercise = (exercises, callout)
    }
    if let title = callout.title { during("in a title") { $0.add(title) } }
    if callout.kind == .solution {
      during("in a solution") { $0.add(callout.blocks) }
    } else {
      add(callout.blocks)
    }
    exercise = outside
  }

  private mutating func add(_ cell: Lesson.Cell) {
    let content = (cell.caption ?? []) + (cell.alternative ?? [])
    during("in a caption") { $0.add(content) }
    guard let answer = cell.answer else { return }
    if cell.options.solution {
      during("in a solution") { $0.add(answer) }
    } else if cell.options.include {
      add(answer)
    } else {
      during("under a block with `include: false`") { $0.add(answer) }
    }
  }

  private mutating func add(_ content: [Inline]) {
    for inline in content {
      switch inline {
      case .answer(let field): add(field)
      case .link(let link): during("in a link") { $0.add(link.content) }
      case .image(let image): during("in an image's text") { $0.add(image.alt) }
      case .text, .softBreak, .lineBreak, .code, .html, .emphasis, .strong, .strikethrough, .lowered, .raised, .formula,
        .expression, .footnote, .reference, .citation:
        add(inline.content)
      }
    }
  }

  private mutating func add(_ field: AnswerField) {
    let place = exercise?.place ?? 0
    counts[place, default: 0] += 1
    found.append(
      PlacedAnswer(field: field, exercise: exercise, number: counts[place, default: 0], fault: fault))
  }

  /// The outermost reason is the one that is told.
  private mutating func during(_ reason: String, _ add: (inout AnswerPlaces) -> Void) {
    let before = fault
    fault = before ?? reason
    add(&self)
    fault = before
  }
}

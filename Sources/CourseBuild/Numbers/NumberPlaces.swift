import Markup
import SourceText

/// Where numbers of a text stand among its blocks: what is near, and what an author has silenced.
struct NumberPlaces {
  /// Where the lesson's own blocks begin, in order, with their indices; those of included parts have no place in it.
  private let cells: [(offset: Int, index: Int)]
  private let cellCount: Int
  /// Where sections of the first two levels begin.
  private let sections: [Int]

  init(_ lesson: Lesson) {
    cells = lesson.document.cells.enumerated().filter { $0.element.range.file == lesson.file }
      .map { ($0.element.range.bytes.lowerBound, $0.offset) }
    cellCount = lesson.document.cells.count
    sections = lesson.document.blocks.compactMap { block in
      guard case .heading(let heading) = block.kind, heading.level <= 2, block.range.file == lesson.file else {
        return nil
      }
      return block.range.bytes.lowerBound
    }
  }

  /// Neighbourhood of a place, as indices of blocks.
  struct Near {
    /// The two blocks before it, and those above it in its section: what an expression there can name.
    var above: Range<Int>
    /// With the next one, and those further down in its section.
    var all: Range<Int>
    /// Whose literals explain a number: all above it, since an input is spoken of again and again, and one more below.
    var literals: Range<Int>
  }

  func near(_ offset: Int) -> Near {
    let here = cellsBefore(offset)
    let section = Self.count(of: sections, before: offset + 1)
    let start = section > 0 ? cellsBefore(sections[section - 1]) : 0
    let end = section < sections.count ? cellsBefore(sections[section]) : cellCount
    // What stands before the first block belongs to a block of its own, −1.
    let first = min(here - 2, start == 0 ? -1 : start)
    return Near(
      above: first..<here, all: first..<max(here + 1, end), literals: -1..<max(here + 2, end))
  }

  /// How many blocks stand above a place.
  private func cellsBefore(_ offset: Int) -> Int {
    let count = Self.count(of: cells.map(\.offset), before: offset)
    return count > 0 ? cells[count - 1].index + 1 : 0
  }

  /// Of ascending numbers.
  static func count(of numbers: [Int], before limit: Int) -> Int {
    var low = 0
    var high = numbers.count
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle] < limit { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Lines that `<!-- nn: ignore -->` silences: on a line of its own those below it up to the next blank one, or the next
/// such comment, at the end of a line that line.
struct SilencedLines {
  var comment: SourceRange
  var bytes: Range<Int>

  init(_ comment: SourceRange) {
    self.comment = comment
    let file = comment.file
    let line = comment.start.line
    let range = file.lineRange(line)
    guard Self.isBlank(file.bytes[range.lowerBound..<comment.bytes.lowerBound]) else {
      bytes = range
      return
    }
    var first = line + 1
    while first <= file.lineStarts.count, Self.isBlank(file.bytes[file.lineRange(first)]) { first += 1 }
    var last = first
    while last < file.lineStarts.count, !Self.ends(file.bytes[file.lineRange(last + 1)]) { last += 1 }
    bytes = file.lineRange(first).lowerBound..<max(file.lineRange(first).lowerBound, file.lineRange(last).upperBound)
  }

  private static func ends(_ line: ArraySlice<UInt8>) -> Bool {
    isBlank(line) || line.drop { isBlank([$0]) }.starts(with: "<!-- nn:".utf8)
  }

  /// Nothing, or the prefix of a quotation.
  private static func isBlank(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.allSatisfy { " \t\r>".utf8.contains($0) }
  }
}

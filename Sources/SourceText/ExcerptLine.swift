/// A line of a file as a terminal shows it, with the columns that a range takes in it.
public struct ExcerptLine {
  /// Tabs expanded, control characters replaced: nothing in a file may steer the terminal.
  public var text: String
  /// How many columns stand before the range, and how many it takes (at least one).
  public var indent: Int
  public var width: Int

  private static let tabWidth = 4
  /// Longer lines (a paragraph of prose is often one) are cut around the range.
  private static let longest = 120
  /// Bytes that are looked at on each side of a range's start, more than what is shown of any text can take.
  private static let reach = 2000

  /// The first line of a range; a range over several lines is underlined to the end of its first.
  ///
  /// `"\tx = 값 + y"`, the range of `y` → indent 13, width 1.
  public init(_ range: SourceRange) {
    let file = range.file
    let line = file.lineRange(range.start.line)
    let part = Self.part(of: line, around: range.bytes.lowerBound, in: file)
    var cells: [(text: String, width: Int)] = []
    var column = 0
    var first: Int?
    var last = 0
    var offset = part.lowerBound
    for scalar in String(decoding: file.bytes[part], as: UTF8.self).unicodeScalars {
      if offset >= range.bytes.lowerBound, first == nil { first = cells.count }
      let cell = Self.cell(scalar, at: column)
      cells.append(cell)
      column += cell.width
      offset += UTF8.width(scalar)
      if offset <= range.bytes.upperBound { last = cells.count }
    }
    let start = first ?? cells.count
    let end = max(last, start)
    let window = Self.window(cells.map(\.width), start..<end)
    let cutStart = window.lowerBound > 0 || part.lowerBound > line.lowerBound
    let cutEnd = window.upperBound < cells.count || part.upperBound < line.upperBound
    text = cells[window].map(\.text).joined() + (cutEnd ? "…" : "")
    indent = cells[window.lowerBound..<max(start, window.lowerBound)].reduce(0) { $0 + $1.width }
    width = max(1, cells[start..<min(end, max(window.upperBound, start))].reduce(0) { $0 + $1.width })
    if cutStart {
      text = "…" + text
      indent += 1
    }
  }

  /// The bytes of a line that a look at one of its places needs, so that many faults on one long line cost what they
  /// are many; the whole line where it is not that long. Characters stay whole.
  static func part(of line: Range<Int>, around offset: Int, in file: SourceFile) -> Range<Int> {
    let offset = min(max(offset, line.lowerBound), line.upperBound)
    var start = max(line.lowerBound, offset - reach)
    while start > line.lowerBound, file.bytes[start] & 0xC0 == 0x80 { start -= 1 }
    var end = min(line.upperBound, offset + reach)
    while end < line.upperBound, file.bytes[end] & 0xC0 == 0x80 { end += 1 }
    return start..<end
  }

  private static func cell(_ scalar: Unicode.Scalar, at column: Int) -> (text: String, width: Int) {
    switch scalar.value {
    case 0x09:
      let width = tabWidth - column % tabWidth
      return (String(repeating: " ", count: width), width)
    case 0x00..<0x20, 0x7F..<0xA0: return ("\u{FFFD}", 1)
    // Marks that turn the direction of what follows would move the caret's place.
    case 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: return ("", 0)
    default: return (String(scalar), DisplayWidth.of(scalar))
    }
  }

  /// The part of a long line that is shown: from at most 40 columns before the range.
  private static func window(_ widths: [Int], _ range: Range<Int>) -> Range<Int> {
    guard widths.reduce(0, +) > longest else { return 0..<widths.count }
    var start = range.lowerBound
    var before = 0
    while start > 0, before < 40 {
      start -= 1
      before += widths[start]
    }
    var end = start
    var shown = 0
    while end < widths.count, shown < longest {
      shown += widths[end]
      end += 1
    }
    return start..<end
  }
}

/// One line of a pipe table.
///
/// Source: GitHub Flavored Markdown 0.29, section 4.10: cells are cut at each `|` without a backslash, inside code
/// spans too, before inlines are read.
struct PipeRow {
  /// Blanks around a cell's content excluded.
  var cells: [Range<Int>] = []

  init(_ text: [UInt8], _ line: Range<Int>) {
    var start = line.lowerBound
    var end = line.upperBound
    while start < end, text[start].isBlank { start += 1 }
    while end > start, text[end - 1].isBlank { end -= 1 }
    if start < end, text[start] == UInt8(ascii: "|") { start += 1 }
    var cell = start
    var index = start
    while index < end {
      if text[index] == .backslash {
        index += 2
      } else if text[index] == UInt8(ascii: "|") {
        cells.append(Self.trim(text, cell..<index))
        index += 1
        cell = index
      } else {
        index += 1
      }
    }
    if cell < end { cells.append(Self.trim(text, cell..<end)) }
  }

  private static func trim(_ text: [UInt8], _ range: Range<Int>) -> Range<Int> {
    var range = range
    while let first = range.first, text[first].isBlank { range = first + 1..<range.upperBound }
    while let last = range.last, text[last].isBlank { range = range.lowerBound..<last }
    return range
  }

  /// The alignments that a delimiter row sets, `nil` for any other line. `|:--|--:|` → left, right.
  static func alignments(_ text: [UInt8], _ line: Range<Int>) -> [Table.Alignment]? {
    var hasPipe = false
    for index in line {
      switch text[index] {
      case UInt8(ascii: "|"): hasPipe = true
      case UInt8(ascii: "-"), UInt8(ascii: ":"), .space, .tab, .carriageReturn: break
      default: return nil
      }
    }
    guard hasPipe else { return nil }
    var result: [Table.Alignment] = []
    for cell in PipeRow(text, line).cells {
      var dashes = cell
      let left = !cell.isEmpty && text[cell.lowerBound] == UInt8(ascii: ":")
      if left { dashes = cell.lowerBound + 1..<cell.upperBound }
      let right = !dashes.isEmpty && text[dashes.upperBound - 1] == UInt8(ascii: ":")
      if right { dashes = dashes.lowerBound..<dashes.upperBound - 1 }
      guard !dashes.isEmpty, text[dashes].allSatisfy({ $0 == UInt8(ascii: "-") }) else { return nil }
      result.append(left ? (right ? .center : .left) : right ? .right : .none)
    }
    return result.isEmpty ? nil : result
  }
}

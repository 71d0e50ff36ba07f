import Markup
import SourceText

/// Lines and fences of a block that name `solution`, also in forms that are no options: `#| solution: yes`, behind the first
/// line of source, `# | solution: true`, ```` ```{nn .solution} ````.
struct SolutionMarks {
  private(set) var isNamed = false
  /// Comments that were meant as options: a blank parts `#` from `|`.
  private(set) var diagnostics: [Diagnostic] = []

  init(_ cell: Cell) {
    let fence = cell.fence.file.bytes[cell.fence.bytes]
    isNamed = String(decoding: fence, as: UTF8.self).contains("solution")
    let text = cell.source.text
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      read(text[start..<end], cell)
      start = end + 1
    }
  }

  private mutating func read(_ line: ArraySlice<UInt8>, _ cell: Cell) {
    func trimmed(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> { text.drop { $0 == 0x20 || $0 == 0x09 } }
    let comment = trimmed(line)
    guard comment.first == UInt8(ascii: "#") else { return }
    let bar = trimmed(comment.dropFirst())
    guard bar.first == UInt8(ascii: "|") else { return }
    let option = trimmed(bar.dropFirst())
    let key = option.prefix { $0 != UInt8(ascii: ":") && $0 != 0x20 }
    guard !key.isEmpty, option.dropFirst(key.count).first == UInt8(ascii: ":") else { return }
    if bar.startIndex > comment.startIndex + 1 {
      diagnostics.append(
        Diagnostic(
          .lateOption, "a blank parts `#` from `|`, so this is only a comment",
          at: cell.source.range(comment.startIndex..<line.endIndex), hint: "write `#| …`"))
    }
    let value = trimmed(option.dropFirst(key.count + 1)).prefix { $0 != 0x20 && $0 != 0x0D }
    if key.elementsEqual("solution".utf8), !value.elementsEqual("false".utf8) { isNamed = true }
  }
}

import Markup
import SourceText

/// Lines and fences of a block that name a solution or an answer in forms that are no options: `#| solution: yes`,
/// behind the first line of source, `# | answer: y`, ```` ```{nn .solution} ````.
struct UnreadOptions {
  private(set) var isSolution = false
  /// A comment holds the answer of a field.
  private(set) var isAnswer = false
  /// Comments that were meant as options: a blank parts `#` from `|`.
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter sourceStart: behind the options.
  init(_ cell: Cell, sourceStart: Int) {
    let fence = cell.fence.file.bytes[cell.fence.bytes]
    isSolution = String(decoding: fence, as: UTF8.self).contains("solution")
    let text = cell.source.text
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
      if let option = OptionComment(text[start..<end]) { read(option, isLate: start >= sourceStart, cell) }
      start = end + 1
    }
  }

  private mutating func read(_ option: OptionComment, isLate: Bool, _ cell: Cell) {
    if option.isParted {
      diagnostics.append(
        Diagnostic(
          .lateOption, "a blank parts `#` from `|`, so this is only a comment", at: cell.source.range(option.range),
          hint: "write `#| …`"))
    }
    if option.key == "solution", option.value != "false" { isSolution = true }
    if option.holdsAnswer, isLate || option.isParted { isAnswer = true }
  }
}

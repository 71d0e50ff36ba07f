/// `~~a~~` among inlines that cmark left as text.
///
/// Source: GitHub Flavored Markdown 0.29, section 6.5: runs that open and close as `*` does. A single tilde strikes
/// nothing here: it joins a range (`3~5장과 7~9장`), or lowers what it encloses.
enum Strikethrough {
  /// - Parameters:
  ///   - runs: which inlines are runs of two tildes, in ascending order.
  ///   - isBlock: the inlines are a whole paragraph: blanks stand around them; else delimiters of what holds them.
  static func applied(to inlines: [Inline], runs: [Int], isBlock: Bool) -> [Inline] {
    let outside: CharacterClass = isBlock ? .space : .punctuation
    var closers: [Int: Int] = [:]
    var open: [Int] = []
    for run in runs {
      let before = run > 0 ? last(inlines[run - 1]) : outside
      let after = run + 1 < inlines.count ? first(inlines[run + 1]) : outside
      let isLeft = after != .space && (after != .punctuation || before == .space || before == .punctuation)
      let isRight = before != .space && (before != .punctuation || after == .space || after == .punctuation)
      if isRight, let match = open.popLast() {
        closers[match] = run
      } else if isLeft {
        open.append(run)
      }
    }
    guard !closers.isEmpty else { return inlines }
    var stack: [(inlines: [Inline], end: Int)] = [([], Int.max)]
    for (index, inline) in inlines.enumerated() {
      if index == stack[stack.count - 1].end, let top = stack.popLast() {
        stack[stack.count - 1].inlines.append(.strikethrough(top.inlines))
      } else if let end = closers[index], stack.count <= TreeBuilder.depthLimit {
        stack.append(([], end))
      } else {
        stack[stack.count - 1].inlines.append(inline)
      }
    }
    return stack[0].inlines
  }

  private static func last(_ inline: Inline) -> CharacterClass {
    switch inline {
    case .text(let text): text.unicodeScalars.last.map { CharacterClass($0) } ?? .space
    case .softBreak, .lineBreak: .space
    case .code, .html, .emphasis, .strong, .strikethrough, .lowered, .raised, .link, .image, .formula, .expression,
      .answer, .footnote, .reference,
      .citation:
      .punctuation
    }
  }

  private static func first(_ inline: Inline) -> CharacterClass {
    guard case .text(let text) = inline else { return last(inline) }
    return text.unicodeScalars.first.map { CharacterClass($0) } ?? .space
  }
}

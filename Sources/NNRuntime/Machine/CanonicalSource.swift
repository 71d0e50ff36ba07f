import NNSyntax
import SourceText

extension Chunk {
  /// The name of what has none: the program's text on one line, in the one form that ``canonicalText(_:limit:)``
  /// prints, cut when it is long.
  ///
  /// `exp(x*y)` → `exp(x * y)`
  func text(of range: SourceRange) -> String {
    let limit = 120
    // A name is asked for at each node, and a sum of 200,000 terms is the name of as many.
    let (excerpt, isCut) = excerpt(of: range, atMost: 32 * limit)
    let text = canonicalText(excerpt, limit: limit)
    return isCut && text.unicodeScalars.last != "…" ? text + "…" : text
  }

  /// The same of any length, for comparison.
  func wholeText(of range: SourceRange) -> String { canonicalText(excerpt(of: range, atMost: .max).excerpt) }

  /// The author's text at a range, without the `> ` of a block quote at the beginning of its lines.
  private func excerpt(of range: SourceRange, atMost limit: Int) -> (excerpt: Excerpt, isCut: Bool) {
    if let source, source.pieces.count > 1, !range.bytes.isEmpty, let start = source.offset(of: range) {
      let last = range.bytes.upperBound - 1
      if let end = source.offset(of: SourceRange(range.file, last..<last + 1)), end >= start {
        let isCut = end + 1 - start > limit
        return (source.slice(start..<(isCut ? start + limit : end + 1)), isCut)
      }
    }
    let isCut = range.bytes.count > limit
    let bytes = isCut ? range.bytes.lowerBound..<range.bytes.lowerBound + limit : range.bytes
    return (Excerpt(range.file, bytes), isCut)
  }
}

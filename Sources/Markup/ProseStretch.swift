import SourceText

/// A run of text that readers see, as it stands unbroken in one file: no code, no formula, no tag, no address.
///
/// In ``It is 0.25 of `x`, or [a half](b.md).`` these are `It is 0.25 of ` and, if they had a digit, `, or [a half]` and `.`.
public struct ProseStretch: Sendable, Hashable {
  public var range: SourceRange
  /// Of a heading, whose words make its anchor.
  public var isHeading: Bool

  public init(range: SourceRange, isHeading: Bool) {
    self.range = range
    self.isHeading = isHeading
  }
}

extension Document {
  /// `<!-- nn: ignore -->`, which shows nothing and says of numbers that they are meant to stay.
  static let ignoreComment = "<!-- nn: ignore -->"

  static func isIgnoreComment(_ bytes: some Sequence<UInt8>) -> Bool {
    var rest = Array(bytes)
    while let last = rest.last, last.isSpace { rest.removeLast() }
    return rest.elementsEqual(ignoreComment.utf8)
  }
}

/// The stretches of a text that hold a digit, which are all that anybody asks for.
///
/// A caption's, which is read apart from the document.
public func proseStretches(in text: Excerpt) -> [ProseStretch] {
  var found = ProseStretches()
  var start = 0
  while start < text.text.count {
    let end = text.text[start...].firstIndex(of: .newline) ?? text.text.count
    found.add(
      Array(text.text[start..<end]), finds: nil, isHeading: false, known: KnownLabels(),
      place: { text.range(start + $0.lowerBound..<start + $0.upperBound) })
    start = end + 1
  }
  return found.stretches
}

/// Stretches that the masker gathers on its way, and the comments that silence them.
struct ProseStretches {
  private(set) var stretches: [ProseStretch] = []
  private(set) var ignores: [SourceRange] = []

  mutating func ignore(_ range: SourceRange) { ignores.append(range) }

  mutating func append(_ others: ProseStretches) {
    stretches += others.stretches
    ignores += others.ignores
  }

  /// - Parameters:
  ///   - prose: one run of inlines.
  ///   - finds: what the scanner found in it, where it has been asked; else it is asked if there is need.
  ///   - place: where a part of it stands. A part that is no unbroken run of a file is none.
  mutating func add(
    _ prose: [UInt8], finds: InlineScanner.Finds?, isHeading: Bool, known: KnownLabels,
    place: (Range<Int>) -> SourceRange
  ) {
    guard prose.contains(where: { $0.isDigit || $0 == UInt8(ascii: "<") }) else { return }
    let finds = finds ?? InlineScanner(prose, known: known).scanAll()
    for range in finds.comments { ignores.append(place(range)) }
    var start = 0
    func add(to end: Int, _ stretches: inout [ProseStretch]) {
      var line = start
      while line < end {
        let lineEnd = prose[line..<end].firstIndex(of: .newline) ?? end
        if prose[line..<lineEnd].contains(where: \.isDigit) {
          let range = place(line..<lineEnd)
          // Behind an escaped bar of a table's cell bytes are missing.
          if range.bytes.count == lineEnd - line {
            stretches.append(ProseStretch(range: range, isHeading: isHeading))
          }
        }
        line = lineEnd + 1
      }
    }
    for range in finds.covered {
      add(to: range.lowerBound, &stretches)
      start = max(start, range.upperBound)
    }
    add(to: prose.count, &stretches)
  }
}

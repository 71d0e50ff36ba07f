import SourceText

/// Marks: constructs that CommonMark must not see, and the characters in their place in the text that cmark parses.
///
/// A formula, an expression, a reference … becomes `open digits close`, where `open` and `close` are characters that
/// the lesson does not hold; the digits are the index into ``spans``. After the parse the mark in the tree is replaced
/// by what it stands for. A mark that turns up where it means nothing (in a code block, an HTML tag, a link's
/// address) is taken back: its span is rejected and the text parsed again without it, so that such text is exact.
struct Marks {
  enum Content {
    case formula(Formula, tex: [TeXPiece])
    /// The expression's source, without `{nn}`.
    case expression(Excerpt, typed: InlineExpression.Typed?)
    case answer(AnswerParts)
    case reference(String, form: CrossReference.Form)
    /// `[Fig. @fig-a; @fig-b]`, each with what stands before and behind it.
    case references([(before: String, reference: CrossReference, behind: String)])
    case citation(Citation)
    /// The text of `^[…]`.
    case note(Excerpt)
    case shifted(Excerpt, isRaised: Bool)
    case video(String, title: String)
    case html(String)
    /// Shows nothing.
    case nothing
    case foreign(ForeignConstruct, name: String?, place: Range<Int>)
    case footnoteReference(String)
    case attributes(Attributes)
    /// A backslash escape of a character that means something after the parse.
    case escaped(UInt8)
    case footnoteDefinition(String)
    /// `nil`: something follows the colons that is not understood.
    case divOpen(Attributes?)
    case divClose
    case pageBreak
    /// `: What it means`, whose text follows as a list's item.
    case definition
    /// The cells follow as headings of level 1, the header's first.
    case table([Table.Alignment], rows: Int)
  }

  enum TeXPiece {
    case tex(String)
    case expression(InlineExpression)
    case number(label: String)
    case tagged(label: String, tag: String)
  }

  struct Span {
    var content: Content
    /// Where the construct stands in the assembled text.
    var source: Range<Int>
  }

  /// The two ends of a mark, and a third character that stands for nothing: it makes `**` next to a Hangul letter open
  /// or close.
  let open: [UInt8]
  let close: [UInt8]
  let joiner: [UInt8]
  var spans: [Span] = []

  /// Characters that `text` does not hold, `nil` when it holds them all.
  init?(for text: [UInt8]) {
    var used: Set<UInt32> = []
    var index = 0
    // All candidates start with 0xEF 0xB7 (U+FDC0…U+FDFF) or 0xEE (U+E000…U+EFFF).
    while index + 2 < text.count {
      let byte = text[index]
      if byte == 0xEE || byte == 0xEF {
        used.insert(UInt32(byte) << 16 | UInt32(text[index + 1]) << 8 | UInt32(text[index + 2]))
        index += 3
      } else {
        index += 1
      }
    }
    var free: [[UInt8]] = []
    // Noncharacters first: no text for interchange holds them.
    for scalar in [0xFDD0...0xFDEF, 0xE000...0xEFFF].joined() {
      let bytes = [0xE0 | UInt8(scalar >> 12), 0x80 | UInt8(scalar >> 6 & 0x3F), 0x80 | UInt8(scalar & 0x3F)]
      if used.contains(UInt32(bytes[0]) << 16 | UInt32(bytes[1]) << 8 | UInt32(bytes[2])) { continue }
      free.append(bytes)
      if free.count == 3 { break }
    }
    guard free.count == 3 else { return nil }
    open = free[0]
    close = free[1]
    joiner = free[2]
  }

  /// Adds a span and appends its mark to `output`.
  mutating func add(_ content: Content, _ source: Range<Int>, to output: inout [UInt8]) {
    output.append(contentsOf: open)
    output.append(contentsOf: String(spans.count).utf8)
    output.append(contentsOf: close)
    spans.append(Span(content: content, source: source))
  }
}

extension Marks.Content {
  /// Stands in lines of its own.
  var isBlock: Bool {
    switch self {
    case .formula, .expression, .answer, .reference, .references, .citation, .footnoteReference, .attributes, .escaped,
      .note,
      .shifted, .video, .html, .nothing, .foreign:
      false
    case .footnoteDefinition, .divOpen, .divClose, .pageBreak, .definition, .table: true
    }
  }
}

extension Marks {
  /// The next mark in a string of the tree, with its span's index; `nil` for the joiner.
  func next(in bytes: ArraySlice<UInt8>) -> (range: Range<Int>, index: Int?)? {
    let lead = open[0]
    let second = open[1]
    var start = bytes.startIndex
    while start + 2 < bytes.endIndex {
      guard bytes[start] == lead || bytes[start] == joiner[0] || bytes[start] == close[0] else {
        start += 1
        continue
      }
      if bytes[start + 1] == joiner[1], bytes[start + 2] == joiner[2] { return (start..<start + 3, nil) }
      if bytes[start + 1] == second, bytes[start + 2] == open[2] {
        var index = 0
        var end = start + 3
        while end < bytes.endIndex, bytes[end].isDigit {
          index = index * 10 + Int(bytes[end] - 0x30)
          end += 1
        }
        return (start..<min(end + 3, bytes.endIndex), index)
      }
      start += 1
    }
    return nil
  }

  /// The span of the HTML comment that stands for a construct in lines of its own: `<!--`, its mark, `-->`.
  ///
  /// It may stand up to three columns in, as any block.
  func block(in literal: ArraySlice<UInt8>) -> Int? {
    let literal = literal.drop(while: \.isBlank)
    guard literal.starts(with: "<!--".utf8), let mark = next(in: literal), let index = mark.index,
      mark.range.lowerBound == literal.startIndex + 4, spans[index].content.isBlock,
      literal[mark.range.upperBound...].elementsEqual("-->\n".utf8)
    else { return nil }
    return index
  }
}

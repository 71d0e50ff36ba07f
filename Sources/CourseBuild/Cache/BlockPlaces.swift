import NNSyntax
import SourceText

/// A range as its block knows it: from which of its tokens to which, wherever the block stands.
///
/// In a kept outcome it stands for a range of the lesson that was run, and becomes one of the lesson that takes the
/// outcome over: there may be other prose above the block, and other blanks and comments in it.
struct BlockPlace: Codable, Hashable {
  /// Of ``BlockPlaces``.
  var text: Int
  var first: Int
  /// Bytes into the first token.
  var start: Int
  var last: Int
  /// Bytes into the last token.
  var end: Int
}

/// The blocks and inline expressions of a lesson with the tokens by which places in them are found again.
///
/// Not `Sendable`: tokens are looked for when they are asked for.
final class BlockPlaces {
  /// Of the blocks, then of the inline expressions.
  private let texts: [Excerpt]
  /// Whose bytes are a part of the key as they stand: one long token.
  private let isWhole: [Bool]
  private var found: [Int: [Range<Int>]] = [:]

  init(_ lesson: Lesson) {
    texts = lesson.cells.map(\.program.source) + lesson.expressions.map(\.source.source)
    isWhole =
      lesson.cells.map { ProgramText($0.program.source).isWhole } + lesson.expressions.map { _ in true }
  }

  /// `nil` for a range that does not lie in exactly one of the texts, or does not begin and end in a token: then it is
  /// not known where it would be in another lesson.
  func place(of range: SourceRange) -> BlockPlace? {
    guard !range.bytes.isEmpty else { return nil }
    let holders = texts.indices.filter { texts[$0].range.file == range.file && texts[$0].range.holds(range) }
    guard holders.count == 1, let text = holders.first else { return nil }
    let excerpt = texts[text]
    let last = SourceRange(range.file, range.bytes.upperBound - 1..<range.bytes.upperBound)
    guard let start = excerpt.offset(of: range), let end = excerpt.offset(of: last) else { return nil }
    let tokens = tokens(of: text)
    guard let first = tokens.firstIndex(where: { $0.contains(start) }),
      let final = tokens.firstIndex(where: { $0.contains(end) })
    else { return nil }
    let place = BlockPlace(
      text: text, first: first, start: start - tokens[first].lowerBound, last: final,
      end: end + 1 - tokens[final].lowerBound)
    // What does not come back here would not be right elsewhere either.
    return self.range(of: place) == range ? place : nil
  }

  /// `nil` where this lesson has no such place.
  func range(of place: BlockPlace) -> SourceRange? {
    guard texts.indices.contains(place.text) else { return nil }
    let tokens = tokens(of: place.text)
    guard tokens.indices.contains(place.first), tokens.indices.contains(place.last), place.start >= 0, place.end >= 0,
      place.start <= tokens[place.first].count, place.end <= tokens[place.last].count
    else { return nil }
    let start = tokens[place.first].lowerBound + place.start
    let end = tokens[place.last].lowerBound + place.end
    return start < end ? texts[place.text].range(start..<end) : nil
  }

  /// As ``place(of:)``, for all; a loop shows its line many times. `nil` where one has no place.
  func places(of ranges: [SourceRange]) -> [BlockPlace]? {
    var known: [Range<Int>: BlockPlace] = [:]
    var result: [BlockPlace] = []
    for range in ranges {
      guard let place = known[range.bytes].flatMap({ self.range(of: $0) == range ? $0 : nil }) ?? place(of: range)
      else {
        return nil
      }
      known[range.bytes] = place
      result.append(place)
    }
    return result
  }

  /// `nil` where one is none of this lesson.
  func ranges(of places: [BlockPlace]) -> [SourceRange]? {
    var known: [BlockPlace: SourceRange] = [:]
    var result: [SourceRange] = []
    for place in places {
      guard let range = known[place] ?? range(of: place) else { return nil }
      known[place] = range
      result.append(range)
    }
    return result
  }

  /// Line numbers of all tokens, first and last, for outcomes that tell line numbers.
  var lines: [Int] {
    texts.indices.flatMap { text in
      tokens(of: text).flatMap { token -> [Int] in
        let range = texts[text].range(token)
        return [range.start.line, range.end.line]
      }
    }
  }

  private func tokens(of text: Int) -> [Range<Int>] {
    if let tokens = found[text] { return tokens }
    let tokens = isWhole[text] ? [0..<texts[text].text.count] : tokenPlaces(texts[text]).map(\.range)
    found[text] = tokens
    return tokens
  }
}

/// Program text as the machine sees it: a block's tokens, or, where more may matter, all its bytes.
struct ProgramText {
  let source: Excerpt

  init(_ source: Excerpt) { self.source = source }

  /// In a block quote, and in a name that is cut after so many bytes, blanks may count.
  var isWhole: Bool { !isUnbroken || source.text.count > 3840 }

  /// Whether its lines stand one behind the other in the file, with nothing between that the machine does not see but
  /// the other half of a line end.
  private var isUnbroken: Bool {
    zip(source.pieces, source.pieces.dropFirst()).allSatisfy { piece, next in
      let end = piece.fileOffset + next.offset - piece.offset
      return piece.file == next.file && next.fileOffset == end + 1 && piece.file.bytes[end] == UInt8(ascii: "\n")
        && piece.file.bytes[end - 1] == UInt8(ascii: "\r")
    }
  }

  /// Whether its bytes come from one file, so that a range over any two of them is one.
  var isOfOneFile: Bool { source.pieces.allSatisfy { $0.file == source.pieces[0].file } }
}

extension SourceRange {
  fileprivate func holds(_ other: SourceRange) -> Bool {
    bytes.lowerBound <= other.bytes.lowerBound && other.bytes.upperBound <= bytes.upperBound
  }
}

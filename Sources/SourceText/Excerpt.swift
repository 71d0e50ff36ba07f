/// Text assembled from pieces of files, which still knows where each byte came from.
///
/// The one mechanism behind every "text that is not the file as it stands": a file behind its byte order mark, a
/// lesson with its includes pasted in, a cell whose lines lost the `> ` of a block quote, the expression inside
/// `` `{nn} …` ``, a caption from a cell's options. Parsers read ``text`` and ask ``range(_:)`` for ranges.
public struct Excerpt: Sendable {
  /// A run of bytes that stands unbroken in a file.
  public struct Piece: Sendable {
    /// Where the run starts in the excerpt's text.
    public var offset: Int
    public var file: SourceFile
    /// Where the run starts in the file.
    public var fileOffset: Int

    public init(offset: Int, file: SourceFile, fileOffset: Int) {
      self.offset = offset
      self.file = file
      self.fileOffset = fileOffset
    }
  }

  public private(set) var text: [UInt8]
  /// In ascending order of `offset`; never empty, the first at 0.
  public private(set) var pieces: [Piece]

  /// An empty excerpt that stands at `offset` of `file`; append to it.
  public init(file: SourceFile, at offset: Int = 0) {
    text = []
    pieces = [Piece(offset: 0, file: file, fileOffset: offset)]
  }

  /// A part of a file as it stands.
  public init(_ file: SourceFile, _ range: Range<Int>) {
    self.init(file: file, at: range.lowerBound)
    text = Array(file.bytes[range])
  }

  /// Appends a run that stands at `offset` in `file`. Bytes that stand nowhere (a line ending that was
  /// normalised) are appended with the offset they stand for.
  public mutating func append(_ bytes: some Sequence<UInt8>, from file: SourceFile, at offset: Int) {
    if text.isEmpty {
      pieces = [Piece(offset: 0, file: file, fileOffset: offset)]
    } else if let last = pieces.last, last.file != file || last.fileOffset + (text.count - last.offset) != offset {
      pieces.append(Piece(offset: text.count, file: file, fileOffset: offset))
    }
    text.append(contentsOf: bytes)
  }

  /// Where a range of ``text`` stands. A range over several pieces of one file covers what lies between them; one
  /// that runs into another file ends with the first.
  public func range(_ range: Range<Int>) -> SourceRange {
    let first = piece(at: range.lowerBound)
    let start = first.fileOffset + (range.lowerBound - first.offset)
    guard !range.isEmpty else { return SourceRange(first.file, start..<start) }
    let last = piece(at: range.upperBound - 1)
    if last.file == first.file {
      let end = last.fileOffset + (range.upperBound - last.offset)
      return SourceRange(first.file, start..<max(start, end))
    }
    return SourceRange(first.file, start..<start + 1)
  }

  public var range: SourceRange { range(0..<text.count) }

  /// A part of this excerpt as an excerpt of its own.
  public func slice(_ range: Range<Int>) -> Excerpt {
    let first = piece(at: range.lowerBound)
    var result = Excerpt(file: first.file, at: first.fileOffset + (range.lowerBound - first.offset))
    result.text = Array(text[range])
    for piece in pieces where piece.offset > range.lowerBound && piece.offset < range.upperBound {
      result.pieces.append(
        Piece(offset: piece.offset - range.lowerBound, file: piece.file, fileOffset: piece.fileOffset))
    }
    return result
  }

  /// Appends what another excerpt holds, each byte from where it stands.
  public mutating func append(_ other: Excerpt) {
    for (index, piece) in other.pieces.enumerated() {
      let end = index + 1 < other.pieces.count ? other.pieces[index + 1].offset : other.text.count
      append(other.text[piece.offset..<end], from: piece.file, at: piece.fileOffset)
    }
  }

  /// Where in ``text`` the first byte of a range stands, `nil` when it does not stand there.
  public func offset(of range: SourceRange) -> Int? {
    for (index, piece) in pieces.enumerated() where piece.file == range.file {
      let end = index + 1 < pieces.count ? pieces[index + 1].offset : text.count
      let offset = piece.offset + range.bytes.lowerBound - piece.fileOffset
      if offset >= piece.offset, offset < end { return offset }
    }
    return nil
  }

  public var string: String { String(decoding: text, as: UTF8.self) }

  private func piece(at offset: Int) -> Piece {
    var low = 0
    var high = pieces.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].offset <= offset { low = middle } else { high = middle }
    }
    return pieces[low]
  }
}

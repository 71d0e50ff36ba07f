import Reporting

/// A page cut at the marks of its blocks: what stands before the first, each block, and what follows the last.
///
/// Put together again in order, the parts are the page.
package struct PageBlocks: Sendable {
  package struct Block: Sendable, Equatable {
    package var mark: BlockMark
    /// Without the mark, since lines above move it and leave the block as it is.
    package var bytes: [UInt8]

    /// Whether it has a slider, or something that one moves.
    package var follows: Bool { PageBlocks.follows(bytes) }
    /// Whether it has controls of training, or a drawing that training is drawn in.
    package var trains: Bool { PageBlocks.trains(bytes) }
  }

  package var head: [UInt8]
  package var blocks: [Block]
  /// Behind the last mark. A page without marks is all head.
  package var tail: [UInt8]

  private static let opening = Array(BlockMark.opening.utf8)
  private static let closing = Array(BlockMark.closing.utf8)

  package init(_ page: [UInt8]) {
    var marks: [(start: Int, end: Int, mark: BlockMark)] = []
    var position = 0
    while let start = Self.find(Self.opening, in: page, from: position) {
      let text = start + Self.opening.count
      guard let close = Self.find(Self.closing, in: page, from: text) else { break }
      position = text
      guard close - text <= 4096, let mark = BlockMark(String(decoding: page[text..<close], as: UTF8.self)) else {
        continue
      }
      position = close + Self.closing.count
      marks.append((start, position, mark))
    }
    head = Array(page[..<(marks.first?.start ?? page.count)])
    blocks = zip(marks, marks.dropFirst()).map { mark, next in
      Block(mark: mark.mark, bytes: Array(page[mark.end..<next.start]))
    }
    tail = marks.last.map { Array(page[$0.end...]) } ?? []
  }

  /// Whether the page has sliders, and with them a tape behind its last block.
  package var hasTape: Bool { Self.find(Array(#"id="tape""#.utf8), in: tail, from: 0) != nil }

  /// Whether training can be run on the page, whose runs stand behind its last block.
  package var hasRuns: Bool { Self.find(Array(#"id="live""#.utf8), in: tail, from: 0) != nil }

  /// As the script of live blocks knows them.
  static func trains(_ bytes: [UInt8]) -> Bool { trained.contains { find($0, in: bytes, from: 0) != nil } }

  private static let trained = [#" data-live=""#, #" class="training""#].map { Array($0.utf8) }

  /// As the script of sliders knows them.
  static func follows(_ bytes: [UInt8]) -> Bool { followers.contains { find($0, in: bytes, from: 0) != nil } }

  private static let followers = [#" data-on=""#, #" data-slider=""#].map { Array($0.utf8) }

  static func find(_ pattern: [UInt8], in page: [UInt8], from start: Int) -> Int? {
    page.withUnsafeBufferPointer { bytes in
      var position = start
      while position + pattern.count <= bytes.count {
        guard let first = bytes[position...].firstIndex(of: pattern[0]), first + pattern.count <= bytes.count else {
          return nil
        }
        var length = 1
        while length < pattern.count, bytes[first + length] == pattern[length] { length += 1 }
        if length == pattern.count { return first }
        position = first + 1
      }
      return nil
    }
  }
}

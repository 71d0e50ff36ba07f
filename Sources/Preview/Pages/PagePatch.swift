import SourceText

/// Difference between two versions of a page: blocks that stay, by their old places, and the text of new ones.
package struct PagePatch: Sendable, Equatable {
  package enum Part: Sendable, Equatable {
    /// Blocks that stand in the older version, one after the other.
    case kept(Range<Int>)
    case new([UInt8])
  }

  package var parts: [Part] = []
  /// How many blocks the older version had.
  package var count: Int
  /// Of the newer version's blocks, in order: where each stands in its source.
  package var marks: [String]
  /// All around the blocks, where it differs: title, bar, contents, the tape.
  package var frame: [UInt8]?
  /// Whether it brings a slider, something that one moves, or another tape. The script of sliders knows its blocks from
  /// the moment it runs, so all of them are new then, and it starts anew.
  package private(set) var restartsSliders = false
  /// Whether it changes what the script of live blocks knows from the moment it runs: then the page is loaded anew.
  package private(set) var changesRuns = false

  package init(from old: PageBlocks, to new: PageBlocks) {
    count = old.blocks.count
    marks = new.blocks.map { block in block.mark.line.map { "\($0):\(block.mark.file)" } ?? "" }
    if old.head != new.head || old.tail != new.tail { frame = new.head + new.tail }
    place(old.blocks.map(\.bytes), new.blocks.map(\.bytes))
    changesRuns =
      (old.hasRuns || new.hasRuns)
      && (old.tail != new.tail || changes(in: old, { $0.trains }, PageBlocks.trains))
    guard old.hasTape, new.hasTape, old.tail != new.tail || changes(in: old, { $0.follows }, PageBlocks.follows) else {
      return
    }
    restartsSliders = true
    parts = []
    place(old.blocks.map { $0.follows ? nil : $0.bytes }, new.blocks.map(\.bytes))
  }

  /// Whether a block of a kind comes or goes.
  private func changes(
    in old: PageBlocks, _ isOne: (PageBlocks.Block) -> Bool, _ isNew: ([UInt8]) -> Bool
  ) -> Bool {
    var gone = Set(old.blocks.indices)
    for part in parts {
      switch part {
      case .new(let bytes): if isNew(bytes) { return true }
      case .kept(let range): gone.subtract(range)
      }
    }
    return gone.contains { isOne(old.blocks[$0]) }
  }

  /// Each new block takes the first old one of the same bytes that nobody has taken; first those that both versions
  /// begin and end with, so that of equal blocks the one that was written is new.
  ///
  /// - Parameter old: nil for what must not be taken.
  private mutating func place(_ old: [[UInt8]?], _ new: [[UInt8]]) {
    var start = 0
    while start < min(old.count, new.count), old[start] == new[start] { start += 1 }
    var end = 0
    while end < min(old.count, new.count) - start, old[old.count - 1 - end] == new[new.count - 1 - end] { end += 1 }
    var places: [[UInt8]: [Int]] = [:]
    for place in (start..<old.count - end).reversed() {
      if let bytes = old[place] { places[bytes, default: []].append(place) }
    }

    keep(0..<start)
    for block in new[start..<new.count - end] {
      if let place = places[block]?.popLast() {
        keep(place..<place + 1)
      } else {
        parts.append(.new(block))
      }
    }
    keep(old.count - end..<old.count)
  }

  private mutating func keep(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    if case .kept(let last) = parts.last, last.upperBound == range.lowerBound {
      parts[parts.count - 1] = .kept(last.lowerBound..<range.upperBound)
    } else {
      parts.append(.kept(range))
    }
  }

  /// For the page's script: `{"from": "…", "to": "…", "count": 3, "parts": [[0, 2], "<p>…"], "marks": ["12:a.md", …]}`.
  package func json(from: String, to: String) -> String {
    let parts = parts.map { part in
      switch part {
      case .kept(let range): "[\(range.lowerBound),\(range.upperBound)]"
      case .new(let bytes): JSONFormat.quoted(String(decoding: bytes, as: UTF8.self))
      }
    }
    var text = "{\"from\":\(JSONFormat.quoted(from)),\"to\":\(JSONFormat.quoted(to)),\"count\":\(count)"
    text += ",\"parts\":[\(parts.joined(separator: ","))]"
    text += ",\"marks\":[\(marks.map(JSONFormat.quoted).joined(separator: ","))]"
    if restartsSliders { text += ",\"sliders\":true" }
    if let frame { text += ",\"frame\":\(JSONFormat.quoted(String(decoding: frame, as: UTF8.self)))" }
    return text + "}"
  }
}

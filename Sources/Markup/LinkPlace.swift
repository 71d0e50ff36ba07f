import SourceText

extension TreeBuilder {
  /// Where a link or image stands that cmark placed nowhere: its address is looked for behind `](` (or between `<` and
  /// `>`) from ``linkCursor`` on, as links come in order.
  ///
  /// A link by reference stands where its address is given; `nil` for one that is written with escapes.
  mutating func place(ofLinkTo destination: ArraySlice<UInt8>, isImage: Bool) -> SourceRange? {
    if let place = inlinePlace(ofLinkTo: destination, isImage: isImage) { return place }
    let definitions = self.definitions ?? Self.definitions(in: source.text)
    self.definitions = definitions
    return definitions[String(decoding: destination, as: UTF8.self)].map { source.range($0) }
  }

  /// `[label]: address` by address.
  private static func definitions(in text: [UInt8]) -> [String: Range<Int>] {
    var found: [String: Range<Int>] = [:]
    var index = 0
    while let mark = text[index...].firstIndex(of: UInt8(ascii: "]")), mark + 1 < text.count {
      index = mark + 1
      guard text[index] == UInt8(ascii: ":") else { continue }
      var start = index + 1
      while start < text.count, text[start].isSpace { start += 1 }
      let closer: UInt8? = start < text.count && text[start] == UInt8(ascii: "<") ? UInt8(ascii: ">") : nil
      if closer != nil { start += 1 }
      var end = start
      let limit = min(text.count, start + 2048)
      while end < limit, closer.map({ text[end] != $0 && text[end] != .newline }) ?? !text[end].isSpace { end += 1 }
      let address = String(decoding: text[min(start, end)..<end], as: UTF8.self)
      if end > start, found[address] == nil { found[address] = start..<end }
    }
    return found
  }

  private mutating func inlinePlace(ofLinkTo destination: ArraySlice<UInt8>, isImage: Bool) -> SourceRange? {
    guard !destination.isEmpty, let lines = lines() else { return nil }
    let text = source.text
    var index = max(lines.lowerBound, linkCursor)
    // A bound keeps a long paragraph of links by reference linear.
    let limit = min(lines.upperBound, index + 4096)
    while index + destination.count < limit {
      if !isImage, text[index] == UInt8(ascii: "<") {
        let inner = text[(index + 1)...]
        let end = index + 1 + destination.count
        if inner.starts(with: destination), text[end] == UInt8(ascii: ">"),
          index < 2 || text[index - 1] != UInt8(ascii: "(") || text[index - 2] != UInt8(ascii: "]")
        {
          linkCursor = end + 1
          return source.range(index..<end + 1)
        }
      } else if text[index] == UInt8(ascii: "]"), text[index + 1] == UInt8(ascii: "("),
        let end = LinkTarget.end(text, index + 1, limit: limit)
      {
        var address = index + 2
        while address < end, text[address].isSpace || text[address] == UInt8(ascii: "<") { address += 1 }
        if text[address...].starts(with: destination),
          let start = bracket(closedAt: index, from: lines.lowerBound)
        {
          let isMarked = start > lines.lowerBound && text[start - 1] == UInt8(ascii: "!")
          if isMarked == isImage {
            linkCursor = end
            return source.range((isImage ? start - 1 : start)..<end)
          }
        }
      }
      index += 1
    }
    return nil
  }

  /// A tag of HTML in the text, with its place: the next occurrence in its block, as tags come in order.
  mutating func addTag(_ event: CommonMarkTree.Event) {
    let tag = tree.bytes(event.first)
    let html = plain(event.first)
    guard let lines = lines(), let first = tag.first else {
      return add(.html(withoutAnswers(html, at: source.range(0..<0))))
    }
    var index = max(lines.lowerBound, tagCursor)
    // A bound keeps a long paragraph of tags that stand otherwise linear.
    let limit = min(lines.upperBound, index + 65_536)
    while index + tag.count <= limit, let start = source.text[index..<limit].firstIndex(of: first) {
      if source.text[start..<limit].starts(with: tag) {
        tagCursor = start + tag.count
        let place = source.range(start..<tagCursor)
        return add(.html(withoutAnswers(html, at: place, isExact: true), place))
      }
      index = start + 1
    }
    add(.html(withoutAnswers(html, at: source.range(lines))))
  }

  /// The lines of the innermost block, in the assembled text.
  private func lines() -> Range<Int>? {
    guard let block = frames.last(where: { $0.event.startLine > 0 })?.event,
      origins.indices.contains(Int(block.startLine) - 1)
    else { return nil }
    let last = origins[min(max(Int(block.endLine), Int(block.startLine)), origins.count) - 1]
    return origins[Int(block.startLine) - 1].lowerBound..<last.upperBound
  }

  private func bracket(closedAt end: Int, from start: Int) -> Int? {
    var depth = 0
    var index = end
    while index >= max(start, end - 4096) {
      let isEscaped = index > start && source.text[index - 1] == .backslash
      if source.text[index] == UInt8(ascii: "]"), !isEscaped { depth += 1 }
      if source.text[index] == UInt8(ascii: "["), !isEscaped {
        depth -= 1
        if depth == 0 { return index }
      }
      index -= 1
    }
    return nil
  }
}

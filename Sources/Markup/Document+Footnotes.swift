import SourceText

extension Document {
  /// Faults of footnotes that nothing refers to: no reader would see them. Asked when captions are known.
  public func unreadFootnotes() -> [Diagnostic] {
    unreferredFootnotes.compactMap { note in
      note.range.map {
        Diagnostic(
          .misplacedFootnote, "nothing refers to the footnote `\(note.label)`", at: $0,
          hint: "put `[^\(note.label)]` where it belongs, or take the footnote out", severity: .warning)
      }
    }
  }

  /// Numbers footnotes in the order in which a reader meets them, captions of cells included, and leaves out those that
  /// nothing refers to.
  ///
  /// - Parameter captions: of cells, by their index.
  /// - Returns: the captions with the numbers in them.
  public mutating func numberFootnotes(captions: [Int: [Inline]]) -> [Int: [Inline]] {
    let written = Dictionary((footnotes + unreferredFootnotes).map { ($0.key, $0) }) { first, _ in first }
    var order: [String] = []
    var seen: Set<String> = []
    func meet(_ labels: [String]) {
      for label in labels where written[label] != nil && seen.insert(label).inserted { order.append(label) }
    }
    meet(referredFootnotes(in: blocks, captions))
    var next = 0
    while next < order.count {
      if let note = written[order[next]] { meet(referredFootnotes(in: note.blocks, captions)) }
      next += 1
    }
    unreferredFootnotes = (footnotes + unreferredFootnotes).filter { !seen.contains($0.key) }
    footnotes = order.compactMap { written[$0] }
    var numbering = FootnoteNumbering(order)
    rewriteAddresses(by: &numbering)
    let numbered = captions.sorted { $0.key < $1.key }.map { index, caption in
      (index, Self.rewrittenInlines(caption, cells[index].range, &numbering))
    }
    for index in footnotes.indices {
      footnotes[index].number = index + 1
      footnotes[index].references = numbering.counts[footnotes[index].key] ?? 0
    }
    return Dictionary(uniqueKeysWithValues: numbered)
  }
}

/// Labels of the footnotes that blocks refer to, with repetitions, in the order in which they are read.
private func referredFootnotes(in blocks: [Block], _ captions: [Int: [Inline]]) -> [String] {
  blocks.flatMap { block -> [String] in
    if case .cell(let index) = block.kind { return captions[index].map(referredFootnotes) ?? [] }
    return block.parts.flatMap { part in
      switch part {
      case .text(let content): referredFootnotes(in: content)
      case .blocks(let blocks): referredFootnotes(in: blocks, captions)
      }
    }
  }
}

private func referredFootnotes(in inlines: [Inline]) -> [String] {
  inlines.flatMap { inline -> [String] in
    if case .footnote(let reference) = inline { return [reference.label.lowercased()] }
    return referredFootnotes(in: inline.content)
  }
}

extension [Inline] {
  /// Whether a footnote is referred to.
  public var holdFootnote: Bool { !referredFootnotes(in: self).isEmpty }
}

/// Gives references the numbers of their footnotes, and counts them.
private struct FootnoteNumbering: AddressRewriter {
  private let numbers: [String: Int]
  var counts: [String: Int] = [:]

  init(_ order: [String]) {
    numbers = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0 + 1) })
  }

  mutating func footnote(_ reference: FootnoteReference) -> FootnoteReference {
    let key = reference.label.lowercased()
    counts[key, default: 0] += 1
    var reference = reference
    reference.number = numbers[key] ?? reference.number
    reference.occurrence = counts[key, default: 1]
    return reference
  }

  func link(_ link: Link) -> Link { link }
  func image(_ image: Image) -> Image { image }
  func html(_ html: String, in range: SourceRange) -> String { html }
  func leavesOut(_ callout: Callout) -> Bool { false }
  func leavesOut(cell index: Int) -> Bool { false }
}

extension Footnote {
  /// Labels compare whatever their case.
  fileprivate var key: String { label.lowercased() }
}

import Markup

/// The title of a report: a heading of the document with its markup, or a text of front matter.
extension Report {
  /// The first heading of level 1, where it is what the lesson is called: it stands at the head of the report, whatever
  /// comments, anchors and hidden cells come before it.
  private var titlePosition: Int? {
    for (position, block) in document.blocks.enumerated() {
      guard case .heading(let heading) = block.kind, heading.level == 1 else { continue }
      return isTitledByHeading || PlainText.of(heading.content, in: self) == title ? position : nil
    }
    return nil
  }

  /// The title as inlines.
  var heading: [Inline] {
    if let position = titlePosition, case .heading(let heading) = document.blocks[position].kind {
      return heading.content
    }
    return titleContent ?? [.text(title)]
  }

  /// Where a link to the title leads.
  var titleAnchor: String? {
    guard let position = titlePosition, case .heading(let heading) = document.blocks[position].kind else { return nil }
    return heading.anchor
  }

  /// The document without the heading that is the title.
  var bodyBlocks: [Block] {
    var blocks = document.blocks
    if let position = titlePosition { blocks.remove(at: position) }
    return blocks
  }
}

import SourceText

/// Where a `:::` line stands among the blocks of one container.
struct DivMark {
  /// As many blocks stand before it.
  var position: Int
  /// The line, without the prefixes of its containers.
  var source: Range<Int>
  /// `nil`: the line closes.
  var opening: DivOpening?
}

enum DivOpening {
  case callout(Callout.Kind, label: String?, title: [Inline]?, isCollapsed: Bool?)
  case tabset
  /// Reported; what it holds stays where it is.
  case unknown
}

extension TreeBuilder {
  /// Reads the attributes as soon as the div opens, since expressions in a title are counted in their order.
  mutating func divOpening(_ attributes: Attributes?, _ line: Range<Int>) -> DivOpening {
    guard blockDepth < Self.depthLimit else {
      report(
        Diagnostic(
          .nestedTooDeep, "blocks nest more than \(Self.depthLimit) deep", at: source.range(line), severity: .warning))
      return .unknown
    }
    let named = attributes?.classes.first?.name ?? attributes?.label
    guard let attributes, let name = named else {
      reportDiv(line, "this block is not understood")
      return .unknown
    }
    if name == "panel-tabset" {
      for pair in attributes.pairs where pair.key != "group" { refuse([pair.range]) }
      refuse(attributes.classes.dropFirst().map(\.range))
      return .tabset
    }
    guard let kind = Self.kind(of: attributes) else {
      reportDiv(line, "unknown block `\(name)`")
      return .unknown
    }
    define(attributes)
    refuse(attributes.classes.dropFirst().map(\.range))
    var title: [Inline]?
    var isCollapsed: Bool?
    for pair in attributes.pairs {
      let value = String(decoding: source.text[pair.value], as: UTF8.self)
      switch pair.key {
      case "title", "name": title = inner(source.slice(pair.value))
      case "collapse" where value == "true" || value == "false":
        isCollapsed = value == "true"
      case "icon", "appearance":
        break
      default:
        refuse([pair.range])
      }
    }
    if kind == .solution || kind == .hint { isCollapsed = isCollapsed ?? true }
    return .callout(kind, label: attributes.label, title: title, isCollapsed: isCollapsed)
  }

  /// `.callout-note`, `.theorem`, `#thm-a`
  private static func kind(of attributes: Attributes) -> Callout.Kind? {
    let prefix = "callout-"
    for name in attributes.classes.map(\.name) {
      if name.hasPrefix(prefix) {
        let kind = Callout.Kind(rawValue: String(name.dropFirst(prefix.count)))
        return kind.flatMap { Callout.Kind.alerts.contains($0) || $0 == .solution ? $0 : nil }
      }
      if let kind = Callout.Kind(className: name) { return kind }
    }
    return attributes.classes.isEmpty ? attributes.label.flatMap { Callout.Kind(label: $0) } : nil
  }

  /// Inlines that stand in an attribute or a construct of their own.
  mutating func inner(_ text: Excerpt) -> [Inline] {
    var found: [InlineExpression] = []
    let parsed = parseProse(
      text, expressions: &found, firstExpression: firstExpression + expressions.count, known: known, macros: macros,
      refusesNotes: true)
    expressions += found
    for diagnostic in parsed.diagnostics { report(diagnostic) }
    return parsed.value
  }

  private mutating func reportDiv(_ line: Range<Int>, _ message: String) {
    report(
      Diagnostic(
        .unknownDiv, message, at: source.range(line),
        hint:
          "known are `::: {.callout-note}` (also -tip, -important, -warning, -caution), `{.exercise}`, `{.solution}`, "
          + "`{.hint}`, `{.proof}`, `{#thm-a}` and its kin, and `{.panel-tabset}`"))
  }

  /// Puts the blocks of a container into the divs that stand in it.
  mutating func arrange(_ blocks: [Block], _ marks: [DivMark]) -> [Block] {
    struct Level {
      var mark: DivMark
      var blocks: [Block] = []
    }
    var outside: [Block] = []
    var levels: [Level] = []
    var done = 0
    func append(_ new: some Sequence<Block>) {
      if levels.isEmpty {
        outside.append(contentsOf: new)
      } else {
        levels[levels.count - 1].blocks.append(contentsOf: new)
      }
    }
    for mark in marks {
      append(blocks[done..<mark.position])
      done = mark.position
      if mark.opening != nil {
        levels.append(Level(mark: mark))
      } else if let level = levels.popLast() {
        let range = level.mark.source.lowerBound..<mark.source.upperBound
        append(made(level.mark.opening, level.blocks, source.range(range)))
      } else {
        report(
          Diagnostic(
            .unknownDiv, "no block of colons is open here", at: source.range(mark.source),
            hint: "take this line out, or open a block before it"))
      }
    }
    append(blocks[done...])
    while let level = levels.popLast() {
      report(
        Diagnostic(
          .unclosedDiv, "this block is never closed", at: source.range(level.mark.source),
          hint: "close it with a line `:::`"))
      let start = source.range(level.mark.source)
      let range = level.blocks.last.map { start.joined($0.range) } ?? start
      append(made(level.mark.opening, level.blocks, range))
    }
    return outside
  }

  private mutating func made(_ opening: DivOpening?, _ blocks: [Block], _ range: SourceRange) -> [Block] {
    switch opening {
    case .callout(let kind, let label, var title, let isCollapsed):
      var content = blocks
      var titleLabel: String?
      // As in Quarto, a heading at the start is the title.
      if title == nil, case .heading(let heading)? = blocks.first?.kind {
        title = heading.content
        titleLabel = heading.isLabelled ? heading.anchor : nil
        content.removeFirst()
      }
      if kind == .solution { markSolution(content) }
      var callout = Callout(kind: kind, label: label, title: title, isCollapsed: isCollapsed, blocks: content)
      callout.titleLabel = titleLabel
      return [Block(.callout(callout), range)]
    case .tabset: return tabset(blocks, range)
    case .unknown, nil: return blocks
    }
  }

  /// Headings of the first one's level are the tabs' titles; what stands before them stays before the tabs.
  private mutating func tabset(_ blocks: [Block], _ range: SourceRange) -> [Block] {
    var before: [Block] = []
    var tabs: [Tab] = []
    var level: Int?
    for block in blocks {
      if case .heading(let heading) = block.kind, level == nil || heading.level == level {
        level = heading.level
        for case .footnote(let reference) in heading.content {
          guard let place = reference.range else { continue }
          report(
            Diagnostic(
              .misplacedFootnote, "a footnote cannot stand in a tab's title", at: place,
              hint: "put its mark into the text"))
        }
        tabs.append(Tab(title: heading.content, label: heading.isLabelled ? heading.anchor : nil, blocks: []))
      } else if tabs.isEmpty {
        before.append(block)
      } else {
        tabs[tabs.count - 1].blocks.append(block)
      }
    }
    if tabs.isEmpty {
      report(
        Diagnostic(
          .unknownDiv, "this tab set has no tabs", at: range, hint: "each heading inside it opens a tab"))
      return before
    }
    return before + [Block(.tabset(tabs), range)]
  }
}

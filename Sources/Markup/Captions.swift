import SourceText

/// Attributes behind images, formulas, headings and captions, and what a paragraph turns out to be.
extension TreeBuilder {
  /// `{…}` behind an image or a display formula belongs to it; elsewhere to the heading or caption that it ends.
  mutating func addAttributes(_ attributes: Attributes, _ index: Int) {
    let top = frames.count - 1
    var last = frames[top].inlines.count - 1
    if last >= 0, case .image(var image) = frames[top].inlines[last], image.label == nil, image.width == nil,
      !frames[top].endsJoined
    {
      apply(attributes, to: &image)
      frames[top].inlines[last] = .image(image)
      return
    }
    // Between a formula and its label there may be a blank or a line's end.
    let earliest = last - 2
    while last >= max(0, earliest) {
      switch frames[top].inlines[last] {
      case .text(" "), .softBreak:
        last -= 1
        continue
      case .formula(var formula) where formula.isDisplay && formula.label == nil && attributes.label != nil:
        label(&formula, attributes)
        define(attributes)
        refuse(attributes.classes.map(\.range) + attributes.pairs.map(\.range))
        frames[top].inlines[last] = .formula(formula)
        frames[top].inlines.removeSubrange((last + 1)...)
        return
      default:
        break
      }
      break
    }
    if let place = marks?.spans[index].source, let construct = attributed() {
      // A number that says what it states is for others to read.
      if attributes.pairs.contains(where: { $0.key == "nn" }) { return misplace(index) }
      return report(construct.diagnostic(nil, at: source.range(place)))
    }
    guard frames[top].attributes == nil else {
      reportLoose(index)
      return misplace(index)
    }
    frames[top].attributes = index
  }

  /// A formula with a tag of its author's has its number.
  private mutating func label(_ formula: inout Formula, _ attributes: Attributes) {
    let tex = formula.source.text
    guard let label = attributes.label, let tag = FormulaTag(in: tex, 0..<tex.count, at: tex.count) else {
      formula.label = attributes.label
      return
    }
    if let fault = tag.fault(at: formula.source.range(tag.range)) { report(fault) }
    formula.pieces.append(.tagged(label: label, tag: tag.text))
  }

  /// Says of `{…}` that it belongs to nothing, and would be text.
  mutating func reportLoose(_ index: Int) {
    guard let span = marks?.spans[index], case .attributes(let attributes) = span.content,
      !attributes.pairs.contains(where: { $0.key == "nn" })
    else { return }
    told.append(
      Diagnostic(
        .unknownAttribute, "these attributes belong to nothing", at: source.range(span.source),
        hint: "they stand right behind an image, or at the end of a formula, a heading or a caption"))
  }

  /// Says of a caption that no table followed: it stays text, and its label names nothing.
  mutating func reportLoneCaption(_ caption: Frame.Caption?) {
    guard let caption else { return }
    report(ForeignConstruct.loneCaption.diagnostic(nil, at: caption.range))
  }

  /// Says of labelled images within a sentence that they are no figures: nothing could refer to them.
  mutating func reportLostLabels(_ inlines: [Inline]) {
    for inline in inlines {
      reportLostLabels(inline.content)
      guard case .image(let image) = inline, let label = image.label,
        let place = labels.definitions.last(where: { $0.label == label })?.range
      else { continue }
      report(
        Diagnostic(
          .unknownAttribute, "the label `\(label)` has no figure, since other text stands beside its image",
          at: place, hint: "put blank lines around the image"))
    }
  }

  /// Construct right before the braces, where it is one that takes none.
  private func attributed() -> ForeignConstruct? {
    guard let frame = frames.last, !frame.endsJoined else { return nil }
    switch frame.inlines.last {
    case .text(let text): return text.utf8.last == UInt8(ascii: "]") ? .span : nil
    case .link, .emphasis, .strong: return .span
    case .code: return .codeAttributes
    default: return nil
    }
  }

  private mutating func apply(_ attributes: Attributes, to image: inout Image) {
    image.label = attributes.label
    define(attributes)
    refuse(attributes.classes.map(\.range))
    for pair in attributes.pairs {
      switch pair.key {
      case "width":
        let width = source.text[pair.value]
        if let length = Self.length(width) {
          image.width = length
        } else {
          report(
            Diagnostic(
              .unknownAttribute, "`\(String(decoding: width, as: UTF8.self))` is not a width",
              at: source.range(pair.value), hint: "write it like `60%`, `300px` or `20em`"))
        }
      case "fig-alt", "alt":
        image.alternative = String(decoding: source.text[pair.value], as: UTF8.self)
      default:
        refuse([pair.range])
      }
    }
  }

  /// A CSS length: a number and a unit, pixels when none is given.
  private static func length(_ bytes: ArraySlice<UInt8>) -> String? {
    let number = bytes.prefix { $0.isDigit || $0 == UInt8(ascii: ".") }
    let unit = String(decoding: bytes[number.endIndex...], as: UTF8.self)
    guard let first = number.first, first.isDigit, number.count(where: { $0 == UInt8(ascii: ".") }) < 2,
      number.last != UInt8(ascii: "."),
      ["", "%", "px", "em", "rem", "ch", "ex", "cm", "mm", "in", "pt", "vw"].contains(unit)
    else { return nil }
    return String(decoding: number, as: UTF8.self) + (unit.isEmpty ? "px" : unit)
  }

  mutating func refuse(_ ranges: [Range<Int>]) {
    for range in ranges {
      report(
        Diagnostic(
          .unknownAttribute, "the attribute `\(String(decoding: source.text[range], as: UTF8.self))` is not known here",
          at: source.range(range)))
    }
  }

  mutating func define(_ attributes: Attributes) {
    guard let label = attributes.label, let place = attributes.labelRange else { return }
    define(label, source.range(place))
  }

  mutating func define(_ label: String, _ range: SourceRange) {
    guard let earlier = labels.define(label, range) else { return }
    report(
      Diagnostic(
        .duplicateLabel, "the label `\(label)` is given twice", at: range,
        notes: [Diagnostic.Note("first given here", at: earlier)]))
  }

  /// The attributes that end a heading or a caption, with the blank before them taken off.
  ///
  /// Sections have no numbers here, so `{-}` and `{.unnumbered}` ask for what is so already.
  mutating func attach(_ frame: inout Frame, isHeading: Bool = false) -> Attributes? {
    guard let index = frame.attributes, case .attributes(let attributes)? = marks?.spans[index].content else {
      return nil
    }
    define(attributes)
    let unnumbered = attributes.classes.filter { $0.name == "unnumbered" || $0.name == "unlisted" }
    if !isHeading || unnumbered.count < attributes.classes.count { refuse(attributes.classes.map(\.range)) }
    refuse(attributes.pairs.map(\.range))
    if case .text(let text)? = frame.inlines.last {
      var bytes = Array(text.utf8)
      while let last = bytes.last, last.isBlank { bytes.removeLast() }
      // `## Title ## {#sec-a}`
      var end = bytes.endIndex
      while end > 0, bytes[end - 1] == UInt8(ascii: "#") { end -= 1 }
      if isHeading, end < bytes.count, end == 0 || bytes[end - 1].isBlank {
        bytes.removeSubrange(end...)
        while let last = bytes.last, last.isBlank { bytes.removeLast() }
      }
      frame.inlines.removeLast()
      if !bytes.isEmpty { frame.inlines.append(.text(String(decoding: bytes, as: UTF8.self))) }
    }
    return attributes
  }

  /// The inlines of `: Caption` and `Table: Caption`, `nil` for any other paragraph.
  static func caption(_ inlines: [Inline]) -> [Inline]? {
    guard case .text(let text)? = inlines.first else { return nil }
    var bytes = Array(text.utf8)[...]
    if bytes.starts(with: "Table: ".utf8) { bytes = bytes.dropFirst(5) }
    guard bytes.first == UInt8(ascii: ":"), bytes.count > 1, bytes[bytes.startIndex + 1].isBlank else { return nil }
    bytes = bytes.dropFirst().drop(while: \.isBlank)
    let rest = bytes.isEmpty ? [] : [Inline.text(String(decoding: bytes, as: UTF8.self))]
    return rest + inlines.dropFirst()
  }

  /// The formulas of a paragraph that holds display formulas and nothing else.
  static func displayFormulas(_ inlines: [Inline]) -> [Formula]? {
    var formulas: [Formula] = []
    for inline in inlines {
      switch inline {
      case .formula(let formula) where formula.isDisplay: formulas.append(formula)
      case .softBreak, .lineBreak, .text(" "): break
      default: return nil
      }
    }
    return formulas.isEmpty ? nil : formulas
  }

  /// An item, a task when its text starts with `[ ]` or `[x]`.
  static func taskItem(_ blocks: [Block]) -> List.Item {
    guard var first = blocks.first, case .paragraph(var inlines) = first.kind, case .text(let text)? = inlines.first
    else { return List.Item(blocks: blocks) }
    let bytes = Array(text.utf8)
    guard bytes.count > 3, bytes[0] == UInt8(ascii: "["), bytes[2] == UInt8(ascii: "]"), bytes[3].isBlank,
      bytes[1] == .space || bytes[1] | 0x20 == UInt8(ascii: "x")
    else { return List.Item(blocks: blocks) }
    let rest = bytes.dropFirst(4)
    inlines.removeFirst()
    if !rest.isEmpty { inlines.insert(.text(String(decoding: rest, as: UTF8.self)), at: 0) }
    first.kind = .paragraph(inlines)
    return List.Item(isDone: bytes[1] != .space, blocks: [first] + blocks.dropFirst())
  }
}

/// The cells of a table that come one by one.
struct TableCells {
  var span: Int
  var alignments: [Table.Alignment]
  var count: Int
  var range: SourceRange
  var cells: [[Inline]] = []

  var made: Table {
    let width = alignments.count
    let rows = stride(from: width, to: cells.count, by: width).map { Array(cells[$0..<$0 + width]) }
    return Table(alignments: alignments, header: Array(cells.prefix(width)), rows: rows)
  }
}

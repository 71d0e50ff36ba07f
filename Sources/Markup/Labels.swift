import SourceText

/// The labels that the author gave and the anchors made from headings, each once.
struct LabelTable {
  private(set) var definitions: [LabelDefinition] = []
  private var ranges: [String: SourceRange] = [:]
  /// Every anchor in use, the author's labels before all.
  private var taken: Set<String> = []
  /// The last number that was put behind an anchor.
  private var numbers: [String: Int] = [:]

  init(_ known: KnownLabels) {
    taken = known.labels
    // A figure's title and description.
    for label in known.labels { taken.formUnion([label + "-t", label + "-d"]) }
  }

  /// Places that pages have of themselves.
  private static func isReserved(_ anchor: String) -> Bool {
    if ["content", "contents-title", "notes-title", "references-title", "top"].contains(anchor) { return true }
    guard let start = ["fn-", "fnref-", "tabs-", "ref-"].first(where: { anchor.hasPrefix($0) }) else { return false }
    return start == "ref-"
      || anchor.utf8.dropFirst(start.utf8.count).allSatisfy { $0.isDigit || $0 == UInt8(ascii: "-") }
  }

  /// Records a label; where it was given before, says where.
  mutating func define(_ label: String, _ range: SourceRange) -> SourceRange? {
    definitions.append(LabelDefinition(label: label, range: range))
    if let earlier = ranges[label] { return earlier }
    ranges[label] = range
    return nil
  }

  /// The anchor of a heading as on GitHub: lower case, blanks become hyphens, punctuation goes; the second of a kind
  /// gets `-1`. `# 1. 기울기 (gradient)` → `1-기울기-gradient`.
  mutating func anchor(for inlines: [Inline]) -> String {
    var bytes: [UInt8] = []
    Self.appendText(of: inlines, to: &bytes)
    var slug = String.UnicodeScalarView()
    let lower = String(decoding: bytes, as: UTF8.self).lowercased()
    for scalar in lower.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .spaceSeparator, .control: slug.append("-")
      case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .nonspacingMark,
        .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber, .connectorPunctuation:
        slug.append(scalar)
      default:
        if scalar == "-" { slug.append(scalar) }
      }
    }
    let text = slug.isEmpty ? "section" : String(slug)
    let base = Self.isReserved(text) ? "section-" + text : text
    var anchor = base
    var number = numbers[base] ?? 0
    while taken.contains(anchor) {
      number += 1
      anchor = "\(base)-\(number)"
    }
    numbers[base] = number
    taken.insert(anchor)
    return anchor
  }

  /// The text that inlines show, without markup. Nesting is bounded by ``TreeBuilder/depthLimit``.
  private static func appendText(of inlines: [Inline], to bytes: inout [UInt8]) {
    for inline in inlines {
      switch inline {
      case .text(let text), .code(let text): bytes.append(contentsOf: text.utf8)
      case .softBreak, .lineBreak: bytes.append(.space)
      case .emphasis, .strong, .strikethrough, .lowered, .raised, .link, .image:
        appendText(of: inline.content, to: &bytes)
      case .formula(let formula): bytes.append(contentsOf: formula.source.text)
      case .reference(let reference): bytes.append(contentsOf: reference.label.utf8)
      case .html, .expression, .answer, .footnote, .citation: break
      }
    }
  }
}

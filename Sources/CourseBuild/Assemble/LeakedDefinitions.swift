import Markup
import SourceText

/// Notes, addresses of links and macros that are defined in solutions alone and used outside of them.
struct LeakedDefinitions {
  private let ranges: [SourceRange]
  private let defined: Definitions
  private let openText: String
  private(set) var diagnostics: [Diagnostic] = []

  /// - Parameter ranges: of the solutions.
  init(ranges: [SourceRange], of lesson: Lesson) {
    self.ranges = ranges
    var open = lesson.file.bytes
    for range in ranges where range.file.path == lesson.file.path {
      for index in range.bytes.clamped(to: open.indices) { open[index] = UInt8(ascii: "\n") }
    }
    var defined = Definitions(in: Array(ranges.map(\.text).joined(separator: "\n\n").utf8))
    defined.subtract(Definitions(in: open))
    self.defined = defined
    openText = String(decoding: open, as: UTF8.self)
  }

  /// The document with nothing where such a note stood, an ellipsis for such a formula, and no address for such a link.
  ///
  /// - Parameter shown: the document without solutions, whose uses count.
  mutating func removed(from document: Document, shown: Document) -> Document {
    var document = document
    let used = Set(shown.footnotes.map { $0.label.lowercased() })
    for index in document.footnotes.indices {
      let note = document.footnotes[index]
      guard used.contains(note.label.lowercased()), let range = note.range, isInSolution(range) else { continue }
      diagnostics.append(leak("the note `\(note.label)`", "is written", range))
      document.footnotes[index].blocks = []
    }
    guard !defined.macros.isEmpty || !defined.destinations.isEmpty else { return document }
    diagnostics += uses(in: shown)
    let leaked = self
    document.rewriteTexts { inlines in inlines.flatMap { leaked.rewritten($0) } }
    return document
  }

  /// A display formula or a figure of its own that would show what a solution defines.
  func leavesOut(_ block: Block) -> Bool {
    switch block.kind {
    case .formula(let formula): macro(in: formula) != nil
    case .figure(let image): isLeaked(image.source, image.range)
    default: false
    }
  }

  private func uses(in shown: Document) -> [Diagnostic] {
    var found: [Diagnostic] = []
    var shown = shown
    func see(_ blocks: [Block]) {
      for block in blocks {
        switch block.kind {
        case .formula(let formula):
          if let name = macro(in: formula) { found.append(leak("the macro `\\\(name)`", "is defined", block.range)) }
        case .figure(let image) where isLeaked(image.source, image.range):
          found.append(leak("the address of this image", "is written", image.range ?? block.range))
        default: break
        }
        for case .blocks(let inner) in block.parts { see(inner) }
      }
    }
    see(shown.blocks + shown.footnotes.flatMap(\.blocks))
    shown.rewriteTexts { inlines in
      for inline in inlines {
        switch inline {
        case .formula(let formula):
          if let name = macro(in: formula) {
            found.append(leak("the macro `\\\(name)`", "is defined", formula.source.range))
          }
        case .link(let link) where isLeaked(link.destination, link.range):
          found.append(leak("the address of this link", "is written", link.range ?? ranges[0]))
        case .image(let image) where isLeaked(image.source, image.range):
          found.append(leak("the address of this image", "is written", image.range ?? ranges[0]))
        default: break
        }
      }
      return inlines
    }
    return found
  }

  private func rewritten(_ inline: Inline) -> [Inline] {
    switch inline {
    case .formula(let formula) where macro(in: formula) != nil: [.text("…")]
    case .link(let link) where isLeaked(link.destination, link.range): link.content
    case .image(let image) where isLeaked(image.source, image.range): image.alt
    default: [inline]
    }
  }

  private func macro(in formula: Formula) -> String? {
    defined.macro(in: formula.source.string)
  }

  /// An address that stands nowhere but behind a solution's `[label]:`.
  private func isLeaked(_ address: String, _ range: SourceRange?) -> Bool {
    guard defined.destinations.contains(address), !openText.contains(address) else { return false }
    return range.map { isInSolution($0) || !$0.text.contains(address) } ?? true
  }

  private func isInSolution(_ range: SourceRange) -> Bool { ranges.contains { $0.contains(range) } }

  private func leak(_ what: String, _ verb: String, _ range: SourceRange) -> Diagnostic {
    Diagnostic(
      .openAnswer, "\(what) \(verb) in a solution, and text outside of it uses it", at: range,
      hint: "write it outside of the solution; a build without solutions leaves it out")
  }
}

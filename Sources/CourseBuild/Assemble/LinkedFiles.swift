import Checksums
import Markup
import Reporting
import SourceText

/// The files that a lesson's prose shows or links to, in Markdown and in raw HTML: checked, copied beside the report under
/// the same path as below the course's folder, and given the address that they have from there.
struct LinkedFiles: AddressRewriter {
  let lesson: Lesson
  let path: LessonPath
  let folder: CourseFolder
  let imagesInline: Bool
  /// `false`: only files that no browser runs are put beside the report.
  let trustsAuthors: Bool
  let skipsSolutions: Bool
  var images: [String: String] = [:]
  var copies: [AssembledLesson.Copy] = []
  var links: [AssembledLesson.LinkCheck] = []
  /// Destinations and sources whose files stay where they are.
  var refused: Set<String> = []
  var anchors: Set<String> = []
  /// HTML as Markdown reports have it, where pages link to other pages.
  var markdownHTML: [String: String] = [:]
  var diagnostics: [Diagnostic] = []
  private var ownAnchors: [(anchor: String, range: SourceRange)] = []
  private var copied: Set<String> = []
  private var told: Set<String> = []
  /// How far texts have been found in the ranges that they were looked for in.
  private var searched: [SearchKey: Int] = [:]

  private struct SearchKey: Hashable {
    var pattern: [UInt8]
    var file: String
    var range: Range<Int>
  }

  init(
    lesson: Lesson, path: LessonPath, folder: CourseFolder, imagesInline: Bool, trustsAuthors: Bool,
    skipsSolutions: Bool
  ) {
    self.lesson = lesson
    self.path = path
    self.folder = folder
    self.imagesInline = imagesInline
    self.trustsAuthors = trustsAuthors
    self.skipsSolutions = skipsSolutions
  }

  // MARK: Addresses

  mutating func link(_ link: Link) -> Link {
    var link = link
    if let address = resolved(link.destination, link.range, shows: false) { link.destination = address }
    return link
  }

  mutating func image(_ image: Image) -> Image {
    var image = image
    if let address = resolved(image.source, image.range, shows: true) {
      image.source = address
      images[address] = address
    }
    return image
  }

  mutating func html(_ html: String, in range: SourceRange) -> String {
    let found = HTMLAddresses(html)
    anchors.formUnion(found.anchors)
    guard trustsAuthors, !found.addresses.isEmpty else { return html }
    var own: [String] = []
    var pages: [String] = []
    for attribute in found.addresses {
      let pattern = found.text[attribute.start..<attribute.range.upperBound]
      let place = place(of: Array(pattern), from: attribute.range.lowerBound - attribute.start, in: range)
      let address = resolved(attribute.value, at: place, shows: attribute.isLoaded, embeds: attribute.isEmbeddable)
      own.append(address ?? attribute.value)
      pages.append(address.map { attribute.isLoaded ? $0 : LinkedFiles.page($0) } ?? attribute.value)
    }
    let page = found.replacing(pages)
    if own != pages { markdownHTML[page] = found.replacing(own) }
    return page
  }

  func leavesOut(_ callout: Callout) -> Bool { skipsSolutions && callout.kind == .solution }

  func leavesOut(cell index: Int) -> Bool {
    let options = lesson.cells[index].options
    return !options.include || skipsSolutions && options.solution
  }

  /// Where an address leads from the report, `nil` where it stays as it stands; what it leads to is checked, and copied.
  ///
  /// - Parameter shows: it is loaded, not only followed.
  private mutating func resolved(_ address: String, _ place: SourceRange?, shows: Bool) -> String? {
    guard !address.isEmpty else { return nil }
    return resolved(address, at: self.place(of: Array(address.utf8), in: place), shows: shows)
  }

  private mutating func resolved(
    _ address: String, at range: SourceRange, shows: Bool, embeds: Bool = true
  ) -> String? {
    guard !address.isEmpty else {
      diagnostics.append(
        Diagnostic(
          .brokenLink, "this address is empty", at: range, hint: "write it, or take it out", severity: .warning))
      return nil
    }
    guard !refused.contains(address) else { return nil }
    guard LinkedFiles.isLocal(address) else {
      checkForeign(address, range)
      return nil
    }
    let (name, anchor) = LinkedFiles.split(address)
    if name.isEmpty {
      if let anchor, !anchor.isEmpty, anchor != "top" { ownAnchors.append((anchor, range)) }
      return nil
    }
    let file: String
    do throws(Diagnostic) {
      file = try folder.resolve(name, from: range)
    } catch {
      diagnostics.append(
        shows
          ? error
          : Diagnostic(
            .brokenLink, "`\(name)` lies outside the course", at: range,
            hint: "reports are written elsewhere, where a relative link out of the course leads nowhere"))
      return nil
    }
    switch folder.files.kind(file) {
    case .file where file.hasSuffix(".md") && !shows:
      let report = Path.withoutExtension(Path.relative(file, from: folder.root))
      links.append(AssembledLesson.LinkCheck(report: report, anchor: anchor, range: range))
    case .file:
      guard isAllowed(file, at: range) else {
        refused.insert(address)
        return nil
      }
      if shows, imagesInline {
        do throws(Diagnostic) {
          if embeds, let url = try dataURL(file, range) { return url }
        } catch {
          diagnostics.append(error)
          return nil
        }
        diagnostics.append(
          Diagnostic(
            .fileMissing, "`\(name)` is not put into the page, and stands beside it", at: range,
            hint: embeds
              ? "let it travel with the page; images and fonts alone are put into it"
              : "browsers take a part of a drawing from a file alone: put the drawing itself into the lesson",
            severity: .warning))
      }
      copy(file)
    case .directory:
      diagnostics.append(
        Diagnostic(
          .brokenLink, "`\(name)` is a folder", at: range, hint: "name a file in it, `\(Path.join(name, "…"))`"))
      return nil
    case .other, .missing:
      let id: DiagnosticID = shows ? .fileMissing : .brokenLink
      diagnostics.append(
        Diagnostic(id, "no \(shows && Self.isImage(name) ? "image" : "file") `\(name)`", at: range, hint: nearest(file))
      )
      return nil
    }
    return self.address(of: file, written: address, anchor: anchor, in: range)
  }

  /// The address of a file in the report; as the author wrote it where that is the same.
  private func address(of file: String, written: String, anchor: String?, in range: SourceRange) -> String {
    let target = Path.relative(file, from: folder.root)
    let relative = Path.relative(target, from: Path.directory(path.report))
    if Path.directory(range.file.path) == Path.directory(lesson.file.path), LinkedFiles.split(written).path == relative
    {
      return written
    }
    let tail = written.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
    return Address.reference(toFile: relative) + (tail.map { String(written[$0...]) } ?? "")
  }

  /// The page of a lesson, where raw HTML links to its file.
  private static func page(_ address: String) -> String {
    let (path, _) = split(address)
    guard path.hasSuffix(".md") else { return address }
    let end = address.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") } ?? address.endIndex
    return address[..<end].dropLast(3) + ".html" + address[end...]
  }

  /// Addresses that lead nowhere from a page: from the root of some server, of the author's own disk, or to a scheme that
  /// nobody knows.
  private mutating func checkForeign(_ address: String, _ range: SourceRange) {
    guard let fault = ForeignAddress.fault(of: address) else { return }
    diagnostics.append(
      Diagnostic(.brokenLink, fault.message, at: range, hint: fault.hint, severity: fault.isError ? nil : .warning))
  }

  /// Where a text stands in the source: inside its construct's or block's range, at its next occurrence; once more from the
  /// start where it was the last, since a part can be included twice; the range itself for what the author wrote in
  /// another way.
  ///
  /// - Parameter offset: from which byte of the text on the place is told.
  private mutating func place(of pattern: [UInt8], from offset: Int = 0, in range: SourceRange?) -> SourceRange {
    let file = range?.file ?? lesson.file
    let end = range?.bytes.upperBound ?? file.bytes.count
    let first = range?.bytes.lowerBound ?? 0
    let key = SearchKey(pattern: pattern, file: file.path, range: first..<end)
    for start in [searched[key] ?? first, first] {
      guard let place = next(pattern, in: start..<end, of: file) else { continue }
      searched[key] = place + 1
      return SourceRange(file, place + offset..<place + pattern.count)
    }
    return range ?? SourceRange(file, 0..<0)
  }

  /// Of a text that stands alone: behind a blank, a bracket or a quote, and before one.
  private func next(_ pattern: [UInt8], in range: Range<Int>, of file: SourceFile) -> Int? {
    var start = range.lowerBound
    while start + pattern.count <= range.upperBound {
      guard let first = file.bytes[start..<range.upperBound].firstIndex(of: pattern[0]) else { return nil }
      start = first + 1
      let behind = first + pattern.count
      guard behind <= range.upperBound, file.bytes[first..<behind].elementsEqual(pattern) else { continue }
      let isOpened = first > 0 && " \t\n(<\"'=:".utf8.contains(file.bytes[first - 1])
      let isClosed = behind == file.bytes.count || " \t\r\n)>\"'&,/".utf8.contains(file.bytes[behind])
      if isOpened, isClosed { return first }
    }
    return nil
  }

  /// Links within the page, when all its anchors are known.
  mutating func checkOwnAnchors() {
    var index: NameIndex?
    for (anchor, range) in ownAnchors where !anchors.contains(anchor) {
      diagnostics.append(brokenAnchor(anchor, among: anchors, &index, at: range))
    }
  }

  /// Whether a file may be put beside the report; one that may not is told about, once.
  private mutating func isAllowed(_ file: String, at range: SourceRange) -> Bool {
    guard !trustsAuthors, !copied.contains(file) else { return true }
    var bytes: [UInt8]?
    let fault = InertFile.fault(file) {
      bytes = try? folder.read(file)
      return bytes
    }
    guard let fault else { return true }
    guard told.insert(file).inserted else { return false }
    var notes: [Diagnostic.Note] = []
    if let offset = fault.offset, let bytes, UTF8Validation.invalidBytes(in: bytes).isEmpty {
      let source = SourceFile(path: file, bytes: bytes)
      notes.append(.init("it stands here", at: SourceRange(source, offset..<min(offset + 1, bytes.count))))
    }
    diagnostics.append(Diagnostic(.untrustedFile, fault.message, at: range, hint: fault.hint, notes: notes))
    return false
  }

  private mutating func copy(_ file: String) {
    guard copied.insert(file).inserted else { return }
    copies.append(AssembledLesson.Copy(source: file, target: Path.relative(file, from: folder.root), folder: folder))
  }

  /// By its ending; a name without one is taken for an image's.
  private static func isImage(_ name: String) -> Bool {
    let ending = Path.name(name).split(separator: ".").dropFirst().last.map { $0.lowercased() }
    return !["js", "css", "html", "htm", "mp4", "webm", "mov", "mp3", "wav", "ogg", "vtt", "pdf"].contains(ending)
  }

  private func nearest(_ file: String) -> String? {
    // The page of a lesson, as other programs link to it: `b.html`, `b`, `b/`.
    let stem = file.hasSuffix(".html") ? String(file.dropLast(5)) : file
    if folder.files.kind(stem + ".md") == .file {
      return "did you mean `\(Path.relative(stem + ".md", from: Path.directory(lesson.file.path)))`?"
    }
    let directory = Path.directory(file)
    let names = folder.files.names(in: directory)
    return nearestName(to: Path.name(file), in: names).map { name in
      "did you mean `\(Path.relative(Path.join(directory, name), from: Path.directory(lesson.file.path)))`?"
    }
  }

  /// `nil` for what is neither an image that browsers show nor a font.
  private func dataURL(_ file: String, _ range: SourceRange) throws(Diagnostic) -> String? {
    let types = [
      "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
      "webp": "image/webp", "avif": "image/avif", "woff2": "font/woff2", "woff": "font/woff", "ttf": "font/ttf",
      "otf": "font/otf",
    ]
    let ending = file.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard let type = types[ending] else { return nil }
    do {
      return "data:\(type);base64,\(Base64.text(of: try folder.read(file)))"
    } catch {
      throw Diagnostic(.unreadableFile, "cannot read `\(file)`: \(error.message)", at: range)
    }
  }
}

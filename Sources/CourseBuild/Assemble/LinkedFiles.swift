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
  var diagnostics: [Diagnostic] = []
  private var ownAnchors: [(anchor: String, range: SourceRange)] = []
  private var copied: Set<String> = []
  private var told: Set<String> = []
  /// How far destinations have been found in the lesson's text.
  private var searched: [String: Int] = [:]

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
    return found.replacing(
      found.addresses.map { attribute in
        let shows = attribute.name != "href"
        guard let address = resolved(attribute.value, range, shows: shows) else { return attribute.value }
        return shows ? address : LinkedFiles.page(address)
      })
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
    guard !address.isEmpty, !refused.contains(address) else { return nil }
    let range = self.place(of: address, in: place)
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
          if let url = try dataURL(file, range) { return url }
        } catch {
          diagnostics.append(error)
          return nil
        }
      }
      copy(file)
    case .directory:
      diagnostics.append(
        Diagnostic(
          .brokenLink, "`\(name)` is a folder", at: range, hint: "name a file in it, `\(Path.join(name, "…"))`"))
      return nil
    case .other, .missing:
      let id: DiagnosticID = shows ? .fileMissing : .brokenLink
      diagnostics.append(Diagnostic(id, "no \(shows ? "image" : "file") `\(name)`", at: range, hint: nearest(file)))
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

  /// Addresses that lead nowhere from a page: from the root of some server, of the author's own disk.
  private mutating func checkForeign(_ address: String, _ range: SourceRange) {
    if address.hasPrefix("/"), !address.hasPrefix("//") {
      diagnostics.append(
        Diagnostic(
          .brokenLink, "`\(address)` starts at the root of a server, and nobody knows where that is", at: range,
          hint: "write it relative to this file"))
    } else if let scheme = Address.scheme(of: address),
      ["file", "attachment", "blob", "about", "sandbox"].contains(scheme) || scheme.utf8.count == 1
    {
      diagnostics.append(
        Diagnostic(
          .brokenLink, "`\(scheme):` leads nowhere from a page", at: range,
          hint: "put the file into the course, and write its relative path", severity: .warning))
    }
  }

  /// Where a destination stands in the text: inside its link's range, or else at its next occurrence; the range itself
  /// for one that the author wrote in another way.
  private mutating func place(of destination: String, in range: SourceRange?) -> SourceRange {
    let file = range?.file ?? lesson.file
    let pattern = Array(destination.utf8)
    let end = range?.bytes.upperBound ?? file.bytes.count
    let first = range?.bytes.lowerBound ?? 0
    var start = max(first, searched[destination].flatMap { $0 < end ? $0 : nil } ?? first)
    while start + pattern.count <= end {
      guard let first = file.bytes[start..<end].firstIndex(of: pattern[0]) else { break }
      start = first + 1
      let isOpened = first > 0 && " (<\"'=".utf8.contains(file.bytes[first - 1])
      if isOpened, file.bytes[first..<end].starts(with: pattern) {
        searched[destination] = start
        return SourceRange(file, first..<first + pattern.count)
      }
    }
    return range ?? SourceRange(file, 0..<0)
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

  private func nearest(_ file: String) -> String? {
    let directory = Path.directory(file)
    let names = folder.files.names(in: directory)
    return nearestName(to: Path.name(file), in: names).map { name in
      "did you mean `\(Path.relative(Path.join(directory, name), from: Path.directory(lesson.file.path)))`?"
    }
  }

  /// `nil` for a kind of image that no browser shows.
  private func dataURL(_ file: String, _ range: SourceRange) throws(Diagnostic) -> String? {
    let types = [
      "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
      "webp": "image/webp", "avif": "image/avif",
    ]
    let ending = file.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard let type = types[ending] else { return nil }
    do {
      return "data:\(type);base64,\(Base64.text(of: try folder.read(file)))"
    } catch {
      throw Diagnostic(.unreadableFile, "cannot read `\(file)`: \(error.message)", at: range)
    }
  }

  /// Neither `https:…` nor `//host/…`, nor a path from the root of some server.
  static func isLocal(_ destination: String) -> Bool {
    guard !destination.isEmpty, !destination.hasPrefix("/") else { return false }
    return Address.scheme(of: destination) == nil
  }

  /// `02.md#sec-a` → the path with its `%20` decoded, and the anchor.
  static func split(_ destination: String) -> (path: String, anchor: String?) {
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts[0].prefix { $0 != "?" }
    return (percentDecoded(path), parts.count == 2 ? percentDecoded(parts[1]) : nil)
  }

  private static func percentDecoded(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let decoded = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        bytes.append(decoded)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// - Parameter index: of the anchors; made at the first broken one.
func brokenAnchor(
  _ anchor: String, among anchors: Set<String>, _ index: inout NameIndex?, at range: SourceRange
) -> Diagnostic {
  if index == nil { index = NameIndex(anchors.sorted()) }
  return Diagnostic(
    .brokenLink, "nothing there has the anchor `\(anchor)`", at: range,
    hint: index?.nearest(to: anchor).map { "did you mean `#\($0)`?" })
}

import Checksums
import Markup
import Reporting
import SourceText

/// The files that a lesson's prose shows or links to: checked, and copied beside the report under the same path as
/// below the course's folder, so that a relative link holds in both.
struct LinkedFiles {
  let lesson: Lesson
  let path: LessonPath
  let folder: CourseFolder
  let imagesInline: Bool
  /// `false`: only files that no browser runs are put beside the report.
  let trustsAuthors: Bool
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

  init(lesson: Lesson, path: LessonPath, folder: CourseFolder, imagesInline: Bool, trustsAuthors: Bool) {
    self.lesson = lesson
    self.path = path
    self.folder = folder
    self.imagesInline = imagesInline
    self.trustsAuthors = trustsAuthors
  }

  mutating func visit(_ image: Image) {
    guard images[image.source] == nil, !refused.contains(image.source), LinkedFiles.isLocal(image.source) else {
      return
    }
    let range = place(of: image.source, in: image.range)
    let (name, _) = LinkedFiles.split(image.source)
    do {
      let file = try folder.resolve(name, from: range)
      switch FileSystem.kind(file) {
      case .file:
        if !isAllowed(file, at: range) {
          refused.insert(image.source)
          return
        }
        if imagesInline {
          images[image.source] = try dataURL(file, range)
          return
        }
        copy(file)
        let target = Path.relative(file, from: folder.root)
        images[image.source] = Address.reference(
          toFile: Path.relative(target, from: Path.directory(path.report)))
      case .directory, .other, .missing:
        diagnostics.append(Diagnostic(.fileMissing, "no image `\(name)`", at: range, hint: nearest(file)))
      }
    } catch {
      diagnostics.append(error)
    }
  }

  mutating func visit(_ link: Link) {
    guard LinkedFiles.isLocal(link.destination) else { return }
    let range = place(of: link.destination, in: link.range)
    let (name, anchor) = LinkedFiles.split(link.destination)
    if name.isEmpty {
      if let anchor, !anchor.isEmpty { ownAnchors.append((anchor, range)) }
      return
    }
    let file: String
    do {
      file = try folder.resolve(name, from: range)
    } catch {
      diagnostics.append(
        Diagnostic(
          .brokenLink, "`\(name)` lies outside the course", at: range,
          hint: "reports are written elsewhere, where a relative link out of the course leads nowhere"))
      return
    }
    switch FileSystem.kind(file) {
    case .file where file.hasSuffix(".md"):
      let report = Path.withoutExtension(Path.relative(file, from: folder.root))
      links.append(AssembledLesson.LinkCheck(report: report, anchor: anchor, range: range))
    case .file:
      if isAllowed(file, at: range) { copy(file) } else { refused.insert(link.destination) }
    case .directory: break
    case .other, .missing:
      diagnostics.append(Diagnostic(.brokenLink, "no file `\(name)`", at: range, hint: nearest(file)))
    }
  }

  /// Where a destination stands in the text: inside its link's range, or else at its next occurrence behind a bracket;
  /// the start of the lesson for one that the author wrote in another way (escaped, or under a reference).
  private mutating func place(of destination: String, in range: SourceRange?) -> SourceRange {
    let file = range?.file ?? lesson.file
    let pattern = Array(destination.utf8)
    let end = range?.bytes.upperBound ?? file.bytes.count
    var start = range?.bytes.lowerBound ?? searched[destination] ?? 0
    while start + pattern.count <= end {
      guard let first = file.bytes[start..<end].firstIndex(of: pattern[0]) else { break }
      start = first + 1
      let isOpened = first > 0 && " (<".utf8.contains(file.bytes[first - 1])
      if isOpened, file.bytes[first..<end].starts(with: pattern) {
        searched[destination] = start
        return SourceRange(file, first..<first + pattern.count)
      }
    }
    return range ?? SourceRange(file, 0..<0)
  }

  /// Raw HTML may hold anchors of its own.
  mutating func visit(html: String) {
    for marker in ["id=\"", "name=\""] {
      for part in html.split(separator: marker).dropFirst() { anchors.insert(String(part.prefix { $0 != "\"" })) }
    }
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
      bytes = try? FileSystem.read(file)
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
    let names = (try? FileSystem.list(directory)) ?? []
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

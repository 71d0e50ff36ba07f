import SourceText

/// A lesson's text with its front matter taken off and its includes pasted in, still knowing where each byte stands.
struct Assembly {
  private(set) var frontMatter: Excerpt?
  private(set) var body: Excerpt
  private(set) var diagnostics: [Diagnostic] = []

  /// How deep includes may stand in includes.
  static let depthLimit = 32

  /// - Parameter budget: how much includes may put in; past it nothing of the lesson is left but the fault, since half
  ///   of a lesson would only give more of them.
  init(
    _ file: SourceFile, budget: LessonBudget,
    readInclude: (_ path: String, _ from: SourceRange) throws(Diagnostic) -> SourceFile
  ) {
    let (matter, start) = Self.splitFrontMatter(file)
    frontMatter = matter.map { Excerpt(file, $0) }
    guard Self.holdsInclude(file.bytes) else {
      body = Excerpt(file, start..<file.bytes.count)
      return
    }
    body = Excerpt(file: file, at: start)
    // A stack of files being pasted, not a recursion: who includes whom is up to the author.
    var stack = [Pasting(file: file, position: start, prefix: [])]
    var parts = PartCache()
    var spent = 0
    while var pasting = stack.popLast() {
      guard let request = paste(&pasting) else { continue }
      stack.append(pasting)
      if let cycle = stack.firstIndex(where: { $0.file.path == request.path }) {
        report(request, cycle: stack[cycle...].map(\.file.path))
        continue
      }
      do throws(Diagnostic) {
        let included = try parts.file(request.path, request.range, readInclude)
        if let fault = Self.foreignPart(request.path, at: request.range) {
          diagnostics.append(fault)
          continue
        }
        if let cycle = stack.firstIndex(where: { $0.file.path == included.path }) {
          report(request, cycle: stack[cycle...].map(\.file.path))
        } else if stack.count > Self.depthLimit {
          diagnostics.append(
            Diagnostic(
              .nestedTooDeep, "includes stand deeper than \(Self.depthLimit) in one another", at: request.range))
        } else {
          // A part may be nothing but includes, or nothing at all, and is still read.
          spent += Self.partCost + included.bytes.count + request.prefix.count * included.lineStarts.count
          guard spent <= budget[.text] else {
            body = Excerpt(file: file, at: start)
            diagnostics = [
              budget.fault(.text, "the includes of this lesson put in more than", "bytes", at: request.range)
            ]
            return
          }
          let (_, partStart) = Self.splitFrontMatter(included)
          stack.append(Pasting(file: included, position: partStart, prefix: request.prefix))
        }
      } catch {
        diagnostics.append(error)
      }
    }
  }

  /// Data, code, pictures: what would be read as Markdown and is none.
  private static func foreignPart(_ path: String, at range: SourceRange) -> Diagnostic? {
    let data = ["csv", "tsv", "npy"]
    let others = [
      "ipynb", "json", "py", "r", "jl", "m", "c", "h", "cpp", "java", "js", "ts", "swift", "rs", "go", "sh", "sql",
      "nn", "yml",
      "yaml", "toml", "bib", "svg", "png", "jpg", "jpeg", "gif", "pdf",
    ]
    guard let point = path.lastIndex(of: ".") else { return nil }
    let ending = path[path.index(after: point)...].lowercased()
    guard data.contains(ending) || others.contains(ending) else { return nil }
    return Diagnostic(
      .foreignConstruct, "`\(path)` is no Markdown, and an include would read it as such", at: range,
      hint: data.contains(ending)
        ? "read it in a block of code: `\(ending == "npy" ? "npy" : "csv")(\"\(path)\")`"
        : "show it in a fence of code, or link to it")
  }

  /// Cost of a part beside its bytes, in bytes.
  private static let partCost = 64

  private struct Pasting {
    var file: SourceFile
    var position: Int
    /// Prefix: the text before `{{< include` in its line, `> ` or blanks, repeated before each line that is pasted.
    var prefix: [UInt8]
    var fence: Fence?
  }

  private struct Request {
    var path: String
    var range: SourceRange
    var prefix: [UInt8]
  }

  private mutating func report(_ request: Request, cycle: [String]) {
    let chain = (cycle + [cycle[0]]).map { "`\($0)`" }.joined(separator: " → ")
    diagnostics.append(
      Diagnostic(
        .includeCycle, "this include leads back to itself: \(chain)", at: request.range,
        hint: "take one of these includes out"))
  }

  /// Appends the file's lines up to its end (`nil`) or to the next include.
  private mutating func paste(_ pasting: inout Pasting) -> Request? {
    let file = pasting.file
    let bytes = file.bytes
    while pasting.position < bytes.count {
      let start = pasting.position
      var end = start
      while end < bytes.count, bytes[end] != .newline { end += 1 }
      let next = min(end + 1, bytes.count)
      pasting.position = next
      if let last = body.text.last, last != .newline { body.append([.newline], from: file, at: start) }
      let contentEnd = end > start && bytes[end - 1] == .carriageReturn ? end - 1 : end
      if pasting.fence == nil, let directive = IncludeDirective(bytes, start..<contentEnd) {
        let prefix = pasting.prefix + bytes[start..<directive.range.lowerBound]
        return Request(path: directive.path, range: SourceRange(file, directive.range), prefix: prefix)
      }
      pasting.fence = Fence.state(after: bytes, start..<contentEnd, before: pasting.fence)
      if !pasting.prefix.isEmpty { body.append(pasting.prefix, from: file, at: start) }
      body.append(bytes[start..<next], from: file, at: start)
    }
    return nil
  }

  /// The YAML between a first line `---` and a line `---` or `...`, and where the text behind it starts.
  ///
  /// As in pandoc the line behind the opening one is not blank, so that a rule at the start stays a rule.
  static func splitFrontMatter(_ file: SourceFile) -> (matter: Range<Int>?, bodyStart: Int) {
    let bytes = file.bytes
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var line = start
    var matterStart: Int?
    while line < bytes.count {
      var end = line
      while end < bytes.count, bytes[end] != .newline { end += 1 }
      let next = min(end + 1, bytes.count)
      var content = line..<end
      while let last = content.last, bytes[last].isBlank { content = content.lowerBound..<last }
      let isDashes = content.count == 3 && bytes[content].allSatisfy { $0 == UInt8(ascii: "-") }
      let isDots = content.count == 3 && bytes[content].allSatisfy { $0 == UInt8(ascii: ".") }
      if let matterStart {
        if isDashes || isDots { return (matterStart..<line, next) }
        if line == matterStart, content.isEmpty { return (nil, start) }
      } else {
        guard isDashes else { return (nil, start) }
        matterStart = next
      }
      line = next
    }
    return (nil, start)
  }

  private static func holdsInclude(_ bytes: [UInt8]) -> Bool {
    var index = 0
    while index + 2 < bytes.count {
      if bytes[index] == UInt8(ascii: "{"), bytes[index + 1] == UInt8(ascii: "{"), bytes[index + 2] == UInt8(ascii: "<")
      {
        return true
      }
      index += 1
    }
    return false
  }
}

/// Parts that were read before: one that is included a thousand times is read once.
private struct PartCache {
  private struct Key: Hashable {
    var path: String
    /// The same words mean another file in a part that stands elsewhere.
    var includingFile: SourceFile
  }

  private var files: [Key: SourceFile] = [:]
  /// One file for one path, whoever includes it.
  private var filesByPath: [String: SourceFile] = [:]

  mutating func file(
    _ path: String, _ range: SourceRange,
    _ readInclude: (_ path: String, _ from: SourceRange) throws(Diagnostic) -> SourceFile
  ) throws(Diagnostic) -> SourceFile {
    let key = Key(path: path, includingFile: range.file)
    if let known = files[key] { return known }
    let read = try readInclude(path, range)
    let file = filesByPath[read.path] ?? read
    filesByPath[read.path] = file
    files[key] = file
    return file
  }
}

/// `{{< include _part.md >}}` alone in its line, behind blanks and `>` at most.
struct IncludeDirective {
  var path: String
  /// From `{{<` to `>}}`.
  var range: Range<Int>

  init?(_ bytes: [UInt8], _ line: Range<Int>) {
    var start = line.lowerBound
    while start < line.upperBound, bytes[start].isBlank || bytes[start] == UInt8(ascii: ">") { start += 1 }
    var end = line.upperBound
    while end > start, bytes[end - 1].isBlank { end -= 1 }
    guard end - start >= 8, bytes[start..<start + 3].elementsEqual("{{<".utf8),
      bytes[end - 3..<end].elementsEqual(">}}".utf8)
    else { return nil }
    let words = bytes[start + 3..<end - 3].split(whereSeparator: \.isBlank)
    guard words.count == 2, words[0].elementsEqual("include".utf8) else { return nil }
    var name = words[1]
    if name.count > 2, let quote = name.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      name.last == quote
    {
      name = name.dropFirst().dropLast()
    }
    path = String(decoding: name, as: UTF8.self)
    range = start..<end
  }
}

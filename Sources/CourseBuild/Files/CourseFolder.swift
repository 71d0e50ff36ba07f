import SourceText

/// Reads files below one course's folder, and none above it.
struct CourseFolder: Sendable {
  let root: String
  /// Record of the files read so far, of all courses of a run.
  let files: ReadFiles
  /// Told of every file that is read, for whoever keeps what comes of them.
  var reads: ObservedReads?
  private let realRoot: String?

  init(root: String, files: ReadFiles = ReadFiles()) {
    self.root = root
    self.files = files
    realRoot = files.realPath(root)
  }

  /// The same folder with a record of its own, within this one's.
  func recording(in files: ReadFiles) -> CourseFolder { CourseFolder(root: root, files: files) }

  /// Where a path leads that stands in a file at `range`, relative to that file's folder.
  ///
  /// - Throws: when it leads out of the course, by its names or by a symbolic link.
  func resolve(_ path: String, from range: SourceRange) throws(Diagnostic) -> String {
    let resolved = Path.normalized(Path.join(Path.directory(range.file.path), path))
    let isInside =
      path.utf8.first != UInt8(ascii: "/") && Path.isInside(resolved, root)
      && (files.realPath(resolved).map { Path.isInside($0, realRoot ?? "/") } ?? true)
    guard isInside else {
      throw Diagnostic(
        .fileOutsideCourse, "`\(path)` lies outside the course", at: range,
        hint: "files are read only below the course's folder, so that it can be moved as it is")
    }
    return resolved
  }

  /// The bytes of a file named in another one.
  func read(
    _ path: String, from range: SourceRange, atMost limit: Int = FileSystem.largestFile
  ) throws(Diagnostic) -> [UInt8] {
    let resolved = try resolve(path, from: range)
    do {
      return try read(resolved, atMost: limit)
    } catch {
      guard error.isMissing else {
        throw Diagnostic(.unreadableFile, "cannot read `\(path)`: \(error.message)", at: range)
      }
      let folder = Path.directory(resolved)
      let names = files.names(in: folder)
      let hint = nearestName(to: Path.name(resolved), in: names)
        .map { "did you mean `\(Path.relative(Path.join(folder, $0), from: Path.directory(range.file.path)))`?" }
      throw Diagnostic(.fileMissing, "no file `\(path)`", at: range, hint: hint)
    }
  }

  /// The bytes of a file by its own path.
  func read(_ path: String, atMost limit: Int = FileSystem.largestFile) throws(FileSystem.Fault) -> [UInt8] {
    do {
      let bytes = try files.read(path, within: realRoot ?? "/", atMost: limit)
      reads?.note(path, .success(bytes))
      return bytes
    } catch {
      reads?.note(path, .failure(error))
      throw error
    }
  }

  /// Whether a file of the course stands there.
  func offers(_ path: String) -> Bool {
    FileSystem.kind(path) == .file
      && (FileSystem.realPath(path).map { Path.isInside($0, realRoot ?? "/") } ?? false)
  }

  /// A text file named in another one.
  func readText(_ path: String, from range: SourceRange) throws(Diagnostic) -> SourceFile {
    let bytes = try read(path, from: range, atMost: FileSystem.largestText)
    return try CourseFolder.text(bytes, path: try resolve(path, from: range))
  }

  /// A text file by its own path: a lesson, `course.yml`, `references.bib`.
  ///
  /// - Throws: when it is a symbolic link that leads out of the course too; nothing of what stands there is read, so
  ///   that no message can quote it.
  func readText(_ path: String) throws(Diagnostic) -> SourceFile {
    if let real = files.realPath(path), let realRoot, !Path.isInside(real, realRoot) {
      throw Diagnostic(
        .fileOutsideCourse, "the link `\(path)` leads out of the course", at: wholeFile(path),
        hint: "copy what it leads to into the course")
    }
    let bytes: [UInt8]
    do {
      bytes = try read(path, atMost: FileSystem.largestText)
    } catch {
      throw Diagnostic(.unreadableFile, "cannot read `\(path)`: \(error.message)", at: wholeFile(path))
    }
    return try CourseFolder.text(bytes, path: path)
  }

  static func text(_ bytes: [UInt8], path: String) throws(Diagnostic) -> SourceFile {
    let invalid = UTF8Validation.invalidBytes(in: bytes)
    guard let offset = invalid.first else { return SourceFile(path: path, bytes: bytes) }
    // For showing the line: each byte that is no text stands as one question mark, so that columns stay.
    var shown = bytes
    for offset in invalid { shown[offset] = UInt8(ascii: "?") }
    let file = SourceFile(path: path, bytes: shown)
    let byte = String(bytes[offset], radix: 16, uppercase: true)
    let more = invalid.count - 1
    throw Diagnostic(
      .notUTF8, "`\(path)` is not UTF-8: byte 0x\(byte)", at: SourceRange(file, offset..<offset + 1),
      hint: "save the file as UTF-8",
      notes: more == 0 ? [] : [.init("\(more) more \(more == 1 ? "byte is" : "bytes are") no UTF-8 either")])
  }
}

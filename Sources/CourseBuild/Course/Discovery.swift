import SourceText

/// A lesson's file before it is read.
struct LessonPath: Sendable, Hashable {
  /// The course's folder: where `course.yml` stands, and above which no lesson may read.
  var root: String
  /// Relative to `root`: `en/01-chain-rule.md`.
  var path: String

  /// As people see it and as the disk knows it: `lessons/en/01-chain-rule.md`.
  var file: String { Path.join(root, path) }
  /// `en/01-chain-rule`
  var report: String { Path.withoutExtension(path) }
}

extension Sequence<LessonPath> {
  /// Lessons in the order of their reports' paths, which are made once for each and not for each comparison.
  func inOrderOfReports() -> [LessonPath] {
    map { (report: $0.report, file: $0.file, path: $0) }
      .sorted { ($0.report, $0.file) < ($1.report, $1.file) }
      .map(\.path)
  }
}

/// Finds the lessons that arguments of the command line mean.
///
/// A folder means all `.md` files in it and below, except parts (`_intro.md`) and what begins with a point; a file
/// means itself. Lessons come in the order of their reports' paths, each once.
func discoverLessons(_ arguments: [String]) -> Diagnosed<[LessonPath]> {
  var found: Set<LessonPath> = []
  var diagnostics: [Diagnostic] = []
  var spellings: [String: String] = [:]
  /// Texts are the same in both of Unicode's normal forms, and on some disks in both cases.
  func take(_ lesson: LessonPath) {
    found.insert(lesson)
    let (file, spelling) = (lesson.file, lesson.file.lowercased())
    guard let other = spellings[spelling] else { return spellings[spelling] = file }
    guard !other.utf8.elementsEqual(file.utf8),
      FileSystem.realPath(other).map({ Array($0.utf8) }) != FileSystem.realPath(file).map({ Array($0.utf8) })
    else { return }
    let isForm = other == file
    diagnostics.append(
      Diagnostic(
        .outputCollision,
        isForm
          ? "two lessons are called `\(file)`, once with letters and marks apart"
          : "`\(other)` and `\(file)` differ in capitals alone, and are one file on many disks",
        at: wholeFile(file), hint: "rename one of them"))
  }
  for argument in arguments {
    let kind = FileSystem.kind(Path.normalized(argument))
    let (root, path) = coursePlace(of: argument, isFolder: kind == .directory)
    switch kind {
    case .directory:
      let files = lessonFiles(in: path, of: root)
      diagnostics += files.diagnostics
      for file in files.value { take(LessonPath(root: root, path: Path.relative(file, from: root))) }
      if files.value.isEmpty, files.diagnostics.allSatisfy({ $0.id == .passedOver }) {
        diagnostics.append(
          Diagnostic(
            .noLessons, "no lessons in `\(path)`", at: wholeFile(path), hint: "a lesson is a file that ends in .md"))
      }
    case .file where isNoMarkdown(path):
      var refused = passedOver(path)
      refused.severity = .error
      diagnostics.append(refused)
    case .file:
      take(LessonPath(root: root, path: Path.relative(path, from: root)))
    case .other:
      diagnostics.append(Diagnostic(.unreadableFile, "`\(path)` is neither a file nor a folder", at: wholeFile(path)))
    case .missing:
      diagnostics.append(
        Diagnostic(
          .fileMissing, "no file or folder `\(path)`", at: wholeFile(path),
          hint: path == "lessons" ? "`lessons build` looks for a folder of this name; give another as argument" : nil))
    }
  }
  return Diagnosed(found.inOrderOfReports(), diagnostics)
}

/// Name of a folder that is a course without a `course.yml`.
let coursesUsualName = "lessons"

/// The course that a file or folder belongs to, and the path as it is reached from there.
///
/// The course's folder is the nearest one with `course.yml` at or above it, above the current folder too; else the
/// outermost one called `lessons`, else the folder itself, whose files then are pages by themselves. Both paths are relative to the current folder, unless the
/// argument is absolute: in `lessons/en`, `02-gates.md` gives `..` and `../en/02-gates.md`.
func coursePlace(of argument: String, isFolder: Bool) -> (root: String, path: String) {
  let argument = Path.normalized(argument)
  let isAbsolute = argument.utf8.first == UInt8(ascii: "/")
  let here = isAbsolute ? "/" : FileSystem.currentDirectory
  let whole = Path.normalized(Path.join(here, argument))
  let start = isFolder ? whole : Path.directory(whole)

  var candidate = start
  var named: String?
  while !CourseFile.stands(in: candidate) {
    if Path.name(candidate) == coursesUsualName, Path.isInside(candidate, here) { named = candidate }
    if candidate == "/" { break }
    candidate = Path.directory(candidate)
  }
  let root = CourseFile.stands(in: candidate) ? candidate : named ?? start
  let shownRoot = isAbsolute ? root : Path.relative(root, from: here)
  return (shownRoot, Path.join(shownRoot, Path.relative(whole, from: root)))
}

/// Endings of lessons elsewhere: Quarto, R Markdown, Jupyter, MDX, Sphinx, and other spellings.
private let foreignEndings = [
  ".qmd", ".rmd", ".rmarkdown", ".ipynb", ".mdx", ".markdown", ".mdown", ".mkd", ".mkdn", ".rst", ".adoc", ".md",
]

/// Whether a file is what other programs call a lesson, by its name: `a.qmd`, `a.ipynb`, `A.MD`.
private func isForeignLesson(_ name: String) -> Bool {
  !name.hasSuffix(".md") && foreignEndings.contains(where: name.lowercased().hasSuffix)
}

/// Whether that is no Markdown at all, which is not read where it is named either: `a.ipynb`, `a.csv`.
func isNoMarkdown(_ path: String) -> Bool {
  let name = path.lowercased()
  return [".ipynb", ".rst", ".adoc"].contains(where: name.hasSuffix) || !foreignEndings.contains(where: name.hasSuffix)
}

/// A file that is no lesson by its name.
private func passedOver(_ path: String) -> Diagnostic {
  let isNotebook = path.lowercased().hasSuffix(".ipynb")
  return Diagnostic(
    .passedOver, "`\(path)` is passed over: lessons end in `.md`", at: wholeFile(path),
    hint: isNotebook
      ? "a notebook is no Markdown: write its text and `nn` blocks into a file of their own"
      : isForeignLesson(path)
        ? "rename it, or put a `_` before its name if it is a part of another"
        : "give the lesson that uses it, or rename it if it is one")
}

/// All lessons below a folder, without recursion over its depth.
private func lessonFiles(in directory: String, of root: String) -> Diagnosed<[String]> {
  let realRoot = FileSystem.realPath(root) ?? root
  var files: [String] = []
  var diagnostics: [Diagnostic] = []
  var open = [directory]
  // A symbolic link may lead back up, or to a folder that is a lessons' folder itself: links come last.
  var links: [String] = []
  var seen: Set<String> = []
  while let next = open.popLast() ?? links.popLast() {
    guard let real = FileSystem.realPath(next), seen.insert(real).inserted else { continue }
    do {
      for name in try FileSystem.list(next) where !name.hasPrefix(".") && !name.hasPrefix("_") {
        let path = Path.join(next, name)
        let target = FileSystem.realPath(path)
        if target == nil, name.contains("\u{FFFD}"), !FileSystem.isThere(path) {
          // What was listed and is not there: its name has bytes that no text of ours can say.
          diagnostics.append(
            Diagnostic(
              .unreadableFile, "the name of `\(path)` is not UTF-8", at: wholeFile(path), hint: "rename it"))
          continue
        }
        let isLink = target != Path.join(real, name)
        if isLink, let target, !Path.isInside(target, realRoot),
          name.hasSuffix(".md") || FileSystem.kind(path) == .directory
        {
          diagnostics.append(
            Diagnostic(
              .fileOutsideCourse, "the link `\(path)` leads out of the course", at: wholeFile(path),
              hint: "copy what it leads to into the course"))
        } else if name.hasSuffix(".md") {
          // Whatever it is: what cannot be read is reported when it is.
          files.append(path)
        } else if isForeignLesson(name), FileSystem.kind(path) == .file {
          diagnostics.append(passedOver(path))
        } else if FileSystem.kind(path) == .directory {
          if isLink { links.append(path) } else { open.append(path) }
        }
      }
    } catch {
      diagnostics.append(
        Diagnostic(.unreadableFile, "cannot read folder `\(next)`: \(error.message)", at: wholeFile(next)))
    }
  }
  return Diagnosed(files, diagnostics)
}

/// The start of a file that could not be read: the place of what is wrong with it as a whole.
func wholeFile(_ path: String) -> SourceRange { SourceRange(SourceFile(path: path, bytes: []), 0..<0) }

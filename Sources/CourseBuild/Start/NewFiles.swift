import Reporting
import SourceText

/// Files that a new course or a new lesson begins with, and what became of them.
public struct NewFiles: Sendable {
  public enum Kind: Sendable {
    case course
    case lesson
  }

  public var kind: Kind
  /// The course's folder, as people see it: `lessons`.
  public var course: String
  /// Files made, as people see their paths. Either all of them or none.
  public var made: [String]
  /// Commands to go on with, and what each is for.
  public var next: [(command: String, purpose: String)]
  public var diagnostics: [Diagnostic]

  public var hasFaults: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Makes a course in a folder that is not there or is empty; inside a course, a lesson with its translations.
///
/// `lessons` → `lessons/course.yml` and a first lesson in English and Korean; then `lessons/en/gates.md` →
/// `lessons/en/02-gates.md` and `lessons/ko/02-gates.md`. Nothing that is there is ever written over.
public func makeNew(_ path: String) -> NewFiles {
  let path = Path.normalized(path)
  let isFolder = FileSystem.kind(path) == .directory
  let (root, place) = coursePlace(of: path, isFolder: isFolder)
  guard CourseFile.stands(in: root) else { return newCourse(in: path) }
  if isFolder {
    let inner = Path.relative(place, from: root)
    let folder = inner == "." ? Path.join(root, "en") : place
    return refused(
      .lesson, root, "`\(path)` is \(inner == "." ? "a course" : "a folder of a course") already", at: path,
      hint: "for one more lesson, name it: `lessons new \(quotedForShell(Path.join(folder, "name.md")))`")
  }
  return newLesson(at: place.hasSuffix(".md") ? place : place + ".md", of: root)
}

private func newCourse(in folder: String) -> NewFiles {
  guard !folder.hasSuffix(".md") else {
    return refused(
      .lesson, folder, "there is no course around `\(folder)`", at: folder,
      hint: "`lessons new` with the name of a folder makes one")
  }
  switch FileSystem.kind(folder) {
  case .missing: break
  case .file, .other:
    return refused(.course, folder, "`\(folder)` is a file", at: folder, hint: "name a folder that is not there yet")
  case .directory:
    // A fresh repository has a `.git` and nothing else.
    let names = (try? FileSystem.list(folder)) ?? []
    if let name = names.first(where: { !$0.hasPrefix(".") }) {
      return refused(
        .course, folder, "the folder `\(folder)` is not empty: it holds `\(name)`", at: folder,
        hint: "name a folder that is not there yet")
    }
  }
  return write(.course, newCourseFiles(), into: folder)
}

private func newLesson(at place: String, of root: String) -> NewFiles {
  let path = Path.relative(place, from: root)
  let given = Path.name(path)
  guard !given.hasPrefix("_"), !given.hasPrefix("."), given != ".md" else {
    return refused(
      .lesson, root, "`\(given)` would be no lesson: a name that begins with `_` is a part, one with `.` is hidden",
      at: place, hint: "take another name")
  }
  let course: Diagnosed<CourseFile>
  do {
    course = CourseFile.read(
      try CourseFolder(root: root, files: ReadFiles()).readText(Path.join(root, CourseFile.name)))
  } catch {
    return NewFiles(kind: .lesson, course: root, made: [], next: [], diagnostics: [error])
  }
  // Which languages the course has stands in a file that cannot be understood.
  guard course.diagnostics.isEmpty else {
    return NewFiles(kind: .lesson, course: root, made: [], next: [], diagnostics: course.diagnostics)
  }
  let lesson = NewLesson(path: path, course: course.value, root: root)
  if let other = lesson.numberTaken {
    return refused(
      .lesson, root, "the number of `\(given)` is taken by `\(other)`", at: place,
      hint: "leave the number out, and the next one is put before the name")
  }
  var result = write(.lesson, lesson.files, into: root)
  if !course.value.order.isEmpty, result.diagnostics.isEmpty {
    let name = Path.withoutExtension(Path.name(lesson.path))
    result.next.insert(
      (Path.join(root, CourseFile.name), "lists an `order:`; \(name) comes last until it stands there"), at: 0)
  }
  return result
}

private func write(_ kind: NewFiles.Kind, _ files: [OutputFile], into root: String) -> NewFiles {
  let outcome = WritableFolder(path: root, replaces: false).write(files, jobs: 1)
  if let fault = outcome.fault {
    return refused(
      kind, root, "cannot write `\(fault.path)`: \(fault.reason)", at: fault.path,
      hint: "nothing was written; take another name")
  }
  return NewFiles(
    kind: kind, course: root, made: files.map { Path.join(root, $0.path) }, next: nextCommands(kind, root),
    diagnostics: [])
}

private func refused(
  _ kind: NewFiles.Kind, _ root: String, _ message: String, at path: String, hint: String
) -> NewFiles {
  NewFiles(
    kind: kind, course: root, made: [], next: [],
    diagnostics: [Diagnostic(.cannotWrite, message, at: wholeFile(path), hint: hint)])
}

/// `lessons build`, with the arguments that this course needs: none for a folder `lessons` with `output` beside it.
private func nextCommands(_ kind: NewFiles.Kind, _ root: String) -> [(command: String, purpose: String)] {
  func absolute(_ path: String) -> String { Path.normalized(Path.join(FileSystem.currentDirectory, path)) }
  func isApart(_ path: String) -> Bool {
    !Path.isInside(absolute(path), absolute(root)) && !Path.isInside(absolute(root), absolute(path))
  }
  let beside = Path.normalized(Path.join(root, ".."))
  let output = ["output", Path.join(beside, "output"), Path.join(beside, "reports")].first(where: isApart) ?? "output"
  var arguments = root == "lessons" ? "" : " " + quotedForShell(root)
  if output != "output" { arguments += " --output-dir " + quotedForShell(output) }
  var commands = [
    ("lessons build\(arguments)", "writes the pages; then open \(Path.join(output, "index.html"))"),
    ("lessons check\(arguments)", "says what is wrong, and writes nothing"),
  ]
  if kind == .course {
    commands.append(("lessons new \(quotedForShell(Path.join(root, "en/next.md")))", "makes one more lesson"))
  }
  return commands
}

/// `my course` → `'my course'`.
private func quotedForShell(_ path: String) -> String {
  let isPlain = path.unicodeScalars.allSatisfy { scalar in
    scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "_./-+,@%:=".unicodeScalars.contains(scalar)
  }
  return isPlain && !path.hasPrefix("-") ? path : "'" + path.replacing("'", with: "'\\''") + "'"
}

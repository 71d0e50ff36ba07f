import SourceText

/// Faults of lessons, in their order.
///
/// A fault in a part that several lessons include, or in a block that they take over, is one fault: it comes once, with
/// a note that says in which lessons it was found.
func lessonFaults(_ pages: [CourseRun.Page]) -> [Diagnostic] {
  var found: [(diagnostic: Diagnostic, lessons: [String])] = []
  var places: [FaultIdentity: Int] = [:]
  for page in pages {
    for diagnostic in page.diagnostics {
      let identity = FaultIdentity(diagnostic)
      if let place = places[identity] {
        if found[place].lessons.last != page.path.file { found[place].lessons.append(page.path.file) }
      } else {
        places[identity] = found.count
        found.append((diagnostic, [page.path.file]))
      }
    }
  }
  return found.map { diagnostic, lessons in
    guard lessons != [diagnostic.range.file.path] else { return diagnostic }
    var diagnostic = diagnostic
    diagnostic.notes.append(Diagnostic.Note("in " + listed(lessons)))
    diagnostic.details.append(Diagnostic.Detail("lessons", .texts(lessons)))
    return diagnostic
  }
}

/// Each lesson reads a part for itself, so that files are told apart by their paths.
private struct FaultIdentity: Hashable {
  let path: String
  let bytes: Range<Int>
  let id: DiagnosticID
  let message: String

  init(_ diagnostic: Diagnostic) {
    path = diagnostic.range.file.path
    bytes = diagnostic.range.bytes
    id = diagnostic.id
    message = diagnostic.message
  }
}

/// `["a.md"]` → "the lesson `a.md`"; of many the first three.
private func listed(_ lessons: [String]) -> String {
  let shown = lessons.prefix(lessons.count == 4 ? 4 : 3).map { "`\($0)`" }
  if lessons.count == 1 { return "the lesson \(shown[0])" }
  let rest = lessons.count - shown.count
  return rest > 0
    ? "the lessons \(shown.joined(separator: ", ")) and \(rest) more"
    : "the lessons \(shown.dropLast().joined(separator: ", ")) and \(shown[shown.count - 1])"
}

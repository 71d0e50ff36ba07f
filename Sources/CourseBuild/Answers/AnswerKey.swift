import Formulas
import Reporting
import SourceText

/// Key of a course for who teaches it: what its fields for answers are judged by.
public struct AnswerKey: Sendable {
  /// As CSV (RFC 4180), with a row of names, the lessons in the order of their paths and their fields in their order.
  public var text: String
  /// Everything found wrong with the lessons; a field with a fault is in no row.
  public var diagnostics: [Diagnostic]

  public var hasFaults: Bool { diagnostics.contains { $0.severity == .error } }
}

/// Runs lessons and gives the key of their fields; writes nothing but the cache.
public func answerKey(_ request: BuildRequest) -> AnswerKey {
  var request = request
  request.formats = []
  request.solutions = true
  let run = runCourse(request)
  var rows = [["lesson", "line", "exercise", "field", "expression", "value", "within", "wrong"]]
  for page in run.pages {
    let answers = page.report.answers.sorted { $0.value.place < $1.value.place }
    for (index, answer) in answers {
      let record = page.report.inline[index]
      rows.append([
        page.path.file, "\(record.range.start.line)", page.report.exercise(of: answer), "\(answer.number)",
        record.expression, answer.value.shortest, answer.tolerance.text,
        answer.slips.map(\.value.shortest).joined(separator: " "),
      ])
    }
  }
  let text = rows.map { $0.map(field).joined(separator: ",") + "\n" }.joined()
  return AnswerKey(text: text, diagnostics: sorted(lessonFaults(run.pages) + run.diagnostics))
}

/// `a` as it is, `a, "b"` as `"a, ""b"""`.
private func field(_ text: String) -> String {
  text.utf8.contains(where: { "\",\n\r".utf8.contains($0) })
    ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
}

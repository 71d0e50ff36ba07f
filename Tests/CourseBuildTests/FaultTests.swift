import Reporting
import SourceText
import Testing

@testable import CourseBuild

/// Every fault that a lesson can have, in a lesson of its own under `Faults/`, with its place: in lists, quotes,
/// tables, included parts and blocks taken from elsewhere too.
///
/// A fixture says in a comment what it gives: `<!-- faults: NN-unknown-name 5:9 -->`, or `# faults: …` in its front
/// matter. `RECORD_GOLDENS=1` writes these comments anew, and fails.
@Suite struct FaultTests {
  static let folder = Path.join(Path.directory(#filePath), "Faults")

  static let fixtures: [String] = {
    let names = (try? FileSystem.list(folder)) ?? []
    return names.filter { $0.hasSuffix(".md") && !$0.hasPrefix("_") }.sorted()
  }()

  /// What belongs to files, folders and the machine rather than to the text of a lesson, and is tested where these are.
  static let elsewhere: Set<DiagnosticID> = [
    .unreadableFile, .fileChanged, .cannotWrite, .outputInsideLessons, .outputCollision, .badCourseFile, .noLessons,
    .passedOver, .wordsInEnglish,
    .driftedReport, .driftedValue, .noMathRenderer, .noConverter, .badBibliography, .lessonBudget, .timeBudget,
    .untrustedFile,
    .cacheMismatch, .translationDiffers,
  ]

  /// In scalars, since a line that ends in `\r\n` ends in one character.
  private static var comment: Regex<(Substring, Substring, Substring, Substring?)> {
    /(<!--|#) faults: (.*?)( -->)?\r?\n/.matchingSemantics(.unicodeScalar)
  }

  @Test(arguments: fixtures) func fixture(_ name: String) throws {
    let path = Path.join(Self.folder, name)
    let diagnostics = diagnose(path)
    // Without KaTeX nobody would find fault with a formula, and `make test` installs it.
    #expect(name != "bad-math.md" || !diagnostics.contains { $0.id == .noMathRenderer }, "KaTeX is not installed")
    let found =
      diagnostics
      .filter { $0.id != .noMathRenderer }
      .map { diagnostic in
        let start = diagnostic.range.start
        let file = Path.name(diagnostic.range.file.path)
        return "\(diagnostic.id.rawValue) \(file == name ? "" : file + ":")\(start.line):\(start.column)"
      }.joined(separator: ", ")
    let text = String(decoding: try FileSystem.read(path), as: UTF8.self)
    let match = try #require(text.firstMatch(of: Self.comment), "\(name) names no faults")
    if FileSystem.environment("RECORD_GOLDENS") != nil, match.2 != found {
      var bytes = try FileSystem.read(path)
      let start = text.utf8.distance(from: text.startIndex, to: match.2.startIndex)
      // The comment stands before any byte that is not UTF-8.
      bytes.replaceSubrange(start..<start + match.2.utf8.count, with: found.utf8)
      FileSystem.remove(path)
      try FileSystem.write(bytes, toNew: path)
      Issue.record("recorded \(name): \(found)")
      return
    }
    #expect(found == match.2, "\(name)")
  }

  @Test func everyFaultHasAFixture() throws {
    var shown: Set<String> = []
    for name in Self.fixtures {
      let text = String(decoding: try FileSystem.read(Path.join(Self.folder, name)), as: UTF8.self)
      for match in text.matches(of: /NN-[a-z0-9-]+/) { shown.insert(String(match.0)) }
    }
    for id in DiagnosticID.allCases {
      #expect(shown.contains(id.rawValue) != Self.elsewhere.contains(id), "\(id.rawValue)")
    }
  }
}

/// Everything that is found wrong with a lesson, its formulas included; writes nothing.
///
/// - Parameter text: stands in for what is in the file.
func diagnose(_ path: String, text: String? = nil) -> [Diagnostic] {
  let root = coursePlace(of: path, isFolder: false).root
  let course = Course(root: root, selected: [], arguments: [])
  let file: SourceFile
  if let text {
    file = SourceFile(path: path, text: text)
  } else {
    do { file = try course.folder.readText(path) } catch { return [error] }
  }
  let place = LessonPath(root: root, path: Path.relative(path, from: root))
  guard let values = course.values(of: file, at: place, LessonSetting(reviewsNumbers: true)) else {
    return course.diagnostics
  }
  var times = BuildTimings.Lesson(path)
  let pages = pages(of: values, root: root, formats: [], maths: Maths(cache: "none"), times: &times)
  let missing = pages.formulas.isUnavailable ? [missingMaths(at: root)] : []
  return sorted(course.diagnostics + pages.diagnostics + missing)
}

import Reporting
import SourceText

/// A page that is made from a course and not from a file of it, where `pages:` in `course.yml` asks for it.
///
/// It is written as a lesson and goes the way of all lessons, so that its formulas, links and claims are checked, and
/// both reports come of it.
enum CourseSheet: String, Sendable, CaseIterable {
  /// Every `<dfn>` of the lessons with the sentence around it.
  case glossary
  /// Forward and backward pass of the engine's operations, computed and compared.
  case rules

  func title(_ language: Language) -> String {
    switch self {
    case .glossary: language.sheetWords.glossary
    case .rules: language.sheetWords.rules
    }
  }

  /// Beside the language's lessons: `en/glossary.md`; `nil` where a lesson stands there.
  func path(_ sequence: LessonSequence, root: String) -> LessonPath? {
    guard let first = sequence.lessons.first else { return nil }
    let path = Path.join(Path.directory(first.path.path), rawValue + ".md")
    return sequence.lessons.contains { $0.path.path == path } ? nil : LessonPath(root: root, path: path)
  }

  /// - Parameters:
  ///   - terms: of each lesson of the language, by its report.
  fileprivate func text(_ sequence: LessonSequence, _ terms: [String: [GlossaryTerm]]) -> String {
    let words = sequence.language.sheetWords
    switch self {
    case .glossary: return GlossarySheet(lessons: sequence.lessons, terms: terms).text(words)
    case .rules: return RuleSheet.text(words)
    }
  }
}

/// Sheets of a course as files in memory.
struct SheetPages: Sendable {
  var files: [OutputFile] = []
  var fonts: KaTeXStyle.Fonts = []
  var diagnostics: [Diagnostic] = []
}

extension Course {
  /// Where its sheets may stand, one for each folder of lessons, whichever language is in it: none is gone.
  var sheetReports: Set<String> {
    let folders = Set(lessons.map { Path.directory($0.path) })
    return Set(folders.flatMap { folder in file.sheets.map { Path.normalized(Path.join(folder, $0.sheet.rawValue)) } })
  }

  /// The sheets' places on the first page, by language.
  func sheetEntries(_ sequences: [LessonSequence]) -> [Language: [CourseIndex.Entry]] {
    var entries: [Language: [CourseIndex.Entry]] = [:]
    for sequence in sequences {
      entries[sequence.language] = file.sheets.compactMap { sheet in
        sheet.sheet.path(sequence, root: folder.root).map {
          CourseIndex.Entry(title: sheet.sheet.title(sequence.language), path: $0.report)
        }
      }
    }
    return entries
  }

  /// - Parameters:
  ///   - terms: that the lessons define, by report.
  func sheetPages(
    _ sequences: [LessonSequence], _ terms: [String: [GlossaryTerm]], _ request: BuildRequest, maths: Maths
  ) -> SheetPages {
    var result = SheetPages()
    for (sheet, range) in file.sheets {
      let places = sequences.compactMap { sequence in
        sheet.path(sequence, root: folder.root).map { (sequence: sequence, path: $0) }
      }
      for (sequence, path) in places {
        let defines = sequence.lessons.contains { terms[$0.path.report]?.isEmpty == false }
        if sheet == .glossary, !defines {
          result.diagnostics.append(
            Diagnostic(
              .badCourseFile, "no lesson in \(sequence.language.name) defines a term for the glossary", at: range,
              hint: "write `**<dfn>gate</dfn>**` in the sentence that says what a gate is", severity: .warning))
        }
        let source = SourceFile(path: path.file, bytes: Array(sheet.text(sequence, terms).utf8))
        let setting = LessonSetting(solutions: request.solutions, threads: request.threads)
        guard var lesson = values(of: source, at: path, setting) else { continue }
        lesson.report.sourceAddress = nil
        var context = CourseContext(title: title(sequence.language))
        context.url = file.url
        for other in places where other.sequence.language != sequence.language {
          context.translations[other.sequence.language] = CourseContext.Neighbour(
            title: sheet.title(other.sequence.language), path: other.path.report)
        }
        lesson.report.course = context
        var times = BuildTimings.Lesson(path.file)
        let pages = pages(
          of: lesson, root: folder.root, formats: request.formats, form: request.selfContained ? .alone : .linked,
          theme: theme, maths: maths, times: &times)
        result.files += pages.files
        result.fonts.formUnion(pages.formulas.fonts)
        result.diagnostics += pages.diagnostics
      }
    }
    return result
  }
}

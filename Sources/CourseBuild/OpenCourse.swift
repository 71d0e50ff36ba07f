import Reporting
import SourceText

/// A course that stays open while one lesson after another is given as bytes, run and rendered in memory.
///
/// Slow preparations, KaTeX's above all, are made once. Nothing is written, the formula cache included.
package final class OpenCourse: Sendable {
  private let course: Course
  private let maths: Maths
  private let ceiling: RunCeiling

  /// - Parameter root: the folder with `course.yml`, the bibliography, and what the lessons include and read.
  package init(root: String, ceiling: RunCeiling) {
    course = Course(root: root, selected: [], arguments: [])
    maths = Maths(cache: "")
    self.ceiling = ceiling
  }

  /// Faults of the course itself.
  package var diagnostics: [Diagnostic] { course.diagnostics }

  /// The lesson's reports in all formats, with their figures, and everything that was found wrong.
  ///
  /// - Parameters:
  ///   - path: where the lesson would stand, relative to the course's folder.
  ///   - rawHTML: as `raw-html` in `course.yml`.
  package func render(_ bytes: [UInt8], at path: String, rawHTML: Bool) -> Diagnosed<[OutputFile]> {
    // On a thread of the workers, for its stack.
    Workers.map(count: 1, jobs: 1) { _ in
      self.rendered(bytes, at: LessonPath(root: self.course.folder.root, path: path), rawHTML: rawHTML)
    }.first ?? Diagnosed([])
  }

  private func rendered(_ bytes: [UInt8], at path: LessonPath, rawHTML: Bool) -> Diagnosed<[OutputFile]> {
    let file: SourceFile
    do {
      file = try CourseFolder.text(bytes, path: path.file)
    } catch {
      return Diagnosed([], [error])
    }
    var course = course
    course.file.rawHTML = rawHTML
    var times = BuildTimings.Lesson(path.file)
    let values = course.values(
      of: course.read(file), at: path, LessonSetting(reviewsNumbers: true, ceiling: ceiling), times: &times)
    let pages = pages(of: values, root: path.root, formats: [.html, .md, .json], maths: maths, times: &times)
    return Diagnosed(pages.files, pages.diagnostics)
  }

  /// Lets go of the formulas set so far.
  package func forgetFormulas() { maths.typesetter.forgetFormulas() }
}

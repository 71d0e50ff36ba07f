import Reporting
import SourceText

/// Where a lesson in one language is not built as it is in the course's first one: a section, a block, a label, a claim or
/// an exercise that only one of them has, and blocks that compute something else. Words are not compared.
///
/// - Parameters:
///   - pages: of lessons that were run, with solutions.
///   - languages: of each course by its folder, that of the originals first.
func compareTranslations(_ pages: [CourseRun.Page], languages: [String: [Language]]) -> [Diagnostic] {
  func rank(_ page: CourseRun.Page) -> Int {
    ((languages[page.path.root] ?? []) + Language.shipped).firstIndex(of: page.report.language) ?? Int.max
  }
  let groups = Dictionary(grouping: pages) { page in
    [page.path.root, LessonSequence.key(report: page.path.report, page.report.language)]
  }
  return groups.values.flatMap { group -> [Diagnostic] in
    let versions = group.sorted { (rank($0), $0.path.file) < (rank($1), $1.path.file) }
    guard let original = versions.first else { return [] }
    return versions.dropFirst().filter { $0.report.language != original.report.language }.flatMap { translation in
      TranslationComparison(of: translation, with: original).diagnostics
    }
  }
}

private struct TranslationComparison {
  private(set) var diagnostics: [Diagnostic] = []
  private let original: [TranslatedPart]
  private let translation: [TranslatedPart]
  private let file: SourceFile?
  private let path: String

  init(of translation: CourseRun.Page, with original: CourseRun.Page) {
    self.original = TranslatedPart.parts(of: original.report)
    self.translation = TranslatedPart.parts(of: translation.report)
    file = translation.report.source
    path = original.path.file
    compare()
  }

  /// Walks along a shortest edit script (Myers 1986) from the original to the translation.
  private mutating func compare() {
    let script = translation.map(\.identity).difference(from: original.map(\.identity))
    var missing = Set<Int>()
    var added = Set<Int>()
    for change in script {
      switch change {
      case .remove(let offset, _, _): missing.insert(offset)
      case .insert(let offset, _, _): added.insert(offset)
      }
    }
    var (i, j) = (0, 0)
    while i < original.count || j < translation.count {
      var gap: (missing: [TranslatedPart], added: [TranslatedPart]) = ([], [])
      let place = j
      while missing.contains(i) {
        gap.missing.append(original[i])
        i += 1
      }
      while added.contains(j) {
        gap.added.append(translation[j])
        j += 1
      }
      report(gap.missing, gap.added, behind: place > 0 ? translation[place - 1].range : nil)
      i += 1
      j += 1
    }
  }

  /// Reports a gap. A part in the place of another one of its kind is one difference, not two.
  private mutating func report(_ missing: [TranslatedPart], _ added: [TranslatedPart], behind place: SourceRange?) {
    var added = added
    for part in missing {
      if let index = added.firstIndex(where: { $0.kind == part.kind }) {
        let other = added.remove(at: index)
        let message =
          part.kind == .block
          ? "this block is not that of `\(path)`" : "here is \(other.name), and in `\(path)` \(part.name)"
        append(message, at: other.range, part)
      } else {
        append("\(part.name) of `\(path)` is not here", at: place ?? file.map { SourceRange($0, 0..<0) }, part)
      }
    }
    for part in added { append("\(part.name) is not in `\(path)`", at: part.range, nil) }
  }

  private mutating func append(_ message: String, at place: SourceRange?, _ part: TranslatedPart?) {
    guard let place else { return }
    diagnostics.append(
      Diagnostic(
        .translationDiffers, message, at: place,
        notes: part.map { [Diagnostic.Note("there: \($0.name)", at: $0.range)] } ?? []))
  }
}

import Reporting

extension Course {
  /// Its lessons and sheets for a list of all pages: each page once with its translations, in the order of the first
  /// language that has it.
  func publishedPages(_ sequences: [LessonSequence]) -> [[(language: Language, path: String)]] {
    var listed: Set<String> = []
    var pages: [[(language: Language, path: String)]] = []
    for sequence in sequences {
      for lesson in sequence.lessons where !listed.contains(lesson.path.report) {
        let translations = sequences.compactMap { other -> (language: Language, path: String)? in
          let found = other.language == sequence.language ? lesson : other.translation(of: lesson)
          return found.map { (other.language, $0.path.report) }
        }
        listed.formUnion(translations.map(\.path))
        pages.append(translations)
      }
    }
    for (sheet, _) in file.sheets {
      pages.append(
        sequences.compactMap { sequence in
          sheet.path(sequence, root: folder.root).map { (sequence.language, $0.report) }
        })
    }
    return pages.filter { !$0.isEmpty }
  }
}

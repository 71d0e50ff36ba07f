import Reporting
import SourceText

extension Course {
  /// Common words that pages say in English, one note for each language that has no words of its own.
  ///
  /// - Parameters:
  ///   - sequences: of all lessons; only languages of lessons that are asked for are told.
  ///   - source: text of a lesson, where it was read.
  func englishWords(in sequences: [LessonSequence], source: (LessonPath) -> SourceFile?) -> [Diagnostic] {
    sequences.compactMap { sequence in
      let missing = sequence.language.missingWords
      let lessons = sequence.lessons.map(\.path).filter(selected.contains)
      guard !missing.isEmpty, let first = lessons.min(by: { $0.file < $1.file }) else { return nil }
      let place =
        file.languagePlaces[sequence.language] ?? source(first).flatMap(languagePlace) ?? wholeFile(first.file)
      let tag = sequence.language.rawValue
      return Diagnostic(
        .wordsInEnglish,
        "pages in `\(tag)` say these words in English: \(missing.map { "`\($0)`" }.joined(separator: ", "))", at: place,
        hint: "give them in `course.yml`: `words: {\(tag): {\(missing[0]): …}}`")
    }
  }
}

/// Value of `lang` in a lesson's front matter.
private func languagePlace(_ file: SourceFile) -> SourceRange? {
  var start = 0
  for line in file.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
    defer { start += line.count + 1 }
    if start > 0, line.starts(with: "---".utf8) { return nil }
    guard line.starts(with: "lang:".utf8) else { continue }
    let value = line.dropFirst(5).drop { $0 == UInt8(ascii: " ") }.prefix { $0 > UInt8(ascii: " ") }
    return value.isEmpty ? nil : SourceRange(file, value.startIndex..<value.endIndex)
  }
  return nil
}

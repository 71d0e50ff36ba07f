import NNRuntime
import NNSyntax
import SourceText

/// Faults of the words of a block that has been run: a translation of a text that is not there would be
/// forgotten in silence when the block that is taken over changes.
///
/// A text counts when it stands in quotes anywhere in the block, in a branch that was not taken too, or when the block
/// showed it: a heading, a legend or an axis that is called by a name.
///
/// - Parameter shown: the texts that were looked up in the block's words, in order, when the whole lesson has been run,
///   since its functions may be called later.
func unusedWords(of cell: Lesson.Cell, shown: [String]) -> [Diagnostic] {
  guard let range = cell.options.wordsRange else { return [] }
  guard cell.options.eval else {
    return [
      Diagnostic(
        .unusedWords, "`words` are for what a block shows, and this one is not run", at: range,
        hint: "take the option away")
    ]
  }
  let texts = cell.program.texts + shown
  guard !texts.isEmpty else {
    return [
      Diagnostic(
        .unusedWords, "`words` are for what a block shows, and this one shows no text", at: range,
        hint: "take the option away")
    ]
  }
  let known = Set(texts)
  return cell.options.words.filter { !known.contains($0.text) && !known.contains(canonicalText($0.text)) }.map { word in
    Diagnostic(
      .unusedWords, "the block has no text `\(word.text)`", at: word.range,
      hint: nearestName(to: word.text, in: texts).map { "did you mean `\($0)`?" } ?? list(shown.isEmpty ? texts : shown)
    )
  }
}

/// As many as a line holds.
private func list(_ texts: [String]) -> String {
  let most = 6
  return "it shows " + texts.prefix(most).map { "`\($0)`" }.joined(separator: ", ") + (texts.count > most ? ", …" : "")
}

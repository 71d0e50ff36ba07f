import SourceText

extension CellOptions {
  /// Reads `words`, or says what they are: `{the network: 신경망}` → one word.
  ///
  /// - Parameter diagnostics: gets what is wrong with one of them; the others are taken over.
  mutating func takeWords(_ entry: YAMLNode.Entry, _ diagnostics: inout [Diagnostic]) -> String? {
    guard let entries = entry.value.mapping, !entries.isEmpty else {
      return "write texts of the block and what they are called here: `{the network: 신경망}`"
    }
    wordsRange = entry.keyRange
    for entry in entries {
      if let word = entry.value.text, !word.isEmpty {
        words.append(Word(text: entry.key, range: entry.keyRange, word: word))
      } else {
        let range = entry.value.range.bytes.isEmpty ? entry.keyRange : entry.value.range
        diagnostics.append(
          Diagnostic(
            .badOptionValue, "the word for `\(entry.key)` cannot be \(Self.described(entry.value))", at: range,
            hint: "write text; in quotation marks when it holds `: `, ` #`, `,` or brackets"))
      }
    }
    return nil
  }
}

import NNSyntax

/// Localisation of a block (`#| words:`): what the texts and names that it shows are called on the page.
///
/// A block that several languages share computes with its texts as they stand in the source: a comparison, a path or a
/// column that is read never sees a translation. A word is looked up at one point only, where a text or a name becomes
/// a part of an artifact, and in the words of the block in which it is written: a function keeps those of its block,
/// wherever it is called. Replacing texts in finished artifacts was rejected: a printed line has lost its pieces by
/// then, and a text that was read from a file cannot be told from one of the author's.
///
/// Text in, text out: `Words(["the network": "신경망"]).word(for: "the network")` → `신경망`; any other text is itself.
public final class Words {
  private var translations: [String: String]
  /// All that was looked up: the texts and names that the block showed.
  public private(set) var shown: Set<String>

  /// - Parameter shown: what a block showed whose results are used again.
  public init(_ translations: [String: String], shown: Set<String> = []) {
    self.translations = translations
    self.shown = shown
    // What the source text of an expression stands for may be written with other blanks.
    for text in translations.keys.sorted() {
      let canonical = canonicalText(text)
      if self.translations[canonical] == nil { self.translations[canonical] = translations[text] }
    }
  }

  /// The word for a text, which is the text itself where there is none.
  func word(for text: String) -> String {
    shown.insert(text)
    return translations[text] ?? text
  }
}

/// The words of a preview, over the page.
public struct PreviewWords: Sendable {
  /// Beside the faults, while the page has none of them.
  public var lastGood: String
  public var close: String
  /// The server does not answer any more.
  public var lost: String
  /// Of an address at which nothing stands.
  public var missing: String
  /// The link to the first page.
  public var course: String
}

extension Language {
  public var previewWords: PreviewWords { words.preview }
}

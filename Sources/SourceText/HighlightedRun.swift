/// A run of one colour in highlighted source.
public struct HighlightedRun: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable {
    case keyword
    case number
    case text
    case comment
    case `operator`
    case name
    /// A name that is called or defined with brackets behind it.
    case function
  }

  public var kind: Kind
  /// UTF-8 offsets.
  public var range: Range<Int>

  public init(_ kind: Kind, _ range: Range<Int>) {
    self.kind = kind
    self.range = range
  }
}

/// What is wrong with a data file, and where in it.
public struct DataFault: Error, Sendable, Hashable {
  public enum Place: Sendable, Hashable {
    case file
    /// Counted from 0.
    case byte(Int)
    /// Both counted from 1; columns in bytes.
    case line(Int, column: Int)
  }

  public var place: Place
  /// A phrase without a full stop.
  public var message: String
  /// What to do.
  public var hint: String?

  public init(_ message: String, at place: Place = .file, hint: String? = nil) {
    self.place = place
    self.message = message
    self.hint = hint
  }
}

/// A fault of a data file, and where in it.
public struct DataFault: Error, Sendable, Hashable {
  /// A place in a file.
  public enum Place: Sendable, Hashable {
    /// The file as a whole.
    case file
    /// Counted from 0.
    case byte(Int)
    /// Both counted from 1; columns in characters.
    case line(Int, column: Int)
  }

  /// Where it is.
  public var place: Place
  /// A phrase without a full stop.
  public var message: String
  /// Advice.
  public var hint: String?

  /// A fault of the file as a whole unless said otherwise.
  public init(_ message: String, at place: Place = .file, hint: String? = nil) {
    self.place = place
    self.message = message
    self.hint = hint
  }
}

/// The one type for everything that is said about a source text.
public struct Diagnostic: Error, Hashable, Sendable {
  public enum Severity: String, Sendable, Hashable, CaseIterable {
    case error
    case warning
    /// Something to look at, which may well be right.
    case note
  }

  /// A second place that explains the first: "defined here".
  public struct Note: Hashable, Sendable {
    public var message: String
    public var range: SourceRange?

    public init(_ message: String, at range: SourceRange? = nil) {
      self.message = message
      self.range = range?.wholeCharacters
    }
  }

  /// A fact for programs, beside the message that people read: `old` is 1.25.
  public struct Detail: Hashable, Sendable {
    public enum Value: Hashable, Sendable {
      case number(Double)
      case text(String)
      case texts([String])
    }

    public var name: String
    public var value: Value

    public init(_ name: String, _ value: Value) {
      self.name = name
      self.value = value
    }
  }

  /// Replacement of some bytes of a file: `0.25` becomes `[0.25]{nn="y"}`.
  public struct Edit: Hashable, Sendable {
    public var range: SourceRange
    public var replacement: String

    public init(_ range: SourceRange, _ replacement: String) {
      self.range = range
      self.replacement = replacement
    }
  }

  public var id: DiagnosticID
  public var severity: Severity
  /// A lower-case phrase that names the thing in backquotes and carries no full stop: ``unknown name `w2` ``.
  public var message: String
  public var range: SourceRange
  /// Remedy, as a phrase: ``did you mean `w1`?``.
  public var hint: String?
  public var notes: [Note]
  /// In the order in which machine-readable forms have them.
  public var details: [Detail]
  /// Edit that a program may make without asking.
  public var edit: Edit?

  public init(
    _ id: DiagnosticID, _ message: String, at range: SourceRange, hint: String? = nil, notes: [Note] = [],
    details: [Detail] = [], edit: Edit? = nil, severity: Severity? = nil
  ) {
    self.details = details
    self.edit = edit
    self.id = id
    self.severity = severity ?? id.severity
    self.message = Quotes.shortened(message)
    // A scanner goes by bytes, and where it stops may be the first of a character's.
    self.range = range.wholeCharacters
    self.hint = hint.map(Quotes.shortened)
    self.notes = notes
  }
}

/// A value together with what was found wrong while it was made: the result of each stage that recovers.
public struct Diagnosed<Value> {
  public var value: Value
  public var diagnostics: [Diagnostic]

  public init(_ value: Value, _ diagnostics: [Diagnostic] = []) {
    self.value = value
    self.diagnostics = diagnostics
  }
}

extension Diagnosed: Sendable where Value: Sendable {}

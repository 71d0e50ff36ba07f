import SourceText

/// YAML with the place of each key and value, as `course.yml`, front matter and cell options are read.
public struct YAMLNode: Sendable {
  public enum Value: Sendable {
    /// `isPlain` without quotation marks: only then can it be a number or a truth value.
    case scalar(String, isPlain: Bool)
    case sequence([YAMLNode])
    case mapping([Entry])
  }

  public struct Entry: Sendable {
    public var key: String
    public var keyRange: SourceRange
    public var value: YAMLNode
    /// The value's text within the excerpt, where it stands there unchanged (plain or in quotation marks without
    /// escapes): a caption's inline expressions need its positions.
    public var text: Excerpt?
  }

  public var value: Value
  public var range: SourceRange

  public init(_ value: Value, _ range: SourceRange) {
    self.value = value
    self.range = range
  }
}

/// Why YAML could not be read, and where.
public struct YAMLFault: Error {
  public var message: String
  public var range: SourceRange
  /// Where it is one that stands twice in a mapping.
  public var repeatedKey: String?
}

/// Reads a mapping: `title: Gates` → one entry. Empty text is an empty mapping; a repeated key is kept, for the caller
/// to report.
public func parseYAML(_ excerpt: Excerpt) throws(YAMLFault) -> [YAMLNode.Entry] {
  if let entries = parsePlainYAML(excerpt) { return entries }
  return try parseFullYAML(excerpt)
}

extension YAMLNode {
  public var text: String? {
    switch value {
    case .scalar(let text, _): text
    case .sequence, .mapping: nil
    }
  }

  public var bool: Bool? {
    switch value {
    case .scalar("true", isPlain: true): true
    case .scalar("false", isPlain: true): false
    case .scalar, .sequence, .mapping: nil
    }
  }

  /// `60_000` and `1e11` too, as in `nn`.
  public var integer: Int? {
    guard case .scalar(let text, isPlain: true) = value else { return nil }
    let digits = text.filter { $0 != "_" }
    if let integer = Int(digits) { return integer }
    guard let number = Double(digits), let integer = Int(exactly: number) else { return nil }
    return integer
  }

  public var number: Double? {
    guard case .scalar(let text, isPlain: true) = value else { return nil }
    return Double(text.filter { $0 != "_" })
  }

  public var sequence: [YAMLNode]? {
    switch value {
    case .sequence(let nodes): nodes
    case .scalar, .mapping: nil
    }
  }

  public var mapping: [Entry]? {
    switch value {
    case .mapping(let entries): entries
    // `execute:` with nothing behind it.
    case .scalar("", isPlain: true): []
    case .scalar, .sequence: nil
    }
  }
}

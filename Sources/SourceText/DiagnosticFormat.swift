/// How diagnostics are written: for people, or for the programs that gather them.
public enum DiagnosticFormat: String, Sendable, Hashable, CaseIterable {
  /// With the source line and a caret.
  case full
  /// One line each: `path:line:col: error[NN-…]: message`.
  case concise
  case json
  /// Annotations of GitHub's workflows.
  case github
  case junit
  case sarif

  /// The whole text for a list of diagnostics, in ``Diagnostic/sorted(_:)``'s order, each once: a block that two
  /// lessons share is read twice.
  ///
  /// - Parameters:
  ///   - files: the paths of all files that were looked at, for the forms that name what passed (JUnit).
  ///   - isColored: escape sequences for a terminal; only the full form has any.
  public func write(_ diagnostics: [Diagnostic], files: [String] = [], isColored: Bool = false) -> String {
    var unique: [Diagnostic] = []
    for diagnostic in Diagnostic.sorted(diagnostics) where unique.last?.says(diagnostic) != true {
      unique.append(diagnostic)
    }
    let diagnostics = unique
    switch self {
    case .full: return FullFormat(isColored: isColored).write(diagnostics)
    case .concise: return ConciseFormat.write(diagnostics)
    case .json: return JSONFormat.write(diagnostics)
    case .github: return GitHubFormat.write(diagnostics)
    case .junit: return JUnitFormat.write(diagnostics, files: files)
    case .sarif: return SARIFFormat.write(diagnostics)
    }
  }
}

extension Diagnostic {
  /// By path, offset, id and message, so that no order of work shows in what is printed.
  public static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.sorted { a, b in
      if a.range.file.path != b.range.file.path { return a.range.file.path < b.range.file.path }
      if a.range.bytes.lowerBound != b.range.bytes.lowerBound {
        return a.range.bytes.lowerBound < b.range.bytes.lowerBound
      }
      return (a.id.rawValue, a.message) < (b.id.rawValue, b.message)
    }
  }
}

extension Diagnostic {
  /// Whether the other says the same about the same place, even in a file that was read again.
  fileprivate func says(_ other: Diagnostic) -> Bool {
    id == other.id && message == other.message && range.bytes == other.range.bytes
      && range.file.path == other.range.file.path
  }
}

extension SourceRange {
  /// `lessons/02-chain.md:41:9`, fit for a terminal; columns count characters.
  public var place: String {
    let start = startInCharacters
    return "\(file.path.printable):\(start.line):\(start.column)"
  }
}

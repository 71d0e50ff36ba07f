/// Workflow commands that GitHub shows beside the changed line.
///
/// GitHub shows the first ten errors and the first ten warnings of a step. So a report that differs, which follows from
/// something, comes behind all that it could follow from.
enum GitHubFormat {
  /// `::error file=a.md,line=3,endLine=3,col=5,endColumn=7,title=NN-unknown-name::unknown name`
  static func write(_ diagnostics: [Diagnostic]) -> String {
    let origins = diagnostics.filter { $0.id != .driftedReport }
    let reports = diagnostics.filter { $0.id == .driftedReport }
    return (origins + reports).map { diagnostic in
      let (start, end) = (diagnostic.range.startInCharacters, diagnostic.range.endInCharacters)
      var message = diagnostic.message
      if let hint = diagnostic.hint { message += "\nhint: \(hint)" }
      var place = "file=\(escaped(diagnostic.range.file.path, isProperty: true)),line=\(start.line),endLine=\(end.line)"
      // GitHub refuses columns of a range over several lines.
      if start.line == end.line { place += ",col=\(start.column),endColumn=\(max(end.column, start.column))" }
      return "::\(level(diagnostic.severity)) \(place),title=\(diagnostic.id.rawValue)::"
        + escaped(message, isProperty: false) + "\n"
    }.joined()
  }

  private static func level(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error, .warning: severity.rawValue
    case .note: "notice"
    }
  }

  private static func escaped(_ text: String, isProperty: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\r": result += "%0D"
      case "\n": result += "%0A"
      case ":" where isProperty: result += "%3A"
      case "," where isProperty: result += "%2C"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

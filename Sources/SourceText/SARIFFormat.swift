/// SARIF 2.1.0, which code scanning services read.
enum SARIFFormat {
  static func write(_ diagnostics: [Diagnostic]) -> String {
    let ids = Set(diagnostics.map(\.id)).sorted { $0.rawValue < $1.rawValue }
    let rules = ids.map { id in
      let explanation = Explanation(id)
      return """
                    {
                      "id": \(JSONFormat.quoted(id.rawValue)),
                      "shortDescription": {"text": \(JSONFormat.quoted(explanation.summary))},
                      "fullDescription": {"text": \(JSONFormat.quoted(explanation.meaning))},
                      "help": {"text": \(JSONFormat.quoted(explanation.text)), "markdown": \(JSONFormat.quoted(explanation.markdown))},
                      "defaultConfiguration": {"level": \(JSONFormat.quoted(id.severity.rawValue))}
                    }
        """
    }
    let results = zip(diagnostics, DiagnosticFingerprint.all(diagnostics)).map(result)
    return """
      {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
          {
            "tool": {
              "driver": {
                "name": "lessons",
                "version": \(JSONFormat.quoted(programVersion)),
                "semanticVersion": \(JSONFormat.quoted(programVersion)),
                "rules": [\(list(rules))]
              }
            },
            "columnKind": "unicodeCodePoints",
            "results": [\(list(results))]
          }
        ]
      }

      """
  }

  private static func list(_ items: [String]) -> String {
    items.isEmpty ? "" : "\n" + items.joined(separator: ",\n") + "\n      "
  }

  private static func result(_ diagnostic: Diagnostic, _ fingerprint: String) -> String {
    var message = diagnostic.message
    if let hint = diagnostic.hint { message += " (\(hint))" }
    let related = diagnostic.notes.compactMap { note in
      note.range.map { "{\(location($0)), \"message\": {\"text\": \(JSONFormat.quoted(note.message))}}" }
    }
    return """
              {
                "ruleId": \(JSONFormat.quoted(diagnostic.id.rawValue)),
                "level": \(JSONFormat.quoted(diagnostic.severity.rawValue)),
                "message": {"text": \(JSONFormat.quoted(message))},
                "locations": [{\(location(diagnostic.range))}],
                "partialFingerprints": {"primaryLocationLineHash": \(JSONFormat.quoted(fingerprint))}\
      \(related.isEmpty ? "" : ",\n          \"relatedLocations\": [\(related.joined(separator: ", "))]")
              }
      """
  }

  private static func location(_ range: SourceRange) -> String {
    let (startLine, startColumn) = range.startInCharacters
    let (endLine, endColumn) = range.endInCharacters
    let uri = JSONFormat.quoted(range.file.path.percentEncodedPath)
    return "\"physicalLocation\": {\"artifactLocation\": {\"uri\": \(uri)}, "
      + "\"region\": {\"startLine\": \(startLine), \"startColumn\": \(startColumn), "
      + "\"endLine\": \(endLine), \"endColumn\": \(endColumn)}}"
  }
}

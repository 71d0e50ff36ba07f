import SourceText

@testable import Markup

/// Parses a file that includes nothing.
func parse(_ file: SourceFile) -> Diagnosed<Document> {
  parseDocument(file) { path, range throws(Diagnostic) in
    throw Diagnostic(.fileMissing, "no file `\(path)`", at: range)
  }
}

func parse(_ text: String) -> Diagnosed<Document> { parse(SourceFile(path: "a.md", text: text)) }

/// `5:3 NN-unclosed-fence error`
func summary(_ diagnostic: Diagnostic) -> String {
  let start = diagnostic.range.start
  return "\(start.line):\(start.column) \(diagnostic.id.rawValue) \(diagnostic.severity.rawValue)"
}

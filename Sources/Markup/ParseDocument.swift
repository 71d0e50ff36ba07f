import SourceText

/// Parses a lesson. Total: any text gives a document; what is wrong with it comes along as diagnostics.
///
/// - Parameter readInclude: hands over an included file by its path relative to the including file, or says why not.
public func parseDocument(
  _ file: SourceFile, readInclude: (_ path: String, _ from: SourceRange) throws(Diagnostic) -> SourceFile
) -> Diagnosed<Document> {
  Diagnosed(Document())
}

/// Parses one run of inlines that stands outside the document: a caption, a title, an alternative text.
///
/// Its inline expressions are appended to `expressions`.
public func parseInlines(_ text: Excerpt, expressions: inout [InlineExpression]) -> Diagnosed<[Inline]> {
  Diagnosed([])
}

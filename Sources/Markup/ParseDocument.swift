import SourceText

/// Parses a lesson. Total: any text gives a document; what is wrong with it comes along as diagnostics.
///
/// - Parameters:
///   - budget: what the lesson may become; past it the document is empty.
///   - macros: commands of TeX that the course defines.
///   - readInclude: hands over an included file by its path relative to the including file, or says why not.
public func parseDocument(
  _ file: SourceFile, budget: LessonBudget = LessonBudget(), macros: Macros = Macros(),
  readInclude: (_ path: String, _ from: SourceRange) throws(Diagnostic) -> SourceFile
) -> Diagnosed<Document> {
  let assembly = Assembly(file, budget: budget, readInclude: readInclude)
  var parsed = parseBody(assembly.body, budget, macros)
  parsed.value.frontMatter = assembly.frontMatter
  parsed.value.length = assembly.body.text.count
  parsed.diagnostics = assembly.diagnostics + parsed.diagnostics
  return parsed
}

/// Parses one run of inlines that stands outside the document: a caption, a title, an alternative text.
///
/// Its inline expressions are appended to `expressions`.
///
/// - Parameter document: whose labels and commands it knows.
public func parseInlines(
  _ text: Excerpt, expressions: inout [InlineExpression], in document: Document = Document()
) -> Diagnosed<[Inline]> {
  // A line that looks like a list or a heading is prose here: a heading of its own holds inlines only.
  parseProse(
    text, expressions: &expressions, firstExpression: 0, known: document.knownLabels, macros: document.macros)
}

/// How often marks are taken back one by one before all are.
private let patience = 8

private func parseBody(_ body: Excerpt, _ budget: LessonBudget, _ macros: Macros) -> Diagnosed<Document> {
  let known = KnownLabels(in: body.text)
  var rejected: Set<Int> = []
  var told: [Diagnostic] = []
  var round = 0
  while true {
    let marks = round < patience ? Marks(for: body.text) : nil
    var scanner = BlockScanner(
      body, prose: ProseMasker(body, marks: marks, rejected: rejected, known: known, macros: macros, budget: budget))
    scanner.scan()
    if let fault = scanner.prose.budgetFault { return Diagnosed(Document(), [fault]) }
    let tree = CommonMarkTree(parsing: scanner.prose.output, limit: budget[.nodes])
    if let line = tree.cutLine {
      let place = scanner.prose.origins[min(max(line - 1, 0), scanner.prose.origins.count - 1)]
      let fault = budget.fault(.nodes, "this lesson has more than", "blocks and inlines", at: body.range(place))
      return Diagnosed(Document(), [fault])
    }
    var builder = TreeBuilder(tree, body, prose: scanner.prose)
    let blocks = builder.build()
    told += builder.told
    let misplaced = builder.misplaced.subtracting(rejected)
    if misplaced.isEmpty {
      var document = Document(
        blocks: blocks, footnotes: builder.footnotes.referred, cells: builder.cells,
        expressions: builder.expressions, labels: builder.labels.definitions)
      document.knownLabels = known
      document.knownLabels.footnotes = builder.footnotes.known
      document.unreferredFootnotes = builder.footnotes.unreferred
      document.macros = scanner.prose.macros
      document.stretches = scanner.prose.stretches.stretches
      document.ignores = scanner.prose.stretches.ignores
      let balance = HTMLBalance(
        blocks + builder.footnotes.referred.flatMap(\.blocks), besides: scanner.prose.diagnostics)
      return Diagnosed(
        document, scanner.prose.diagnostics + builder.diagnostics + told + balance.diagnostics)
    }
    rejected.formUnion(misplaced)
    round += 1
  }
}

/// - Parameters:
///   - firstExpression: how many expressions stand before those in `expressions`.
///   - allowsNotes: it is no note itself.
///   - refusesNotes: it is a title, in which no footnote can stand.
func parseProse(
  _ text: Excerpt, expressions: inout [InlineExpression], firstExpression: Int, known: KnownLabels, macros: Macros,
  allowsNotes: Bool = false, refusesNotes: Bool = false
) -> Diagnosed<[Inline]> {
  var lines: [BlockScanner.ProseLine] = []
  var start = 0
  while start < text.text.count {
    var end = start
    while end < text.text.count, text.text[end] != .newline { end += 1 }
    var content = start..<end
    while let first = content.first, text.text[first].isBlank { content = first + 1..<content.upperBound }
    while let last = content.last, text.text[last].isBlank { content = content.lowerBound..<last }
    if !content.isEmpty {
      lines.append(
        BlockScanner.ProseLine(line: content, content: content.lowerBound, isLazy: false, opensItem: false))
    }
    start = end + 1
  }
  guard !lines.isEmpty else { return Diagnosed([]) }
  var rejected: Set<Int> = []
  var told: [Diagnostic] = []
  var round = 0
  while true {
    var masker = ProseMasker(
      text, marks: round < patience ? Marks(for: text.text) : nil, rejected: rejected, known: known, macros: macros,
      allowsNotes: allowsNotes)
    masker.mask(lines, as: .heading)
    var line = masker.output
    for index in line.indices where line[index] == .newline { line[index] = .space }
    let tree = CommonMarkTree(
      parsing: Array("# ".utf8) + line + Array(" #\n\n".utf8) + known.linkDefinitions(in: text.text))
    var builder = TreeBuilder(tree, text, prose: masker, firstExpression: firstExpression + expressions.count)
    builder.refusesNotes = refusesNotes
    let blocks = builder.build()
    told += builder.told
    let misplaced = builder.misplaced.subtracting(rejected)
    if misplaced.isEmpty {
      expressions += builder.expressions
      let diagnostics = masker.diagnostics + builder.diagnostics + told
      guard case .heading(let heading)? = blocks.first?.kind else { return Diagnosed([], diagnostics) }
      return Diagnosed(heading.content, diagnostics)
    }
    rejected.formUnion(misplaced)
    round += 1
  }
}

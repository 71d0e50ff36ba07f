import CourseBuild
import Markup
import SourceText

/// - Returns: `nil` for what no lesson is: bytes that are not UTF-8.
func textFile(_ bytes: [UInt8]) -> SourceFile? {
  UTF8Validation.firstInvalidByte(in: bytes) == nil ? SourceFile(path: "fuzz.md", bytes: bytes) : nil
}

/// Each diagnostic stands inside its file, at whole characters, and quotes whole characters.
func requirePlaces(_ diagnostics: [Diagnostic], source: [UInt8]) throws(BrokenInvariant) {
  guard !diagnostics.isEmpty else { return }
  // The character that stands for a broken one, and for NUL and `&#0;`, as CommonMark wants it.
  let broken: Unicode.Scalar = "\u{FFFD}"
  let text = String(decoding: source, as: UTF8.self)
  let isQuoted = text.unicodeScalars.contains { $0 == broken || $0.value == 0 } || text.contains("&#")
  for diagnostic in diagnostics {
    let ranges = [diagnostic.range] + diagnostic.notes.compactMap(\.range)
    for range in ranges {
      let (bytes, file) = (range.bytes, range.file.bytes)
      try require(
        bytes.lowerBound >= 0 && bytes.upperBound <= file.count,
        "\(diagnostic.id.rawValue) at \(bytes) of \(file.count): \(diagnostic.message)")
      for place in [bytes.lowerBound, bytes.upperBound] where place < file.count {
        try require(
          file[place] & 0xC0 != 0x80, "\(diagnostic.id.rawValue) at \(bytes) cuts a character: \(diagnostic.message)")
      }
    }
    let texts = [diagnostic.message, diagnostic.hint ?? ""] + diagnostic.notes.map(\.message)
    for text in texts where !isQuoted {
      try require(
        !text.unicodeScalars.contains(broken), "\(diagnostic.id.rawValue) quotes a part of a character: \(text)")
    }
  }
}

private func noFile(_ path: String, _ range: SourceRange) throws(Diagnostic) -> SourceFile {
  throw Diagnostic(.fileMissing, "no file `\(path)`", at: range)
}

/// Ranges lie in the text, expressions count up, and no mark that the parser puts into the text is left.
func checkMarkdown(_ bytes: [UInt8]) throws(BrokenInvariant) {
  guard let file = textFile(bytes) else { return }
  var budget = LessonBudget()
  budget[.nodes] = 20_000
  budget[.cells] = 10_000
  let document = parseDocument(file, budget: budget, readInclude: noFile)
  try requirePlaces(document.diagnostics, source: bytes)
  var before = 0
  for cell in document.value.cells {
    try require(cell.range.bytes.upperBound <= bytes.count, "a cell at \(cell.range.bytes) of \(bytes.count)")
    try require(cell.expressionsBefore >= before, "a cell stands before expressions of the one before it")
    before = cell.expressionsBefore
  }
  try require(before <= document.value.expressions.count, "a cell waits for expressions that are not there")
  for expression in document.value.expressions {
    try require(expression.range.bytes.upperBound <= bytes.count, "an expression at \(expression.range.bytes)")
  }
  for block in document.value.blocks {
    try require(block.range.bytes.upperBound <= bytes.count, "a block at \(block.range.bytes) of \(bytes.count)")
  }
}

/// `---` around it makes it the head of a lesson; by itself it is `course.yml`.
func checkFrontMatter(_ bytes: [UInt8]) throws(BrokenInvariant) {
  guard textFile(bytes) != nil else { return }
  let head = Array("---\n".utf8) + bytes + Array("\n---\n\ntext\n".utf8)
  let file = SourceFile(path: "fuzz.md", bytes: head)
  let lesson = readLesson(file, defaults: CellOptions(), readFile: noFile)
  try requirePlaces(lesson.diagnostics, source: bytes)
  if let seed = lesson.value.frontMatter.seed { try require(0...0xFFFF_FFFF ~= seed, "the seed \(seed)") }
  if let digits = lesson.value.frontMatter.digits { try require(1...17 ~= digits, "\(digits) digits") }
  try requirePlaces(readCourseFile(SourceFile(path: "course.yml", bytes: bytes)), source: bytes)
}

/// Entries lie in the text one after the other, and abbreviations put in no more than they may.
func checkBibliography(_ bytes: [UInt8]) throws(BrokenInvariant) {
  guard textFile(bytes) != nil else { return }
  let file = SourceFile(path: "references.bib", bytes: bytes)
  var budget = LessonBudget()
  budget[.text] = 20_000
  let records = parseBibliography(file, budget: budget)
  try requirePlaces(records.diagnostics, source: bytes)
  var end = 0
  var size = 0
  var keys: Set<String> = []
  for record in records.value {
    try require(
      record.range.bytes.lowerBound >= end && record.range.bytes.upperBound <= bytes.count,
      "an entry at \(record.range.bytes), after \(end), of \(bytes.count)")
    end = record.range.bytes.upperBound
    try require(keys.insert(record.key).inserted, "two entries with the key \(record.key)")
    size += record.short.utf8.count + record.fullText.utf8.count + (record.url?.utf8.count ?? 0)
    size += record.fields.values.reduce(0) { $0 + $1.utf8.count }
  }
  // Each byte of a field may be shown several times, and as an entity or a dash.
  try require(size <= 16 * (bytes.count + 20_000), "\(size) bytes out of \(bytes.count)")
}

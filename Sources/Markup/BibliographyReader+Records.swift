import SourceText

extension BibliographyReader {
  /// Fields whose text is an address or a name of a machine.
  private static let verbatim: Set<String> = ["url", "doi", "eprint", "file", "urlraw"]

  mutating func record(_ entry: Entry) -> BibliographyRecord {
    var fields: [String: String] = [:]
    var texts: [String: [Inline]] = [:]
    var unknown: [(name: String, range: SourceRange)] = []
    for field in entry.fields where fields[field.name] == nil {
      if Self.verbatim.contains(field.name) {
        fields[field.name] = BibliographyAddress.decoded(field.value.text[...])
      } else {
        let text = LaTeXText(field.value)
        fields[field.name] = LaTeXText.plain(text.inlines)
        texts[field.name] = text.inlines
        if Self.shown.contains(field.name) { unknown += text.unknown }
      }
    }
    var told: Set<String> = []
    for command in unknown where told.insert(command.name).inserted {
      diagnostics.append(
        Diagnostic(
          .badBibliography, "the command `\\\(command.name)` of `\(entry.key)` is not known here", at: command.range,
          hint: "write the character itself", severity: .warning))
    }
    for field in entry.fields where Self.shown.contains(field.name) {
      guard let mark = Self.markup(in: field.value.text) else { continue }
      doubt(
        "`\(String(decoding: field.value.text[mark], as: UTF8.self))` in `\(field.name)` of `\(entry.key)` is HTML, and stays text",
        "write LaTeX: `\\textsubscript{2}`, `\\textit{…}`, `\\&`", at: field.value.slice(mark))
    }
    if let url = entry["url"], let fault = BibliographyAddress.fault(fields["url"] ?? "") {
      doubt("the address of `\(entry.key)` \(fault)", "write one whole address: `url = {https://…}`", at: url)
    }
    for field in entry.fields where !Self.known.contains(field.name) {
      guard let near = nearestName(to: field.name, in: Self.mended), entry[near] == nil else { continue }
      doubt(
        "no field is called `\(field.name)`, and nothing of it is shown in `\(entry.key)`", "did you mean `\(near)`?",
        at: field.value)
    }
    let named = entry["author"] ?? entry["editor"]
    let people = named.map { BibliographyNames($0.text) }
    func doubt(_ message: String, _ hint: String, at field: Excerpt? = nil) {
      let range = field?.range ?? SourceRange(file, entry.place)
      diagnostics.append(Diagnostic(.badBibliography, message, at: range, hint: hint, severity: .warning))
    }
    if !entry.isBroken, Self.shown.union(Self.verbatim).allSatisfy({ fields[$0] == nil }) {
      doubt("the entry `\(entry.key)` says nothing of its work", "give it `author`, `title` and `year`")
    }
    if let people, people.names.isEmpty, !people.hasOthers {
      doubt("`\(entry.key)` has an author without a name", "write `author = {Lee, Ann and Roe, Bo}`", at: named)
    }
    if let named, let sign = BibliographyNames.strangeSign(in: named.text) {
      doubt(
        "`\(sign)` parts no names in `\(entry.key)`", "people are parted by `and`: `Lee, Ann and Roe, Bo`", at: named)
    }
    for name in people?.unread ?? [] {
      doubt(
        "the name `\(name)` of `\(entry.key)` has too many commas",
        "people are parted by `and`: `Lee, Ann and Roe, Bo`", at: named)
    }
    return BibliographyRecord(
      key: entry.key, kind: entry.kind, fields: fields, texts: texts, authors: people?.names ?? [],
      hasOthers: people?.hasOthers ?? false, range: SourceRange(file, entry.place))
  }

  /// Fields whose names are often misspelt.
  private static let mended = [
    "author", "editor", "title", "year", "journal", "booktitle", "publisher", "pages", "volume",
  ]

  /// Names that programs write, whatever becomes of them here.
  private static let known = shown.union(verbatim).union([
    "abstract", "address", "annote", "archiveprefix", "chapter", "crossref", "date", "edition", "eprintclass",
    "eprinttype", "isbn", "issn", "issue", "key", "keywords", "langid", "language", "location", "month", "primaryclass",
    "type", "urldate", "xdata", "booksubtitle", "bookauthor", "translator", "pagetotal", "day", "editora", "editors",
  ])

  /// The first `<sub>` or `&amp;` of a text.
  private static func markup(in text: [UInt8]) -> Range<Int>? {
    for sign in [
      "<sub>", "<sup>", "<i>", "<b>", "<em>", "<strong>", "<scp>", "&amp;", "&lt;", "&gt;", "&quot;", "&nbsp;",
    ] {
      let pattern = Array(sign.utf8)
      if let start = text.indices.first(where: { text[$0...].starts(with: pattern) }) {
        return start..<start + pattern.count
      }
    }
    return nil
  }

  /// Fields that a reader sees.
  private static let shown: Set<String> = [
    "author", "editor", "title", "subtitle", "booktitle", "journal", "journaltitle", "publisher", "school",
    "institution", "organization", "note", "howpublished", "year", "volume", "number", "pages", "series",
  ]
}

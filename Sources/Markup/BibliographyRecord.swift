import SourceText

/// One entry of a BibTeX file, made ready to be cited.
public struct BibliographyRecord: Sendable {
  public struct Name: Sendable, Hashable {
    public var family: String
    public var given: String

    public init(family: String, given: String) {
      self.family = family
      self.given = given
    }
  }

  public var key: String
  /// `article`, `book`, … in lower case.
  public var kind: String
  /// By lower-case name, LaTeX markup resolved: `title`, `author`, `year`, …
  public var fields: [String: String]
  /// The same with their formulas and links.
  public var texts: [String: [Inline]]
  /// Of an edited book its editors.
  public var authors: [Name]
  /// `and others` ends the names.
  public var hasOthers: Bool
  /// The key in its file.
  public var range: SourceRange
  /// Letter that tells works of the same authors and year apart: `a`.
  public var suffix = ""

  public init(
    key: String, kind: String, fields: [String: String], texts: [String: [Inline]] = [:], authors: [Name],
    hasOthers: Bool = false, range: SourceRange
  ) {
    self.key = key
    self.kind = kind
    self.fields = fields
    self.texts = texts
    self.authors = authors
    self.hasOthers = hasOthers
    self.range = range
  }

  /// `Rumelhart et al. 1986`, `Kingma & Ba 2015`, `LeCun 1998`: signs rather than words, since pages are in several
  /// languages.
  public var short: String { year.map { "\(author) \($0)" } ?? author }

  /// `Rumelhart et al.`; the title where nobody is named.
  public var author: String {
    let names = authors.map(\.family).filter { !$0.isEmpty }
    switch names.count {
    case 0: return title ?? field("organization", "publisher", "institution") ?? key
    case 1: return hasOthers ? "\(names[0]) et al." : names[0]
    case 2 where !hasOthers: return "\(names[0]) & \(names[1])"
    default: return "\(names[0]) et al."
    }
  }

  /// With the letter that tells works apart.
  public var year: String? { plainYear.map { $0 + suffix } }

  /// `Rumelhart, David E., Hinton, Geoffrey E. & Williams, Ronald J. (1986). Learning representations …. Nature
  /// 323(6088), 533–536.`
  public var full: [Inline] {
    var parts: [[Inline]] = []
    let names = authors.map { $0.given.isEmpty ? $0.family : "\($0.family), \($0.given)" }.filter { !$0.isEmpty }
    var head = hasOthers ? names.joined(separator: ", ") + " et al." : names.dropLast().joined(separator: ", ")
    if !hasOthers, let last = names.last { head += (head.isEmpty ? "" : " & ") + last }
    if names.isEmpty { head = "" }
    if let year, !head.isEmpty { head += " (\(year))" }
    if !head.isEmpty { parts.append([.text(head)]) }
    if var title = text("title") {
      if let subtitle = text("subtitle") { title += [.text(": ")] + subtitle }
      if head.isEmpty, let year { title.append(.text(" (\(year))")) }
      parts.append(title)
    } else if head.isEmpty {
      parts.append([.text(key + (year.map { " (\($0))" } ?? ""))])
    }
    parts += [place, text("howpublished"), text("note")].compactMap(\.self)
    var result: [Inline] = []
    for part in parts where !part.isEmpty {
      if !result.isEmpty { result.append(.text(" ")) }
      result += part
      if case .link? = part.last { continue }
      let end = LaTeXText.plain(part).last
      if end != ".", end != "?", end != "!" { result.append(.text(".")) }
    }
    return Self.joined(result)
  }

  public var url: String? {
    field("url").map { $0.hasPrefix("www.") ? "http://" + $0 : $0 } ?? field("doi").map(Self.address(ofDOI:)) ?? arXiv
  }

  /// `10.1000/1`, `doi:10.1000/1`, `https://doi.org/10.1000/1`
  private static func address(ofDOI doi: String) -> String {
    if doi.hasPrefix("http") { return doi }
    let isMarked = doi.utf8.prefix(4).elementsEqual("doi:".utf8) || doi.utf8.prefix(4).elementsEqual("DOI:".utf8)
    return "https://doi.org/" + (isMarked ? String(doi.dropFirst(4).drop { $0 == " " }) : doi)
  }

  private var arXiv: String? {
    guard let print = field("eprint"), isArXiv else { return nil }
    return "https://arxiv.org/abs/" + print
  }

  private var isArXiv: Bool { field("archiveprefix", "eprinttype")?.lowercased() == "arxiv" }

  private var title: String? { field("title") }

  private var plainYear: String? { field("year") ?? field("date").map { String($0.prefix(4)) } }

  private func field(_ names: String...) -> String? {
    names.lazy.compactMap { fields[$0] }.first { !$0.isEmpty }
  }

  private func text(_ name: String) -> [Inline]? {
    guard let field = field(name) else { return nil }
    return texts[name] ?? [.text(field)]
  }

  /// Where it appeared: journal with volume, number and pages; or book, publisher, school.
  private var place: [Inline]? {
    let name = ["journal", "journaltitle", "booktitle", "publisher", "school", "institution", "organization", "series"]
      .first { field($0) != nil }
    var result: [Inline]
    if let name {
      result = text(name) ?? []
      if name == "booktitle", let subtitle = text("booksubtitle") { result += [.text(": ")] + subtitle }
    } else if let print = field("eprint") {
      result = [.text((isArXiv ? "arXiv:" : "") + print)]
    } else {
      return nil
    }
    var tail = ""
    if let volume = field("volume") { tail += " \(volume)" }
    if let number = field("number", "issue") { tail += tail.isEmpty ? " \(number)" : "(\(number))" }
    if let pages = field("pages") { tail += ", " + Self.pages(pages) }
    if name == "booktitle", let publisher = field("publisher") { tail += ", \(publisher)" }
    if name == "journal" || name == "journaltitle", let print = field("eprint"), isArXiv, field("volume") == nil,
      !LaTeXText.plain(result).contains(print)
    {
      tail += " arXiv:\(print)"
    }
    return Self.joined(result + (tail.isEmpty ? [] : [.text(tail)]))
  }

  /// `9-27` → `9–27`
  private static func pages(_ text: String) -> String {
    let isRange = text.utf8.allSatisfy {
      $0.isAlphanumeric || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ",") || $0.isSpace
    }
    return isRange ? text.split(separator: "-").joined(separator: "–") : text
  }

  /// Texts beside each other as one.
  private static func joined(_ inlines: [Inline]) -> [Inline] {
    var result: [Inline] = []
    for inline in inlines {
      if case .text(let text) = inline, case .text(let last)? = result.last {
        result[result.count - 1] = .text(last + text)
      } else {
        result.append(inline)
      }
    }
    return result
  }

  /// The entry as text.
  public var fullText: String { LaTeXText.plain(full) }
}

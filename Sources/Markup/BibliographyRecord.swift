import SourceText

/// One entry of a BibTeX file, made ready to be cited.
public struct BibliographyRecord: Sendable, Hashable {
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
  /// Of an edited book its editors.
  public var authors: [Name]
  /// The key in its file.
  public var range: SourceRange

  public init(key: String, kind: String, fields: [String: String], authors: [Name], range: SourceRange) {
    self.key = key
    self.kind = kind
    self.fields = fields
    self.authors = authors
    self.range = range
  }

  /// `Rumelhart et al. 1986`, `Kingma & Ba 2015`, `LeCun 1998`: signs rather than words, since pages are in several
  /// languages.
  public var short: String {
    let names = authors.map(\.family)
    let who =
      switch names.count {
      case 0: fields["title"] ?? key
      case 1: names[0]
      case 2: "\(names[0]) & \(names[1])"
      default: "\(names[0]) et al."
      }
    return year.map { "\(who) \($0)" } ?? who
  }

  /// `Rumelhart, David E., Hinton, Geoffrey E. & Williams, Ronald J. (1986). Learning representations …. Nature
  /// 323(6088), 533–536.`
  public var full: String {
    var parts: [String] = []
    let names = authors.map { $0.given.isEmpty ? $0.family : "\($0.family), \($0.given)" }
    var head = names.dropLast().joined(separator: ", ")
    if let last = names.last { head += (head.isEmpty ? "" : " & ") + last }
    if let year { head += (head.isEmpty ? "" : " ") + "(\(year))" }
    if !head.isEmpty { parts.append(head) }
    if let title = fields["title"] { parts.append(title) }
    parts += [place, fields["howpublished"], fields["note"]].compactMap(\.self)
    return parts.map { $0.hasSuffix(".") || $0.hasSuffix("?") || $0.hasSuffix("!") ? $0 : $0 + "." }
      .joined(separator: " ")
  }

  public var url: String? {
    fields["url"] ?? fields["doi"].map { $0.hasPrefix("http") ? $0 : "https://doi.org/" + $0 }
  }

  private var year: String? { fields["year"] ?? fields["date"].map { String($0.prefix(4)) } }

  /// Where it appeared: journal with volume, number and pages; or book, publisher, school.
  private var place: String? {
    guard
      var text = fields["journal"] ?? fields["journaltitle"] ?? fields["booktitle"] ?? fields["publisher"]
        ?? fields["school"] ?? fields["institution"] ?? fields["eprint"]
    else { return nil }
    if let volume = fields["volume"] { text += " \(volume)" }
    if let number = fields["number"] ?? fields["issue"] { text += "(\(number))" }
    if let pages = fields["pages"] { text += ", \(pages)" }
    if fields["booktitle"] != nil, let publisher = fields["publisher"] { text += ", \(publisher)" }
    return text
  }
}

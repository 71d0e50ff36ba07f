/// The Latin words that a reader of a page in another script sees outside of code and formulas.
struct LatinWords {
  struct Found: Hashable {
    var word: String
    /// The text around it.
    var text: String
  }

  private(set) var found: [Found] = []

  /// Elements that hold what is not said in the page's language: code, formulas, messages of the program, titles of
  /// works, names of files and languages.
  private static let silentElements: Set = ["code", "math", "script", "style"]
  private static let silentClasses: Set = [
    "katex", "tex", "src", "fault", "files", "bibliography", "cite", "language",
  ]
  private static let void: Set = ["br", "col", "hr", "img", "input", "link", "meta"]
  private static let spoken: Set = ["alt", "aria-label", "placeholder"]

  init(html: String) {
    var html = html[...]
    var open: [(name: String, isSilent: Bool)] = []
    while let start = html.firstIndex(of: "<") {
      if !(open.last?.isSilent ?? false) { look(in: String(html[..<start])) }
      html = html[start...]
      let end = Self.endOfTag(html)
      let tag = html[..<end]
      html = html[end...]
      guard let name = Self.name(of: tag) else { continue }
      if tag.hasPrefix("</") {
        if let place = open.lastIndex(where: { $0.name == name }) { open.removeLast(open.count - place) }
        continue
      }
      let attributes = Self.attributes(of: tag)
      let classes = Set((attributes["class"] ?? "").split(separator: " ").map(String.init))
      let isSilent =
        open.last?.isSilent ?? false || Self.silentElements.contains(name)
        || !classes.isDisjoint(with: Self.silentClasses)
      if !isSilent { for (key, text) in attributes where Self.spoken.contains(key) { look(in: text) } }
      if !Self.void.contains(name), !tag.hasSuffix("/>") { open.append((name, isSilent)) }
      if name == "script" || name == "style" {
        html = html[(html.firstRange(of: "</\(name)")?.lowerBound ?? html.endIndex)...]
      }
    }
    look(in: String(html))
  }

  private static func endOfTag(_ html: Substring) -> Substring.Index {
    var quote: Character?
    for index in html.indices {
      let character = html[index]
      if let open = quote {
        if character == open { quote = nil }
      } else if character == "\"" || character == "'" {
        quote = character
      } else if character == ">" {
        return html.index(after: index)
      }
    }
    return html.endIndex
  }

  private static func name(of tag: Substring) -> String? {
    let name = tag.dropFirst().drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }
    return name.isEmpty ? nil : String(name).lowercased()
  }

  private static func attributes(of tag: Substring) -> [String: String] {
    var result: [String: String] = [:]
    for match in tag.matches(of: /([a-z-]+)="([^"]*)"/) { result[String(match.1)] = String(match.2) }
    return result
  }

  /// Words of two letters and more, without those of a gloss: `연쇄 법칙(chain rule)`.
  private mutating func look(in text: String) {
    let text = text.replacing(/&[a-zA-Z0-9#]+;/, with: " ")
    let prose = text.replacing(/([가-힣])\([A-Za-z][A-Za-z -]*\)/) { String($0.1) }
    for match in prose.matches(of: /[A-Za-z][A-Za-z_'-]*[A-Za-z]/) {
      found.append(Found(word: String(match.0), text: text))
    }
  }
}

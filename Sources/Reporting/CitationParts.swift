import Markup

/// A citation in words, the same in every form of a report: `(see Hinton 1986, p. 3; LeCun 1998)`, `Hinton (1986)`.
struct CitationPart {
  enum Kind {
    case text
    /// Leads to the work of this key.
    case work(String)
    case unknown
  }

  var kind: Kind
  var text: String
}

extension Report {
  func parts(of citation: Citation) -> [CitationPart] {
    var parts: [CitationPart] = []
    func add(_ text: String) { if !text.isEmpty { parts.append(CitationPart(kind: .text, text: text)) } }
    switch citation.style {
    case .narrative:
      guard let item = citation.items.first else { return [] }
      guard let entry = reference(item.key) else { return [CitationPart(kind: .text, text: "@" + item.key)] }
      let suffix = Typography.trimmed(item.suffix)
      parts.append(CitationPart(kind: .work(item.key), text: entry.author))
      if let year = entry.year {
        add("\u{A0}(" + year + (suffix.isEmpty ? "" : ", " + suffix) + ")")
      } else if !suffix.isEmpty {
        add(" (" + suffix + ")")
      }
    case .parenthetical:
      add("(")
      for (position, item) in citation.items.enumerated() {
        if position > 0 { add("; ") }
        let prefix = Typography.trimmed(item.prefix)
        if !prefix.isEmpty { add(prefix + " ") }
        if let entry = reference(item.key) {
          let text = item.omitsAuthor ? entry.year ?? entry.short : entry.short
          parts.append(CitationPart(kind: .work(item.key), text: text))
        } else if let target = targets[item.key] {
          add(language.words.reference(target))
        } else {
          parts.append(CitationPart(kind: .unknown, text: "@" + item.key))
        }
        let suffix = Typography.trimmed(item.suffix)
        if !suffix.isEmpty { add(suffix.utf8.first == UInt8(ascii: ",") ? suffix : ", " + suffix) }
      }
      add(")")
    }
    return parts
  }
}

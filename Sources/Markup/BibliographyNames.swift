/// The people of a BibTeX field: `Last, First and First von Last and {A Group} and others`.
struct BibliographyNames {
  private(set) var names: [BibliographyRecord.Name] = []
  private(set) var hasOthers = false
  /// Names with more commas than a name has, of which not all is read.
  private(set) var unread: [String] = []

  init(_ value: [UInt8]) {
    var words: [ArraySlice<UInt8>] = []
    var depth = 0
    var start: Int?
    for (index, byte) in value.enumerated() {
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      if depth <= 0,
        byte.isSpace || byte == .tilde && start.map({ index - $0 > 1 }) == true && value[index - 1] != .backslash
      {
        if let first = start { words.append(value[first..<index]) }
        start = nil
      } else if start == nil {
        start = index
      }
    }
    if let first = start { words.append(value[first...]) }
    let people = words.split { $0.count == 3 && $0.map { $0 | 0x20 }.elementsEqual("and".utf8) }.map { Array($0) }
    for person in people {
      if person.count == 1, person[0].elementsEqual("others".utf8) {
        hasOthers = true
      } else {
        let keyed = Self.keyed(person)
        if keyed == nil, person.count(where: { $0.last == UInt8(ascii: ",") }) > 2 {
          unread.append(Self.joined(person))
        }
        names.append(keyed ?? Self.name(person))
      }
    }
  }

  /// Signs that other programs write between people: `;`, `&`, `.and`; not within braces.
  static func strangeSign(in text: [UInt8]) -> String? {
    var depth = 0
    for (index, byte) in text.enumerated() {
      if byte == UInt8(ascii: "{") { depth += 1 }
      if byte == UInt8(ascii: "}") { depth -= 1 }
      guard depth == 0 else { continue }
      if byte == UInt8(ascii: ";") { return ";" }
      for sign in [" & ", " \\& ", ".and "] where text[index...].starts(with: sign.utf8) {
        return String(sign.filter { $0 != " " })
      }
    }
    return nil
  }

  private static func joined(_ words: some Sequence<ArraySlice<UInt8>>) -> String {
    LaTeXText.decoded(Array(words.joined(separator: [UInt8.space]))[...])
  }

  private static func name(_ words: [ArraySlice<UInt8>]) -> BibliographyRecord.Name {
    var parts = [[ArraySlice<UInt8>]]()
    var part: [ArraySlice<UInt8>] = []
    for word in words {
      if word.last == UInt8(ascii: ",") {
        parts.append(part + [word.dropLast()])
        part = []
      } else {
        part.append(word)
      }
    }
    parts.append(part)
    switch parts.count {
    case 1: break
    case 2: return BibliographyRecord.Name(family: joined(parts[0]), given: joined(parts[1]))
    default:
      // `King, Jr., Martin Luther`
      return BibliographyRecord.Name(family: joined(parts[0]) + " " + joined(parts[1]), given: joined(parts[2]))
    }
    // `de la` … belongs to the family, with what follows it.
    let particle = words.dropLast().firstIndex { isParticle($0) }
    let first = particle ?? max(words.count - 1, 0)
    return BibliographyRecord.Name(family: joined(words[first...]), given: joined(words[..<first]))
  }

  /// Its first letter is small; braces hide theirs.
  private static func isParticle(_ word: ArraySlice<UInt8>) -> Bool {
    guard word.first != UInt8(ascii: "{") || word.dropFirst().first == .backslash else { return false }
    guard let letter = LaTeXText.decoded(word).unicodeScalars.first(where: { $0.properties.isAlphabetic }) else {
      return false
    }
    return letter.properties.isLowercase
  }

  /// biblatex's `given=Kim, family=Lee`
  private static func keyed(_ words: [ArraySlice<UInt8>]) -> BibliographyRecord.Name? {
    guard let first = words.first,
      ["given", "family", "prefix", "suffix"].contains(where: { first.starts(with: ($0 + "=").utf8) })
    else { return nil }
    var parts: [String: String] = [:]
    for part in Array(words.joined(separator: [UInt8.space])).split(separator: UInt8(ascii: ",")) {
      let pair = part.split(separator: UInt8(ascii: "="), maxSplits: 1)
      guard pair.count == 2 else { continue }
      parts[LaTeXText.decoded(pair[0])] = LaTeXText.decoded(pair[1])
    }
    let family = [parts["prefix"], parts["family"], parts["suffix"]].compactMap(\.self).joined(separator: " ")
    return BibliographyRecord.Name(family: family, given: parts["given"] ?? "")
  }
}

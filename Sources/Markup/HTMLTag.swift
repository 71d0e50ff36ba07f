/// An HTML tag or an autolink among inlines: what stands between `<` and `>` is no prose.
enum HTMLTag {
  /// The offset behind the `>` of the tag that starts at `start`, `nil` where none does.
  ///
  /// Open and closing tags as in CommonMark 0.30, section 6.6. `<b id="$x$">` → behind it; `<y and x>` → `nil`.
  static func end(_ text: [UInt8], _ start: Int, limit: Int) -> Int? {
    var index = start + 1
    guard index < limit else { return nil }
    if text[index] == UInt8(ascii: "/") {
      index += 1
      guard let nameEnd = name(text, index, limit) else { return nil }
      index = skipSpace(text, nameEnd, limit)
      return index < limit && text[index] == UInt8(ascii: ">") ? index + 1 : nil
    }
    guard let nameEnd = name(text, index, limit) else { return nil }
    index = nameEnd
    while true {
      let next = skipSpace(text, index, limit)
      guard next < limit else { return nil }
      if text[next] == UInt8(ascii: ">") { return next + 1 }
      if text[next] == UInt8(ascii: "/") {
        return next + 1 < limit && text[next + 1] == UInt8(ascii: ">") ? next + 2 : nil
      }
      guard next > index, let attributeEnd = attribute(text, next, limit) else { return nil }
      index = attributeEnd
    }
  }

  /// Whether the tag at an offset is a component of MDX, `<Tabs>`, `</Tabs>`: tags of HTML have small letters, or large ones
  /// throughout.
  static func isComponent(_ text: [UInt8], _ start: Int) -> Bool {
    var name = text[(start + 1)...]
    if name.first == UInt8(ascii: "/") { name.removeFirst() }
    let letters = Array(name.prefix(2))
    return letters.count == 2 && (0x41...0x5A).contains(letters[0]) && (0x61...0x7A).contains(letters[1])
  }

  /// `<https://…>`, `<a@b.com>`
  static func autolinkEnd(_ text: [UInt8], _ start: Int, limit: Int) -> Int? {
    var index = start + 1
    var hasMark = false
    while index < limit {
      let byte = text[index]
      if byte == UInt8(ascii: ">") { return hasMark ? index + 1 : nil }
      if byte <= 0x20 || byte == UInt8(ascii: "<") { return nil }
      if byte == UInt8(ascii: ":") || byte == UInt8(ascii: "@") {
        hasMark = true
      } else if !hasMark, !(byte.isAlphanumeric || ".!#$%&'*+/=?^_`{|}~-".utf8.contains(byte)) {
        return nil
      }
      index += 1
    }
    return nil
  }

  /// `<!-- nn: ignore -->`; other comments are the parser's.
  static func ignoreCommentEnd(_ text: [UInt8], _ start: Int) -> Int? {
    let comment = Document.ignoreComment.utf8
    return text[start...].starts(with: comment) ? start + comment.count : nil
  }

  private static func name(_ text: [UInt8], _ start: Int, _ limit: Int) -> Int? {
    guard start < limit, text[start].isLetter else { return nil }
    var index = start
    while index < limit, text[index].isAlphanumeric || text[index] == UInt8(ascii: "-") { index += 1 }
    return index
  }

  private static func skipSpace(_ text: [UInt8], _ start: Int, _ limit: Int) -> Int {
    var index = start
    while index < limit, text[index].isSpace { index += 1 }
    return index
  }

  private static func attribute(_ text: [UInt8], _ start: Int, _ limit: Int) -> Int? {
    guard text[start].isLetter || text[start] == UInt8(ascii: "_") || text[start] == UInt8(ascii: ":") else {
      return nil
    }
    var index = start
    while index < limit, text[index].isAlphanumeric || ":._-".utf8.contains(text[index]) { index += 1 }
    var value = skipSpace(text, index, limit)
    guard value < limit, text[value] == UInt8(ascii: "=") else { return index }
    value = skipSpace(text, value + 1, limit)
    guard value < limit else { return nil }
    let quote = text[value]
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      index = value + 1
      while index < limit, text[index] != quote { index += 1 }
      return index < limit ? index + 1 : nil
    }
    index = value
    while index < limit, !text[index].isSpace, !"\"'=<>`".utf8.contains(text[index]) { index += 1 }
    return index > value ? index : nil
  }
}

/// The addresses in a piece of raw HTML, in the order of the text, and the places that it makes.
struct HTMLAddresses {
  struct Attribute {
    /// Of the value in the text, quotes not counted; of one address where the value has several.
    var range: Range<Int>
    var value: String
    /// `true`: loaded with the page; `false`: followed by readers.
    var isLoaded: Bool
    /// Where the attribute's name begins, or the address itself in a style sheet.
    var start: Int
    /// In a style sheet, where nothing is escaped.
    var isRaw = false
    /// `false` for a part of another drawing, `<use href="a.svg#b">`, which browsers do not take from a `data:` address.
    var isEmbeddable = true
  }

  private(set) var addresses: [Attribute] = []
  private(set) var anchors: [String] = []
  let text: [UInt8]

  /// Attributes that hold one address, by the tags that have them.
  private static let addressed: [String: Set<String>] = [
    "src": ["img", "video", "audio", "source", "track", "iframe", "embed", "input", "script"],
    "href": ["a", "area", "link", "image", "use", "feimage"], "xlink:href": ["a", "image", "use", "feimage"],
    "poster": ["video"], "data": ["object"], "background": ["body", "table", "td", "th", "tr"],
    "action": ["form"], "formaction": ["button", "input"], "cite": ["blockquote", "q", "ins", "del"],
  ]

  /// Attributes that hold a list of them.
  private static let listed: [String: Set<String>] = ["srcset": ["img", "source"], "imagesrcset": ["link"]]

  private static func isLoaded(_ name: String, of tag: String) -> Bool {
    switch name {
    case "href", "xlink:href": ["image", "use", "feimage"].contains(tag)
    case "action", "formaction", "cite": false
    default: true
    }
  }

  init(_ html: String) {
    text = Array(html.utf8)
    var index = 0
    while index < text.count {
      guard text[index] == UInt8(ascii: "<") else {
        index += 1
        continue
      }
      if text[index...].starts(with: "<!--".utf8) {
        index += 4
        while index < text.count, !text[index...].starts(with: "-->".utf8) { index += 1 }
        continue
      }
      index = readTag(index + 1)
    }
  }

  private mutating func readTag(_ start: Int) -> Int {
    var index = start
    while index < text.count, Self.isNameByte(text[index]) { index += 1 }
    let tag = String(decoding: text[start..<index], as: UTF8.self).lowercased()
    guard !tag.isEmpty else { return index }
    while index < text.count, text[index] != UInt8(ascii: ">") {
      let nameStart = index
      while index < text.count, Self.isNameByte(text[index]) { index += 1 }
      guard index > nameStart else {
        index += 1
        continue
      }
      let name = String(decoding: text[nameStart..<index], as: UTF8.self).lowercased()
      var at = skipSpace(index)
      guard at < text.count, text[at] == UInt8(ascii: "=") else { continue }
      at = skipSpace(at + 1)
      guard at < text.count else { return at }
      let quote = text[at]
      var range: Range<Int>
      if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
        let end = text[(at + 1)...].firstIndex(of: quote) ?? text.count
        range = at + 1..<end
        index = min(end + 1, text.count)
      } else {
        var end = at
        while end < text.count, text[end] > 0x20, text[end] != UInt8(ascii: ">") { end += 1 }
        range = at..<end
        index = end
      }
      let value = String(decoding: text[range], as: UTF8.self).replacing("&amp;", with: "&")
      if name == "id" || name == "name" && tag == "a" { anchors.append(value) }
      if Self.addressed[name]?.contains(tag) == true {
        addresses.append(
          Attribute(
            range: range, value: value, isLoaded: Self.isLoaded(name, of: tag), start: nameStart,
            isEmbeddable: tag != "use"))
      } else if Self.listed[name]?.contains(tag) == true {
        add(AddressList.candidates(text, range), start: nameStart)
      } else if name == "style" {
        add(AddressList.urls(text, range), start: nameStart)
      }
    }
    return tag == "style" ? readStyleSheet(index) : index
  }

  private mutating func add(_ ranges: [Range<Int>], start: Int?) {
    for range in ranges {
      let value = String(decoding: text[range], as: UTF8.self)
      addresses.append(
        Attribute(
          range: range, value: start == nil ? value : value.replacing("&amp;", with: "&"), isLoaded: true,
          start: start ?? range.lowerBound, isRaw: start == nil))
    }
  }

  /// Reads a style element, which ends at its end tag and nowhere else.
  private mutating func readStyleSheet(_ start: Int) -> Int {
    var end = start
    while end < text.count, !text[end...].prefix(7).map({ $0 | 0x20 }).starts(with: "</style".utf8.map { $0 | 0x20 }) {
      end += 1
    }
    add(AddressList.urls(text, start..<end), start: nil)
    return end
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
      || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
      || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
  }

  private func skipSpace(_ start: Int) -> Int {
    var index = start
    while index < text.count, text[index] <= 0x20 { index += 1 }
    return index
  }

  /// The text with other addresses, in the order of ``addresses``.
  func replacing(_ values: [String]) -> String {
    var result: [UInt8] = []
    var position = 0
    for (attribute, value) in zip(addresses, values) where value != attribute.value {
      result += text[position..<attribute.range.lowerBound]
      result +=
        attribute.isRaw
        ? Array(value.utf8) : Array(value.replacing("&", with: "&amp;").replacing("\"", with: "&quot;").utf8)
      position = attribute.range.upperBound
    }
    return String(decoding: result + text[position...], as: UTF8.self)
  }
}

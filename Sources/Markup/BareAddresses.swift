/// Autolinks of GitHub's kind: an address that stands in a sentence as it is, `https://a.org/b`, is a link.
///
/// Where GitHub would take a Korean particle into the address (`https://a.org에서`) it ends before it: a character outside
/// of ASCII goes on only behind one that cannot be an address's last, `/`, `=` and their like.
enum BareAddresses {
  /// The same inlines with links for addresses.
  ///
  /// `[.text("See https://a.org.")]` → text, link, text.
  static func linked(_ inlines: [Inline]) -> [Inline] {
    guard inlines.contains(where: { isCandidate($0) }) else { return inlines }
    var result: [Inline] = []
    var index = 0
    // The text of an `<a>` of the author's is a link already.
    var isInAnchor = false
    while index < inlines.count {
      if case .html(let html, _) = inlines[index] {
        let tag = html.lowercased()
        if tag.hasPrefix("<a ") || tag.hasPrefix("<a>") { isInAnchor = true }
        if tag.hasPrefix("</a") { isInAnchor = false }
      }
      // cmark hands text over in pieces, cut at underscores, brackets and what is escaped.
      var pieces: [String] = []
      while index < inlines.count, case .text(let text) = inlines[index] {
        pieces.append(text)
        index += 1
      }
      if pieces.isEmpty {
        result.append(inlines[index])
        index += 1
      } else {
        result += isInAnchor ? pieces.map { .text($0) } : linked(pieces)
      }
    }
    return result
  }

  /// - Parameter pieces: of one text. The scheme of an address stands in one of them: `https\://a.org` is text.
  private static func linked(_ pieces: [String]) -> [Inline] {
    var text: [UInt8] = []
    var borders: Set<Int> = []
    for piece in pieces {
      borders.insert(text.count)
      text += piece.utf8
    }
    var result: [Inline] = []
    var written = 0
    var index = 0
    while index < text.count {
      if text[index] == UInt8(ascii: "@"), let mail = mail(in: text, around: index, from: written) {
        // `mailto:roe@a.org`
        let scheme = Array("mailto:".utf8)
        let isWhole = text[written..<mail.lowerBound].suffix(scheme.count).elementsEqual(scheme)
        let start = mail.lowerBound - (isWhole ? scheme.count : 0)
        if start > written { result.append(.text(String(decoding: text[written..<start], as: UTF8.self))) }
        let address = String(decoding: text[mail], as: UTF8.self)
        let shown = (isWhole ? "mailto:" : "") + address
        result.append(.link(Link(destination: "mailto:" + address, title: "", content: [.text(shown)])))
        written = mail.upperBound
        index = written
        continue
      }
      guard let prefix = prefix(in: text, at: index, from: written),
        !(index + 1..<index + prefix.count).contains(where: borders.contains), let end = end(of: text, from: index)
      else {
        index += 1
        continue
      }
      if index > written { result.append(.text(String(decoding: text[written..<index], as: UTF8.self))) }
      let address = String(decoding: text[index..<end], as: UTF8.self)
      let destination = prefix == web ? "http://" + address : address
      result.append(.link(Link(destination: destination, title: "", content: [.text(address)])))
      written = end
      index = end
    }
    guard written > 0 else { return pieces.map { .text($0) } }
    if written < text.count { result.append(.text(String(decoding: text[written...], as: UTF8.self))) }
    return result
  }

  private static func isCandidate(_ inline: Inline) -> Bool {
    guard case .text(let text) = inline else { return false }
    return text.utf8.contains { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "@") } || text.contains("www.")
  }

  /// `roe@a.org`, as GitHub reads it: letters, digits and `.-_+` before the sign, names parted by dots behind it.
  private static func mail(in text: [UInt8], around sign: Int, from written: Int) -> Range<Int>? {
    var start = sign
    while start > written, isLetterOrDigit(text[start - 1]) || ".-_+".utf8.contains(text[start - 1]) { start -= 1 }
    var end = sign + 1
    var dots = 0
    while end < text.count, isLetterOrDigit(text[end]) || ".-_".utf8.contains(text[end]) {
      if text[end] == UInt8(ascii: ".") {
        guard end + 1 < text.count, isLetterOrDigit(text[end + 1]) || "-_".utf8.contains(text[end + 1]) else { break }
        dots += 1
      }
      end += 1
    }
    guard start < sign, dots > 0, text[sign + 1] != UInt8(ascii: "."),
      start == 0 || text[start - 1] != UInt8(ascii: "@"), isLetterOrDigit(text[end - 1]),
      end == text.count || text[end] != UInt8(ascii: "@")
    else { return nil }
    return start..<end
  }

  private static let web = Array("www.".utf8)
  private static let prefixes = ["https://", "http://", "ftp://"].map { Array($0.utf8) } + [web]

  /// Beginning of an address at this place, `https://` or `www.`: not behind a letter, a digit or another address.
  private static func prefix(in text: [UInt8], at index: Int, from start: Int) -> [UInt8]? {
    guard "hHfFwW".utf8.contains(text[index]), index == start ? start == 0 : !isLetterOrDigit(text[index - 1]),
      let prefix = prefixes.first(where: { begins(text, index, $0) })
    else { return nil }
    let host = index + prefix.count
    return host < text.count && (isLetterOrDigit(text[host]) || text[host] >= 0x80) ? prefix : nil
  }

  /// Scheme and host are the same in any case.
  private static func begins(_ text: [UInt8], _ index: Int, _ prefix: [UInt8]) -> Bool {
    index + prefix.count <= text.count
      && zip(text[index...], prefix).allSatisfy { $0 == $1 || $0 | 0x20 == $1 && isLetterOrDigit($1) }
  }

  /// Behind the address's last byte; `nil` where there is no host.
  private static func end(of text: [UInt8], from start: Int) -> Int? {
    var end = start
    while end < text.count, text[end] > 0x20, !"<>\"".utf8.contains(text[end]) {
      if text[end] >= 0x80, text[end - 1] < 0x80, !goesOn.contains(text[end - 1]) { break }
      end += 1
    }
    end = withoutPunctuation(text, start, end)
    let isWeb = text[start] | 0x20 == UInt8(ascii: "w")
    let scheme = prefixes.first { begins(text, start, $0) }?.count ?? 0
    var host = start + (isWeb ? 0 : scheme)
    let first = host
    while host < end, isLetterOrDigit(text[host]) || "-._".utf8.contains(text[host]) || text[host] >= 0x80 { host += 1 }
    let names = text[first..<host].split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    // `www.` alone is no host, and underscores stand in names of subdomains alone.
    guard host > first, names.count > (isWeb ? 2 : 0),
      !names.suffix(2).contains(where: { $0.contains(UInt8(ascii: "_")) })
    else { return nil }
    return end
  }

  /// Behind these an address is not at its end.
  private static let goesOn = Set("/=?#&%_-+".utf8)

  /// End of the address without the sentence's punctuation, and without a bracket that none opens.
  private static func withoutPunctuation(_ text: [UInt8], _ start: Int, _ end: Int) -> Int {
    var end = end
    let marks = Set("?!.,:;*_~'\"".utf8)
    while end > start {
      let last = text[end - 1]
      if marks.contains(last) {
        end -= 1
      } else if last == UInt8(ascii: ")") {
        let inner = text[start..<end]
        let opened = inner.count { $0 == UInt8(ascii: "(") }
        guard inner.count(where: { $0 == UInt8(ascii: ")") }) > opened else { break }
        end -= 1
      } else if last == UInt8(ascii: "]") || last == UInt8(ascii: "}") {
        end -= 1
      } else {
        break
      }
    }
    return end
  }

  private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
    byte &- UInt8(ascii: "0") < 10 || (byte | 0x20) &- UInt8(ascii: "a") < 26
  }
}

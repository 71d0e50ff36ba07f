/// Text as Markdown, so that it means itself.
enum MarkdownText {
  /// Escapes what would be markup in running text or in a table's cell: `a*b|c` becomes `a\*b\|c`.
  static func escaped(_ text: String) -> String {
    guard text.utf8.contains(where: needsEscape) else { return text }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count + 8)
    var rest = Substring(text).utf8
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "<"): bytes.append(contentsOf: "&lt;".utf8)
      case UInt8(ascii: "&") where beginsReference(rest): bytes.append(contentsOf: "&amp;".utf8)
      default:
        if needsEscape(byte), byte != UInt8(ascii: "&") { bytes.append(UInt8(ascii: "\\")) }
        bytes.append(byte)
      }
      rest = rest.dropFirst()
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A text of one line that stands alone.
  static func line(_ text: String) -> String {
    var writer = PlainMarkdown(text, before: nil, after: nil)
    writer.isLinkText = true
    return writer.written().replacing("\n", with: " ")
  }

  /// Bars escaped that are not, as cells of tables ask for, inside code and formulas too.
  static func withoutBars(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "|")) else { return text }
    var bytes: [UInt8] = []
    for byte in text.utf8 {
      if byte == UInt8(ascii: "|"), bytes.last != UInt8(ascii: "\\") { bytes.append(UInt8(ascii: "\\")) }
      bytes.append(byte)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// `&copy;`, `&#42;`: a character reference to whoever reads Markdown. Any other `&` is a sign like others.
  private static func beginsReference(_ text: Substring.UTF8View) -> Bool {
    let name = text.dropFirst().prefix { byte in
      byte == UInt8(ascii: "#") || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
        || byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z")
    }
    return !name.isEmpty && name.endIndex < text.endIndex && text[name.endIndex] == UInt8(ascii: ";")
  }

  /// An address as it stands between `(` and `)` or `<` and `>`: `data&colon;x`, a file's name, is no `data:x`.
  static func address(_ encoded: String) -> String {
    guard encoded.utf8.contains(UInt8(ascii: "&")) else { return encoded }
    let parts = encoded.utf8.split(separator: UInt8(ascii: "&"), omittingEmptySubsequences: false)
    var text = ""
    for (position, part) in parts.enumerated() {
      if position > 0 { text += part.contains(UInt8(ascii: ";")) ? "&amp;" : "&" }
      text += String(Substring(part))
    }
    return text
  }

  /// A place to jump to.
  static func anchor(_ label: String) -> String {
    String(decoding: HTMLNode.element("a", [("id", label)]).bytes, as: UTF8.self)
  }

  /// A diagnostic's message: its backquoted names as code, the rest as text.
  static func codeSpans(_ message: String) -> String {
    var text = ""
    let parts = message.utf8.split(separator: UInt8(ascii: "`"), omittingEmptySubsequences: false)
    for (position, part) in parts.enumerated() where !part.isEmpty {
      text += position % 2 == 1 ? code(String(Substring(part))) : escaped(String(Substring(part)))
    }
    return text
  }

  /// A code span, its fence long enough: `` a`b `` for ``a`b``.
  static func code(_ text: String) -> String {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    let (first, last) = (text.utf8.first, text.utf8.last)
    // A blank at each end is taken off by whoever reads it, where anything stands between them.
    let isTrimmed = first == UInt8(ascii: " ") && last == first && text.utf8.contains { $0 != UInt8(ascii: " ") }
    let pad = first == UInt8(ascii: "`") || last == UInt8(ascii: "`") || isTrimmed ? " " : ""
    return fence + pad + text + pad + fence
  }

  /// A fenced block, its fence longer than any in the text.
  static func fence(_ text: String, info: String) -> String {
    var longest = 2
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    return fence + info + "\n" + text + (text.isEmpty || text.utf8.last == UInt8(ascii: "\n") ? "" : "\n") + fence
  }

  private static func needsEscape(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "["),
      UInt8(ascii: "]"), UInt8(ascii: "<"), UInt8(ascii: "|"), UInt8(ascii: "$"), UInt8(ascii: "~"), UInt8(ascii: "&"):
      true
    default: false
    }
  }
}

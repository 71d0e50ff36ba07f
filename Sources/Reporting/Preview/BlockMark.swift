import SourceText

/// A comment before a block of a page that says where the block stands in its source: `<!--lessons:12:en/a.md-->`.
///
/// For the preview alone, which replaces blocks one by one and leads from a block to its line. A comment and not an
/// attribute, since a block may be several elements, a side note with its paragraph, or an author's own HTML; no style
/// sheet sees it.
public struct BlockMark: Sendable, Hashable {
  /// `nil` for what stands in no file: notes, references, the way to the next lesson.
  public var line: Int?
  /// As people see it.
  public var file: String

  init(_ range: SourceRange?) {
    line = range?.start.line
    file = range?.file.path ?? ""
  }

  public static let opening = "<!--lessons:"
  public static let closing = "-->"

  var node: HTMLNode {
    .raw(Self.opening + (line.map { "\($0):\(Self.escaped(file))" } ?? "") + Self.closing)
  }

  /// Reads what stands between ``opening`` and ``closing``; `nil` for anything else.
  ///
  /// `12:en/a.md` → line 12 of `en/a.md`; the empty text → no line.
  public init?(_ text: some StringProtocol) {
    guard !text.isEmpty else {
      line = nil
      file = ""
      return
    }
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let line = Int(parts[0]) else { return nil }
    self.line = line
    file = Self.unescaped(parts[1])
  }

  /// Path with each character that could end a comment, or mean something in it, as `%2D`.
  private static func escaped(_ path: String) -> String {
    var text = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "."), UInt8(ascii: "_"):
        text.append(Character(UnicodeScalar(byte)))
      default: text += (byte < 16 ? "%0" : "%") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }

  private static func unescaped(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let code = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        bytes.append(code)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

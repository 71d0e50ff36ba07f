import Reporting
import SourceText

extension LinkedFiles {
  /// Neither `https:…` nor `//host/…`, nor a path from the root of some server.
  static func isLocal(_ destination: String) -> Bool {
    guard !destination.isEmpty, !destination.hasPrefix("/") else { return false }
    return Address.scheme(of: destination) == nil
  }

  /// `02.md#sec-a` → the path with its `%20` decoded, and the anchor.
  static func split(_ destination: String) -> (path: String, anchor: String?) {
    let parts = destination.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts[0].prefix { $0 != "?" }
    return (percentDecoded(path), parts.count == 2 ? percentDecoded(parts[1]) : nil)
  }

  private static func percentDecoded(_ text: Substring) -> String {
    guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let decoded = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        bytes.append(decoded)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// - Parameter index: of the anchors; made at the first broken one.
func brokenAnchor(
  _ anchor: String, among anchors: Set<String>, _ index: inout NameIndex?, at range: SourceRange
) -> Diagnostic {
  if index == nil { index = NameIndex(anchors.sorted()) }
  return Diagnostic(
    .brokenLink, "nothing there has the anchor `\(anchor)`", at: range,
    hint: index?.nearest(to: anchor).map { "did you mean `#\($0)`?" })
}

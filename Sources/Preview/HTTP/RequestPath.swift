/// Where a request's target leads, as a path relative to the output folder.
///
/// Files are looked up by this text among those that a build gave, so that no path can lead to another file of the disk;
/// what could only be meant to is refused all the same, and not corrected.
enum RequestPath {
  /// `/en/%EA%B0%80.html?a=b` → `en/가.html`; `/` → the empty path.
  ///
  /// - Returns: `nil` for a target that is no absolute path, for broken escapes and text that is not UTF-8, for `.` and
  ///   `..`, empty names, backslashes and controls, written plainly or as escapes.
  static func of(_ target: String) -> String? {
    let path = target.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
    guard path.first == UInt8(ascii: "/"), let bytes = decoded(path.dropFirst()) else { return nil }
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    if text.isEmpty { return "" }
    // Decoded once: a second `%` belongs to the name.
    let names = bytes.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    for (position, name) in names.enumerated() {
      // A folder's name may end with a slash, and stands for no file.
      if name.isEmpty, position != names.count - 1 { return nil }
      if name.elementsEqual(".".utf8) || name.elementsEqual("..".utf8) { return nil }
      if name.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\\") }) { return nil }
    }
    return text
  }

  private static func decoded(_ text: some Sequence<UInt8>) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = Array(text)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard rest.count >= 2, let high = digit(rest.removeFirst()), let low = digit(rest.removeFirst()) else {
        return nil
      }
      bytes.append(high << 4 | low)
    }
    return bytes
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// The value of a name in a target's query, its escapes undone: `/_events?page=en%2Fa.html` → `en/a.html`.
  static func query(_ name: String, of target: String) -> String? {
    guard let start = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return nil }
    for part in target[target.utf8.index(after: start)...].split(separator: "&") {
      let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      if sides.count == 2, sides[0] == name[...] {
        return decoded(sides[1].utf8).flatMap { String(validating: $0, as: UTF8.self) }
      }
    }
    return nil
  }
}

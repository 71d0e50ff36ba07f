/// The text of a script as a page carries it: without comments, indents, and blanks that part nothing.
///
/// `const a = [1, 2];` is `const a=[1,2];`. Lines stay lines, but those that end with a sign behind which something has to
/// follow, and texts in quotes stay as they are. A comment has a line of its own; a regular expression holds no quotes.
enum ScriptText {
  static func compact(_ script: String) -> String {
    let lines = script.split(separator: "\n").map { $0.drop { $0 == " " } }.filter { !$0.hasPrefix("//") }
    var result = ""
    for line in lines where !line.isEmpty {
      let compact = compact(line: Array(line.utf8))
      // No statement ends here that a line's end would have to end.
      result += compact.last.map { ";{,([".contains($0) } == true ? compact : compact + "\n"
    }
    return result.hasSuffix("\n") ? result : result + "\n"
  }

  private static func compact(line: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(line.count)
    var quote: UInt8?
    var place = 0
    while place < line.count {
      let byte = line[place]
      if let open = quote {
        result.append(byte)
        if byte == UInt8(ascii: "\\"), place + 1 < line.count {
          place += 1
          result.append(line[place])
        } else if byte == open {
          quote = nil
        }
      } else if byte == UInt8(ascii: " "), let before = result.last, place + 1 < line.count {
        if parts(before, line[place + 1]) { result.append(byte) }
      } else {
        if "'\"`".utf8.contains(byte) { quote = byte }
        result.append(byte)
      }
      place += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Whether a blank between two characters is needed: between words, and between signs that would become one.
  private static func parts(_ before: UInt8, _ after: UInt8) -> Bool {
    if isWord(before) && isWord(after) { return true }
    return before == after && (before == UInt8(ascii: "+") || before == UInt8(ascii: "-"))
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...:
      true
    default: false
    }
  }
}

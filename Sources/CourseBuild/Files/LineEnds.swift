/// Line ends of texts. A version control system may write `\r\n` where somebody else's copy has `\n`.
enum LineEnds {
  private static let texts = [".md", ".csv", ".tsv", ".txt", ".json", ".svg", ".bib", ".html", ".css"]

  /// A file's bytes with `\n` for each `\r\n` where it is a text by its name; else as they are.
  static func unified(_ bytes: [UInt8], of path: String) -> [UInt8] {
    let name = path.lowercased()
    return texts.contains(where: name.hasSuffix) ? unified(bytes) : bytes
  }

  static func unified(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "\r")) else { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      let isHalf = byte == UInt8(ascii: "\r") && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
      if !isHalf { result.append(byte) }
    }
    return result
  }
}

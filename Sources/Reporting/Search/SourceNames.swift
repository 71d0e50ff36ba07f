/// The names that a block's source has, in order, those of one letter left out: a search for `w` has no first place.
///
/// It looks at bytes only, as ``SourceHighlighting`` does, so that a block with faults has names too.
enum SourceNames {
  static func of(_ source: String) -> [String] {
    var names: [String] = []
    for line in source.utf8.split(separator: UInt8(ascii: "\n")) {
      let code = line.prefix { $0 != UInt8(ascii: "#") }
      for word in code.split(whereSeparator: { !isNameByte($0) }) where word.count > 1 {
        guard let first = word.first, !(UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first) else { continue }
        names.append(String(Substring(word)))
      }
    }
    return names
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}

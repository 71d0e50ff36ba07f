/// Commands that KaTeX knows and shows in red instead of doing what they say, since pages are to run nothing of a
/// formula's: addresses, attributes, files.
enum RefusedCommand {
  private static let names: Set<String> = [
    "href", "url", "includegraphics", "htmlClass", "htmlId", "htmlStyle", "htmlData",
  ]

  /// The first one in a formula, told as a fault of it.
  static func fault(in tex: String) -> FormulaFault? {
    let bytes = Array(tex.utf8)
    var index = 0
    while let slash = bytes[index...].firstIndex(of: UInt8(ascii: "\\")) {
      var end = slash + 1
      while end < bytes.count, bytes[end] | 0x20 >= UInt8(ascii: "a"), bytes[end] | 0x20 <= UInt8(ascii: "z") {
        end += 1
      }
      let name = String(decoding: bytes[(slash + 1)..<end], as: UTF8.self)
      if names.contains(name) {
        return FormulaFault(
          message: "`\\\(name)` does nothing in a formula here; links and images stand in Markdown", offset: slash)
      }
      index = end == slash + 1 ? min(end + 1, bytes.count) : end
    }
    return nil
  }
}

/// Puts `prefix` before every line but the first; a blank line gets it without trailing blanks.
func prefixed(_ text: String, with prefix: String, first: String = "") -> String {
  guard !prefix.isEmpty || !first.isEmpty else { return text }
  let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
  var bare = Substring(prefix).utf8
  while bare.last == UInt8(ascii: " ") { bare = bare.dropLast() }
  var result = ""
  for (index, line) in lines.enumerated() {
    if index > 0 { result += "\n" }
    let start = index == 0 ? first : prefix
    if line.isEmpty, index > 0 || !first.isEmpty {
      result += index == 0 ? first : String(Substring(bare))
    } else {
      result += start + String(Substring(line))
    }
  }
  return result
}

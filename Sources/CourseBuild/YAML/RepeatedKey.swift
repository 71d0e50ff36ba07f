import SourceText

/// Where a key stands for the second time in a mapping of which Yams only says where it begins: `{a: 1, b: 2, a: 3}` →
/// the second `a`. A key is followed by its colon, and a bracket, a comma, a line or a quotation mark stands before it.
///
/// - Parameter start: where the mapping begins, as an offset in the text.
func secondPlace(of key: String, in excerpt: Excerpt, from start: Int) -> Range<Int>? {
  let (text, key) = (excerpt.text, Array(key.utf8))
  guard !key.isEmpty else { return nil }
  func isMark(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") }
  func isSpace(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") }
  var isSecond = false
  var place = start
  while place + key.count < text.count {
    defer { place += 1 }
    let end = place + key.count
    guard text[place..<end].elementsEqual(key) else { continue }
    let behind = text[end...].drop(while: isMark).drop(while: isSpace).first
    let before = text[..<place].reversed().drop(while: isSpace).first
    let opens = before.map { isMark($0) || "{,\n".utf8.contains($0) } ?? true
    guard behind == UInt8(ascii: ":"), opens else { continue }
    if isSecond { return place..<end }
    isSecond = true
  }
  return nil
}

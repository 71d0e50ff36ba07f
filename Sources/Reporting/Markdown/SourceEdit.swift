import SourceText

/// A part of the lesson's source that the report says otherwise.
struct SourceEdit {
  /// Bytes of the file.
  var range: Range<Int>
  var replacement: String
}

extension SourceFile {
  /// The text of a range with the edits made that lie in it; where two overlap, the one that starts first holds.
  func text(_ range: Range<Int>, edits: [SourceEdit]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(range.count + 256)
    var position = range.lowerBound
    for edit in edits.sorted(by: { ($0.range.lowerBound, -$0.range.count) < ($1.range.lowerBound, -$1.range.count) }) {
      guard edit.range.lowerBound >= position, edit.range.upperBound <= range.upperBound else { continue }
      result.append(contentsOf: bytes[position..<edit.range.lowerBound])
      result.append(contentsOf: edit.replacement.utf8)
      position = edit.range.upperBound
    }
    result.append(contentsOf: bytes[position..<range.upperBound])
    return String(decoding: result, as: UTF8.self)
  }

  /// What a line that goes on at `offset` repeats in front: quotes' `>` and blanks as they are, list markers as
  /// blanks. `"1. > x"` at the x gives `"   > "`.
  func containerPrefix(at offset: Int) -> String {
    let line = position(of: offset).line
    let start = lineRange(line).lowerBound
    var prefix: [UInt8] = []
    for byte in bytes[start..<max(start, offset)] {
      switch byte {
      case UInt8(ascii: ">"), UInt8(ascii: "\t"): prefix.append(byte)
      case 0x80..<0xC0: continue
      default: prefix.append(UInt8(ascii: " "))
      }
    }
    return String(decoding: prefix, as: UTF8.self)
  }

  /// From the start of the line that holds `offset`.
  func lineStart(of offset: Int) -> Int { lineRange(position(of: offset).line).lowerBound }
}

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

/// A line of a block that has the form of an option, or nearly: `#| answer: 2 * y`, `# | solution: true`.
public struct OptionComment {
  public let key: String
  /// The first word of the value.
  public let value: String
  /// Whether a blank parts `#` from `|`: to the language it is a comment like others.
  public let isParted: Bool
  /// From the sign to the line's end.
  public let range: Range<Int>

  /// - Returns: `nil` for any other line.
  public init?(_ line: ArraySlice<UInt8>) {
    let comment = line.drop(while: \.isBlank)
    guard comment.first == UInt8(ascii: "#") else { return nil }
    let bar = comment.dropFirst().drop(while: \.isBlank)
    guard bar.first == UInt8(ascii: "|") else { return nil }
    let option = bar.dropFirst().drop(while: \.isBlank)
    let name = option.prefix { $0 != UInt8(ascii: ":") && !$0.isBlank }
    guard !name.isEmpty, option.dropFirst(name.count).first == UInt8(ascii: ":") else { return nil }
    let behind = option.dropFirst(name.count + 1).drop(while: \.isBlank)
    key = String(decoding: name, as: UTF8.self)
    value = String(decoding: behind.prefix { !$0.isSpace }, as: UTF8.self)
    isParted = bar.startIndex > comment.startIndex + 1
    range = comment.startIndex..<line.endIndex
  }

  /// `#| answer: y`, and `answers` by a slip.
  public var holdsAnswer: Bool { key.hasPrefix("answer") || key == "wrong" }
}

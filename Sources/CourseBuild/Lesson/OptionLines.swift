import Markup
import SourceText

/// A block's text cut into its options and its source.
struct OptionLines {
  /// The YAML of the leading `#|` lines, without the marks.
  var yaml: Excerpt
  /// Where the source begins in the block's text.
  var sourceStart: Int
  /// Lines of the field for answers, which are not in `yaml`.
  private var field: [AnswerParts.Entry] = []
  /// `#|` lines behind the beginning of the source.
  var late: [Range<Int>]

  /// `#| echo: false`, `x = 3` → `echo: false` and the source from the second line on.
  init(_ block: Excerpt) {
    let text = block.text
    yaml = block.slice(0..<0)
    sourceStart = 0
    late = []
    var isLeading = true
    var start = 0
    while start < text.count {
      var next = start
      while next < text.count, text[next] != UInt8(ascii: "\n") { next += 1 }
      next = min(next + 1, text.count)
      var mark = start
      while mark < next, text[mark] == UInt8(ascii: " ") || text[mark] == UInt8(ascii: "\t") { mark += 1 }
      let isOption = mark + 1 < next && text[mark] == UInt8(ascii: "#") && text[mark + 1] == UInt8(ascii: "|")
      if isOption, isLeading {
        var content = mark + 2
        if content < next, text[content] == UInt8(ascii: " ") { content += 1 }
        if let entry = Self.fieldEntry(block, content..<next) {
          field.append(entry)
        } else {
          let place = block.range(content..<next)
          yaml.append(text[content..<next], from: place.file, at: place.bytes.lowerBound)
        }
        sourceStart = next
      } else if isOption {
        var end = next
        while end > mark, text[end - 1] == UInt8(ascii: "\n") || text[end - 1] == UInt8(ascii: "\r") { end -= 1 }
        late.append(mark..<end)
      } else {
        isLeading = false
      }
      start = next
    }
  }

  /// The options on top of the defaults. What is wrong with them is reported.
  func options(_ block: Excerpt, defaults: CellOptions, _ diagnostics: inout [Diagnostic]) -> CellOptions {
    var options = defaults
    for range in late {
      diagnostics.append(
        Diagnostic(
          .lateOption, "an option behind the first line of source is only a comment", at: block.range(range),
          hint: "move it to the top of the block"))
    }
    if let first = field.first, let last = field.last {
      options.answer = AnswerParts(
        field, name: OptionKey.answer.rawValue, range: first.keyRange.joined(last.value.range), &diagnostics)
    }
    guard !yaml.text.isEmpty else { return options }
    do throws(YAMLFault) {
      options.read(try parseYAML(yaml), .block, &diagnostics)
    } catch {
      diagnostics.append(Self.diagnostic(for: error, in: yaml))
    }
    return options
  }

  /// `answer: grad(f, x)` with a value to the end of the line, blanks around it taken off.
  private static func fieldEntry(_ block: Excerpt, _ line: Range<Int>) -> AnswerParts.Entry? {
    let text = block.text
    guard let colon = text[line].firstIndex(of: UInt8(ascii: ":")),
      let key = OptionKey(rawValue: String(decoding: text[line.lowerBound..<colon], as: UTF8.self)),
      key.belongsToField
    else { return nil }
    func isBlank(_ byte: UInt8) -> Bool { " \t\r\n".utf8.contains(byte) }
    var value = colon + 1..<line.upperBound
    while let first = value.first, isBlank(text[first]) { value = first + 1..<value.upperBound }
    while let last = value.last, isBlank(text[last]) { value = value.lowerBound..<last }
    return AnswerParts.Entry(
      key: key.rawValue, keyRange: block.range(line.lowerBound..<colon), value: block.slice(value))
  }

  private static func diagnostic(for fault: YAMLFault, in yaml: Excerpt) -> Diagnostic {
    if let (key, first, second) = repeatedKey(in: yaml) {
      return Diagnostic(
        .repeatedOption, "the option `\(key)` stands twice", at: yaml.range(second), hint: "keep one of the two",
        notes: [.init("it stands here first", at: yaml.range(first))])
    }
    if let key = fault.repeatedKey {
      return Diagnostic(.repeatedOption, "the key `\(key)` stands twice", at: fault.range, hint: "keep one of the two")
    }
    return Diagnostic(
      .badOptionValue, "the options are not YAML: \(fault.message)", at: fault.range,
      hint: "options are lines `#| key: value`; text that holds `: ` or ` #` stands in quotation marks")
  }
}

/// The first key that stands at the margin twice, and where it stood first.
func repeatedKey(in yaml: Excerpt) -> (key: String, first: Range<Int>, second: Range<Int>)? {
  let text = yaml.text
  var seen: [String: Range<Int>] = [:]
  var start = 0
  while start < text.count {
    var end = start
    while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
    var colon = start
    while colon < end, text[colon] != UInt8(ascii: ":"), text[colon] != UInt8(ascii: " ") { colon += 1 }
    if colon > start, colon < end, text[colon] == UInt8(ascii: ":") {
      let key = String(decoding: text[start..<colon], as: UTF8.self)
      if let first = seen[key] { return (key, first, start..<colon) }
      seen[key] = start..<colon
    }
    start = end + 1
  }
  return nil
}

/// A number that a build changes in a report that is already there.
public struct NumberChange: Sendable, Hashable {
  /// As people see it: `output/en/02-gates.md`.
  public var file: String
  /// Where the number stood, from 1; columns in bytes.
  public var line: Int
  public var column: Int
  public var old: String
  public var new: String
}

/// How a report differs from the one that is there.
struct ReportDifference: Sendable {
  /// In the order in which they stand in the old report.
  var numbers: [NumberChange] = []
  /// The first line that differs in more than its numbers, in the old report.
  var otherLine: Int?
  /// Pairs of line ranges, old and new, that differ.
  var hunks: [(old: Range<Int>, new: Range<Int>)] = []

  var isEmpty: Bool { hunks.isEmpty }
}

/// Compares two reports line by line, and changed lines number by number.
///
/// `slope 0.71` against `slope 0.73` → the number changed from 0.71 to 0.73.
func compareReports(old: [UInt8], new: [UInt8], file: String) -> ReportDifference {
  guard old != new else { return ReportDifference() }
  let oldLines = lines(old)
  let newLines = lines(new)
  var difference = ReportDifference()
  difference.hunks = differingLines(oldLines, newLines)
  for hunk in difference.hunks {
    guard hunk.old.count == hunk.new.count else {
      difference.otherLine = difference.otherLine ?? hunk.old.lowerBound + 1
      continue
    }
    for (line, other) in zip(hunk.old, hunk.new) {
      let before = Words(oldLines[line])
      let after = Words(newLines[other])
      guard before.frame == after.frame else {
        difference.otherLine = difference.otherLine ?? line + 1
        continue
      }
      for (a, b) in zip(before.numbers, after.numbers) where a.text != b.text {
        difference.numbers.append(
          NumberChange(file: file, line: line + 1, column: a.column, old: a.text, new: b.text))
      }
    }
  }
  return difference
}

func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
}

/// A line cut into its numbers and what stands between them.
private struct Words {
  var numbers: [(text: String, column: Int)] = []
  /// The line with a NUL for each number.
  var frame: [UInt8] = []

  init(_ line: ArraySlice<UInt8>) {
    var index = line.startIndex
    while index < line.endIndex {
      let start = index
      let isWord = index > line.startIndex && Words.isLetter(line[line.index(before: index)])
      if !isWord, let end = Words.number(in: line, at: index) {
        numbers.append((String(decoding: line[start..<end], as: UTF8.self), start - line.startIndex + 1))
        frame.append(0)
        index = end
      } else {
        frame.append(line[index])
        index += 1
      }
    }
  }

  /// Digits of a name (`w1`, `fig-3`) are no number of the report.
  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "#"):
      true
    default: false
    }
  }

  /// `12`, `0.5344`, `-3`, `−3`, `1e-3`, `1.20×10⁻⁴` is read as `1.20` and `10`; where it ends.
  private static func number(in line: ArraySlice<UInt8>, at start: Int) -> Int? {
    var index = start
    if line[index] == UInt8(ascii: "-") {
      index += 1
    } else if line[index...].starts(with: [0xE2, 0x88, 0x92]) {
      index += 3
    }
    let digits = index
    func skipDigits() { while index < line.endIndex, isDigit(line[index]) { index += 1 } }
    skipDigits()
    guard index > digits else { return nil }
    if index + 1 < line.endIndex, line[index] == UInt8(ascii: "."), isDigit(line[index + 1]) {
      index += 1
      skipDigits()
    }
    if index < line.endIndex, line[index] | 0x20 == UInt8(ascii: "e") {
      var exponent = index + 1
      if exponent < line.endIndex, line[exponent] == UInt8(ascii: "-") || line[exponent] == UInt8(ascii: "+") {
        exponent += 1
      }
      if exponent < line.endIndex, isDigit(line[exponent]) {
        index = exponent
        skipDigits()
      }
    }
    return index
  }

  private static func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}

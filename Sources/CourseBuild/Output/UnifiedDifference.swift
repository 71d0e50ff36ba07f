/// A difference in the unified form that `git apply` and `patch` take, with three lines around each change.
func unifiedDifference(old: [UInt8], new: [UInt8], path: String) -> String {
  let oldLines = terminatedLines(old)
  let newLines = terminatedLines(new)
  let changes = differingRuns(oldLines, newLines)
  guard let first = changes.first else { return "" }
  // Changes whose surroundings meet are one.
  var hunks = [[first]]
  for change in changes.dropFirst() {
    if let last = hunks[hunks.count - 1].last, change.old.lowerBound - last.old.upperBound <= 2 * context {
      hunks[hunks.count - 1].append(change)
    } else {
      hunks.append([change])
    }
  }
  // A name with a blank ends with a tab.
  let end = path.utf8.contains(UInt8(ascii: " ")) ? "\t\n" : "\n"
  var result = "--- a/\(path)\(end)+++ b/\(path)\(end)"
  for hunk in hunks { result += text(of: hunk, oldLines, newLines) }
  return result
}

private let context = 3

private func text(
  of hunk: [(old: Range<Int>, new: Range<Int>)], _ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]
) -> String {
  guard let first = hunk.first, let last = hunk.last else { return "" }
  let start = max(0, first.old.lowerBound - context)
  let newStart = first.new.lowerBound - (first.old.lowerBound - start)
  let end = min(old.count, last.old.upperBound + context)
  let newEnd = last.new.upperBound + (end - last.old.upperBound)
  var result = "@@ -\(place(start..<end)) +\(place(newStart..<newEnd)) @@\n"
  var position = start
  for change in hunk {
    for line in old[position..<change.old.lowerBound] { result += written(" ", line) }
    for line in old[change.old] { result += written("-", line) }
    for line in new[change.new] { result += written("+", line) }
    position = change.old.upperBound
  }
  for line in old[position..<end] { result += written(" ", line) }
  return result
}

/// `3,2`; of no lines it is the one before.
private func place(_ lines: Range<Int>) -> String { "\(lines.lowerBound + (lines.isEmpty ? 0 : 1)),\(lines.count)" }

private func written(_ sign: String, _ line: ArraySlice<UInt8>) -> String {
  let text = sign + String(decoding: line, as: UTF8.self)
  return line.last == UInt8(ascii: "\n") ? text : text + "\n\\ No newline at end of file\n"
}

/// Lines with their endings.
private func terminatedLines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
  var lines: [ArraySlice<UInt8>] = []
  var start = 0
  while start < bytes.count {
    let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? bytes.count
    lines.append(bytes[start..<end])
    start = end
  }
  return lines
}

/// The runs of backticks of a text, matched in one pass from the end.
struct BacktickRuns {
  private var starts: [Int] = []
  private var closers: [Int] = []

  init(_ text: [UInt8], from start: Int) {
    var lengths: [Int] = []
    var index = start
    while index < text.count {
      guard text[index] == .backtick else {
        index += 1
        continue
      }
      var end = index
      while end < text.count, text[end] == .backtick { end += 1 }
      starts.append(index)
      lengths.append(end - index)
      index = end
    }
    closers = Array(repeating: -1, count: starts.count)
    var next: [Int: Int] = [:]
    for run in starts.indices.reversed() {
      closers[run] = next[lengths[run]] ?? -1
      next[lengths[run]] = starts[run]
    }
  }

  /// Where the run starts that closes the one at `start`.
  func closer(of start: Int) -> Int? {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= start { low = middle } else { high = middle }
    }
    guard low < starts.count, starts[low] == start, closers[low] >= 0 else { return nil }
    return closers[low]
  }
}

/// The runs of backticks in a part of a text by their length, so that looking for one of a certain length reads no text:
/// a line with runs of n lengths would be read n times.
struct BacktickLengths {
  /// Where the runs of a length start, in order.
  private var starts: [Int: [Int]] = [:]

  init(_ text: [UInt8], _ range: Range<Int>) {
    var index = range.lowerBound
    while index < range.upperBound {
      guard text[index] == .backtick else {
        index += 1
        continue
      }
      var end = index
      while end < range.upperBound, text[end] == .backtick { end += 1 }
      starts[end - index, default: []].append(index)
      index = end
    }
  }

  /// The end of the next run of a length that starts at an offset or behind it.
  func end(ofNext length: Int, from offset: Int) -> Int? {
    guard let starts = starts[length] else { return nil }
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < offset { low = middle + 1 } else { high = middle }
    }
    return low < starts.count ? starts[low] + length : nil
  }
}

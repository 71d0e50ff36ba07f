/// Entries of a tensor that stand one after the other: what a moved entry reaches is a list of such runs, ascending and
/// apart from each other.
struct EntryRun: Sendable {
  var start: Int
  var end: Int

  var count: Int { end - start }
}

/// Which entries of each value have moved. One buffer for all, so that an entry of a check allocates nothing.
struct MovedEntries {
  private(set) var runs: ContiguousArray<EntryRun> = []
  /// By value: where its runs stand.
  private var places: ContiguousArray<Range<Int>>
  /// Values with a moved entry.
  private(set) var touched: ContiguousArray<Int> = []

  init(values: Int) { places = ContiguousArray(repeating: 0..<0, count: values) }

  func place(_ value: Int) -> Range<Int> { places[value] }
  var end: Int { runs.count }

  /// Nothing has moved.
  mutating func clear() {
    for value in touched { places[value] = 0..<0 }
    touched.removeAll(keepingCapacity: true)
    runs.removeAll(keepingCapacity: true)
  }

  /// Adds entries behind all runs since `first`, joined to the last one where they touch it.
  @inline(__always)
  mutating func add(_ start: Int, _ end: Int, since first: Int) {
    guard start < end else { return }
    let last = runs.count - 1
    if last >= first && runs[last].end == start {
      runs[last].end = end
    } else {
      runs.append(EntryRun(start: start, end: end))
    }
  }

  /// The runs since `first` are a value's.
  @inline(__always)
  mutating func take(_ value: Int, since first: Int) { take(value, first..<runs.count) }

  mutating func take(_ value: Int, _ place: Range<Int>) {
    guard !place.isEmpty else { return }
    places[value] = place
    touched.append(value)
  }

  /// The entries that are in either list.
  mutating func union(_ a: Range<Int>, _ b: Range<Int>) -> Range<Int> {
    if a.isEmpty { return b }
    if b.isEmpty { return a }
    let first = runs.count
    var (i, j) = (a.lowerBound, b.lowerBound)
    while i < a.upperBound || j < b.upperBound {
      let next: EntryRun
      if j == b.upperBound || i < a.upperBound && runs[i].start <= runs[j].start {
        next = runs[i]
        i += 1
      } else {
        next = runs[j]
        j += 1
      }
      let last = runs.count - 1
      if last >= first && next.start <= runs[last].end {
        runs[last].end = max(runs[last].end, next.end)
      } else {
        runs.append(next)
      }
    }
    return first..<runs.count
  }
}

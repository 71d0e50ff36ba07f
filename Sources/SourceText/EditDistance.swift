/// Insertions, deletions, substitutions and swaps of neighbours between two names (optimal string alignment; Damerau
/// 1964), up to a limit: only the band of the table where the limit can still hold is worked out (Ukkonen 1985).
struct EditDistance {
  private var beforeLast: [Int] = []
  private var last: [Int] = []
  private var row: [Int] = []
  /// Pairs of letters that the last measurement compared.
  private(set) var compared = 0

  /// `ehco` and `echo`, limit 1 → 1; `abc` and `xyz`, limit 1 → `nil`.
  mutating func measure(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int? {
    // What both begin and end with costs nothing.
    var start = 0
    while start < min(a.count, b.count), a[start] == b[start] { start += 1 }
    var (aEnd, bEnd) = (a.count, b.count)
    while aEnd > start, bEnd > start, a[aEnd - 1] == b[bEnd - 1] { (aEnd, bEnd) = (aEnd - 1, bEnd - 1) }
    compared = start + a.count - aEnd + 1
    let (n, m) = (aEnd - start, bEnd - start)
    guard abs(n - m) <= limit else { return nil }
    guard n > 0, m > 0 else { return max(n, m) }
    let far = limit + 1
    if row.count <= m {
      beforeLast = Array(repeating: 0, count: m + 1)
      (last, row) = (beforeLast, beforeLast)
    }
    for j in 0...m { last[j] = min(j, far) }
    var lastLeast = 0
    for i in 1...n {
      let low = max(1, i - limit)
      let high = min(m, i + limit)
      guard low <= high else { return nil }
      row[low - 1] = low == 1 ? min(i, far) : far
      var least = row[low - 1]
      compared += high - low + 1
      for j in low...high {
        let (x, y) = (a[start + i - 1], b[start + j - 1])
        var distance = min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (x == y ? 0 : 1))
        if i > 1, j > 1, x == b[start + j - 2], a[start + i - 2] == y {
          distance = min(distance, beforeLast[j - 2] + 1)
        }
        row[j] = min(distance, far)
        least = min(least, row[j])
      }
      if high < m { row[high + 1] = far }
      if least > limit, lastLeast > limit { return nil }
      lastLeast = least
      swap(&beforeLast, &last)
      swap(&last, &row)
    }
    return last[m] <= limit ? last[m] : nil
  }
}

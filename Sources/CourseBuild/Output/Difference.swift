/// The runs in which two sequences differ, lines of texts or results of blocks, in order.
///
/// Myers's greedy algorithm (1986) behind the common head and tail; what differs in more than a thousand places is
/// one run from there on, since nobody reads such a difference item by item.
func differingRuns<Item: Equatable>(_ old: [Item], _ new: [Item]) -> [(old: Range<Int>, new: Range<Int>)] {
  var head = 0
  while head < old.count, head < new.count, old[head] == new[head] { head += 1 }
  var tail = 0
  while tail < old.count - head, tail < new.count - head, old[old.count - 1 - tail] == new[new.count - 1 - tail] {
    tail += 1
  }
  let a = old[head..<old.count - tail]
  let b = new[head..<new.count - tail]
  guard !a.isEmpty || !b.isEmpty else { return [] }
  let whole = [(old: a.startIndex..<a.endIndex, new: b.startIndex..<b.endIndex)]
  guard !a.isEmpty, !b.isEmpty, let matches = commonItems(Array(a), Array(b), limit: 1000) else { return whole }

  var hunks: [(old: Range<Int>, new: Range<Int>)] = []
  var nextOld = a.startIndex
  var nextNew = b.startIndex
  for match in matches + [(a.count, b.count)] {
    let oldLine = a.startIndex + match.0
    let newLine = b.startIndex + match.1
    if oldLine > nextOld || newLine > nextNew { hunks.append((nextOld..<oldLine, nextNew..<newLine)) }
    nextOld = oldLine + 1
    nextNew = newLine + 1
  }
  return hunks
}

/// Pairs of equal items in ascending order, or `nil` when more than `limit` differ.
private func commonItems<Item: Equatable>(_ a: [Item], _ b: [Item], limit: Int) -> [(Int, Int)]? {
  // The furthest line of `a` reached on each diagonal, for each number of edits.
  var history: [[Int: Int]] = []
  var reached = [1: 0]
  for edits in 0...min(a.count + b.count, limit) {
    for diagonal in stride(from: -edits, through: edits, by: 2) {
      let down = reached[diagonal + 1] ?? -1
      let right = (reached[diagonal - 1] ?? -2) + 1
      var x = diagonal == -edits || diagonal != edits && right <= down ? down : right
      while x < a.count, x - diagonal < b.count, x - diagonal >= 0, a[x] == b[x - diagonal] { x += 1 }
      reached[diagonal] = x
      if x >= a.count, x - diagonal >= b.count {
        history.append(reached)
        return backtrack(history, from: (a.count, b.count))
      }
    }
    history.append(reached)
  }
  return nil
}

private func backtrack(_ history: [[Int: Int]], from end: (Int, Int)) -> [(Int, Int)] {
  var matches: [(Int, Int)] = []
  var (x, y) = end
  for edits in stride(from: history.count - 1, through: 1, by: -1) {
    let before = history[edits - 1]
    let diagonal = x - y
    let down = before[diagonal + 1] ?? -1
    let right = (before[diagonal - 1] ?? -2) + 1
    let isDown = diagonal == -edits || diagonal != edits && right <= down
    let startX = isDown ? down : right
    while x > startX {
      x -= 1
      y -= 1
      matches.append((x, y))
    }
    if isDown { y -= 1 } else { x -= 1 }
  }
  while x > 0, y > 0 {
    x -= 1
    y -= 1
    matches.append((x, y))
  }
  return matches.reversed()
}

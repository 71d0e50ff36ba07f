/// The candidate that was probably meant, or `nil` when none is near.
///
/// Near means: equal but for the case of letters, or at most one edit in three letters away (Damerau–Levenshtein
/// distance with neighbours swapped as one edit). A name of one letter is near to nothing else. Of equally near ones
/// the first in Unicode order wins, so that the order of candidates does not show.
///
/// `nearestName(to: "ehco", in: ["echo", "eval"])` → `"echo"`.
public func nearestName(to name: String, in candidates: some Sequence<String>) -> String? {
  let letters = Array(name.unicodeScalars)
  guard !letters.isEmpty, letters.count <= 64 else { return nil }
  var best: (name: String, distance: Int)?
  for candidate in candidates where candidate != name {
    let distance: Int
    if candidate.lowercased() == name.lowercased() {
      distance = 0
    } else {
      let others = Array(candidate.unicodeScalars)
      let longer = max(letters.count, others.count)
      let limit = min(letters.count, others.count) < 2 ? 0 : max(1, longer / 3)
      guard abs(letters.count - others.count) <= limit else { continue }
      distance = editDistance(letters, others)
      guard distance <= limit else { continue }
    }
    if let best, (best.distance, best.name) <= (distance, candidate) { continue }
    best = (candidate, distance)
  }
  return best?.name
}

/// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment; Damerau 1964).
private func editDistance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...b.count)
  for i in 1...max(a.count, 1) where i <= a.count {
    var row = [i]
    row.reserveCapacity(b.count + 1)
    for j in 1...max(b.count, 1) where j <= b.count {
      var distance = min(row[j - 1] + 1, last[j] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
      if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { distance = min(distance, beforeLast[j - 2] + 1) }
      row.append(distance)
    }
    beforeLast = last
    last = row
  }
  return last[b.count]
}

/// The candidate that was probably meant, or `nil` when none is near; see ``NameIndex/nearest(to:where:)``.
///
/// `nearestName(to: "ehco", in: ["echo", "eval"])` → `"echo"`.
public func nearestName(to name: String, in candidates: some Sequence<String>) -> String? {
  var index = NameIndex(candidates)
  return index.nearest(to: name)
}

/// Whether one name is clearly a slip of another: letters in another case, or one edit; in names of fewer than five letters,
/// where another letter is mostly another word, only a letter too many or too few, or two that are swapped; in names of ten
/// letters and more two edits.
///
/// `ehco` of `echo`, `sigmiod` of `sigmoid`; not `svd` of `sgd`, `sort` of `sqrt`, `arcsin` of `argmin`.
public func isSlip(_ name: String, of known: String) -> Bool {
  let (a, b) = (Array(name.unicodeScalars), Array(known.unicodeScalars))
  if name.lowercased() == known.lowercased() { return true }
  var distance = EditDistance()
  let longest = max(a.count, b.count)
  guard let edits = distance.measure(a, b, limit: longest < 10 ? 1 : 2) else { return false }
  if longest >= 5 || edits > 1 { return true }
  // One edit between names of one length is a letter for another, or a swap.
  guard a.count == b.count else { return min(a.count, b.count) >= 2 }
  let differing = a.indices.filter { a[$0] != b[$0] }
  return differing.count == 2
}

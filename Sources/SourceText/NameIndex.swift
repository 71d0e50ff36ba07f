/// Spelling suggestions from one set of candidates, asked many times.
///
/// Names are found by their letters in lower case, then by their number of letters, the nearest numbers first. What
/// comparing letters costs is counted for the index's whole life: a lesson with thousands of faults among thousands of
/// names gets a suggestion for the first ones, and from then on for those that differ in case alone.
public struct NameIndex: Sendable {
  private struct Entry {
    var name: String
    var letters: [Unicode.Scalar]
  }

  private var entries: [Entry] = []
  private var byLowered: [String: [Int]] = [:]
  private var byLength: [Int: [Int]] = [:]
  private var distance = EditDistance()
  /// Pairs of letters that may be compared.
  private let budget: Int

  /// Pairs of letters that were compared, and candidates that were looked at.
  public private(set) var compared = 0
  public var count: Int { entries.count }

  /// Longer names than this are near to nothing else.
  private static let longest = 64

  public init(_ candidates: some Sequence<String>, budget: Int = 1 << 25) {
    self.budget = budget
    for candidate in candidates { insert(candidate) }
  }

  /// Adds a candidate, whose number is how many there were before.
  public mutating func insert(_ candidate: String) {
    let number = entries.count
    entries.append(Entry(name: candidate, letters: Array(candidate.unicodeScalars)))
    byLowered[candidate.lowercased(), default: []].append(number)
    byLength[entries[number].letters.count, default: []].append(number)
  }

  /// The candidate that was probably meant, or `nil` when none is near.
  ///
  /// Near means: equal but for the case of letters, or at most one edit in three letters away (Damerau–Levenshtein
  /// distance with neighbours swapped as one edit). A name of one letter is near to nothing else. Of equally near ones
  /// the first in Unicode order wins, so that the order of candidates does not show.
  ///
  /// `NameIndex(["echo", "eval"])`, `"ehco"` → `"echo"`.
  ///
  /// - Parameter isCandidate: which of the candidates count now, by their numbers.
  public mutating func nearest(to name: String, where isCandidate: (Int) -> Bool = { _ in true }) -> String? {
    let letters = Array(name.unicodeScalars)
    guard !letters.isEmpty, letters.count <= Self.longest else { return nil }
    var best: (name: String, distance: Int)?
    for number in byLowered[name.lowercased()] ?? [] where entries[number].name != name && isCandidate(number) {
      if best.map({ entries[number].name < $0.name }) ?? true { best = (entries[number].name, 0) }
    }
    if let best { return best.name }
    for difference in 0...letters.count {
      // So many letters more or fewer are as many edits at least.
      if let best, best.distance < difference { break }
      for length in Set([letters.count - difference, letters.count + difference]).sorted() {
        let limit = min(letters.count, length) < 2 ? 0 : max(1, max(letters.count, length) / 3)
        guard difference <= limit else { continue }
        for number in byLength[length] ?? [] {
          guard compared < budget else { return nil }
          compared += 1
          guard isCandidate(number) else { continue }
          let edits = distance.measure(letters, entries[number].letters, limit: min(limit, best?.distance ?? limit))
          compared += distance.compared
          guard let found = edits, entries[number].name != name else { continue }
          if let best, (best.distance, best.name) <= (found, entries[number].name) { continue }
          best = (entries[number].name, found)
        }
      }
    }
    return best?.name
  }
}

import Testing

@testable import CourseBuild

struct DifferenceTests {
  /// Putting the runs into the old sequence gives the new one, whatever the two are.
  @Test func runsCoverEveryDifference() {
    var numbers = SeededNumbers(seed: 7)
    func random(_ bound: Int) -> Int { Int.random(in: 0..<bound, using: &numbers) }
    for _ in 0..<500 {
      let old = (0..<random(12)).map { _ in ["a", "b", "c"][random(3)] }
      let new = (0..<random(12)).map { _ in ["a", "b", "c"][random(3)] }
      var rebuilt: [String] = []
      var next = 0
      for run in differingRuns(old, new) {
        rebuilt += old[next..<run.old.lowerBound] + new[run.new]
        next = run.old.upperBound
      }
      rebuilt += old[next...]
      #expect(rebuilt == new, "\(old) \(new)")
    }
  }
}

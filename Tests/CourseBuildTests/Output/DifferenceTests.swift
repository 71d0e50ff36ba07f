import Testing

@testable import CourseBuild

struct DifferenceTests {
  /// Putting the runs into the old sequence gives the new one, whatever the two are.
  @Test func runsCoverEveryDifference() {
    var state: UInt64 = 7
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
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

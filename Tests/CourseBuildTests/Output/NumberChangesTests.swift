import Testing

@testable import CourseBuild

struct NumberChangesTests {
  @Test(
    arguments: [
      ("slope 0.71 here", "slope 0.73 here", ["1:7 0.71→0.73"], nil),
      ("a\nb −3 c 4\n", "a\nb −5 c 6\n", ["2:3 −3→−5", "2:10 4→6"], nil),
      ("| x | 1e-3 |", "| x | 1e-4 |", ["1:7 1e-3→1e-4"], nil),
      ("w1 = 2", "w2 = 2", [], 1),
      ("issue #7", "issue #8", [], 1),
      ("−3 and -3", "−4 and -4", ["1:1 −3→−4", "1:10 -3→-4"], nil),
      ("2e-3, 2e+3, 2e", "2e-4, 2e+4, 3e", ["1:1 2e-3→2e-4", "1:7 2e+3→2e+4", "1:13 2→3"], nil),
      ("v1.2 3.4.5", "v1.3 3.4.5", [], 1),
      ("기울기는 3이다", "기울기는 4이다", ["1:14 3→4"], nil),
      ("a\nb\n1", "a\nnew\nb\n2", ["3:1 1→2"], 2),
      ("same 1", "same 1", [], nil),
      ("a 1\nb", "a 1", [], 2),
      ("1 2 3", "1 2", [], 1),
    ] as [(String, String, [String], Int?)])
  func changes(old: String, new: String, expected: [String], otherLine: Int?) {
    let difference = compareReports(old: Array(old.utf8), new: Array(new.utf8), file: "a.md")
    #expect(difference.numbers.map { "\($0.line):\($0.column) \($0.old)→\($0.new)" } == expected)
    #expect(difference.otherLine == otherLine)
  }

  /// Applying the runs to the old text gives the new one, whatever the texts.
  @Test func runsCoverEveryDifference() {
    var state: UInt64 = 7
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    for _ in 0..<500 {
      let old = (0..<random(12)).map { _ in ["a", "b", "c"][random(3)] }
      let new = (0..<random(12)).map { _ in ["a", "b", "c"][random(3)] }
      let oldLines = lines(Array(old.joined(separator: "\n").utf8))
      let newLines = lines(Array(new.joined(separator: "\n").utf8))
      var rebuilt: [ArraySlice<UInt8>] = []
      var next = 0
      for run in differingLines(oldLines, newLines) {
        rebuilt += oldLines[next..<run.old.lowerBound] + newLines[run.new]
        next = run.old.upperBound
      }
      rebuilt += oldLines[next...]
      #expect(rebuilt.map(Array.init) == newLines.map(Array.init), "\(old) \(new)")
    }
  }
}

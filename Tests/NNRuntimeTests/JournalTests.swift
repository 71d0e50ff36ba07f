import Testing

@testable import NNRuntime

/// A block costs what it writes and not what the lesson holds.
struct JournalTests {
  @Test(arguments: [100, 200, 400])
  func aBlockKeepsWhatItOverwrites(count: Int) {
    let lesson = Lesson()
    for number in 0..<count {
      #expect(lesson.run("a\(number) = \(number)").diagnostics.isEmpty)
      guard case .success = lesson.inline("a\(number) + 1") else {
        Issue.record("no value")
        return
      }
    }
    #expect(lesson.session.environment.keptValues == count)
    // A loop overwrites a name many times, and the block keeps it once.
    #expect(lesson.run("repeat 50 { a0 = a0 + 1 }").diagnostics.isEmpty)
    #expect(lesson.session.environment.keptValues == count + 1)
  }

  @Test func aFailedBlockGivesBackWhatItOverwrote() {
    let lesson = Lesson()
    #expect(lesson.run("w = 1; p = (w, 2); f(x) = x + 1").diagnostics.isEmpty)
    #expect(lesson.run("w -= 5; w = 7; p[1] -= 1; f(x) = x; q = 3\nnope").diagnostics.map(\.id) == [.unknownName])
    #expect(shown(lesson.run("w\np\nf(1)", expectsFailure: true)) == ["1", "(1, 2)", "2"])
    #expect(lesson.run("q", expectsFailure: true).diagnostics.map(\.id) == [.unknownName])
    // What the next block overwrites is given back to what it was before that block.
    #expect(lesson.run("w = 4", expectsFailure: true).diagnostics.isEmpty)
    #expect(lesson.run("w = 5; w = 6\nnope", expectsFailure: true).diagnostics.count == 1)
    #expect(shown(lesson.run("w", expectsFailure: true)) == ["4"])
  }

  @Test func suggestionsAreOfBoundNames() {
    let lesson = Lesson()
    #expect(lesson.run("weight = 1").diagnostics.isEmpty)
    #expect(lesson.run("wieght", expectsFailure: true).diagnostics.first?.hint == "did you mean `weight`?")
    let failed = lesson.run("weights = 2\nwiegths", expectsFailure: true)
    #expect(failed.diagnostics.first?.hint == "did you mean `weights`?")
    // Of a failed block nothing is bound, and `weight` is too far away.
    #expect(lesson.run("wiegths", expectsFailure: true).diagnostics.map(\.hint) == [nil])
    #expect(
      lesson.run("f(height) = hieght\nf(1)", expectsFailure: true).diagnostics.first?.hint == "did you mean `height`?")
  }
}

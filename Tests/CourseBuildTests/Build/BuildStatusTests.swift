import CourseBuild
import NNRuntime
import SourceText
import Testing

/// The one line that a terminal shows while a build goes on.
struct BuildStatusTests {
  private func check(
    _ events: [BuildProgress], width: Int = 100, _ expected: String, _ location: SourceLocation = #_sourceLocation
  ) {
    var status = BuildStatus()
    for event in events { status.take(event) }
    let line = status.line(width: width)
    #expect(line == expected, sourceLocation: location)
    #expect(DisplayWidth.of(line) <= max(width, 0), sourceLocation: location)
  }

  private let two: [BuildProgress] = [.began(lesson: "a.md", of: 3), .began(lesson: "en/b.md", of: 3)]

  @Test func oneLesson() {
    check([], "")
    check([.began(lesson: "a.md", of: 1)], "a.md")
    check(
      [.began(lesson: "a.md", of: 1), .running(lesson: "a.md", RunProgress(.epoch, done: 119, total: 1000))],
      "a.md: epoch 120 of 1000")
    check(
      [.began(lesson: "a.md", of: 1), .running(lesson: "a.md", RunProgress(.step, done: 5000, total: 9000))],
      "a.md: step 5000 of 9000")
    check(
      [.began(lesson: "a.md", of: 1), .running(lesson: "a.md", RunProgress(.step, done: 9000, total: 9000))], "a.md")
  }

  @Test func lessonsSideBySide() {
    check(two, "0 of 3 lessons · a.md")
    check(
      two + [.running(lesson: "en/b.md", RunProgress(.step, done: 1, total: 2))], "0 of 3 lessons · a.md")
    check(
      two + [.running(lesson: "en/b.md", RunProgress(.step, done: 1, total: 2)), .finished(lesson: "a.md")],
      "1 of 3 lessons · en/b.md: step 1 of 2")
    check(two + [.finished(lesson: "en/b.md"), .finished(lesson: "a.md")], "2 of 3 lessons")
    check([.running(lesson: "c.md", RunProgress(.step, done: 1, total: 2))], "")
  }

  @Test func aNarrowTerminalCutsIt() {
    check(two, width: 21, "0 of 3 lessons · a.md")
    check(two, width: 20, "0 of 3 lessons · a.…")
    check([.began(lesson: "수업.md", of: 1)], width: 7, "수업.md")
    check([.began(lesson: "수업.md", of: 1)], width: 4, "수…")
    check(two, width: 1, "…")
    check(two, width: 0, "")
  }
}

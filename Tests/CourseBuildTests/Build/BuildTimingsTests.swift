import Foundation
import Testing

@testable import CourseBuild

struct BuildTimingsTests {
  private func lesson(_ path: String, _ milliseconds: Int...) -> BuildTimings.Lesson {
    var lesson = BuildTimings.Lesson(path)
    let times = milliseconds.map { Duration.milliseconds($0) }
    (lesson.read, lesson.run, lesson.assemble) = (times[0], times[1], times[2])
    (lesson.formulas, lesson.render) = (times[3], times[4])
    (lesson.formulaCount, lesson.pageCount) = (milliseconds[3], 1)
    return lesson
  }

  @Test func slowestFirst() {
    let timings = BuildTimings(
      [lesson("b.md", 1, 2, 3, 4, 5), lesson("en/긴.md", 2, 12_100, 1, 50, 50), lesson("a.md", 5, 4, 3, 2, 1)],
      [BuildTimings.Stage("find", .microseconds(1499)), BuildTimings.Stage("write", .microseconds(999_500))],
      total: .milliseconds(12_345), jobs: 2)
    #expect(
      timings.text == """
           total   read     run  assemble  formulas  render  lesson
          12.203  0.002  12.100     0.001     0.050   0.050  en/긴.md
           0.015  0.005   0.004     0.003     0.002   0.001  a.md
           0.015  0.001   0.002     0.003     0.004   0.005  b.md
        3 lessons in 12.345 s on 2 threads: find 0.001, write 1.000; 56 formulas, 3 pages; slowest: en/긴.md, 12.203 s

        """)
  }

  @Test func oneAndNone() {
    #expect(
      BuildTimings([lesson("a.md", 0, 0, 0, 0, 0)], [], total: .zero, jobs: 1).text.hasSuffix(
        "1 lesson in 0.000 s on 1 thread; 0 formulas, 1 page; slowest: a.md, 0.000 s\n"))
    #expect(BuildTimings().text == "0 lessons in 0.000 s on 1 thread\n")
  }

  /// Every lesson that was run is there, under the path by which people know it.
  @Test func aBuildMeasuresEachLesson() throws {
    let course = try TemporaryCourse(SampleLessons.files)
    let build = course.build(jobs: 2)
    #expect(build.timings.lessons.count == build.lessonCount && build.timings.jobs == 2)
    #expect(build.timings.lessons.allSatisfy { $0.path.hasSuffix(".md") && $0.run > .zero && $0.render > .zero })
    #expect(build.timings.stages.map(\.name) == ["find", "index", "formula cache", "write"])
    let check = checkCourse(course.request())
    #expect(check.timings.lessons.map(\.path) == build.timings.lessons.map(\.path))
    #expect(check.timings.stages.map(\.name) == ["find", "index", "formula cache", "compare"])
  }
}

import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// What comes out of the cache is what running would give, byte for byte, and what was not edited is not run.
struct CachedBuildTests {
  @Test func aSecondBuildRunsNothing() throws {
    let course = try CachedCourse()
    #expect(course.check("first") == 0)
    #expect(course.check("second") == 2)
    #expect(course.build().timings.text.contains("2 runs taken from the cache, 1 of them with the pages"))
    #expect(course.build().written.isEmpty)
    #expect(course.build(usesCache: false).timings.lessons.allSatisfy { !$0.isFromCache })
  }

  @Test(arguments: 0..<12) func randomEdits(seed: Int) throws {
    let course = try CachedCourse()
    course.check("unedited")
    var random = SeededNumbers(seed: UInt64(seed))
    let names = ["lessons/01-first.md", "lessons/02-second.md", "lessons/_part.md", "lessons/data.csv"]
    for round in 0..<6 {
      let name = names[[0, 0, 0, 1, 1, 2, 3].randomElement(using: &random) ?? 0]
      try course.course.write(name, random.edit(try course.course.text(name)))
      course.check("seed \(seed), round \(round), \(name)")
    }
  }

  /// Each kind of input edited in turn, and taken back: it counts, and what was there before is known again.
  @Test(arguments: [
    ("lessons/01-first.md", "x = 2;", "x = 3;", 1), ("lessons/_part.md", "k = 4", "k = 5", 1),
    ("lessons/data.csv", "1,2", "1,7", 0), ("lessons/references.bib", "2001", "2002", 2),
    ("lessons/course.yml", "half", "third", 2),
    ("lessons/course.yml", "title: Cached", "title: Cached\nexecute:\n  budget: 1000", 0),
    ("lessons/course.yml", "title: Cached", "title: Cached\nexecute:\n  digits: 3", 1),
    ("lessons/01-first.md", "digits: 5", "digits: 4", 1), ("lessons/01-first.md", "seed: 3", "seed: 4", 1),
    ("lessons/02-second.md", "error: true", "error: false", 1),
    ("lessons/02-second.md", "columns: Spalten", "columns: Kolumnen", 1),
    ("lessons/02-second.md", "error: true", "error: true\n#| allow: NN-unused", 2),
    ("lessons/01-first.md", "grad(f, x):.3f", "grad(f, x):.2f", 1),
    ("lessons/01-first.md", "Some prose", "Some other prose", 2),
    ("lessons/01-first.md", "fig-graph", "fig-other", 2),
    ("lessons/01-first.md", "x = 2; y = rand()", "x = 2;   y = rand( )  # two", 2),
  ]) func eachInputCounts(file: String, old: String, new: String, hits: Int) throws {
    let course = try CachedCourse()
    course.check("unedited")
    let text = try course.course.text(file)
    try #require(text.contains(old))
    try course.course.write(file, text.replacing(old, with: new))
    #expect(course.check("\(old) → \(new)") == hits)
    try course.course.write(file, text)
    #expect(course.check("back again") == 2)
  }

  /// A figure or a message that tells a line is right only where the line is.
  @Test func aLineThatIsToldIsItsOwn() throws {
    let cut = "# Cut\n\n```nn\nx = 2\ns = 1\ns += x * 3\nz = s * x\ngradients(z)\n```\n"
    let course = try CachedCourse(["lessons/01.md": cut])
    course.check("unedited")
    #expect(try course.course.text("cold/01.md").contains("line 6"))
    try course.course.write("lessons/01.md", "Prose.\n\n" + cut)
    #expect(course.check("moved down") == 0)
    #expect(try course.course.text("cached/01.md").contains("line 8"))
    #expect(course.check("moved down, again") == 1)
  }

  @Test func anotherProgramStartsAnew() throws {
    var course = try CachedCourse()
    course.build()
    course.version = Array("two".utf8)
    #expect(course.check("another version") == 0)
    course.version = Array("one".utf8)
    #expect(course.check("the first version") == 2)
  }

  @Test func solutionsShareARun() throws {
    let course = try CachedCourse()
    course.build()
    var request = course.request("cached", usesCache: true)
    request.solutions = false
    #expect(buildCourse(request).timings.lessons.allSatisfy { $0.isFromCache })
  }

  /// A slow machine is no property of a lesson; nor is one with little memory.
  @Test(arguments: [
    "#| memory: 1000000\nx = zeros(2000, 2000)", "#| timeout: 1\nx = 0\nrepeat 1000000000 { x = x + 1 }",
  ]) func exhaustionIsNotKept(block: String) throws {
    let course = try CachedCourse(["lessons/01.md": "# One\n\n```nn\n\(block)\n```\n"])
    let ids = course.build().diagnostics.map(\.id)
    #expect(ids == [.memoryBudget] || ids == [.timeBudget])
    #expect(course.hits() == 0)
  }

  /// What a page shows of the lessons around it is never of another build.
  @Test func neighboursCount() throws {
    let lesson = { (name: String, link: String) in "# \(name)\n\n[There](\(link))\n\n```nn\nx = 2\nx\n```\n" }
    let course = try CachedCourse([
      "lessons/course.yml": "title: Three\n", "lessons/01.md": lesson("One", "02.md#two"),
      "lessons/02.md": lesson("Two", "03.md"), "lessons/03.md": lesson("Three", "file.txt"), "lessons/file.txt": "1",
    ])
    course.check("first")
    func kept() -> Int { course.build().timings.lessons.count { $0.isPageFromCache } }
    #expect(kept() == 3)
    try course.course.write("lessons/03.md", lesson("Drei", "file.txt"))
    course.check("another title")
    try course.course.write("lessons/02.md", lesson("Zwei", "03.md#drei"))
    course.check("a link that leads nowhere now, and one that leads to a place")
    try course.course.write("lessons/02.md", lesson("Two", "03.md#drei"))
    course.check("and back")
    #expect(kept() == 3)
    try course.course.write("lessons/04.md", "---\ndraft: true\n---\n\n" + lesson("Four", "01.md"))
    course.check("a draft")
    try course.course.write("lessons/00.md", lesson("Null", "01.md"))
    course.check("another neighbour")
    #expect(kept() == 4)
    try FileManager.default.removeItem(atPath: course.course.path("lessons/file.txt"))
    course.check("a link to a file that is gone")
    try FileManager.default.removeItem(atPath: course.course.path("lessons/03.md"))
    course.check("a lesson that is gone")
  }

  /// A block may ask whether a file is there, and a name that is missing is told with what stands beside it.
  @Test func whatIsNotThereCounts() throws {
    let asks = "# One\n\n```nn\nthere = exists(\"data.csv\")\nif there { print(sum(csv(\"data.csv\"))) }\nthere\n```\n"
    let misses = "# Two\n\n```nn\ncsv(\"dat.csv\")\n```\n"
    let course = try CachedCourse(["lessons/01.md": asks, "lessons/02.md": misses])
    course.check("nothing there")
    #expect(course.check("nothing there, again") == 1)
    try course.course.write("lessons/data.csv", "a\n1\n")
    course.check("a file came")
    #expect(course.check("a file came, again") == 1)
    try FileManager.default.removeItem(atPath: course.course.path("lessons/data.csv"))
    // It is not known any more that nothing else was asked for then.
    course.check("and went")
    #expect(course.check("and went, again") == 1)
  }

  /// What changes in a report is told, also where what it changes to was built before.
  @Test func changesAreTold() throws {
    let course = try CachedCourse(["lessons/01.md": "# One\n\n```nn\nx = 2\nx * 3\n```\n"])
    course.build()
    let text = try course.course.text("lessons/01.md")
    try course.course.write("lessons/01.md", text.replacing("x * 3", with: "x * 4"))
    #expect(!course.build().changes.isEmpty)
    try course.course.write("lessons/01.md", text)
    let back = course.build()
    #expect(!back.changes.isEmpty && back.written.count == 4)
    #expect(back.timings.lessons.allSatisfy { $0.isFromCache })
  }

  /// A report that somebody has changed or removed is written again.
  @Test func reportsAreMadeGood() throws {
    let course = try CachedCourse()
    course.build()
    try course.course.write("cached/01-first.html", "changed")
    try FileManager.default.removeItem(atPath: course.course.path("cached/02-second.md"))
    course.check("reports changed")
  }

  /// Who is not trusted may have written the cache too.
  @Test func coursesOfStrangersHaveNone() throws {
    var files = CachedCourse.files
    files["lessons/course.yml", default: ""] += "raw-html: false\n"
    let course = try CachedCourse(files)
    course.build()
    #expect(course.hits() == 0)
    #expect(!course.course.exists(".lessons-cache/kept"))
  }

  /// Builds of the same lessons at once leave a cache that holds for all.
  @Test func severalAtOnce() throws {
    let course = try CachedCourse()
    let requests = (0..<4).map { course.request("output-\($0)", usesCache: true, jobs: 1) }
    _ = Workers.map(count: 4, jobs: 4) { buildCourse(requests[$0]).diagnostics.count }
    #expect(course.check("after four builds at once") == 2)
  }
}

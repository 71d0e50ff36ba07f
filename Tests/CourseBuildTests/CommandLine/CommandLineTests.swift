import Foundation
import Testing

/// The built program as its users run it.
struct CommandLineTests {
  private func run(
    _ arguments: [String], in course: TemporaryCourse, input: String = "", shell: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Program.Run {
    try Program.run(arguments, in: course, input: input, shell: shell, environment: environment)
  }

  private static let usage: [Int32: [String]] = [
    0: [
      "--version", "--help", "help build", "", "explain", "explain NN-not-utf8", "explain not-utf8", "build",
      "check --no-reports",
      "render lessons/good.md",
    ],
    1: [
      "build lessons bad.md", "check", "check bad.md", "check --no-reports bad.md", "render bad.md --to json",
      "build nowhere", "render nowhere.md",
    ],
    2: [
      "explain NN-nothing", "build --nothing", "build --to pdf", "frob", "build --jobs 0", "render",
      "render bad.md --to md --fragment", "check --fix --update", "check --no-reports --update",
      "check --no-reports --output-dir a", "check --numbers --output-format github",
    ],
  ]

  @Test(arguments: [0, 1, 2] as [Int32])
  func exitCodes(code: Int32) throws {
    for line in Self.usage[code] ?? [] { try checkExit(line, code) }
  }

  private func checkExit(_ line: String, _ code: Int32) throws {
    let arguments = line.split(separator: " ").map(String.init)
    let course = try TemporaryCourse([
      "lessons/good.md": "# Good\n\n`{nn} 1 + 1`\n", "bad.md": "# Bad\n\n`{nn} 1 + y`\n",
    ])
    let result = try run(arguments, in: course)
    #expect(result.code == code, "\(line): \(result.errors)")
    #expect(result.errors.isEmpty == (code == 0), "\(line): \(result.errors)")
  }

  @Test func diagnosticsArePlainInAPipe() throws {
    let course = try TemporaryCourse(["bad.md": "# Bad\n\n`{nn} 1 + y`\n"])
    let result = try run(["check", "--no-reports", "bad.md"], in: course)
    #expect(result.errors.hasPrefix("bad.md:3:11: error[NN-unknown-name]: "))
    #expect(!result.errors.contains("\u{1B}"))
    #expect(result.errors.hasSuffix("1 error\n"))
  }

  /// A note is no fault, unless all is to be one; `--fix` does what it offers, and `--numbers` counts.
  @Test func notesAndTheirEdits() throws {
    let lesson = "# A\n\n```nn\ny = 5 / 16\n```\n\nIt is 0.31 of 812.\n"
    let course = try TemporaryCourse(["lessons/a.md": lesson])
    let found = try run(["check", "--no-reports"], in: course)
    #expect(found.code == 0)
    let note = "lessons/a.md:7:7: note[NN-typed-number]: `0.31` is typed here, and `y` is 0.3125\n"
    #expect(found.errors.hasPrefix(note))
    #expect(found.errors.hasSuffix("1 note\n"))
    #expect(try run(["check", "--no-reports", "--strict"], in: course).code == 1)
    let shown = try run(["check", "--no-reports", "--fix", "--diff"], in: course)
    #expect(shown.output.contains("+It is [0.31]{nn=\"y\"} of 812.\n"))
    #expect(try course.text("lessons/a.md") == lesson)
    let census = try run(["check", "--no-reports", "--numbers"], in: course)
    #expect(census.output.contains("lessons/a.md:7:7: 0.31\nlessons/a.md:7:15: 812\n"), "\(census.output)")
    let fixed = try run(["check", "--no-reports", "--fix"], in: course)
    #expect(fixed.code == 0)
    #expect(fixed.errors == "lessons/a.md:7:7: `0.31` is now `[0.31]{nn=\"y\"}`\n")
    let again = try run(["check", "--no-reports", "--fix", "--strict"], in: course)
    #expect(again.code == 0 && again.errors.isEmpty)
    let json = try run(["check", "--no-reports", "--numbers", "--output-format", "json"], in: course)
    #expect(json.output.hasPrefix("[\n{\"lesson\": \"lessons/a.md\", \"counts\": {\"quoted\": 0, \"bound\": 1,"))
  }

  @Test(arguments: ["json", "github", "junit", "sarif"])
  func machineFormsGoToStandardOutput(format: String) throws {
    let course = try TemporaryCourse(["bad.md": "# Bad\n\n`{nn} 1 + y`\n"])
    let result = try run(["check", "--no-reports", "bad.md", "--output-format", format], in: course)
    #expect(result.code == 1)
    #expect(result.errors.isEmpty)
    #expect(result.output.contains("NN-unknown-name"))
  }

  @Test func standardInput() throws {
    let course = try TemporaryCourse()
    let result = try run(["render", "-", "--to", "md"], in: course, input: "It is `{nn} 6 * 7`.\n")
    #expect(result.code == 0)
    #expect(result.output.contains("It is 42."))
    #expect(course.files(".").isEmpty)
  }

  @Test func whatCannotBeReadIsJSONToo() throws {
    let course = try TemporaryCourse()
    try course.write("a.md", Data([0x23, 0x20, 0xFF, 0x0A]))
    let result = try run(["render", "a.md", "--to", "json"], in: course)
    #expect(result.code == 1)
    #expect(result.output.contains("\"ok\": false"))
    #expect(result.output.contains("\"id\": \"NN-not-utf8\""))
  }

  /// A pipe hands over 64 KiB at a time.
  @Test func aLongLessonFromAPipe() throws {
    let course = try TemporaryCourse()
    let input = String(repeating: "A line of prose that is there to be long.\n\n", count: 10_000) + "`{nn} 6 * 7`\n"
    let result = try run([], in: course, input: input, shell: "cat | \"$0\" render - --to md")
    #expect(result.code == 0)
    #expect(result.output.hasSuffix("\n42\n"))
  }

  @Test func aNamedPipeIsNoLesson() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n"])
    let result = try run([], in: course, shell: "mkfifo lessons/b.md; exec \"$0\" check")
    #expect(result.code == 1)
    #expect(result.errors.hasPrefix("lessons/b.md:1:1: error[NN-unreadable-file]: "))
  }

  @Test func linksAmongLessons() throws {
    let course = try TemporaryCourse(["lessons/en/a.md": "# A\n", "other/b.md": "# B\n"])
    let result = try run(
      [], in: course,
      shell: "ln -s ../en lessons/en/zz; ln -s ../../other/b.md lessons/en/b.md; ln -s ../../other lessons/en/c;"
        + "exec \"$0\" build --to md")
    #expect(result.code == 1)
    #expect(result.errors.contains("lessons/en/b.md:1:1: error[NN-file-outside-course]: "))
    #expect(result.errors.contains("lessons/en/c:1:1: error[NN-file-outside-course]: "))
    #expect(Set(course.files("output").keys.filter { $0.hasPrefix("en/") }) == ["en/a.md", "en/a.values.json"])
  }

  @Test func aPageAloneCarriesEverything() throws {
    let course = try TemporaryCourse(SampleLessons.files)
    let result = try run(["render", "lessons/en/01-chain.md"], in: course)
    #expect(result.output.contains("<!DOCTYPE html>"))
    #expect(result.output.contains("data:image/svg+xml;base64,"))
    #expect(!result.output.contains("rel=\"stylesheet\""))
    let fragment = try run(["render", "lessons/en/01-chain.md", "--fragment"], in: course)
    #expect(!fragment.output.contains("<html"))
    #expect(fragment.output.contains("<article"))
  }

  @Test func aReaderThatGoesAway() throws {
    let course = try TemporaryCourse(SampleLessons.files)
    let result = try run([], in: course, shell: "\"$0\" render lessons/en/01-chain.md | head -c 10; echo done")
    #expect(result.output == "<!DOCTYPE done\n")
    #expect(result.errors.isEmpty)
  }

  /// As on a full disk: no file may grow beyond a few kilobytes.
  @Test func aDiskThatTakesNoMore() throws {
    let course = try TemporaryCourse(SampleLessons.files)
    let result = try run([], in: course, shell: "ulimit -f 4; exec \"$0\" build")
    #expect(result.code == 1)
    #expect(result.errors.contains("NN-cannot-write"))
    #expect(course.files("output").isEmpty)
    #expect(!course.exists("output"), "nor the folders made for it")
  }

  /// Blocks that would never end, each on its own and all in one lesson: the process lives to report them.
  @Test func budgetsHold() throws {
    let course = try TemporaryCourse([
      "lessons/a.md": """
      ```nn
      #| label: loop
      #| budget: 1e6
      x = 0
      repeat 1000000000 { x += 1 }
      ```

      ```nn
      #| label: recursion
      f(n) = f(n + 1)
      f(0)
      ```

      ```nn
      #| label: memory
      zeros(1000000, 1000000)
      ```

      ```nn
      #| label: fine
      1 + 1
      ```
      """,
      "lessons/b.md": "`{nn} 2 * 21`",
    ])
    let result = try run(["build"], in: course)
    #expect(result.code == 1)
    for id in ["NN-operation-budget", "NN-depth-budget", "NN-memory-budget"] { #expect(result.errors.contains(id)) }
    #expect(result.errors.hasSuffix("3 errors\n"))
    #expect(try course.text("output/b.md").contains("42"))
    #expect(try course.text("output/a.html").contains("NN-memory-budget"))
  }

  /// `course.yml` counts for a lesson wherever the command is given.
  @Test func insideTheCourse() throws {
    let course = try TemporaryCourse([
      "lessons/course.yml": "title: T\nraw-html: false\nbibliography: a.bib\n",
      "lessons/a.bib": "@misc{k, author = {Ada L}, year = 1843}\n",
      "lessons/en/a.md": "# A\n\n<b>raw</b> [@k] `{nn} 1 + 1`\n\n```nn\n#| from: ../ko/b.md\n#| label: c\n```\n",
      "lessons/ko/b.md": "# B\n\n```nn\n#| label: c\nx = 5\nx\n```\n\n![](../../outside.svg)\n",
    ])
    for (folder, lesson) in [("lessons/en", "a.md"), ("lessons", "en/a.md"), ("lessons/ko", "../en/a.md")] {
      let result = try run([], in: course, shell: "cd \(folder) && \"$0\" render \(lesson) --to md")
      #expect(result.code == 0, "\(folder): \(result.errors)")
      #expect(result.output.contains("L 1843") && !result.output.contains("<b>"), "\(folder): \(result.output)")
    }
    let outside = try run([], in: course, shell: "cd lessons/ko && \"$0\" check b.md")
    #expect(outside.code == 1)
    #expect(outside.errors.contains("../ko/b.md:9:5: error[NN-file-outside-course]"), "\(outside.errors)")
  }

  @Test func driftOfCommittedReports() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n\nIt is `{nn} 0.5 + 0.25` now.\n"])
    #expect(try run(["build"], in: course).code == 0)
    #expect(try run(["check"], in: course).code == 0)
    try course.write("lessons/a.md", "# A\n\nIt is `{nn} 0.5 + 0.125` now.\n")
    let before = course.files("output")
    let drifted = try run(["check", "--diff"], in: course)
    #expect(drifted.code == 1)
    #expect(drifted.errors.contains("lessons/a.md:3:7: error[NN-drifted-value]: `0.5 + 0.125` was 0.75 and is 0.625"))
    #expect(drifted.output.contains("-It is 0.75 now.\n+It is 0.625 now.\n"))
    #expect(course.files("output") == before, "a check writes nothing")
    #expect(try run(["check", "--update"], in: course).code == 0)
    #expect(try run(["check"], in: course).code == 0)
    #expect(try course.text("output/a.md").contains("0.625"))
    #expect(try run(["build"], in: course).code == 0)
  }

  /// Nothing passes for want of something to compare with, unless nothing is to be compared.
  @Test func nothingToCompare() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n"])
    let missing = try run(["check"], in: course)
    #expect(missing.code == 1 && missing.output.isEmpty)
    #expect(
      missing.errors.contains("error[NN-drifted-report]: there is no folder `output` with reports to compare"),
      "\(missing.errors)")
    try course.write("output/own.md", "# Own\n")
    let other = try run(["check"], in: course)
    #expect(
      other.code == 1 && other.errors.contains("no report of these lessons stands in `output`"), "\(other.errors)")
    let lax = try run(["check", "--no-reports"], in: course)
    #expect(lax.code == 0 && lax.output == "1 lesson checked, nothing wrong; no reports compared\n")
    #expect(try run(["build"], in: course).code == 0)
    #expect(try run(["check"], in: course).output == "1 lesson checked, nothing wrong\n")
  }

  @Test func aCleanUp() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n", "lessons/b.md": "# B\n"])
    #expect(try run(["build", "--output-dir", "site"], in: course).code == 0)
    try FileManager.default.removeItem(atPath: course.path("lessons/b.md"))
    let cleaned = try run(["clean", "--output-dir", "site"], in: course)
    #expect(cleaned.code == 0)
    #expect(
      cleaned.output.hasSuffix("removed site/b.md\nremoved site/b.html\nremoved site/b.values.json\n"),
      "\(cleaned.output)")
    #expect(course.exists("site/a.md") && !course.exists("site/b.html"))
  }

  @Test func aBuildNamesTheNumbersItChanges() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n\nIt is `{nn} 0.5 + 0.25` now.\n"])
    _ = try run(["build"], in: course)
    try course.write("lessons/a.md", "# A\n\nIt is `{nn} 0.5 + 0.125` now.\n")
    let result = try run(["build"], in: course)
    #expect(result.output.hasPrefix("lessons/a.md:3:7: `0.5 + 0.125` was 0.75 and is 0.625\n"))
  }

  /// The table goes to standard error; reports and standard output are what they are without it.
  @Test(arguments: ["build --to html,md,json", "check --no-reports --output-format json", "check --no-reports"])
  func timings(line: String) throws {
    let lessons = ["lessons/a.md": "# A\n\n`{nn} 1 + 1`\n", "lessons/b.md": "# B\n\n`{nn} 1 + y`\n"]
    let arguments = line.split(separator: " ").map(String.init)
    let (plain, timed) = (try TemporaryCourse(lessons), try TemporaryCourse(lessons))
    let without = try run(arguments, in: plain)
    let result = try run(arguments + ["--timings", "--jobs", "3"], in: timed)
    #expect(result.code == without.code && result.output == without.output)
    #expect(timed.files("output") == plain.files("output"))
    #expect(result.errors.hasPrefix(without.errors))
    let table = result.errors.dropFirst(without.errors.count).split(separator: "\n", omittingEmptySubsequences: false)
    try #require(table.count == 5 && table[4].isEmpty)
    #expect(table[0].wholeMatch(of: /[ ]{2,}total  +read  +run  +assemble  +formulas  +render  lesson/) != nil)
    for row in table[1...2] {
      #expect(row.wholeMatch(of: /([ ]{2,}[0-9]+\.[0-9]{3}){6}  lessons\/[ab]\.md/) != nil, "\(row)")
    }
    #expect(
      table[3].wholeMatch(
        of: /2 lessons in [0-9.]+ s on 3 threads: find [0-9.]+, .*; slowest: lessons\/[ab]\.md, [0-9.]+ s/) != nil,
      "\(table[3])")
  }

  /// Nothing of a build that goes on is told to a pipe or a file, however long it takes.
  @Test func noProgressOutsideATerminal() throws {
    let course = try TemporaryCourse([
      "lessons/a.md": "# A\n\n```nn\nw = 1\nL = w^2\nminimize(L, w, steps: 2000)\nrepeat 200000 { w = 1 }\n```\n"
    ])
    let result = try run(["build"], in: course)
    #expect(result.code == 0 && result.errors.isEmpty)
    #expect(result.output == "1 lesson, 9 files written to output\n", "\(result.output)")
  }

  @Test func withoutKaTeXFormulasStandAsTheyAreWritten() throws {
    let course = try TemporaryCourse(["lessons/a.md": "# A\n\n$x^2$ and $y$\n"])
    try course.write("katex/katex.min.js", "not KaTeX")
    let result = try run(["build"], in: course, environment: ["LESSONS_KATEX": course.path("katex")])
    #expect(result.code == 0)
    #expect(result.errors.contains("warning[NN-no-math-renderer]"))
    #expect(result.errors.hasSuffix("1 warning\n"))
    #expect(try course.text("output/a.html").contains("x^2"))
  }
}

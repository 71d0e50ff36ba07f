import Foundation
import Testing

@testable import CourseBuild

/// `lessons export`: one figure as a file.
@Suite struct ExportTests {
  private static let lesson = """
    # A

    ```nn
    #| label: fig-graph
    x = 3
    f = x * x
    graph(f)
    ```

    ```nn
    #| label: fig-line
    plot([1, 2, 3])
    ```
    """

  private func course() throws -> TemporaryCourse { try TemporaryCourse(["lessons/a.md": Self.lesson]) }

  @Test func isTheFileBesideTheReports() throws {
    let course = try course()
    _ = buildCourse(BuildRequest(paths: [course.path("lessons")], outputDirectory: course.path("output")))
    for name in ["fig-graph", "fig-line"] {
      let figure = exportFigure(course.path("lessons/a.md") + "#" + name, as: .svg)
      #expect(figure.diagnostics == [])
      #expect(String(decoding: figure.bytes, as: UTF8.self) == (try course.text("output/a/\(name).svg")))
      #expect(!String(decoding: figure.bytes, as: UTF8.self).contains("var(--"))
    }
  }

  @Test(arguments: [
    ("#fig-grahp", "the lesson draws no figure `fig-grahp`", "did you mean `lessons/a.md#fig-graph`?"),
    ("#nothing-like-it", "the lesson draws no figure `nothing-like-it`", "it has `fig-graph`, `fig-line`"),
    ("", "no figure is named", "write `lessons/a.md#fig-…`; it has `fig-graph`, `fig-line`"),
  ])
  func unknownFigures(target: String, message: String, hint: String) throws {
    let course = try course()
    let run = try Program.run(["export", "lessons/a.md" + target], in: course)
    #expect(run.code == 1)
    #expect(run.output == "")
    #expect(run.errors.hasPrefix("lessons/a.md:1:1: error[NN-unknown-reference]: \(message)\n"), "\(run.errors)")
    #expect(run.errors.contains(hint), "\(run.errors)")
  }

  @Test func writesWhereItIsTold() throws {
    let course = try course()
    let run = try Program.run(["export", "lessons/a.md#fig-line", "--output", "line.svg"], in: course)
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output == "")
    #expect(try course.text("line.svg").hasPrefix("<svg"))
    let refused = try Program.run(["export", "lessons/a.md#fig-line", "--output", "lessons"], in: course)
    #expect(refused.code == 1)
    #expect(refused.errors.contains("NN-cannot-write"))
  }

  /// Without a program that draws, the fault says what to install.
  @Test(arguments: ["png", "pdf"]) func missingConverter(format: String) throws {
    let course = try course()
    let run = try Program.run(
      ["export", "lessons/a.md#fig-line", "--to", format], in: course, environment: ["PATH": "/nowhere"])
    #expect(run.code == 1)
    #expect(run.output == "")
    #expect(run.errors.contains("error[NN-no-converter]: no program here turns a drawing into \(format.uppercased())"))
    #expect(run.errors.contains("librsvg2-bin"))
  }

  /// A program of that name is given the drawing and the place to write.
  @Test func converterIsAsked() throws {
    let course = try course()
    let script = "#!/bin/sh\nfor last; do :; done\n/bin/cat \"$last\" | /usr/bin/head -c 4 > \"$6\"\n"
    try course.write("bin/rsvg-convert", script)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: course.path("bin/rsvg-convert"))
    let run = try Program.run(
      ["export", "lessons/a.md#fig-line", "--to", "png"], in: course,
      environment: ["PATH": course.path("bin"), "TMPDIR": course.path("bin")])
    #expect(run.code == 0, "\(run.errors)")
    #expect(run.output == "<svg")
    #expect(Set(course.files("bin").keys) == ["rsvg-convert"])
  }
}

import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// What becomes of constructs of other tools: each works, in both reports, or is named; none is silently text.
struct ComingFromTests {
  private static let file = URL(fileURLWithPath: #filePath).appending(path: "../../../../docs/coming-from.md")
    .standardized

  /// `RECORD_GOLDENS=1` writes the file, and fails so that the difference is read.
  @Test func theCommittedPageIsUpToDate() throws {
    let folder = try Folder()
    defer { folder.remove() }
    var page = Self.head
    for (title, constructs) in Construct.groups {
      page += "\n## \(title)\n\n| what | written | what happens |\n|---|---|---|\n"
      for construct in constructs {
        let result = try folder.run(construct.source)
        page +=
          "| \(Self.cell(construct.what)) | \(Self.code(construct.source)) | \(Self.outcome(result.diagnostics)) |\n"
        switch construct.outcome {
        case .works(let piece):
          #expect(result.diagnostics.isEmpty, "\(construct.source): \(result.diagnostics.map(\.message))")
          #expect(result.html.contains(piece), "\(construct.source) gives \(result.html)")
        case .told(let id):
          #expect(
            result.diagnostics.contains { $0.id.rawValue == id },
            "\(construct.source): \(result.diagnostics.map(\.id.rawValue))")
        }
      }
    }
    #expect(Construct.groups.flatMap(\.constructs).count >= 120)
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
      try page.write(to: Self.file, atomically: true, encoding: .utf8)
      Issue.record("written anew; read the difference")
    }
    let committed = try? String(contentsOf: Self.file, encoding: .utf8)
    #expect(committed == page)
  }

  private static let head = """
    # Coming from pandoc, Quarto, MyST or Jupyter

    What becomes of constructs that authors bring along. Each was put into a lesson and built; what stands on the right is
    what happened. Whatever does not work is named at its character, with what to write instead: nothing becomes text on
    the page without a word. (A test builds them all again and compares.)

    """

  private static func outcome(_ diagnostics: [Diagnostic]) -> String {
    guard let first = diagnostics.first(where: { $0.severity == .error }) ?? diagnostics.first else { return "works" }
    let kind = first.severity == .error ? "error" : "warning"
    return "\(kind): \(cell(first.message))" + (first.hint.map { " – " + cell($0) } ?? "")
  }

  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }

  private static func code(_ source: String) -> String {
    let line = source.replacing("\n", with: "⏎").replacing("|", with: "\\|")
    let fence = String(repeating: "`", count: longestRun(line) + 1)
    let pad = line.hasPrefix("`") || line.hasSuffix("`") ? " " : ""
    return fence + pad + line + pad + fence
  }

  private static func longestRun(_ text: String) -> Int {
    text.split(whereSeparator: { $0 != "`" }).map(\.count).max() ?? 0
  }
}

/// A course that has what the constructs ask for.
private struct Folder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "coming-from-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url.appending(path: "lessons/data"), withIntermediateDirectories: true)
    let files = [
      "course.yml": "title: T\n", "_part.md": "A part.\n", "b.md": "# B\n", "a.mp4": "x", "a.mp3": "x",
      "a.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
      "references.bib": """
      @article{roe2017, author={Roe, A.}, title={On gates}, year=2017}
      @article{lee2018, author={Lee, B.}, title={On wires}, year=2018}
      """,
    ]
    for (name, text) in files {
      try text.write(to: url.appending(path: "lessons/" + name), atomically: true, encoding: .utf8)
    }
  }

  func remove() { try? FileManager.default.removeItem(at: url) }

  func run(_ source: String) throws -> (html: String, markdown: String, diagnostics: [Diagnostic]) {
    let path = url.appending(path: "lessons/a.md")
    try source.write(to: path, atomically: true, encoding: .utf8)
    let lessons = url.appending(path: "lessons").path
    let run = runCourse(BuildRequest(paths: [lessons], outputDirectory: url.appending(path: "output").path))
    let page = run.pages.first { $0.path.report == "a" }
    func text(_ ending: String) -> String {
      page?.files.first { $0.path == "a" + ending }.map { String(decoding: $0.bytes, as: UTF8.self) } ?? ""
    }
    return (text(".html"), text(".md"), page?.diagnostics ?? run.diagnostics)
  }
}

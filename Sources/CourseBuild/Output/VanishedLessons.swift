import Reporting
import SourceText

/// Reports of lessons that are gone: deleted, renamed, or drafts now. They are told and never removed, since only who
/// wrote them knows whether somebody still links there.
///
/// A report is ours where its page leads home to this course's first page, where figures of ours stand in the folder of
/// its name, or where its Markdown ends with the line to the lessons before and behind it. A folder with a first page of
/// its own belongs to another course.
func vanishedLessons(_ run: CourseRun, planned: [OutputWriter.Planned], in directory: String) -> [Diagnostic] {
  guard run.isWholeCourse else { return [] }
  let search = VanishedSearch(
    folder: WritableFolder(path: directory), wanted: Set(planned.map(\.file.path)),
    living: Set(run.pages.map(\.report.path) + run.kept.map(\.path.report)))
  return search.stems().filter(search.isOurs).map { stem in
    let files = [stem + ".md", stem + ".html", stem + ".values.json", stem].filter {
      FileSystem.isThere(Path.join(directory, $0))
    }
    .map { Path.join(directory, $0) }
    return Diagnostic(
      .driftedReport, "no lesson gives the report `\(files[0])` any more", at: wholeFile(files[0]),
      hint: "if nobody links to it, remove \(files.map { "`\($0)`" }.joined(separator: ", "))", severity: .warning)
  }
}

private struct VanishedSearch {
  let folder: WritableFolder
  /// Files that are written, relative to the folder.
  let wanted: Set<String>
  /// Reports of lessons that are there, whatever formats were asked for.
  let living: Set<String>

  /// Paths without extension of reports that no lesson gives, in order.
  func stems() -> [String] {
    var stems: Set<String> = []
    var open = ["."]
    while let next = open.popLast() {
      let names = (try? FileSystem.list(Path.join(folder.path, next))) ?? []
      let firstPages = ["README.md", "index.html"]
      if next != ".", names.contains(where: { firstPages.contains($0) && !wanted.contains(Path.join(next, $0)) }) {
        continue
      }
      for name in names where !name.hasPrefix(".") && !(next == "." && (name == "assets" || firstPages.contains(name)))
      {
        let path = Path.join(next, name)
        let place = Path.join(folder.path, path)
        if FileSystem.isLink(place) { continue }
        if FileSystem.kind(place) == .directory {
          open.append(path)
        } else if name.hasSuffix(".md") || name.hasSuffix(".html"), !wanted.contains(path) {
          let stem = Path.withoutExtension(path)
          if !living.contains(stem) { stems.insert(stem) }
        }
      }
    }
    return stems.sorted()
  }

  func isOurs(_ stem: String) -> Bool {
    let home = Path.relative("index.html", from: Path.directory(stem))
    if let page = folder.read(stem + ".html"), let text = String(validating: page, as: UTF8.self),
      text.contains("<a class=\"home\" href=\"\(home)\">"), text.contains("assets/lessons.css")
    {
      return true
    }
    if let report = folder.read(stem + ".md"), endsWithNeighbours(report) { return true }
    let names = (try? FileSystem.list(Path.join(folder.path, stem))) ?? []
    return names.contains { name in
      name.hasSuffix(".svg") && folder.read(Path.join(stem, name)).map(isFigure) == true
    }
  }

  /// `---`, a blank line, and `← [Before](01-a.md) · [Behind](03-c.md) →`.
  private func endsWithNeighbours(_ report: [UInt8]) -> Bool {
    let lines = String(decoding: report.suffix(4000), as: UTF8.self).split(separator: "\n")
    guard lines.count >= 2, lines[lines.count - 2] == "---" else { return false }
    let last = lines[lines.count - 1]
    return last.contains(".md)") && (last.hasPrefix("← [") || last.hasSuffix(" →"))
  }
}

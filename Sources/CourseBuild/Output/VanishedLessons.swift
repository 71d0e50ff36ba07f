import Reporting
import SourceText

/// Files in the output folder of a lesson that is gone: deleted, renamed, or a draft now.
struct VanishedReport {
  /// Path without ending, relative to the output folder.
  var stem: String
  /// Files that bear a mark of ours, and so can be made again. Nothing else is ever removed.
  var files: [String]
  /// Files of its name that may be the author's.
  var others: [String]
}

/// Reports of a whole course's lessons that are gone.
///
/// - Parameter planned: what a build writes.
func vanishedReports(_ run: CourseRun, planned: [OutputWriter.Planned], in directory: String) -> [VanishedReport] {
  guard run.isWholeCourse else { return [] }
  // Of a lesson that cannot be read nothing is known, and not that it is gone.
  let unread = Set(run.diagnostics.filter { $0.severity == .error }.map(\.range.file.path))
  let living = run.pages.map(\.path) + run.kept.map(\.path) + run.lessons.filter { unread.contains($0.file) }
  return VanishedSearch(
    folder: WritableFolder(path: directory), wanted: Set(planned.map(\.file.path)),
    living: Set(living.map(\.report)).union(run.sheetReports)
  ).reports()
}

/// Files of reports that earlier builds wrote in forms that this one does not: `a.json` of a build with `--to json`.
///
/// - Parameters:
///   - reports: paths without ending, relative to the output folder.
///   - planned: what the build writes.
func otherForms(of reports: [String], planned: [OutputWriter.Planned], in directory: String) -> [String] {
  let wanted = Set(planned.map(\.file.path))
  let search = VanishedSearch(folder: WritableFolder(path: directory), wanted: wanted, living: [])
  return reports.flatMap { search.ours($0) }.filter { !wanted.contains($0) }
}

/// Removes reports of lessons that are gone, for `lessons clean`; drafts are there.
///
/// - Returns: what was removed, as people see it; nothing where the paths are not one whole course.
public func cleanReports(_ paths: [String], outputDirectory: String) -> [String] {
  let found = discoverLessons(paths)
  let roots = Set(found.value.map(\.root))
  guard let root = roots.first, roots.count == 1, !found.diagnostics.contains(where: { $0.severity == .error }) else {
    return []
  }
  let course = Course(root: root, selected: found.value, arguments: paths)
  guard course.isWhole, course.selected.count == course.lessons.count else { return [] }
  let directory = Path.normalized(outputDirectory)
  guard !FolderMark(root: root, directory: directory).isAnothers(in: directory) else { return [] }
  let search = VanishedSearch(
    folder: WritableFolder(path: directory), wanted: [],
    living: Set(course.lessons.map(\.report)).union(course.sheetReports))
  return search.reports().flatMap { removeFiles(of: $0, in: directory) }.map { Path.join(directory, $0) }
}

/// - Returns: what was removed, relative to the folder.
func removeFiles(of report: VanishedReport, in directory: String) -> [String] {
  for file in report.files { FileSystem.remove(Path.join(directory, file)) }
  FileSystem.removeEmptyDirectory(Path.join(directory, report.stem))
  return report.files.filter { !FileSystem.isThere(Path.join(directory, $0)) }
}

extension VanishedReport {
  /// That they are there, to whoever only checks.
  func diagnostic(in directory: String) -> Diagnostic {
    let all = (files + others).map { Path.join(directory, $0) }
    return Diagnostic(
      .driftedReport, "no lesson gives the report `\(all[0])` any more", at: wholeFile(all[0]),
      hint: "`lessons clean`, or `lessons build` of the whole course, removes "
        + files.map { "`\(Path.join(directory, $0))`" }.joined(separator: ", "), severity: .warning)
  }
}

/// A file is ours that bears a mark which nobody writes by hand: a page that leads home to this course's first page, or
/// stands beside our values, and has our style sheet or our script; values and results in our own forms; a figure that
/// begins as ours do; Markdown that ends with the line to the lessons before and behind it, or stands beside such values.
/// A folder with a first page of its own belongs to another course.
private struct VanishedSearch {
  let folder: WritableFolder
  /// Files that are written, relative to the folder.
  let wanted: Set<String>
  /// Reports of lessons that are there, whatever formats were asked for.
  let living: Set<String>

  func reports() -> [VanishedReport] {
    stems().compactMap { stem in
      let files = ours(stem)
      guard !files.isEmpty else { return nil }
      let others = [stem + ".md", stem + ".html", stem + ".json"].filter { !files.contains($0) && isThere($0) }
      return VanishedReport(stem: stem, files: files, others: others)
    }
  }

  private func isThere(_ file: String) -> Bool { FileSystem.isThere(Path.join(folder.path, file)) }

  /// Paths without extension of reports that no lesson gives, in order.
  private func stems() -> [String] {
    var stems: Set<String> = []
    var open = ["."]
    while let next = open.popLast() {
      let names = (try? FileSystem.list(Path.join(folder.path, next))) ?? []
      let firstPages = ["README.md", "index.html"]
      if next != ".", names.contains(where: firstPages.contains),
        !firstPages.contains(where: { wanted.contains(Path.join(next, $0)) })
      {
        continue
      }
      for name in names where !name.hasPrefix(".") && !(next == "." && (name == "assets" || firstPages.contains(name)))
      {
        let path = Path.join(next, name)
        let place = Path.join(folder.path, path)
        if FileSystem.isLink(place) { continue }
        if FileSystem.kind(place) == .directory {
          open.append(path)
        } else if let stem = Self.stem(path), !wanted.contains(path), !living.contains(stem) {
          stems.insert(stem)
        }
      }
    }
    return stems.sorted()
  }

  /// `en/a.values.json` → `en/a`
  private static func stem(_ path: String) -> String? {
    [".md", ".html", ".values.json", ".json"].first(where: path.hasSuffix).map { String(path.dropLast($0.utf8.count)) }
  }

  /// The files of a report that are ours, in order.
  fileprivate func ours(_ stem: String) -> [String] {
    var files: [String] = []
    let values = ReportValues.path(ofReport: stem)
    let hasValues = folder.read(values).map { ReportValues.read($0).values != nil } == true
    if let report = folder.read(stem + ".md"), hasValues || endsWithNeighbours(report) { files.append(stem + ".md") }
    let home = Path.relative("index.html", from: Path.directory(stem))
    if let page = folder.read(stem + ".html"), let text = String(validating: page, as: UTF8.self),
      hasValues || text.contains("<a class=\"home\" href=\"\(home)\">"),
      text.contains("assets/lessons.css") || text.contains("'lessons:scheme'")
    {
      files.append(stem + ".html")
    }
    if let results = folder.read(stem + ".json"), results.starts(with: "{\"lesson\": \"\(stem).md\",".utf8) {
      files.append(stem + ".json")
    }
    if hasValues { files.append(values) }
    return files + staleFigures(of: [stem], planned: [], in: folder.path).sorted()
  }

  /// `---`, a blank line, and `← [Before](01-a.md) · [Behind](03-c.md) →`.
  private func endsWithNeighbours(_ report: [UInt8]) -> Bool {
    let lines = String(decoding: report.suffix(4000), as: UTF8.self).split(separator: "\n")
    guard lines.count >= 2, lines[lines.count - 2] == "---" else { return false }
    let last = lines[lines.count - 1]
    return last.contains(".md)") && (last.hasPrefix("← [") || last.hasSuffix(" →"))
  }
}

import Reporting

/// Figures of earlier builds that no report shows any more.
///
/// A figure stands in the folder of its report's name, `en/02-gates/fig-a.svg`. Only what stands there and begins as our
/// own figures do is taken for one; anything else is the author's.
func staleFigures(_ pages: [CourseRun.Page], planned: [OutputWriter.Planned], in directory: String) -> [String] {
  let wanted = Set(planned.map(\.file.path))
  let marker = Array("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"graph\"".utf8)
  return pages.flatMap { page in
    let names = (try? FileSystem.list(Path.join(directory, page.report.path))) ?? []
    return names.map { Path.join(page.report.path, $0) }.filter { path in
      guard path.hasSuffix(".svg"), !wanted.contains(path) else { return false }
      return (try? FileSystem.read(Path.join(directory, path)))?.starts(with: marker) ?? false
    }
  }
}

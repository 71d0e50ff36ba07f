import Reporting

/// Figures of earlier builds that no report shows any more.
///
/// A figure stands in the folder of its report's name, `en/02-gates/fig-a.svg`, a chart's numbers beside it. Only what
/// stands there and begins as our own figures do is taken for one, and the numbers only with their chart; anything else
/// is the author's.
///
/// - Parameter reports: paths without ending, relative to the output folder.
func staleFigures(of reports: [String], planned: [OutputWriter.Planned], in directory: String) -> [String] {
  let wanted = Set(planned.map(\.file.path))
  let folder = WritableFolder(path: directory)
  return reports.flatMap { report -> [String] in
    guard folder.linkOutwards(to: report) == nil else { return [] }
    let names = (try? FileSystem.list(Path.join(directory, report))) ?? []
    let paths = names.map { Path.join(report, $0) }
    let drawings = paths.filter { path in
      guard path.hasSuffix(".svg"), !wanted.contains(path),
        let bytes = try? FileSystem.read(Path.join(directory, path))
      else { return false }
      return isFigure(bytes)
    }
    let stems = Set(drawings.map { $0.dropLast(4) })
    return drawings
      + paths.filter { $0.hasSuffix(".csv") && !wanted.contains($0) && stems.contains($0.dropLast(4)) }
  }
}

private let figureMarkers = ["graph", "chart"].map {
  Array("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"\($0)".utf8)
}

/// Whether a file begins as a figure of ours does.
func isFigure(_ bytes: [UInt8]) -> Bool { figureMarkers.contains { bytes.starts(with: $0) } }

func staleFigures(_ pages: [CourseRun.Page], planned: [OutputWriter.Planned], in directory: String) -> [String] {
  staleFigures(of: pages.map(\.report.path), planned: planned, in: directory)
}

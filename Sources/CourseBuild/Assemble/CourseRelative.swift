import Reporting
import SourceText

extension Report {
  /// The report with the paths of its faults relative to the course's folder: what is written to a file must not tell
  /// where on a disk the course stood.
  func relative(to root: String) -> Report {
    var files: [SourceFile: SourceFile] = [:]
    func moved(_ file: SourceFile) -> SourceFile {
      if let known = files[file] { return known }
      let path = Path.isInside(file.path, root) ? Path.relative(file.path, from: root) : file.path
      let copy = path == file.path ? file : SourceFile(path: path, bytes: file.bytes)
      files[file] = copy
      return copy
    }
    func moved(_ range: SourceRange) -> SourceRange { SourceRange(moved(range.file), range.bytes) }
    func moved(_ diagnostic: Diagnostic) -> Diagnostic {
      var diagnostic = diagnostic
      diagnostic.range = moved(diagnostic.range)
      for index in diagnostic.notes.indices {
        diagnostic.notes[index].range = diagnostic.notes[index].range.map(moved)
      }
      return diagnostic
    }
    var report = self
    report.source = report.source.map(moved)
    report.diagnostics = report.diagnostics.map(moved)
    report.leftOut = report.leftOut.map(moved)
    for cell in report.cells.indices {
      report.cells[cell].places = report.cells[cell].places.map(moved)
      for index in report.cells[cell].failures.indices {
        report.cells[cell].failures[index].diagnostic = moved(report.cells[cell].failures[index].diagnostic)
      }
    }
    return report
  }
}

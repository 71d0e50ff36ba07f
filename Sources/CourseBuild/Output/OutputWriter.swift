import Reporting
import SourceText

/// Writes a build's files, all or none, and says why not.
struct OutputWriter {
  /// A file and the lesson that it comes from.
  struct Planned: Sendable {
    var file: OutputFile
    /// Owner to blame when two want one path: a lesson's file, or `nil` for the course's own.
    var owner: String?
  }

  let directory: String
  let jobs: Int

  /// Files that two lessons would write differently.
  static func collisions(_ planned: [Planned]) -> [Diagnostic] {
    var first: [String: Planned] = [:]
    var diagnostics: [Diagnostic] = []
    var reported: Set<String> = []
    for plan in planned {
      guard let earlier = first[plan.file.path] else {
        first[plan.file.path] = plan
        continue
      }
      guard earlier.file.bytes != plan.file.bytes else { continue }
      let a = earlier.owner ?? "the course's own pages"
      let b = plan.owner ?? "the course's own pages"
      // One sentence a pair of lessons, not one for each of their figures.
      guard reported.insert("\(a)\n\(b)").inserted else { continue }
      diagnostics.append(
        Diagnostic(
          .outputCollision, "`\(a)` and `\(b)` would both be written to `\(plan.file.path)`",
          at: wholeFile(plan.owner ?? a), hint: "rename one of them"))
    }
    return diagnostics
  }

  /// - Returns: the paths that were written, in order, relative to the output folder.
  func write(_ planned: [Planned]) -> Diagnosed<[String]> {
    var seen: Set<String> = []
    let files = planned.map(\.file).filter { seen.insert($0.path).inserted }.sorted { $0.path < $1.path }
    let outcome = WritableFolder(path: directory).write(files, jobs: jobs)
    guard let fault = outcome.fault else { return Diagnosed(outcome.written) }
    let diagnostic = Diagnostic(
      .cannotWrite, "cannot write `\(fault.path)`: \(fault.reason)", at: wholeFile(fault.path),
      hint: outcome.written.isEmpty ? "nothing was written" : "some of the files were written; build again")
    return Diagnosed(outcome.written, [diagnostic])
  }
}

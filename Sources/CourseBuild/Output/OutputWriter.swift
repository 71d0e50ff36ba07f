import Reporting
import SourceText

/// Writes a build's files: all or none.
///
/// Every file that differs from what is there goes to a temporary name beside its place first. Only when all are on the
/// disk are they renamed, so that a full disk, a folder without permission or a crash leaves the old reports whole.
struct OutputWriter {
  /// A file and the lesson that it comes from.
  struct Planned: Sendable {
    var file: OutputFile
    /// What to blame when two want one path: a lesson's file, or `nil` for the course's own.
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
    var madeDirectories: [String] = []
    for folder in Set(files.map { Path.directory(Path.join(directory, $0.path)) }).sorted() {
      do {
        madeDirectories += try FileSystem.makeDirectories(folder)
      } catch {
        undo([], madeDirectories)
        return Diagnosed([], [diagnostic(WriteFault(folder, error))])
      }
    }

    removeAbandoned(besides: files)
    let output = directory
    let steps = Workers.map(count: files.count, jobs: jobs) { index in
      OutputWriter.prepare(files[index], in: output, number: index)
    }
    let temporaries = steps.compactMap { step -> String? in
      switch step {
      case .written(let temporary, _): temporary
      case .same, .failed: nil
      }
    }
    let failures = steps.compactMap { step -> WriteFault? in
      switch step {
      case .failed(let fault): fault
      case .same, .written: nil
      }
    }
    if let fault = failures.first {
      undo(temporaries, madeDirectories)
      return Diagnosed([], [diagnostic(fault)])
    }

    var written: [String] = []
    for (index, step) in steps.enumerated() {
      guard case .written(let temporary, let target) = step else { continue }
      do {
        try FileSystem.rename(temporary, to: target)
        written.append(files[index].path)
      } catch {
        undo(Array(temporaries[written.count...]), [])
        return Diagnosed(written, [diagnostic(WriteFault(target, error))])
      }
    }
    return Diagnosed(written)
  }

  /// Temporary files of builds that were interrupted. A signal handler could not delete them safely, so the next build
  /// does; those of a build that still runs are left alone.
  private func removeAbandoned(besides files: [OutputFile]) {
    for folder in Set(files.map { Path.directory(Path.join(directory, $0.path)) }).sorted() {
      for name in (try? FileSystem.list(folder)) ?? [] {
        guard let process = OutputWriter.process(ofTemporary: name), !FileSystem.isRunning(process) else { continue }
        FileSystem.remove(Path.join(folder, name))
      }
    }
  }

  /// `.lessons-123-4.tmp` → 123; `nil` for a file that is no build's.
  private static func process(ofTemporary name: String) -> Int32? {
    guard name.hasPrefix(".lessons-"), name.hasSuffix(".tmp") else { return nil }
    let numbers = name.dropFirst(9).dropLast(4).split(separator: "-", omittingEmptySubsequences: false)
    guard numbers.count == 2, Int(numbers[1]) != nil, let process = Int32(numbers[0]), process > 0 else { return nil }
    return process
  }

  private enum Step: Sendable {
    case same
    case written(temporary: String, target: String)
    case failed(WriteFault)
  }

  private struct WriteFault: Error {
    var path: String
    var fault: FileSystem.Fault

    init(_ path: String, _ fault: FileSystem.Fault) {
      self.path = path
      self.fault = fault
    }
  }

  private static func prepare(_ file: OutputFile, in directory: String, number: Int) -> Step {
    let target = Path.join(directory, file.path)
    if let old = try? FileSystem.read(target), old == file.bytes { return .same }
    // Found out now rather than when half of the files have been renamed.
    if FileSystem.kind(target) == .directory { return .failed(WriteFault(target, .isDirectory)) }
    let temporary = Path.join(Path.directory(target), ".lessons-\(FileSystem.processIdentifier)-\(number).tmp")
    do {
      try FileSystem.write(file.bytes, to: temporary)
      return .written(temporary: temporary, target: target)
    } catch {
      FileSystem.remove(temporary)
      return .failed(WriteFault(target, error))
    }
  }

  private func undo(_ temporaries: [String], _ directories: [String]) {
    for path in temporaries { FileSystem.remove(path) }
    for path in directories.reversed() { FileSystem.removeEmptyDirectory(path) }
  }

  private func diagnostic(_ error: WriteFault) -> Diagnostic {
    Diagnostic(
      .cannotWrite, "cannot write `\(error.path)`: \(error.fault.message)", at: wholeFile(error.path),
      hint: "nothing was written")
  }
}

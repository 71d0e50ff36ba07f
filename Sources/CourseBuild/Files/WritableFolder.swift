import Reporting

/// A folder that a run writes into: all of its files or none, and nothing outside of it.
///
/// The only place that writes files. Every file that differs from what is there goes to a temporary name beside its
/// place first, made exclusively (`O_EXCL`), never through a link. Only when all are on the disk are they renamed, which
/// replaces a link that stands in a file's place rather than what it leads to. Two runs at once write one after the
/// other, so that what stays is all of one of them.
struct WritableFolder: Sendable {
  /// May be a link itself, to wherever its owner wants the files.
  let path: String
  /// How long another run that writes here is waited for, in hundredths of a second. Writing takes less than one.
  var patience = 1000
  /// `false`: a file that is there already is a fault, and nothing is written.
  var replaces = true

  /// Why nothing was written, or not all.
  struct Fault: Error {
    var path: String
    var reason: String

    init(_ path: String, _ fault: FileSystem.Fault) {
      self.path = path
      reason = fault.message
    }

    init(_ path: String, through link: String) {
      self.path = path
      reason = "the link `\(link)` leads out of the output folder"
    }
  }

  struct Outcome {
    /// In order, relative to the folder.
    var written: [String] = []
    var fault: Fault?
  }

  /// The link on the way to a file or folder below this one that leads out of it; `nil` where there is none.
  ///
  /// A link that stays inside, `output/latest` to `output/v2`, is as good as a folder.
  func linkOutwards(to folder: String) -> String? {
    guard let real = FileSystem.realPath(path) else { return nil }
    var place = path
    for name in folder.split(separator: "/") where name != "." {
      place = Path.join(place, String(name))
      guard FileSystem.isLink(place), let target = FileSystem.realPath(place) else { continue }
      if !Path.isInside(target, real) { return place }
    }
    return nil
  }

  /// Bytes of a file below the folder now; `nil` where there is none, or only by way of a link out of the folder.
  func read(_ file: String) -> [UInt8]? {
    linkOutwards(to: Path.directory(file)) == nil ? readHere(file) : nil
  }

  private func readHere(_ file: String) -> [UInt8]? {
    try? FileSystem.read(Path.join(path, file), followsLink: false)
  }

  /// - Parameter files: each path once, relative to the folder.
  func write(_ files: [OutputFile], jobs: Int) -> Outcome {
    var made: [String] = []
    let lock: Int32?
    do {
      made = try FileSystem.makeDirectories(path)
      lock = try FileSystem.lockFolder(path, patience: patience)
    } catch {
      undo([], made)
      return Outcome(fault: Fault(path, error))
    }
    defer { if let lock { FileSystem.unlock(lock) } }
    for folder in Set(files.map { Path.directory($0.path) }).sorted() {
      if let link = linkOutwards(to: folder) {
        undo([], made)
        let file = files.first { Path.directory($0.path) == folder }?.path ?? folder
        return Outcome(fault: Fault(Path.join(path, file), through: link))
      }
      do {
        made += try FileSystem.makeDirectories(Path.join(path, folder))
      } catch {
        undo([], made)
        return Outcome(fault: Fault(Path.join(path, folder), error))
      }
    }
    WriterMark.removeStrays(in: path)

    let differs = Workers.map(count: files.count, jobs: jobs) { readHere(files[$0].path) != files[$0].bytes }
    let changed = replaces ? zip(files, differs).filter(\.1).map(\.0) : files
    guard !changed.isEmpty else { return Outcome() }
    let mark: WriterMark
    do {
      mark = try WriterMark(in: path)
    } catch {
      undo([], made)
      return Outcome(fault: Fault(path, error))
    }
    let temporaries = changed.enumerated().map { index, file in
      Path.join(Path.directory(Path.join(path, file.path)), mark.temporaryName(index))
    }
    let faults = Workers.map(count: changed.count, jobs: jobs) { prepare(changed[$0], temporaries[$0]) }
    if let fault = faults.compactMap({ $0 }).first {
      undo(temporaries, [])
      mark.remove()
      undo([], made)
      return Outcome(fault: fault)
    }

    defer { mark.remove() }
    var outcome = Outcome()
    for (file, temporary) in zip(changed, temporaries) {
      let target = Path.join(path, file.path)
      do {
        try FileSystem.rename(temporary, to: target)
        outcome.written.append(file.path)
      } catch {
        undo(Array(temporaries[outcome.written.count...]), [])
        outcome.fault = Fault(target, error)
        return outcome
      }
    }
    return outcome
  }

  private func prepare(_ file: OutputFile, _ temporary: String) -> Fault? {
    let target = Path.join(path, file.path)
    // Found out now rather than when half of the files have been renamed.
    if FileSystem.kind(target) == .directory { return Fault(target, .isDirectory) }
    if let fault = FileSystem.faultOfName(target) { return Fault(target, fault) }
    if !replaces, FileSystem.isThere(target) { return Fault(target, .isThere) }
    do {
      try FileSystem.write(file.bytes, toNew: temporary)
      return nil
    } catch {
      return Fault(target, error)
    }
  }

  /// - Parameter temporaries: of the run's own token, so that none of them is anybody else's.
  private func undo(_ temporaries: [String], _ folders: [String]) {
    for path in temporaries { FileSystem.remove(path) }
    for path in folders.reversed() { FileSystem.removeEmptyDirectory(path) }
  }
}

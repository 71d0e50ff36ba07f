import Reporting
import Synchronization

/// The versions of the files that a run has read, so that what comes of them is of one version of the course.
///
/// Files are read one after the other, some several times: an include in two lessons, a table that a lesson computes
/// with and that its page offers for download. Who saves in the meantime would get pages that no source ever gave. So
/// before a run gives anything away it asks here what has changed. When nothing has, all files stood on the disk as they
/// were read at that moment. Copying the whole course first would do as well, and cost as much as its data files.
///
/// A file whose size, times and place on the disk are the same is taken for the same without being read again, as git
/// does with its index, except where its times are too near to the reading for a clock to tell two writings apart. Then,
/// and where they differ, its bytes decide.
final class ReadFiles: Sendable {
  private struct Version {
    var stamp: FileSystem.Stamp
    var fingerprint: UInt64
    /// Whether the stamp alone tells it from what is written there later.
    var isOld: Bool
  }

  private enum Found {
    case version(Version)
    case nothing
    case severalVersions
  }

  /// Question that a run asks of the disk beside the bytes of files.
  private enum Question: Hashable {
    case kind(String)
    case realPath(String)
    case names(String)
  }

  private enum Answer: Equatable {
    case kind(FileSystem.Kind)
    case realPath(String?)
    case names([String])

    init(_ question: Question) {
      self =
        switch question {
        case .kind(let path): .kind(FileSystem.kind(path))
        case .realPath(let path): .realPath(FileSystem.realPath(path))
        case .names(let folder): .names((try? FileSystem.list(folder)) ?? [])
        }
    }
  }

  private struct Record {
    var found: [String: Found] = [:]
    var answers: [Question: Answer] = [:]
    /// Whether a file could not be read for a reason that no stamp tells of.
    var isUnsettled = false
  }

  /// The record that this one is a part of.
  private let whole: ReadFiles?
  private let record = Mutex(Record())

  init(within whole: ReadFiles? = nil) { self.whole = whole }

  /// - Parameters:
  ///   - root: the real path of the folder that the file is read from. Whether a link leads out of it is asked of the
  ///     very file that was opened, so that a link put there just now is not followed either.
  ///   - limit: in bytes.
  func read(
    _ path: String, within root: String, atMost limit: Int = FileSystem.largestFile
  ) throws(FileSystem.Fault) -> [UInt8] {
    let bytes: [UInt8]
    let version: Version
    do {
      (bytes, version) = try ReadFiles.read(path, atMost: limit)
    } catch {
      if error.isMissing { note(.nothing, at: path) } else { unsettle() }
      throw error
    }
    guard let real = FileSystem.realPath(path), Path.isInside(real, root) else {
      unsettle()
      throw FileSystem.Fault.leadsOut
    }
    // Some file systems number a file anew when nobody has it open; then its bytes tell.
    let isSame =
      FileSystem.stamp(real)?.isOfSameFile(as: version.stamp) == true
      || ReadFiles.version(like: version, at: real) != nil
    guard isSame else {
      note(.severalVersions, at: path)
      throw FileSystem.Fault.isChanging
    }
    note(.version(version), at: path)
    return bytes
  }

  /// Whether anything stands there; that nothing does is remembered, as something that may change.
  func isThere(_ path: String) -> Bool {
    let isThere = FileSystem.isThere(path)
    if !isThere { note(.nothing, at: path) }
    return isThere
  }

  func kind(_ path: String) -> FileSystem.Kind {
    guard case .kind(let kind) = ask(.kind(path)) else { return .missing }
    return kind
  }

  /// The path with all symbolic links resolved, or `nil` when nothing is there.
  func realPath(_ path: String) -> String? {
    guard case .realPath(let path) = ask(.realPath(path)) else { return nil }
    return path
  }

  /// The names in a folder; none where it cannot be read.
  func names(in folder: String) -> [String] {
    guard case .names(let names) = ask(.names(folder)) else { return [] }
    return names
  }

  private func ask(_ question: Question) -> Answer {
    let answer = Answer(question)
    note(answer, to: question)
    return answer
  }

  private func note(_ answer: Answer, to question: Question) {
    record.withLock { record in
      if let former = record.answers[question], former != answer { record.isUnsettled = true }
      record.answers[question] = answer
    }
    whole?.note(answer, to: question)
  }

  private func unsettle() {
    record.withLock { $0.isUnsettled = true }
    whole?.unsettle()
  }

  /// Whether the disk would say today all that it said: the files are those that were read, and everything else that was
  /// asked has the same answer.
  var isCurrent: Bool {
    let record = record.withLock { $0 }
    guard !record.isUnsettled, changed().isEmpty else { return false }
    return record.answers.allSatisfy { Answer($0) == $1 }
  }

  /// Adds what another record holds, of a part that was not read again.
  func add(_ other: ReadFiles) {
    let other = other.record.withLock { $0 }
    for (path, found) in other.found { note(found, at: path) }
    for (question, answer) in other.answers { note(answer, to: question) }
    if other.isUnsettled { unsettle() }
  }

  /// The folders in which anything was read or looked for.
  var folders: Set<String> {
    record.withLock { record in
      var folders = Set(record.found.keys.map(Path.directory))
      for question in record.answers.keys {
        switch question {
        case .kind(let path), .realPath(let path): folders.insert(Path.directory(path))
        case .names(let folder): folders.insert(folder)
        }
      }
      return folders
    }
  }

  /// The files that are no more what was read, or were not the same each time.
  func changed() -> [String] {
    record.withLock { $0.found }.filter { path, found in
      switch found {
      case .version(let version): !stands(version, at: path)
      // A link that leads nowhere is nothing to read either.
      case .nothing: FileSystem.kind(path) != .missing
      case .severalVersions: true
      }
    }.keys.sorted()
  }

  /// - Returns: whether the version stands there. What had to be read for that is remembered, so that a file that has come
  ///   of age is told by its stamp the next time.
  private func stands(_ version: Version, at path: String) -> Bool {
    guard let now = ReadFiles.version(like: version, at: path) else { return false }
    record.withLock { record in
      if case .version(let noted) = record.found[path], noted.fingerprint == now.fingerprint {
        record.found[path] = .version(now)
      }
    }
    return true
  }

  private func note(_ new: Found, at path: String) {
    record.withLock { record in
      switch (record.found[path], new) {
      case (nil, _), (.nothing, .nothing): record.found[path] = new
      case (.version(let old), .version(let now)) where old.fingerprint == now.fingerprint: record.found[path] = new
      default: record.found[path] = .severalVersions
      }
    }
    whole?.note(new, at: path)
  }

  private static func read(_ path: String, atMost limit: Int) throws(FileSystem.Fault) -> ([UInt8], Version) {
    let now = FileSystem.now
    let (bytes, stamp) = try FileSystem.readStamped(path, atMost: limit)
    // Two seconds are the coarsest clock of a file system in use.
    let isOld = stamp.lastChange < now - 2
    return (bytes, Version(stamp: stamp, fingerprint: Fingerprint.of(bytes), isOld: isOld))
  }

  /// Version that stands at a path, where it has the bytes of the one given.
  private static func version(like version: Version, at path: String) -> Version? {
    if version.isOld, FileSystem.stamp(path) == version.stamp { return version }
    guard let (_, now) = try? read(path, atMost: version.stamp.size) else { return nil }
    return now.fingerprint == version.fingerprint && now.stamp.size == version.stamp.size ? now : nil
  }
}

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

  private let found = Mutex<[String: Found]>([:])

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
      if error.isMissing { note(.nothing, at: path) }
      throw error
    }
    guard let real = FileSystem.realPath(path), Path.isInside(real, root) else { throw FileSystem.Fault.leadsOut }
    // Some file systems number a file anew when nobody has it open; then its bytes tell.
    let isSame = FileSystem.stamp(real)?.isOfSameFile(as: version.stamp) == true || ReadFiles.stands(version, at: real)
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

  /// The files that are no more what was read, or were not the same each time.
  func changed() -> [String] {
    found.withLock { $0 }.filter { path, found in
      switch found {
      case .version(let version): !ReadFiles.stands(version, at: path)
      // A link that leads nowhere is nothing to read either.
      case .nothing: FileSystem.kind(path) != .missing
      case .severalVersions: true
      }
    }.keys.sorted()
  }

  private func note(_ new: Found, at path: String) {
    found.withLock { found in
      switch (found[path], new) {
      case (nil, _), (.nothing, .nothing): found[path] = new
      case (.version(let old), .version(let now)) where old.fingerprint == now.fingerprint: found[path] = new
      default: found[path] = .severalVersions
      }
    }
  }

  private static func read(_ path: String, atMost limit: Int) throws(FileSystem.Fault) -> ([UInt8], Version) {
    let now = FileSystem.now
    let (bytes, stamp) = try FileSystem.readStamped(path, atMost: limit)
    // Two seconds are the coarsest clock of a file system in use.
    let isOld = stamp.lastChange < now - 2
    return (bytes, Version(stamp: stamp, fingerprint: Fingerprint.of(bytes), isOld: isOld))
  }

  private static func stands(_ version: Version, at path: String) -> Bool {
    if version.isOld, FileSystem.stamp(path) == version.stamp { return true }
    guard let (_, now) = try? read(path, atMost: version.stamp.size) else { return false }
    return now.fingerprint == version.fingerprint && now.stamp.size == version.stamp.size
  }
}

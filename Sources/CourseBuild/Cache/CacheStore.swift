import Reporting
import Synchronization

/// Values of earlier builds in one folder, each in a file that is named by its key (content-addressed storage).
///
/// A file holds a header, the value, and a fingerprint of both and of the key, so that no file stands for another: what
/// does not check out counts as not there. New values are gathered and written at the end, all by way of temporary
/// names, so that builds at once and builds that are killed leave whole files or none. A folder that cannot be read or
/// written is no fault: the next build works everything out again.
final class CacheStore: Sendable {
  /// Bytes on the disk behind which the values that have not been used for the longest time are dropped.
  static let usualLimit = 256 << 20

  private let folder: WritableFolder
  private let limit: Int

  private struct State {
    var new: [String: [UInt8]] = [:]
    var used: Set<String> = []
  }

  private let state = Mutex(State())

  init(path: String, limit: Int = CacheStore.usualLimit) {
    folder = WritableFolder(path: path, patience: 100)
    self.limit = limit
  }

  /// - Parameter key: 32 bytes.
  func read(_ key: [UInt8]) -> [UInt8]? {
    let name = CacheStore.name(key)
    if let new = state.withLock({ $0.new[name] }) { return CacheStore.opened(new, key: key) }
    guard let bytes = folder.read(name).flatMap({ CacheStore.opened($0, key: key) }) else { return nil }
    state.withLock { _ = $0.used.insert(name) }
    return bytes
  }

  /// Keeps a value for the next build.
  func keep(_ bytes: [UInt8], under key: [UInt8]) {
    let sealed = CacheStore.sealed(bytes, key: key)
    state.withLock { $0.new[CacheStore.name(key)] = sealed }
  }

  /// Writes what is new, and drops what is old when there is too much.
  func save(jobs: Int) {
    let (new, used) = state.withLock { state in
      defer { state = State() }
      return (state.new, state.used)
    }
    // Once a day is enough to know what is in use, and a build that finds everything writes nothing.
    let now = FileSystem.now
    for name in used {
      let path = Path.join(folder.path, name)
      if let stamp = FileSystem.stamp(path), stamp.lastChange < now - 86_400 { FileSystem.touch(path) }
    }
    guard !new.isEmpty else { return }
    let parent = Path.directory(folder.path)
    guard WritableFolder(path: Path.directory(parent)).linkOutwards(to: Path.name(parent)) == nil,
      WritableFolder(path: parent).linkOutwards(to: Path.name(folder.path)) == nil
    else { return }
    _ = folder.write(new.sorted { $0.key < $1.key }.map { OutputFile(path: $0.key, bytes: $0.value) }, jobs: jobs)
    evict(keeping: used.union(new.keys))
  }

  /// Eviction down to three quarters of the limit, oldest first; entries used just now go last.
  private func evict(keeping used: Set<String>) {
    let names = ((try? FileSystem.list(folder.path)) ?? []).filter(CacheStore.isEntry)
    let entries = names.compactMap { name in
      FileSystem.stamp(Path.join(folder.path, name)).map { (name: name, size: $0.size, time: $0.lastChange) }
    }
    var total = entries.reduce(0) { $0 + $1.size }
    guard total > limit else { return }
    let oldest = entries.sorted { a, b in
      (used.contains(a.name) ? 1 : 0, a.time, a.name) < (used.contains(b.name) ? 1 : 0, b.time, b.name)
    }
    for entry in oldest where total > limit / 4 * 3 {
      FileSystem.remove(Path.join(folder.path, entry.name))
      total -= entry.size
    }
  }

  // MARK: - Files

  private static let magic = Array("lessons cache 1\n".utf8)

  static func sealed(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    var file = magic + bytes
    let seal = Fingerprint.of(key) ^ Fingerprint.of(file)
    for shift in stride(from: 0, to: 64, by: 8) { file.append(UInt8(truncatingIfNeeded: seal >> UInt64(shift))) }
    return file
  }

  static func opened(_ file: [UInt8], key: [UInt8]) -> [UInt8]? {
    guard file.count >= magic.count + 8, file.starts(with: magic) else { return nil }
    let end = file.count - 8
    var seal: UInt64 = 0
    for byte in 0..<8 { seal |= UInt64(file[end + byte]) << UInt64(8 * byte) }
    guard Fingerprint.of(key) ^ Fingerprint.of(file[..<end]) == seal else { return nil }
    return Array(file[magic.count..<end])
  }

  /// 64 hexadecimal digits.
  static func name(_ key: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: key.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  /// Whether a file of the folder is one of ours.
  static func isEntry(_ name: String) -> Bool {
    name.utf8.count == 64 && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}

import Checksums
import Reporting

/// The version of the program that runs: a fingerprint of its executable, so that a cache never outlives the program
/// that filled it, a development build either.
///
/// A number that somebody has to raise would be forgotten once. Hashing the executable takes a tenth of a second, so the
/// fingerprint is kept beside the cache with the file's size, times and place on the disk. A debug build, which would
/// take a minute over it and is linked anew every few minutes, goes by these alone.
enum EngineVersion {
  private struct Memo: Codable {
    /// Device, inode, size, and times of the executable.
    var stamp: [Int]
    var digest: [UInt8]
  }

  private static let magic = Array("lessons engine 1\n".utf8)

  /// - Parameter cache: the folder of the cache.
  /// - Returns: `nil` where the system does not say which file it runs.
  static func current(cache: String) -> [UInt8]? {
    guard let path = FileSystem.executablePath, let stamp = FileSystem.stamp(path) else { return nil }
    #if DEBUG
      return (["debug"] + stamp.numbers.map(String.init)).joined(separator: " ").utf8.map { $0 }
    #else
      return digest(of: path, stamp, cache: cache)
    #endif
  }

  private static func digest(of path: String, _ stamp: FileSystem.Stamp, cache: String) -> [UInt8]? {
    let folder = WritableFolder(path: cache, patience: 100)
    if let bytes = folder.read("engine"), let memo = opened(bytes), memo.stamp == stamp.numbers { return memo.digest }
    let now = FileSystem.now
    guard let (bytes, read) = try? FileSystem.readStamped(path) else { return nil }
    let digest = SHA256.digest(of: bytes)
    // What was written just now may be written again within the same tick of the file system's clock.
    if read.lastChange < now - 2, [.directory, .missing].contains(FileSystem.kind(cache)),
      WritableFolder(path: Path.directory(cache)).linkOutwards(to: Path.name(cache)) == nil,
      let memo = try? CompactEncoder.bytes(of: Memo(stamp: read.numbers, digest: digest))
    {
      let file = magic + memo + SHA256.digest(of: magic + memo)
      _ = folder.write([OutputFile(path: "engine", bytes: file)], jobs: 1)
    }
    return digest
  }

  private static func opened(_ bytes: [UInt8]) -> Memo? {
    guard bytes.count >= magic.count + 32, bytes.starts(with: magic) else { return nil }
    let body = bytes[..<(bytes.count - 32)]
    guard SHA256.digest(of: Array(body)).elementsEqual(bytes[(bytes.count - 32)...]),
      let memo = CompactDecoder.value(Memo.self, in: Array(body.dropFirst(magic.count))), memo.digest.count == 32
    else { return nil }
    return memo
  }
}

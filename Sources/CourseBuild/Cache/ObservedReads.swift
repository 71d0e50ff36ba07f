import Checksums
import Synchronization

/// The files that were read for a page, in their order, with their fingerprints.
final class ObservedReads: Sendable {
  struct Read: Sendable {
    /// As the disk knows it.
    var path: String
    /// SHA-256; `nil` where it could not be read.
    var digest: [UInt8]?
  }

  private let noted = Mutex<[Read]>([])

  var all: [Read] { noted.withLock { $0 } }

  func note(_ path: String, _ bytes: [UInt8]?) {
    let digest = bytes.map(SHA256.digest)
    noted.withLock { $0.append(Read(path: path, digest: digest)) }
  }
}

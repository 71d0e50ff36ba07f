import Checksums
import Synchronization

/// The files that were read for a page, in their order, with their fingerprints.
final class ObservedReads: Sendable {
  struct Read: Sendable {
    /// As the disk knows it.
    var path: String
    /// SHA-256; empty where nothing stood there, `nil` where it could not be read.
    var digest: [UInt8]?

    init(_ path: String, _ result: Result<[UInt8], FileSystem.Fault>) {
      self.path = path
      switch result {
      case .success(let bytes): digest = SHA256.digest(of: bytes)
      case .failure(let fault): digest = fault.isMissing ? [] : nil
      }
    }
  }

  private let noted = Mutex<[Read]>([])

  var all: [Read] { noted.withLock { $0 } }

  func note(_ path: String, _ result: Result<[UInt8], FileSystem.Fault>) {
    let read = Read(path, result)
    noted.withLock { $0.append(read) }
  }
}

import Checksums
import Reporting
import SourceText

/// The files that a lesson's blocks read while they run, with the fingerprints of what they got.
///
/// Not `Sendable`: a lesson runs in one task.
final class RecordedReads {
  struct Read {
    /// As the block names it.
    var path: String
    /// Where it does, which is what the path is relative to.
    var range: SourceRange
    /// SHA-256; empty where nothing stood there, `nil` where it could not be read.
    var digest: [UInt8]?
    /// The same, whatever ends the lines of a text.
    fileprivate var textDigest: [UInt8]?
  }

  private let folder: CourseFolder
  private(set) var reads: [Read] = []

  init(_ folder: CourseFolder) { self.folder = folder }

  /// Of all that was read, in order. Line ends of texts are no part of it.
  var fingerprint: UInt64 { Fingerprint.of(reads.flatMap { $0.textDigest ?? $0.digest ?? [] }) }

  func read(_ path: String, from range: SourceRange) throws(Diagnostic) -> [UInt8] {
    do {
      let bytes = try folder.read(path, from: range)
      let text = LineEnds.unified(bytes, of: path)
      reads.append(
        Read(
          path: path, range: range, digest: SHA256.digest(of: bytes),
          textDigest: text.count == bytes.count ? nil : SHA256.digest(of: text)))
      return bytes
    } catch {
      reads.append(Read(path: path, range: range, digest: error.id == .fileMissing ? [] : nil))
      throw error
    }
  }
}

import Checksums

/// Fingerprint (salted hash) of an expression behind a field for answers, for files beside a page: enough to see whether
/// its value moved, and neither the expression nor the value.
///
/// Whoever tries all numbers finds the answer, as in the page itself (``AnswerSeal``).
public struct AnswerFingerprint: Hashable, Sendable {
  /// Made of the report's path and the expression, so that it stays when something is written before the field.
  public let salt: String
  /// Of all bits of the value.
  public let hash: String

  /// - Parameter path: the report's, without extension.
  init(_ record: InlineRecord, in path: String) {
    self.init(record, salt: SHA256.digest(of: Array("\(path)#\(record.expression)".utf8)).prefix(5).hexadecimal)
  }

  /// - Parameter salt: one that an earlier build wrote.
  public init(_ record: InlineRecord, salt: String) {
    self.salt = salt
    let bits = (record.value?.values ?? []).map { String($0.bitPattern, radix: 16) }
    hash = SHA256.digest(of: Array(([salt] + bits).joined(separator: ":").utf8)).prefix(8).hexadecimal
  }
}

import Reporting
import SourceText

/// Writes one file that a command was told to write, whole or not at all.
///
/// - Returns: why it could not be written, `NN-cannot-write`.
public func writeFile(_ path: String, _ text: String) -> Diagnostic? { writeFile(path, Array(text.utf8)) }

/// The same for what is no text.
public func writeFile(_ path: String, _ bytes: [UInt8]) -> Diagnostic? {
  let path = Path.normalized(path)
  // A device would be replaced by a file.
  let isFile = !FileSystem.isThere(path) || FileSystem.kind(path) == .file && !FileSystem.isLink(path)
  guard isFile else { return refusal(path, FileSystem.Fault.isNoFile.message) }
  let file = OutputFile(path: Path.name(path), bytes: bytes)
  return WritableFolder(path: Path.directory(path)).write([file], jobs: 1).fault.map {
    refusal(path, $0.reason)
  }
}

private func refusal(_ path: String, _ reason: String) -> Diagnostic {
  Diagnostic(.cannotWrite, "cannot write `\(path)`: \(reason)", at: wholeFile(path), hint: "name another file")
}

/// The mark of a run in the folder that it writes into: a file that it holds an advisory lock (`flock`) on for as long
/// as it lives.
///
/// Its temporary files carry the mark's token. A killed run leaves the mark unlocked, since the system takes locks away
/// with the process, and the next run then removes what it left. A lock says so in every container that sees the folder,
/// where a process number means something else in each.
///
/// `.lessons-4f0c2a91d3b7e658.lock` marks `.lessons-4f0c2a91d3b7e658-0.tmp`, `….-1.tmp`, …
struct WriterMark {
  private let token: String
  private let path: String
  private let descriptor: Int32

  private static let prefix = ".lessons-"
  private static let suffix = ".lock"

  init(in folder: String) throws(FileSystem.Fault) {
    // A clean-up may take a new mark before it is locked for that of a dead run: then another is made.
    for _ in 0..<16 {
      let digits = String(UInt64.random(in: .min ... .max), radix: 16)
      let token = String(repeating: "0", count: 16 - digits.utf8.count) + digits
      let path = Path.join(folder, WriterMark.prefix + token + WriterMark.suffix)
      guard let descriptor = try FileSystem.makeLocked(path) else { continue }
      self.token = token
      self.path = path
      self.descriptor = descriptor
      return
    }
    throw FileSystem.Fault.isBusy
  }

  func temporaryName(_ number: Int) -> String { "\(WriterMark.prefix)\(token)-\(number).tmp" }

  /// Called when no temporary file is left.
  func remove() {
    FileSystem.remove(path)
    FileSystem.unlock(descriptor)
  }

  /// Removes what killed runs left in a folder and below it; of one that still runs, nothing. A signal handler could not
  /// do it safely, so the next run does.
  static func removeStrays(in folder: String) {
    for name in (try? FileSystem.list(folder)) ?? [] {
      guard let token = token(of: name), let descriptor = FileSystem.lockAbandoned(Path.join(folder, name)) else {
        continue
      }
      removeTemporaries(token, below: folder)
      FileSystem.remove(Path.join(folder, name))
      FileSystem.unlock(descriptor)
    }
  }

  /// `nil` for a file that is no mark.
  private static func token(of name: String) -> String? {
    guard name.hasPrefix(prefix), name.hasSuffix(suffix) else { return nil }
    let token = name.dropFirst(prefix.count).dropLast(suffix.count)
    return token.utf8.count == 16 && UInt64(token, radix: 16) != nil ? String(token) : nil
  }

  /// Without recursion over the depth, and without following links.
  private static func removeTemporaries(_ token: String, below folder: String) {
    var open = [folder]
    while let next = open.popLast() {
      for name in (try? FileSystem.list(next)) ?? [] {
        let path = Path.join(next, name)
        if name.hasPrefix("\(prefix)\(token)-"), name.hasSuffix(".tmp") {
          FileSystem.remove(path)
        } else if !FileSystem.isLink(path), FileSystem.kind(path) == .directory {
          open.append(path)
        }
      }
    }
  }
}

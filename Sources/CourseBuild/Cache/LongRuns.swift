import Autodiff
import Checksums

/// Long runs of compiled plans, kept on the disk: training, descents, loops of many rounds.
///
/// A lesson that has changed is run anew, all of its blocks, and takes what its long runs gave from here. So graphs are
/// there for whatever differentiates through them, and a change costs what the change costs. Two lessons with the same
/// run, translations of each other for one, run it once.
final class LongRuns: RunMemory {
  private let store: CacheStore
  private let version: [UInt8]

  /// - Parameter version: of the program; runs of others are not looked at.
  init(_ store: CacheStore, version: [UInt8]) {
    self.store = store
    self.version = version
  }

  func run(of key: [UInt8]) -> KnownRun? {
    store.read(own(key)).flatMap { CompactDecoder.value(KnownRun.self, in: $0) }
  }

  func keep(_ run: KnownRun, of key: [UInt8]) {
    if let bytes = try? CompactEncoder.bytes(of: run) { store.keep(bytes, under: own(key)) }
  }

  private func own(_ key: [UInt8]) -> [UInt8] {
    var own = KeyBytes("long run")
    own.add(version)
    own.add(key)
    return own.digest
  }
}

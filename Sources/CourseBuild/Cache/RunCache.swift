import Checksums
import Reporting
import SourceText
import Synchronization

/// Outcomes of lessons' runs, kept on the disk under what they depend on (content addressing).
///
/// An outcome is found by two keys. The first, ``RunKey``, is known before a lesson runs; under it stands which files the
/// run read, and whether it told line numbers. With the fingerprints of these files as they are now that makes the
/// second key, of the outcome itself. A run does nothing that does not follow from both, so what is found is what
/// running would give. What does not check out counts as not there; a cache that cannot be read or kept is no fault.
///
/// Runs are gathered and written at the end, so that several builds at once never see half of one.
final class RunCache: Sendable {
  /// Bytes on the disk behind which the runs that have not been used for the longest time are dropped.
  static let usualLimit = 256 << 20

  private let folder: WritableFolder
  private let version: [UInt8]
  private let limit: Int
  /// Run again some of the lessons that are found, and compare.
  private let verifies: Bool

  private struct State {
    var new: [String: [UInt8]] = [:]
    var used: Set<String> = []
  }

  private let state = Mutex(State())

  /// - Parameters:
  ///   - path: the folder of the runs.
  ///   - version: of the program; runs of others are not looked at.
  init(path: String, version: [UInt8], limit: Int = RunCache.usualLimit, verifies: Bool = false) {
    folder = WritableFolder(path: path, patience: 100)
    self.version = version
    self.limit = limit
    self.verifies = verifies
  }

  /// One lesson in the cache: what is known of it, and where its run will be kept.
  struct Lookup {
    fileprivate let cache: RunCache
    fileprivate let key: RunKey
    fileprivate let places: BlockPlaces
    fileprivate let lesson: SourceFile
    let known: LessonOutcomes?
    /// The bytes of the known run.
    fileprivate let bytes: [UInt8]?
    /// Whether the known run is to be compared with a new one. Which runs are follows from their keys alone.
    let isSample: Bool
  }

  /// - Returns: `nil` for a lesson whose runs are not kept.
  func lookup(_ lesson: Lesson, budget: LessonBudget, folder course: CourseFolder) -> Lookup? {
    guard let key = RunKey(lesson, budget: budget, version: version) else { return nil }
    let places = BlockPlaces(lesson)
    let bytes = find(key, places, course)
    let known = bytes.flatMap { CompactDecoder.value(RecordedRun.self, in: $0) }?.outcomes(places)
    let fits = known.map { $0.fits(lesson) } ?? false
    return Lookup(
      cache: self, key: key, places: places, lesson: lesson.file, known: fits ? known : nil, bytes: fits ? bytes : nil,
      isSample: fits && verifies && key.digest[0] % RunCache.sampleShare == 0)
  }

  /// One lesson in so many is run again by a check.
  static let sampleShare: UInt8 = 16

  private func find(_ key: RunKey, _ places: BlockPlaces, _ course: CourseFolder) -> [UInt8]? {
    guard let bytes = read(key.digest), let trace = CompactDecoder.value(RunTrace.self, in: bytes) else { return nil }
    var digests: [[UInt8]] = []
    for read in trace.reads {
      guard let range = places.range(of: read.place), let bytes = try? course.read(read.path, from: range) else {
        return nil
      }
      digests.append(SHA256.digest(of: bytes))
    }
    return self.read(trace.key(after: key, digests, places))
  }

  fileprivate func store(_ run: RecordedRun, _ trace: RunTrace, _ outcome: [UInt8], under key: RunKey, _ bytes: [UInt8])
  {
    guard let traceBytes = try? CompactEncoder.bytes(of: trace) else { return }
    let entries = [(key.digest, traceBytes), (outcome, bytes)].map { ($0.hexadecimal, RunCache.sealed($1, key: $0)) }
    state.withLock { state in
      for (name, bytes) in entries { state.new[name] = bytes }
    }
  }

  // MARK: - Files

  private static let magic = Array("lessons run 1\n".utf8)

  /// A header, the value, and a fingerprint of both with the key, so that no file stands for another.
  static func sealed(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
    magic + bytes + SHA256.digest(of: key + magic + bytes)
  }

  static func opened(_ bytes: [UInt8], key: [UInt8]) -> [UInt8]? {
    guard bytes.count >= magic.count + 32, bytes.starts(with: magic) else { return nil }
    let body = bytes[..<(bytes.count - 32)]
    guard SHA256.digest(of: key + body).elementsEqual(bytes[(bytes.count - 32)...]) else { return nil }
    return Array(body.dropFirst(magic.count))
  }

  private func read(_ key: [UInt8]) -> [UInt8]? {
    let name = key.hexadecimal
    if let new = state.withLock({ $0.new[name] }) { return RunCache.opened(new, key: key) }
    guard let bytes = folder.read(name).flatMap({ RunCache.opened($0, key: key) }) else { return nil }
    state.withLock { _ = $0.used.insert(name) }
    return bytes
  }

  /// Keeps new runs for the next build, and drops old ones when there is too much.
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
    _ = folder.write(
      new.sorted { $0.key < $1.key }.map { OutputFile(path: $0.key, bytes: $0.value) }, jobs: jobs)
    evict(keeping: used.union(new.keys))
  }

  /// What was used just now goes last.
  private func evict(keeping used: Set<String>) {
    let names = ((try? FileSystem.list(folder.path)) ?? []).filter(RunCache.isEntry)
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

  /// Whether a file of the folder is one of ours.
  static func isEntry(_ name: String) -> Bool {
    name.utf8.count == 64 && name.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }
}

extension RunCache.Lookup {
  /// Keeps a run, where it can be kept.
  ///
  /// - Returns: what is wrong where a known run of the same key is another.
  func store(_ run: LessonOutcomes, _ reads: [RecordedReads.Read], quotesLines: Bool) -> Diagnostic? {
    guard let (trace, digests) = RunTrace.of(reads, quotesLines: quotesLines, places),
      let recorded = RecordedRun(run, places), let new = try? CompactEncoder.bytes(of: recorded)
    else { return known == nil ? nil : mismatch }
    if let bytes { return bytes == new ? nil : mismatch }
    cache.store(recorded, trace, trace.key(after: key, digests, places), under: key, new)
    return nil
  }

  private var mismatch: Diagnostic {
    Diagnostic(
      .cacheMismatch, "the cached run of this lesson is not what running it gives", at: wholeFile(lesson.path),
      hint: "`lessons clean` removes the cache; please report this with the lesson")
  }
}

/// What a run read, and whether it depends on the lesson's lines.
struct RunTrace: Codable {
  struct Read: Codable {
    var path: String
    var place: BlockPlace
  }

  var reads: [Read]
  var quotesLines: Bool

  /// - Returns: also the fingerprints of what was read; `nil` where some of it could not be.
  static func of(
    _ reads: [RecordedReads.Read], quotesLines: Bool, _ places: BlockPlaces
  ) -> (trace: RunTrace, digests: [[UInt8]])? {
    var trace = RunTrace(reads: [], quotesLines: quotesLines)
    var digests: [[UInt8]] = []
    for read in reads {
      guard let digest = read.digest, let place = places.place(of: read.range) else { return nil }
      trace.reads.append(Read(path: read.path, place: place))
      digests.append(digest)
    }
    return (trace, digests)
  }

  /// The key of the outcome.
  func key(after key: RunKey, _ digests: [[UInt8]], _ places: BlockPlaces) -> [UInt8] {
    var bytes = KeyBytes("outcome")
    bytes.add(key.digest)
    bytes.add(reads.count)
    for (read, digest) in zip(reads, digests) {
      bytes.add(read.path)
      for number in [read.place.text, read.place.first, read.place.start, read.place.last, read.place.end] {
        bytes.add(number)
      }
      bytes.add(digest)
    }
    bytes.add(quotesLines)
    if quotesLines { for line in places.lines { bytes.add(line) } }
    return bytes.digest
  }
}

extension LessonOutcomes {
  /// Whether there is one for everything that the lesson runs.
  fileprivate func fits(_ lesson: Lesson) -> Bool {
    outcomes.count == lesson.cells.count && shown.count == lesson.cells.count
      && values.count == lesson.expressions.count
      && zip(outcomes, lesson.cells).allSatisfy { ($0 != nil) == $1.options.eval }
      && zip(values, lesson.expressions).allSatisfy { $0 == nil || $1.program != nil }
  }
}

extension [UInt8] {
  var hexadecimal: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}

import Checksums
import SourceText

/// Outcomes of lessons' runs, kept on the disk under what they depend on (content-addressed memoization).
///
/// An outcome is found by two keys. The first, ``RunKey``, is known before a lesson runs; under it stands which files the
/// run read, and whether it told line numbers. With the fingerprints of these files as they are now that makes the
/// second key, of the outcome itself. A run does nothing that does not follow from both, so what is found is what
/// running would give. What does not check out counts as not there.
final class RunCache: Sendable {
  private let store: CacheStore
  private let version: [UInt8]
  /// Run again some of the lessons that are found, and compare.
  private let verifies: Bool
  /// Of lessons that are run, since they are not found as a whole.
  let longRuns: LongRuns

  /// - Parameter version: of the program; runs of others are not looked at.
  init(_ store: CacheStore, version: [UInt8], verifies: Bool = false) {
    self.store = store
    self.version = version
    self.verifies = verifies
    longRuns = LongRuns(store, version: version)
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
    guard let bytes = store.read(key.digest), let trace = CompactDecoder.value(RunTrace.self, in: bytes) else {
      return nil
    }
    let reads = RecordedReads(course)
    for read in trace.reads {
      guard let range = places.range(of: read.place) else { return nil }
      _ = try? reads.read(read.path, from: range)
    }
    var digests: [[UInt8]] = []
    for read in reads.reads {
      guard let digest = read.digest else { return nil }
      digests.append(digest)
    }
    return store.read(trace.key(after: key, digests, places))
  }

  fileprivate func keep(_ trace: RunTrace, under key: RunKey, _ run: [UInt8], under outcome: [UInt8]) {
    guard let bytes = try? CompactEncoder.bytes(of: trace) else { return }
    store.keep(bytes, under: key.digest)
    store.keep(run, under: outcome)
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
    cache.keep(trace, under: key, new, under: trace.key(after: key, digests, places))
    return nil
  }

  private var mismatch: Diagnostic {
    Diagnostic(
      .cacheMismatch, "the cached run of this lesson is not what running it gives", at: wholeFile(lesson.path),
      hint: "`lessons clean` removes the cache; please report this with the lesson")
  }
}

/// Trace of a run: the files it read, and whether it depends on the lesson's lines.
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

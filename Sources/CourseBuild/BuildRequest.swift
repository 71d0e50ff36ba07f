/// Request for a build: lessons to build, and options.
public struct BuildRequest: Sendable {
  public enum Format: String, Sendable, Hashable, CaseIterable {
    case html
    case md
    case json
  }

  /// Files and folders.
  public var paths: [String]
  public var outputDirectory: String
  public var formats: Set<Format>
  /// Threads; `nil` for one a core.
  public var jobs: Int?
  /// `false`: exercises' solutions are left out.
  public var solutions: Bool
  public var drafts: Bool
  /// A check that finds no reports to compare is a fault.
  public var requiresOutput = false
  /// A check compares reports at all.
  public var comparesReports = true
  /// Each page is one file, with style sheets, fonts, images and the search's index in it.
  public var selfContained = false
  /// Take what earlier builds ran from the cache, and keep what this one runs.
  public var usesCache: Bool
  /// Told, from any thread, what the build is at.
  public var progress: (@Sendable (BuildProgress) -> Void)?
  /// Comments in pages say where each block stands in the source, for a preview.
  var marksBlocks = false
  /// Asked now and then whether nobody waits for the result any more.
  var isCancelled: (@Sendable () -> Bool)?

  public init(
    paths: [String] = ["lessons"], outputDirectory: String = "output", formats: Set<Format> = [.html, .md],
    jobs: Int? = nil, solutions: Bool = true, drafts: Bool = false, usesCache: Bool = false,
    progress: (@Sendable (BuildProgress) -> Void)? = nil
  ) {
    self.paths = paths
    self.outputDirectory = outputDirectory
    self.formats = formats
    self.jobs = jobs
    self.solutions = solutions
    self.drafts = drafts
    self.usesCache = usesCache
    self.progress = progress
  }

  /// Whether some of what the cache gives is run all the same, and compared.
  var verifiesCache = false
  /// Bare numbers in the text are looked through.
  var reviewsNumbers = false
  /// Whether pages of earlier builds will do; who wants the values behind them does not say so.
  var takesPages = false
  /// Instead of that of the running program, for tests.
  package var engineVersion: [UInt8]?
  /// Of the cache, in bytes.
  package var cacheLimit = CacheStore.usualLimit

  var threads: Int { jobs ?? FileSystem.coreCount }
}

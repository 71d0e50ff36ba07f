/// How a block is run: the part of its options that the interpreter needs.
public struct RunOptions: Sendable {
  /// Significant digits of values.
  public var digits: Int
  /// Significant digits of figures.
  public var figureDigits: Int
  /// Scalar operations.
  public var budget: Int
  /// Bytes.
  public var memory: Int
  /// Calls within calls.
  public var depth: Int
  /// Seconds; only a safety net.
  public var timeout: Int
  /// Threads that the steps of a training run may be split over. Results do not depend on it.
  public var threads: Int
  /// Whether the block's training is taken down, so that a page can run it again.
  public var isLive = false
  /// Told how far a long run has come, on the thread that runs the lesson.
  public var progress: (@Sendable (RunProgress) -> Void)?
  /// Asked now and then whether nobody waits for the result any more. A block that is called off fails, and what it gave
  /// is worth nothing.
  public var isCancelled: (@Sendable () -> Bool)?
  /// Whether loops may be taken by compiled plans. What they give is the same; tests look at that.
  package var compilesLoops = true
  /// Whether derivatives that are given out as values are checked. What they give is the same; tests look at that.
  package var checksDerivatives = true

  public init(
    digits: Int = 6, figureDigits: Int = 4, budget: Int = 100_000_000_000, memory: Int = 2 << 30, depth: Int = 1000,
    timeout: Int = 600, threads: Int = 1
  ) {
    self.digits = digits
    self.figureDigits = figureDigits
    self.budget = budget
    self.memory = memory
    self.depth = depth
    self.timeout = timeout
    self.threads = threads
  }
}

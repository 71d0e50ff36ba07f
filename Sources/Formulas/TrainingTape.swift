/// A step of training as data: a tape that computes the loss, its gradient and what the optimizer makes of them, and
/// where on it the numbers stand that a run puts in and takes out.
///
/// Of f = x² and gradient descent from x = 1 it is a row with x, η, f and x − η · 2x; behind each step the last is moved
/// to the place of the first.
public struct TrainingTape: Codable, Sendable, Hashable {
  /// Numbers that a step leaves in the place of others.
  public struct Move: Codable, Sendable, Hashable {
    /// Where the step computes them.
    public var from: Int
    /// Where the next one reads them.
    public var to: Int
    /// Number of entries.
    public var count: Int

    /// From one run of entries to another of the same length.
    public init(from: Int, to: Int, count: Int) {
      (self.from, self.to, self.count) = (from, to, count)
    }
  }

  /// Its given entries are constants and what the run begins with; rows of the data are 0.
  public var tape: Tape
  /// Where the loss stands, before the step.
  public var loss: Int
  /// Where η stands.
  public var rate: Int
  /// Where the entries of each parameter begin.
  public var parameters: [Int]
  /// Where the batch's rows of each data set begin.
  public var data: [Int]
  /// Rows of the batch; 0 for a loss without data.
  public var rows: Int
  /// Parameters, moments and common numbers, in one order for all batch sizes of a descent.
  public var moves: [Move]
  /// Entries that are 1 as long as all decisions behind the loss come out as they did.
  public var watches: [Int]

  /// A tape and its places.
  public init(
    tape: Tape, loss: Int, rate: Int, parameters: [Int], data: [Int], rows: Int, moves: [Move], watches: [Int]
  ) {
    self.tape = tape
    self.loss = loss
    self.rate = rate
    self.parameters = parameters
    self.data = data
    self.rows = rows
    self.moves = moves
    self.watches = watches
  }
}

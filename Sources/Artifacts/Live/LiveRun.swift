import Formulas

/// A run of `train` or `minimize` as data: all that a page needs to do it again.
public struct LiveRun: Codable, Sendable, Hashable {
  /// Inputs or targets, a row for each sample.
  public struct Data: Codable, Sendable, Hashable {
    /// Numbers of a row.
    public var width: Int
    /// Row by row.
    public var values: [Double]

    public init(width: Int, values: [Double]) {
      self.width = width
      self.values = values
    }
  }

  /// The generator's state before the first epoch: its seed, and how many words it has given out since.
  public struct Order: Codable, Sendable, Hashable {
    public var seed: Int
    public var drawn: Int

    public init(seed: Int, drawn: Int) {
      self.seed = seed
      self.drawn = drawn
    }
  }

  /// A step on a whole batch, and one on the rows that are left over, where there are some.
  public var steps: [TrainingTape]
  /// As many as each step's ``Formulas/TrainingTape/data``; none for a function without data.
  public var data: [Data]
  /// Rows of the data.
  public var count: Int
  /// Rows are taken in a new order in each epoch; `nil` as they stand.
  public var order: Order?
  /// Epochs of `train`, steps of `minimize`.
  public var length: Int
  public var unit: HistoryChart.Unit
  /// η in the lesson.
  public var rate: Double

  public init(
    steps: [TrainingTape], data: [Data], count: Int, order: Order?, length: Int, unit: HistoryChart.Unit, rate: Double
  ) {
    self.steps = steps
    self.data = data
    self.count = count
    self.order = order
    self.length = length
    self.unit = unit
    self.rate = rate
  }

  /// The numbers that a page carries for it.
  public var numbers: Int {
    data.reduce(0) { $0 + $1.values.count } + steps.reduce(0) { $0 + $1.tape.numbers }
  }
}

extension Tape {
  /// The numbers that it is written in, given ones and listed positions alike.
  public var numbers: Int {
    given.reduce(0) { $0 + $1.values.count }
      + steps.reduce(0) { sum, step in
        switch step.rule {
        case .gather(let positions), .scatter(let positions):
          sum + (StridedPositions(positions) == nil ? positions.count : 8)
        case .elementwise, .sum, .product, .extremum: sum + 8
        }
      }
  }

  /// Scalar operations of one pass over it.
  public var work: Int {
    steps.reduce(0) { sum, step in
      switch step.rule {
      case .elementwise, .gather: sum + step.count
      case .scatter(let positions): sum + positions.count
      case .sum(let outer, let size, let inner), .extremum(_, let outer, let size, let inner):
        sum + outer * size * inner
      case .product(let batches, let rows, let inner, let columns): sum + batches * rows * inner * columns
      }
    }
  }
}

/// A block whose training a page can run again: what became of `live: true`.
public enum LiveCell: Codable, Sendable, Hashable {
  /// Its runs, which are numbered from `first` on in the lesson.
  case runs(first: Int, [LiveRun])
  /// Why it cannot be, and what to do.
  case refused(problem: String, hint: String)
}

/// Boundary of a model while a page trains it, as data: a tape from points and parameters to what
/// the model says there.
public struct LiveBoundary: Codable, Sendable, Hashable {
  /// Its number in the lesson.
  public var number: Int
  /// The number of the run that trains the model.
  public var run: Int
  public var tape: Tape
  /// Where the points stand, two numbers each, and how many there are in one pass.
  public var points: Int
  public var count: Int
  /// Where the entries of each parameter begin.
  public var parameters: [Int]
  /// Where the scores stand, `width` for each point, and where the same stand as probabilities.
  public var scores: Int
  public var probabilities: Int
  public var width: Int

  public init(
    number: Int, run: Int, tape: Tape, points: Int, count: Int, parameters: [Int], scores: Int, probabilities: Int,
    width: Int
  ) {
    self.number = number
    self.run = run
    self.tape = tape
    self.points = points
    self.count = count
    self.parameters = parameters
    self.scores = scores
    self.probabilities = probabilities
    self.width = width
  }
}

import Artifacts
import Autodiff

/// The record of a loop: one series for each name, one entry for each `record(E)`.
final class History {
  /// In the order in which the names were first recorded.
  private(set) var names: [String] = []
  private var series: [String: Series] = [:]
  /// The unit of one entry; for the trace.
  let unit: HistoryChart.Unit
  /// The seed that the numbers of the run were drawn from.
  var seed: Int?
  /// The number of the run that wrote it, where a page can do it again.
  var run: Int?
  /// The loss that a constant answer would reach.
  var reference: HistoryChart.Reference?

  /// By series, a constant that holds what its entries were computed from.
  private var origins: [String: Node] = [:]

  /// Where its bytes are counted, and how many.
  private let graph: Graph
  private var counted = 0

  init(unit: HistoryChart.Unit, graph: Graph) {
    self.unit = unit
    self.graph = graph
  }

  deinit { graph.letGo(counted) }

  /// Bytes that a recorded number is counted as: an array that grows has room for twice as many, and while it moves
  /// there both are held.
  static let bytesPerNumber = 24

  /// Counts numbers that were recorded or are about to be, for as long as the history lives.
  func count(_ numbers: Int) throws(EngineError) {
    let (bytes, overflow) = numbers.multipliedReportingOverflow(by: Self.bytesPerNumber)
    try graph.hold(overflow ? .max : bytes)
    counted += bytes
  }

  /// Counts all that it holds.
  func countAll() throws(EngineError) {
    try count(names.reduce(0) { $0 + (series[$1]?.values.count ?? 0) } - counted / Self.bytesPerNumber)
  }

  func origin(of name: String) -> Node? { origins[name] }
  func setOrigin(_ node: Node, of name: String) { origins[name] = node }

  /// Entries one behind the other, all of one shape.
  struct Series {
    var shape: [Int]
    var values: [Double]
    var count: Int
  }

  /// Adds an entry. Gives `false` when the series has entries of another shape.
  func record(_ name: String, shape: [Int], values: [Double]) -> Bool {
    guard let index = series.index(forKey: name) else {
      names.append(name)
      series[name] = Series(shape: shape, values: values, count: 1)
      return true
    }
    guard series.values[index].shape == shape else { return false }
    series.values[index].values.append(contentsOf: values)
    series.values[index].count += 1
    return true
  }

  /// All entries of a series at once, one behind the other; without a copy.
  ///
  /// - Precondition: the series is new.
  func record(_ name: String, shape: [Int] = [], entries values: [Double], count: Int) {
    precondition(series[name] == nil && values.count == count * shape.reduce(1, *), "entries of one shape")
    names.append(name)
    series[name] = Series(shape: shape, values: values, count: count)
  }

  /// A scalar entry, without building arrays.
  func record(_ name: String, _ value: Double) -> Bool {
    guard let index = series.index(forKey: name) else { return record(name, shape: [], values: [value]) }
    guard series.values[index].shape.isEmpty else { return false }
    series.values[index].values.append(value)
    series.values[index].count += 1
    return true
  }

  /// A series that is there even when a run of no steps records nothing.
  func begin(_ name: String) {
    guard series[name] == nil else { return }
    names.append(name)
    series[name] = Series(shape: [], values: [], count: 0)
  }

  /// A further entry of a series that has some already, of their shape.
  func extend(_ name: String, _ values: ArraySlice<Double>) {
    guard let index = series.index(forKey: name) else { return }
    series.values[index].values.append(contentsOf: values)
    series.values[index].count += 1
  }

  subscript(name: String) -> Series? { series[name] }
}

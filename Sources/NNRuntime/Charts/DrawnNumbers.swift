import Autodiff

extension Call {
  /// Bytes that a number of a chart is counted as: itself, its place in the drawing, and its text in exported data.
  private static let bytesPerNumber = 40

  /// Counts numbers against the memory budget before they are taken out of their tensor and into a chart. A lesson keeps
  /// its charts to its end, so they are not given back.
  func holdDrawn(_ numbers: Int) throws(Fault) {
    let (bytes, overflow) = numbers.multipliedReportingOverflow(by: Self.bytesPerNumber)
    do { try machine.graph.hold(overflow ? .max : bytes) } catch { throw .engine(error) }
  }
}

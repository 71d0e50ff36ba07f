/// Where a printed number comes from (provenance).
public struct NumberOrigin: Sendable, Hashable {
  /// `grad(f, x)`
  public var expression: String
  /// The block that gave the last of its names the value that was read; `nil` for a number that reads none, `1 + 1`.
  public var cell: Int?

  public init(expression: String, cell: Int?) {
    self.expression = expression
    self.cell = cell
  }
}

/// The block of another lesson that a block takes its source from.
public struct TakenBlock: Sendable, Hashable {
  /// Path without extension, relative to the output folder: `en/01-chain-rule`.
  public var report: String
  public var label: String

  public init(report: String, label: String) {
    self.report = report
    self.label = label
  }
}

import Formulas

/// `flow(net, x, y)`: how large gradients are from layer to layer.
public struct FlowChart: Codable, Sendable {
  /// One network, or one run.
  public struct Series: Codable, Sendable {
    public var label: String
    /// Root of the mean of squares, one a layer.
    public var values: [Double]

    public init(label: String, values: [Double]) {
      self.label = label
      self.values = values
    }
  }

  /// From the input to the output.
  public var layers: [String]
  public var series: [Series]
  public var digits: Int

  public init(layers: [String], series: [Series], digits: Int = 4) {
    self.layers = layers
    self.series = series
    self.digits = digits
  }
}

extension FlowChart {
  /// The root of the mean of squares.
  public static func size(_ gradient: [Double]) -> Double {
    guard !gradient.isEmpty else { return 0 }
    let greatest = gradient.lazy.map(\.magnitude).max() ?? 0
    guard greatest > 0, greatest.isFinite else { return greatest }
    // Measured by the greatest, so that tiny gradients do not vanish when they are squared.
    let sum = gradient.reduce(0) { $0 + ($1 / greatest) * ($1 / greatest) }
    return greatest * (sum / Double(gradient.count)).squareRoot()
  }
}

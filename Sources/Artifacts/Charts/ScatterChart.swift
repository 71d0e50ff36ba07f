import Formulas

/// `scatter(x, y)`: points, told apart by class in colour and shape.
public struct ScatterChart: Codable, Sendable {
  public var x: [Double]
  public var y: [Double]
  /// A class for each point, counted from 0; `nil` for points of one kind.
  public var classes: [Int]?
  /// Names of the classes; as many as there are.
  public var labels: [String]
  public var xTitle: String?
  public var yTitle: String?
  /// A unit of x is as long as one of y.
  public var isEqual = false
  public var digits: Int

  public init(
    x: [Double], y: [Double], classes: [Int]? = nil, labels: [String] = [], xTitle: String? = nil,
    yTitle: String? = nil, digits: Int = 4
  ) {
    self.x = x
    self.y = y
    self.classes = classes
    self.labels = labels
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.digits = digits
  }

  public static let mostClasses = 8
}

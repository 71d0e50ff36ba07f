import Formulas

/// `boundary(net, x, y)`: what a classifier of two numbers says over the plane, and the samples on it.
public struct BoundaryChart: Codable, Sendable {
  /// For two classes one plane, the probability of the second; for more one for each class.
  public var planes: [SampledPlane]
  public var x: [Double]
  public var y: [Double]
  /// The class of each sample.
  public var classes: [Int]
  /// Places of the samples that are told wrong.
  public var wrong: [Int]
  public var labels: [String]
  public var xTitle: String?
  public var yTitle: String?
  public var digits: Int
  /// Of a model that a page can train again.
  public var live: LiveBoundary?

  public init(
    planes: [SampledPlane], x: [Double], y: [Double], classes: [Int], wrong: [Int], labels: [String],
    xTitle: String? = nil, yTitle: String? = nil, digits: Int = 4
  ) {
    self.planes = planes
    self.x = x
    self.y = y
    self.classes = classes
    self.wrong = wrong
    self.labels = labels
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.digits = digits
  }
}

import Formulas

/// `contour(f, x: (-10, 10), y: (-5, 5), paths: (h1, h2))`: a function of two numbers by its levels, and the ways of
/// optimizers over it, one panel each on the same axes.
public struct ContourChart: Codable, Sendable {
  public struct Path: Codable, Sendable {
    public var label: String
    public var x: [Double]
    public var y: [Double]
    /// The function at the last point.
    public var last: Double?
    /// The run whose way it is, where a page can do it again.
    public var run: Int?

    public init(label: String, x: [Double], y: [Double], last: Double?) {
      self.label = label
      self.x = x
      self.y = y
      self.last = last
    }
  }

  /// A point of the plane, and the function there.
  public struct Minimum: Codable, Sendable {
    public var x: Double
    public var y: Double
    public var value: Double
  }

  public var name: String
  public var plane: SampledPlane
  public var paths: [Path]
  /// Where the function is least, when that is inside.
  public var minimum: Minimum?
  public var xTitle: String
  public var yTitle: String
  public var digits: Int

  public init(
    name: String, plane: SampledPlane, paths: [Path], minimum: (x: Double, y: Double, value: Double)?,
    xTitle: String, yTitle: String, digits: Int = 4
  ) {
    self.name = name
    self.plane = plane
    self.paths = paths
    self.minimum = minimum.map { Minimum(x: $0.x, y: $0.y, value: $0.value) }
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.digits = digits
  }

  public static let mostPaths = 8
}

import Formulas

/// `plot(a, b, …)`: series as lines over one pair of axes, against their index or against `x`; and functions over a
/// range, with their slope; and polygons.
public struct PlotChart: Codable, Sendable {
  public struct Series: Codable, Sendable {
    public enum Role: Codable, Sendable, Hashable {
      case values
      /// Sampled from a function.
      case function
      /// The slope of the function before it.
      case slope
    }

    /// A point where a piece of a function's curve ends and another begins elsewhere.
    public struct Jump: Codable, Sendable {
      public var x: Double
      public var left: Double
      public var right: Double
      /// Value of the function there; `nil` where it has none.
      public var value: Double?

      public init(x: Double, left: Double, right: Double, value: Double?) {
        self.x = x
        self.left = left
        self.right = right
        self.value = value
      }
    }

    public var label: String
    /// As many as `y`.
    public var x: [Double]
    /// NaN leaves a gap.
    public var y: [Double]
    public var role: Role
    public var jumps: [Jump]

    public init(label: String, x: [Double], y: [Double], role: Role = .values, jumps: [Jump] = []) {
      self.label = label
      self.x = x
      self.y = y
      self.role = role
      self.jumps = jumps
    }
  }

  public var series: [Series]
  /// Quantity along the horizontal axis; `nil` is the index.
  public var xTitle: String?
  public var yTitle: String?
  public var isLogX: Bool
  public var isLogY: Bool
  /// A unit of x is as long as one of y: angles and circles are what they are.
  public var isEqual = false
  /// Each series is the corners of a polygon.
  public var isClosed = false
  public var digits: Int

  public init(
    series: [Series], xTitle: String? = nil, yTitle: String? = nil, isLogX: Bool = false, isLogY: Bool = false,
    digits: Int = 4
  ) {
    self.series = series
    self.xTitle = xTitle
    self.yTitle = yTitle
    self.isLogX = isLogX
    self.isLogY = isLogY
    self.digits = digits
  }

  /// More than these cannot be told apart.
  public static let mostSeries = 8
}

import Formulas

/// `image(x)`: pictures of grey values, one or a grid of them with captions.
public struct ImageChart: Codable, Sendable {
  public var name: String
  public var height: Int
  public var width: Int
  /// Picture by picture, row by row.
  public var values: [Double]
  /// One a picture, or none.
  public var captions: [String]
  /// True labels: texts that the captions should have, one a picture, or none.
  public var truths: [String]
  /// Pictures there were before only the first ones were taken.
  public var total: Int
  public var digits: Int

  public init(
    name: String, height: Int, width: Int, values: [Double], captions: [String] = [], truths: [String] = [],
    total: Int, digits: Int = 4
  ) {
    self.name = name
    self.height = height
    self.width = width
    self.values = values
    self.captions = captions
    self.truths = truths
    self.total = total
    self.digits = digits
  }

  /// More are not shown.
  public static let most = 48
}

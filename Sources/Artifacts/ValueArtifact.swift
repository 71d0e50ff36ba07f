import Formulas
import SourceText

/// A number or an array of numbers, with the name or source text it was shown under.
public struct ValueArtifact: Codable, Sendable {
  public var name: String
  public var value: ShapedValues
  /// Significant digits to show.
  public var digits: Int

  public init(name: String, value: ShapedValues, digits: Int) {
    self.name = name
    self.value = value
    self.digits = digits
  }
}

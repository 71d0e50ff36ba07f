import Formulas

/// `forward(f, x: 3)`: f computed again, its nodes' values in forward order.
public struct ForwardArtifact: Codable, Sendable {
  public struct Node: Codable, Sendable {
    public var name: String
    public var notation: Notation
    public var operation: String
    public var formula: Notation?
    public var value: ShapedValues

    public init(name: String, notation: Notation, operation: String, formula: Notation?, value: ShapedValues) {
      self.name = name
      self.notation = notation
      self.operation = operation
      self.formula = formula
      self.value = value
    }
  }

  public var name: String
  public var value: ShapedValues
  public var nodes: [Node]
  public var digits: Int

  public init(name: String, value: ShapedValues, nodes: [Node], digits: Int) {
    self.name = name
    self.value = value
    self.nodes = nodes
    self.digits = digits
  }
}

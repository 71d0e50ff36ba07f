import Formulas

/// `graph(f)`: a computational graph with forward values above its wires and gradients below.
public struct GraphFigure: Codable, Sendable {
  public struct Node: Codable, Sendable {
    public enum Role: Codable, Sendable, Hashable {
      /// Data: a pill.
      case data
      /// Trainable: a rounded square.
      case parameter
      /// A constant: dashed, without gradient.
      case constant
      /// A gate: a circle with the operation's sign or word.
      case gate
    }

    public var role: Role
    /// The author's name for it; `nil` for an unnamed gate.
    public var name: String?
    /// The primitive's name: `add`, `mul`, `exp`; `input`, `constant`.
    public var operation: String
    /// Sign in the circle: `+`, `×`, `exp`, `1/x`, `σ`, `+1`, `×−1`.
    public var glyph: String
    public var value: ShapedValues
    public var gradient: ShapedValues?
    /// The line where a stored number cut it off from the output, so that it has no gradient.
    public var cut: Int?
    public var pattern: GatePattern?
    /// The folded group it belongs to, innermost.
    public var group: Int?
    /// Name in formulas: its own, or how it was made.
    public var title: Notation
    /// How a gate was made, in its operands' names: `x + y`.
    public var formula: Notation?

    /// - Parameter title: where formulas call it otherwise than by its name or sign.
    public init(
      role: Role, name: String?, operation: String, glyph: String, value: ShapedValues, gradient: ShapedValues?,
      cut: Int? = nil, pattern: GatePattern? = nil, group: Int? = nil, title: Notation? = nil, formula: Notation? = nil
    ) {
      self.role = role
      self.name = name
      self.operation = operation
      self.glyph = glyph
      self.value = value
      self.gradient = gradient
      self.cut = cut
      self.pattern = pattern
      self.group = group
      self.title = title ?? name.map { Notation(name: $0) } ?? Notation(plain: glyph)
      self.formula = formula
    }
  }

  /// A wire from a node to one operand of a gate.
  public struct Edge: Codable, Sendable {
    public var from: Int
    public var to: Int
    /// Which operand of `to`.
    public var operand: Int
    public var local: LocalDerivative?
    /// Term that this branch adds to the gradient of `from`.
    public var contribution: ShapedValues?

    public init(
      from: Int, to: Int, operand: Int, local: LocalDerivative? = nil, contribution: ShapedValues? = nil
    ) {
      self.from = from
      self.to = to
      self.operand = operand
      self.local = local
      self.contribution = contribution
    }
  }

  /// A named sub-expression that may be folded: the gates that one call of a function made.
  public struct Group: Codable, Sendable {
    public var name: String
    public var parent: Int?

    public init(name: String, parent: Int? = nil) {
      self.name = name
      self.parent = parent
    }
  }

  public enum Locals: Codable, Sendable, Hashable {
    /// On every wire when there are at most six gates.
    case automatic
    /// `show: "local"`
    case all
  }

  /// In topological order: each edge goes from a smaller to a greater index.
  public var nodes: [Node]
  public var edges: [Edge]
  public var groups: [Group]
  /// Index of the node that was differentiated.
  public var output: Int
  public var locals: Locals
  /// `nil` when nothing could be checked (the output is not a scalar: no gradients are drawn).
  public var check: CheckSummary?
  public var digits: Int

  public init(
    nodes: [Node], edges: [Edge], groups: [Group] = [], output: Int, locals: Locals = .automatic,
    check: CheckSummary?, digits: Int = 4
  ) {
    self.nodes = nodes
    self.edges = edges
    self.groups = groups
    self.output = output
    self.locals = locals
    self.check = check
    self.digits = digits
  }
}

/// A node by its place in the arena; valid while something holds the node.
public struct NodeID: Hashable, Sendable {
  let index: UInt32
  @inline(__always) init(_ index: UInt32) { self.index = index }
  static let none = NodeID(.max)
}

/// Codes of records beyond the primitives' own.
enum NodeCode {
  static let custom: UInt8 = 250
  static let pendingGradient: UInt8 = 251
  static let input: UInt8 = 252
  static let constant: UInt8 = 253
  static let free: UInt8 = 255
}

/// One node, 40 bytes: a scalar lives in it entirely.
struct NodeRecord {
  /// The scalar; meaningless for a node with a tensor.
  var value: Double
  /// Order of construction.
  var serial: UInt32
  /// First two operands; a free record's `a` is the next free one.
  var a: UInt32
  var b: UInt32
  /// Index of its ``NodeExtension``, −1 for none.
  var side: Int32
  /// Handles and consumers.
  var references: UInt32
  var tag: UInt32
  /// The traversal that last visited it.
  var mark: UInt32
  var code: UInt8
  var flags: Flags

  struct Flags: OptionSet {
    var rawValue: UInt8
    static let varies = Flags(rawValue: 1)
    static let depends = Flags(rawValue: 2)
    static let isTensor = Flags(rawValue: 4)
    static let isSingle = Flags(rawValue: 8)
    /// Holds a number whose ``Provenance`` is known.
    static let isStored = Flags(rawValue: 16)
    /// Stands in a provenance.
    static let isRemembered = Flags(rawValue: 32)
    /// Stands behind a decision of the program; see ``Decision``.
    static let isDecided = Flags(rawValue: 64)
    /// Made by a derivative's graph: no program has it by a name.
    static let isDerived = Flags(rawValue: 128)

    /// Flags that a result has when one of its operands has them.
    static let inherited: Flags = [.varies, .depends, .isTensor, .isSingle]
  }

  /// Whether a gradient can flow into it: an input stands behind it, not only behind `stop`.
  var varies: Bool {
    get { flags.contains(.varies) }
    set { if newValue { flags.insert(.varies) } else { flags.remove(.varies) } }
  }

  /// Whether an input stands behind it at all; without one, a result is a constant.
  var depends: Bool { flags.contains(.depends) }

  var isTensor: Bool {
    get { flags.contains(.isTensor) }
    set { if newValue { flags.insert(.isTensor) } else { flags.remove(.isTensor) } }
  }

  /// A scalar of 32 bits, which `value` holds widened; a tensor knows its own precision.
  var isSingle: Bool {
    get { flags.contains(.isSingle) }
    set { if newValue { flags.insert(.isSingle) } else { flags.remove(.isSingle) } }
  }
}

/// Parts that few nodes have: numbers beyond one, operands beyond two, attributes.
struct NodeExtension {
  var tensor: Tensor?
  /// All operands when there are more than two.
  var operands: [UInt32] = []
  var attributes = Attributes.none
  var rule: (any CustomRule)?
  /// For a gradient whose graph was built: what was differentiated. It keeps the fact that the gradient was computed
  /// from everything behind it, also where its graph turned out not to mention it.
  var origin = UInt32.max
  /// The variable of such a gradient; remembered and not held.
  var variable: NodeTicket?
  /// How often it was differentiated, for such a gradient.
  var derivativeOrder = 0

  /// Bytes that the budget counts for it.
  static let overhead = 256
}

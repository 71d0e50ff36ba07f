/// The arguments of an operation besides its operands.
public struct Attributes: Sendable, Hashable {
  /// One part of `x[…]`.
  public enum Index: Sendable, Hashable {
    /// Takes one entry and drops the axis; negative from the end.
    case at(Int)
    /// `start:stop`, either end open, negative from the end, clamped as in NumPy.
    case range(Int?, Int?)
    /// `x[v]`: these entries, in this order.
    case gather([Int])
  }

  /// The axis of a reduction or a joint, negative from the end; `nil` for all entries.
  public var axis: Int?
  /// A whole number that is neither an axis nor a size.
  public var whole: Int?
  /// Sizes, for `reshape`, `broadcast` and the derivatives that undo them.
  public var shape: [Int]?
  /// Order of axes for `transpose`.
  public var axes: [Int]?
  /// For `index` and `scatter`, one for each of the leading axes.
  public var indices: [Index]

  /// All left out: an operation without arguments besides its operands.
  public init(
    axis: Int? = nil, whole: Int? = nil, shape: [Int]? = nil, axes: [Int]? = nil, indices: [Index] = []
  ) {
    self.axis = axis
    self.whole = whole
    self.shape = shape
    self.axes = axes
    self.indices = indices
  }

  @usableFromInline static let none = Attributes()
}

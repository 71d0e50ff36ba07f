extension Primitive {
  /// Where the reference page lists an operation.
  public enum Chapter: Sendable, Hashable {
    /// Element by element.
    case elementwise
    /// Many entries to one.
    case reductions
    /// Matrices, and whatever moves entries.
    case linearAlgebra
    /// Activations of rows, losses.
    case networks
  }

  /// Where the reference page lists it.
  public var chapter: Chapter { definition.structure?.chapter ?? .elementwise }
}

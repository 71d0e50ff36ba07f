extension Primitive {
  /// Where the reference page lists an operation.
  public enum Chapter: Sendable, Hashable {
    case elementwise
    case reductions
    case linearAlgebra
    case networks
  }

  public var chapter: Chapter { definition.structure?.chapter ?? .elementwise }
}

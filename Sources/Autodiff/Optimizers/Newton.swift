/// Newton's direction −H⁻¹ g. For H = [[0.1, 0], [0, 2]] and g = [−0.7, 4] it is [7, −2].
enum Newton {
  /// - Parameter pause: called between columns of the elimination; what it throws ends it.
  /// - Throws: ``EngineError/singularMatrix(operation:column:)`` where H has no inverse, as far as rounding lets one see.
  static func direction(
    _ hessian: [Double], _ gradient: [Double], pause: () throws(EngineError) -> Void
  ) throws(EngineError) -> [Double] {
    let factors = try LUDecomposition(hessian, from: 0, size: gradient.count, pause: pause)
    try factors.refuseSingular("newton")
    return factors.solve(gradient.map { -$0 })
  }
}

extension Graph {
  /// The operation of a derivative that gave its first NaN or infinity: of ∂y/∂x, or vᵀ ∂y/∂x.
  ///
  /// The derivative's graph is built for it, whose nodes refuse to be made of finite numbers and not finite.
  ///
  /// - Returns: `nil` where no operation is found: a rule by hand has given what is not finite.
  public func firstNonFinite(
    inDerivativeOf y: Node, by xs: [Node], upstream v: Tensor? = nil
  ) -> EngineError? {
    do throws(EngineError) {
      var f = y
      if let v { f = try apply(.mul, [f, try constant(v)]) }
      if !f.shape.isEmpty { f = try apply(.sum, [f]) }
      try settleAll(f.id.index)
      for x in xs { _ = try derivativeGraph(of: f, withRespectTo: x) }
    } catch {
      if case .nonFinite = error { return error }
    }
    return nil
  }
}

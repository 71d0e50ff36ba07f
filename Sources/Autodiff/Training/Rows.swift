extension Tensor {
  /// The first rows.
  ///
  /// - Precondition: there are that many.
  public func firstRows(_ count: Int) -> Tensor {
    precondition(count <= shape.first ?? 0, "there are that many rows")
    let rows = [count] + shape.dropFirst()
    let length = rows.reduce(1, *)
    switch storage {
    case .double(let values): return Tensor(shape: rows, values: Array(values[..<length]))
    case .single(let values): return Tensor(shape: rows, single: Array(values[..<length]))
    }
  }
}

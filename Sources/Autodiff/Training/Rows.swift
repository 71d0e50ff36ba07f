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

  /// Rows by their numbers, one behind the other: rows 2 and 0 of [[1, 2], [3, 4], [5, 6]] are [[5, 6], [1, 2]].
  ///
  /// - Precondition: there are such rows.
  func rows(_ numbers: some Collection<Int32>) -> Tensor {
    let length = shape.dropFirst().reduce(1, *)
    let shape = [numbers.count] + self.shape.dropFirst()
    switch storage {
    case .double(let values):
      return Tensor(shape: shape, values: numbers.flatMap { values[(Int($0) * length)..<((Int($0) + 1) * length)] })
    case .single(let values):
      return Tensor(shape: shape, single: numbers.flatMap { values[(Int($0) * length)..<((Int($0) + 1) * length)] })
    }
  }
}

/// The long row of a plan's numbers as it is before a run: which part each tensor has, and what is known beforehand.
///
/// Known numbers are kept as the tensors that they came from, so that a plan of a large network holds no copy of it;
/// the row itself is made where someone wants to work on it.
struct PlanNumbers: Sendable {
  /// Where each tensor begins, in ascending order.
  private(set) var places: ContiguousArray<PlanPlace> = []
  /// How long the row is.
  private(set) var count = 0
  private var given: [Int32: Tensor] = [:]

  /// A part for a tensor's numbers.
  mutating func append(_ tensor: Tensor) -> PlanTensor {
    let value = reserve(tensor.shape, tensor.precision)
    given[value.offset] = tensor
    return value
  }

  /// A part for numbers that a run computes. One number long at least: a tensor is known by where its part begins, an
  /// empty one, too.
  ///
  /// - Precondition: the row stays shorter than 2³¹.
  mutating func reserve(_ shape: [Int], _ precision: Precision) -> PlanTensor {
    let value = PlanTensor(offset: Int32(count), shape: shape, precision: precision)
    places.append(PlanPlace(start: value.offset, count: Int32(value.count), precision: precision))
    count += max(value.count, 1)
    return value
  }

  /// The part that a number belongs to.
  func place(at offset: Int32) -> PlanPlace {
    var (low, high) = (0, places.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if places[middle].start <= offset { low = middle } else { high = middle }
    }
    return places[low]
  }

  /// The known numbers of the part that begins here: of an empty tensor that a run computes, all.
  func tensor(at start: Int32) -> Tensor {
    if let tensor = given[start] { return tensor }
    precondition(place(at: start).count == 0, "a constant of a plan has numbers")
    return .zeros([0])
  }

  /// The known numbers by where they begin, in ascending order.
  var known: [(place: Int, values: [Double])] { tensors.map { ($0.place, $0.tensor.values) } }

  /// The tensors that known numbers came from, by where they begin, in ascending order.
  var tensors: [(place: Int, tensor: Tensor)] {
    given.sorted { $0.key < $1.key }.map { (Int($0.key), $0.value) }
  }

  /// The whole row in 64 bits, zeros where a run computes.
  func row() -> ContiguousArray<Double> {
    var row = ContiguousArray<Double>(repeating: 0, count: count)
    for (start, tensor) in given {
      let values = tensor.values
      for k in values.indices { row[Int(start) + k] = values[k] }
    }
    return row
  }
}

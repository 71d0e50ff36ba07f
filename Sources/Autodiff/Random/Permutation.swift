extension RandomNumbers {
  /// `permutation(n)`: 0..<n in random order (Fisher and Yates, from the end), as `shuffle` leaves it.
  public mutating func permutation(_ count: Int) -> [Int] {
    var order = Array(0..<count)
    guard count > 1 else { return order }
    for i in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(i, Int(upTo(UInt64(i))))
    }
    return order
  }
}

import Testing

@testable import Autodiff

/// What a stored number was computed from, put together of many.
struct ProvenanceTests {
  /// Many at once, in any order and with repetitions, are what their unions one after the other are.
  @Test(arguments: [0, 1, 2, 200])
  func ofMany(count: Int) {
    var many: ContiguousArray<Provenance.Origin> = []
    var united = Provenance()
    for k in 0..<count {
      let node = UInt32(k * 37 % 50)
      let origin = Provenance.Origin(node: node, stamp: UInt64(node) + 1, cut: UInt32(k * 11 % 7))
      var one = Provenance()
      one.insert(origin)
      united.formUnion(one)
      many.append(origin)
    }
    func numbers(_ provenance: Provenance) -> [[UInt64]] {
      provenance.origins.map { [UInt64($0.node), $0.stamp, UInt64($0.cut)] }
    }
    #expect(numbers(Provenance(many)) == numbers(united))
    #expect(united.origins.count == min(count, 50))
  }
}

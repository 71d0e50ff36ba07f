import Testing

@testable import Autodiff

/// What a stored number was computed from, put together of many.
struct ProvenanceTests {
  /// Each node once, by stamp, with the smallest of its cuts, in whatever order they come.
  @Test(arguments: [0, 1, 2, 200])
  func ofMany(count: Int) {
    var many: ContiguousArray<Provenance.Origin> = []
    var cuts: [UInt32: UInt32] = [:]
    for k in 0..<count {
      let (node, cut) = (UInt32(k * 37 % 50), UInt32(k * 11 % 7))
      many.append(Provenance.Origin(node: node, stamp: UInt64(node) + 1, cut: cut))
      cuts[node] = min(cuts[node] ?? cut, cut)
    }
    let found = Provenance(many).origins
    #expect(found.map(\.stamp) == cuts.keys.sorted().map { UInt64($0) + 1 })
    #expect(found.allSatisfy { $0.cut == cuts[$0.node] })
    #expect(found.count == min(count, 50))
  }
}

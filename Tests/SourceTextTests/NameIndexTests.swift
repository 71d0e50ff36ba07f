import Testing

@testable import SourceText

struct NameIndexTests {
  /// Every candidate compared in full, after the definition.
  private func slowest(_ name: String, _ candidates: [String]) -> String? {
    let found = candidates.filter { $0 != name }.compactMap { candidate -> (Int, String)? in
      if candidate.lowercased() == name.lowercased() { return (0, candidate) }
      let (a, b) = (Array(name.unicodeScalars), Array(candidate.unicodeScalars))
      let limit = min(a.count, b.count) < 2 ? 0 : max(1, max(a.count, b.count) / 3)
      let distance = wholeTable(a, b)
      return distance <= limit ? (distance, candidate) : nil
    }
    return found.min { ($0.0, $0.1) < ($1.0, $1.1) }?.1
  }

  private func wholeTable(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
    var table = (0...a.count).map { i in (0...b.count).map { j in i == 0 ? j : j == 0 ? i : 0 } }
    for i in 0..<a.count {
      for j in 0..<b.count {
        table[i + 1][j + 1] = min(table[i][j + 1] + 1, table[i + 1][j] + 1, table[i][j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          table[i + 1][j + 1] = min(table[i + 1][j + 1], table[i - 1][j - 1] + 1)
        }
      }
    }
    return table[a.count][b.count]
  }

  @Test func suggestsWhatTheDefinitionSays() {
    var state: UInt64 = 7
    func draw(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    func word() -> String { String((0..<draw(9) + 1).map { _ in Array("abAé-")[draw(5)] }) }
    for _ in 0..<300 {
      let candidates = (0..<draw(12)).map { _ in word() }
      var index = NameIndex(candidates)
      for _ in 0..<5 {
        let name = word()
        let near = index.nearest(to: name)
        #expect(near == slowest(name, candidates), "\(name) in \(candidates)")
      }
    }
  }

  @Test func countsWhatIsCandidateNow() {
    var index = NameIndex(["w1", "w3"])
    let all = index.nearest(to: "w2")
    let second = index.nearest(to: "w2") { $0 == 1 }
    index.insert("W2")
    let more = index.nearest(to: "w2")
    #expect([all, second, more] == ["w1", "w3", "W2"])
  }

  @Test(arguments: [1_000, 2_000, 4_000])
  func comparesNoMoreThanItsBudget(count: Int) {
    let budget = 200_000
    var index = NameIndex((0..<count).map { "heading-number-\($0)" }, budget: budget)
    let hints = (0..<count).map { index.nearest(to: "heading-nmber-\($0)") }
    #expect(hints[0] == "heading-number-0")
    #expect(index.compared < budget + 1_000)
    // Case costs no comparison.
    let other = index.nearest(to: "Heading-Number-7")
    #expect(other == "heading-number-7")
  }

  @Test func findsTheNearOnesAmongThousands() {
    var index = NameIndex((0..<2_000).map { "heading-number-\($0)" })
    for number in 0..<200 {
      let near = index.nearest(to: "heading-nmber-\(number)")
      #expect(near == "heading-number-\(number)")
    }
  }
}

import Foundation
import Testing

@testable import Autodiff

/// Beside what NumPy's `RandomState` gives: `scripts/random-reference` writes the file; nothing in it comes from this
/// program.
struct RandomNumbersTests {
  struct Step: Decodable {
    var call: String
    var arguments: [Double]
    var size: Int?
    var replace: Bool?
    var p: [Double]?
    var values: [Double]?
    var stride: Int?
    var folded: String?
    var sum: Double?
  }

  struct Case: Decodable {
    var seed: [UInt32]
    var key: [UInt32]
    var words: [UInt32]
    var steps: [Step]
    var after: UInt32
  }

  static func cases() throws -> [Case] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("RandomReference.json")
    return try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
  }

  @Test func agreesWithNumPy() throws {
    let cases = try Self.cases()
    #expect(cases.count == 10)
    for reference in cases { check(reference) }
  }

  private func check(_ reference: Case) {
    var random = reference.key.isEmpty ? RandomNumbers(seed: reference.seed[0]) : RandomNumbers(key: reference.key)
    let name = "seed \(reference.seed + reference.key.prefix(3))"
    #expect(Array(random.bits.state.prefix(4)) == reference.words, "\(name)")
    for step in reference.steps {
      let drawn = draw(step, &random)
      let isNormal = step.call == "normal"
      if let values = step.values {
        let found = stride(from: 0, to: drawn.count, by: step.stride ?? 1).map { drawn[$0] }
        #expect(found.count == values.count)
        // The last bit of a normal number hangs on the C library's logarithm.
        for (a, b) in zip(found, values) {
          #expect(isNormal ? (a - b).magnitude <= b.magnitude * 0x1p-52 : a == b, "\(name) \(step.call)")
        }
      }
      if let folded = step.folded {
        var hash: UInt64 = 0
        for number in drawn {
          let bits = step.call == "uniform" ? number.bitPattern : UInt64(bitPattern: Int64(number))
          hash = hash &* 6_364_136_223_846_793_005 &+ bits
        }
        #expect(String(hash) == folded, "\(name) \(step.call)")
      }
      if let sum = step.sum {
        let found = drawn.reduce(0, +)
        #expect((found - sum).magnitude <= 1e-9 * max(1, sum.magnitude), "\(name) \(step.call)")
      }
    }
    #expect(random.bits.next32() == reference.after, "\(name): 32 bits after all of it")
  }

  private func draw(_ step: Step, _ random: inout RandomNumbers) -> [Double] {
    let count = step.size ?? 0
    let a = step.arguments
    switch step.call {
    case "uniform": return (0..<count).map { _ in a.isEmpty ? random.uniform() : random.uniform(a[0], a[1]) }
    case "normal": return (0..<count).map { _ in a.isEmpty ? random.normal() : random.normal(a[0], a[1]) }
    case "randint": return (0..<count).map { _ in Double(random.whole(Int(a[0])..<Int(a[1]))) }
    case "permutation": return random.permutation(Int(a[0])).map(Double.init)
    case "choice":
      let isReplacing = step.replace ?? true
      let chosen =
        step.p.map { random.choice($0, count: count, replacing: isReplacing) }
        ?? random.choice(Int(a[0]), count: count, replacing: isReplacing)
      return chosen.map(Double.init)
    default:
      Issue.record("unknown call \(step.call)")
      return []
    }
  }

  /// The notes' generator: `np.random.seed(812)`.
  @Test func notes() {
    var bits = MersenneTwister(seed: 812)
    #expect(Array(bits.state.prefix(3)) == [812, 2_816_986_205, 4_117_461_117])
    let words: [UInt32] = [2_168_876_011, 3_949_814_152, 2_602_439_248, 2_070_159_459, 1_964_892_521]
    for word in words { #expect(bits.next32() == word) }
    var random = RandomNumbers(seed: 812)
    let doubles = [0.5049808019372655, 0.6059276050477963, 0.45748718916753817, 0.3265917087834975]
    for double in doubles { #expect(random.uniform() == double) }
  }

  @Test func aCopyComesBackToItsPoint() {
    var random = RandomNumbers(seed: 5)
    _ = random.normal()
    var copy = random
    let first = [random.normal(), random.normal(), random.uniform()]
    #expect([copy.normal(), copy.normal(), copy.uniform()] == first)
    #expect(copy == random)
  }
}

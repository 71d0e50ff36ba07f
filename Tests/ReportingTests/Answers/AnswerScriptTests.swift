import Checksums
import Foundation
import Testing

@testable import Reporting

/// What the script of fields reads and how it judges, against the tolerance itself.
struct AnswerScriptTests {
  @Test func size() { #expect(ScriptText.compact(AnswerScript.text).utf8.count <= 6144) }

  @Test func hashes() throws {
    guard let harness = AnswerHarness() else { return }
    let texts = ["", "abc", "b4c89207a1:-69", String(repeating: "a", count: 55)]
    let expected = texts.map { text in
      SHA256.digest(of: Array(text.utf8)).prefix(8).map { String(format: "%02x", $0) }.joined()
    }
    #expect(try harness.hashes(texts) == expected)
  }

  @Test func numbers() throws {
    guard let harness = AnswerHarness() else { return }
    let read: [(String, Double)] = [
      ("3", 3), (" 3 ", 3), ("+3", 3), ("-3", -3), ("−3", -3), ("– 3", -3), ("－３", -3), ("ㅡ3", -3), ("０．２５", 0.25),
      (".5", 0.5), ("5.", 5), ("0,5", 0.5), ("0,125", 0.125), ("1,234", 1234), ("1,234.5", 1234.5), ("12,34", 12.34),
      ("1 234 567", 1_234_567), ("60_000", 60_000), ("3/4", 0.75), ("-3/4", -0.75), ("3 / −4", -0.75), ("½", 0.5),
      ("−¼", -0.25), ("2e-3", 0.002), ("2E-3", 0.002), ("2ㄷ-3", 0.002), ("2×10^-3", 0.002), ("2·10⁻³", 0.002),
      ("2 x 10^(-3)", 0.002), ("2ㅌ10^3", 2000), ("2*10^3", 2000), ("2ㆍ10³", 2000), ("10^-3", 0.001), ("-10⁻³", -0.001),
      ("2.5 × 10⁻³", 0.0025), ("25%", 0.25), ("25 ％", 0.25), ("3/4 %", 0.0075), ("(−4)", -4), ("1e3/2e3", 0.5),
      ("1。5", 1.5), ("1/1,000", 0.001), ("0", 0), ("-0", 0),
    ]
    for (pair, found) in zip(read, try harness.judge(read.map(\.0))) {
      #expect((found.value - pair.1).magnitude <= 1e-15 * pair.1.magnitude, "\(pair.0) is read as \(found.value)")
    }
    let none = [
      "", "-", "a", "3 apples", "1.2.3", "2 3", "--2", "1e", "×10^3", "1/0", "0/0", "1/2/3", "1½", "1 1/2", "pi", "2^3",
      "%", "1e999", "1,23,4", "12.345,6", "0x10", "Infinity", "3개", "()", "1,2345.6", "1_2",
    ]
    for (text, found) in zip(none, try harness.judge(none)) {
      #expect(found.value.isNaN, "\(text) is read as \(found.value)")
    }
  }

  /// Whatever the answer is, what is accepted is what lies within the tolerance, but for the border itself.
  @Test func acceptance() throws {
    guard let harness = AnswerHarness() else { return }
    var random = SplitMix(state: 11)
    let tolerances = [
      Tolerance(size: 0.01, isShare: true), Tolerance(size: 0.25, isShare: true), Tolerance(size: 1e-6, isShare: true),
      Tolerance(size: 0, isShare: false), Tolerance(size: 0.01, isShare: false), Tolerance(size: 0.5, isShare: false),
      Tolerance(size: 3, isShare: false),
    ]
    var accepted = 0
    for tolerance in tolerances {
      for _ in 0..<40 {
        let digits = Double(Int(random.next() % 200_001) - 100_000)
        let value = digits * pow(10, Double(Int(random.next() % 9)) - 7)
        let reach = max(tolerance.reach(of: value), 1e-9 * value.magnitude)
        let offsets = [0, 0.2, 0.9, 0.9999, 1.0001, 1.1, 2, 3, 10, 1000, 1, -1, -0.5, -0.9999, -1.0001, -1.5, -4, -77]
        let typed = offsets.map { value + $0 * reach }
        let answer = AnswerReport(value: value, tolerance: tolerance)
        let said = try harness.judge(typed.map { "\($0)" }, field: answer)
        for (offset, (number, found)) in zip(offsets, zip(typed, said)) {
          // Where the reach is no more than rounding, its ends are too.
          if offset.magnitude > 0.99, offset.magnitude < 1.01, reach < 1e-7 * value.magnitude || offset.magnitude == 1 {
            continue
          }
          let isRight = (number - value).magnitude <= reach
          accepted += isRight ? 1 : 0
          #expect((found.said == "") == isRight, "\(value) ± \(reach), typed \(number): \(found.said)")
        }
      }
    }
    #expect(accepted > 1000)
  }

  /// Ends of the interval are in it, as they are in decimal numbers.
  @Test func ends() throws {
    guard let harness = AnswerHarness() else { return }
    for (value, within, typed) in [
      (0.5, "0.05", ["0.45", "0.55"]), (2, "0.1", ["1.9", "2.1"]), (-0.3, "0.1", ["-0.2", "-0.4"]),
      (200, "1%", ["198", "202"]), (0.7, "10%", ["0.63", "0.77"]),
    ] {
      let tolerance = try #require(Tolerance(within))
      let found = try harness.judge(typed, field: AnswerReport(value: value, tolerance: tolerance))
      #expect(found.map(\.said) == ["", ""], "\(value) within \(within)")
    }
  }

  /// Nobody reads what is said of a slip who has not made it.
  @Test func sayings() throws {
    let said = ["one minus it", "거꾸로 되었다", "√2 … 🙂", String(repeating: "long, ", count: 40)]
    let slips = said.enumerated().map { AnswerReport.Slip(value: Double($0.offset + 2), say: $0.element) }
    let answer = AnswerReport(value: 0.3, tolerance: AnswerReport.usualTolerance, slips: slips)
    let data = answer.sealed(in: "a")
    #expect(said.allSatisfy { !data.contains($0) } && !data.contains("long"))
    guard let harness = AnswerHarness() else { return }
    #expect(try harness.judge(["2", "3.01", "4", "5"], field: answer).map(\.said) == said)
  }

  @Test func slips() throws {
    guard let harness = AnswerHarness() else { return }
    let answer = AnswerReport(
      value: -0.25, tolerance: AnswerReport.usualTolerance,
      slips: [.init(value: 0.75, say: "one minus it"), .init(value: 1e30, say: "far"), .init(value: 0, say: "nothing")])
    let typed = ["-1/4", "0.25", "-2.5", "-250", "-0.0025", "-4", "0.75", "0.754", "0.77", "0", "1e30", "4", "x"]
    #expect(
      try harness.judge(typed, field: answer).map(\.said) == [
        "", "sign", "point", "point", "point", "inverse", "one minus it", "one minus it", "wrong", "nothing", "far",
        "wrong", "form",
      ])
    let zero = AnswerReport(value: 0, tolerance: AnswerReport.usualTolerance, slips: [.init(value: 1, say: "one")])
    #expect(try harness.judge(["0", "-0", "1e-9", "1"], field: zero).map(\.said) == ["", "", "wrong", "one"])
  }

  /// Neither the numbers nor the tolerance's absolute width stand in the page.
  @Test func sealing() {
    var random = SplitMix(state: 5)
    for place in 1...200 {
      let value = Double(Int(random.next() % 90_000) + 10_000) / 1e4
      let slip = AnswerReport.Slip(value: value * 1.7, say: "no")
      for tolerance in [AnswerReport.usualTolerance, Tolerance(size: 0.005, isShare: false)] {
        let data = AnswerReport(value: value, tolerance: tolerance, slips: [slip], place: place).sealed(in: "en/a")
        for number in [value, slip.value, value * 0.01] {
          // Four digits among hexadecimal ones are a coincidence; with their point they would be the number.
          let digits = String(format: "%.4f", number)
          #expect(!data.contains(digits), "\(number): \(data)")
        }
      }
    }
  }

  @Test func saltsDiffer() {
    func data(_ place: Int, _ path: String) -> String {
      AnswerReport(value: 2, tolerance: AnswerReport.usualTolerance, place: place).sealed(in: path)
    }
    #expect(Set([data(1, "a"), data(2, "a"), data(1, "b")]).count == 3)
    #expect(data(1, "a") == data(1, "a"))
  }
}

private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

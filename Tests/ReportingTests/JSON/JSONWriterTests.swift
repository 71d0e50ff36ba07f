import Testing

@testable import Reporting

@Suite struct JSONWriterTests {
  @Test(arguments: [
    (0.1, "0.1"), (-12, "-12"), (1e-11, "1e-11"), (1e21, "1e+21"), (.nan, "\"NaN\""), (.infinity, "\"Infinity\""),
    (-.infinity, "\"-Infinity\""), (0.731_058_578_630_004_9, "0.7310585786300049"), (.leastNonzeroMagnitude, "5e-324"),
  ])
  func writesTheShortestDecimal(_ value: Double, _ expected: String) {
    var json = JSONWriter()
    json.value(value)
    #expect(String(decoding: json.bytes, as: UTF8.self) == expected)
  }

  @Test func keepsTheOrderOfItsMembers() {
    var json = JSONWriter()
    json.object { json in
      json.member("b", 1)
      json.member("a", "\"\n")
      json.key("c")
      json.array([[1, 2], []]) { $0.value($1) }
      json.member("d", true)
    }
    #expect(String(decoding: json.bytes, as: UTF8.self) == #"{"b": 1, "a": "\"\n", "c": [[1, 2], []], "d": true}"#)
  }
}

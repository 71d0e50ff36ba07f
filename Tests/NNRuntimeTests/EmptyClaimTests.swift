import Testing

@testable import NNRuntime

/// Claims that hold whatever the lesson computes.
struct EmptyClaimTests {
  @Test(arguments: [
    ("x = 3\nexpect x == x", "2:1-14"), ("x = 3\nf = x^2\nexpect grad(f, x) == grad( f,x )", "3:1-33"),
    ("x = 3\nexpect x == x within 1", "2:1-23"), ("x = 3\nrepeat 3 { expect 2*x == 2 * x }", "2:12-31"),
    ("f(x) = { expect x == x; x }\nf(2)", "1:10-23"),
  ])
  func sameSides(_ source: String, _ place: String) { check(source, place, "both sides are") }

  @Test(arguments: [
    ("expect 1 == 1", "1:1-14"), ("expect 2^3^2 == 512", "1:1-20"), ("expect [1, 2] < pi", "1:1-19"),
    ("expect true", "1:1-12"), ("expect \"a\" == \"a\" ", "1:1-18"),
  ])
  func literals(_ source: String, _ place: String) { check(source, place, "it speaks of nothing") }

  @Test(arguments: [
    "expect rand() == rand() within 1", "f(x) = x + rand()\nexpect f(1) == f(1) within 1",
    "x = 3\nexpect x == 3", "expect sum([1, 2]) == 3", "x = 3\nexpect x * 2 == 2 * x", "x = 3\nexpect not x == x - 1",
    "a = 1; b = 1\nexpect not a == 2", "x = [1, 2]\nexpect x[0] == x[1] - 1",
  ])
  func theseCanFail(_ source: String) { #expect(Lesson().run(source).diagnostics.isEmpty, "\(source)") }

  private func check(_ source: String, _ place: String, _ words: String) {
    let outcome = Lesson().run(source)
    #expect(outcome.diagnostics.map(NNRuntimeTests.place) == ["\(place) NN-empty-claim"], "\(source)")
    #expect(outcome.diagnostics.first?.message.contains(words) == true, "\(source)")
  }
}

import NNSyntax
import SourceText
import Testing

@testable import NNRuntime

/// Random numbers as an author draws them. Expected numbers are NumPy's.
struct RandomTests {
  private func check(
    _ source: String, _ expected: String..., location: SourceLocation = #_sourceLocation
  ) {
    let outcome = Lesson().run(source)
    #expect(outcome.diagnostics.map { "\(place($0)): \($0.message)" } == [], sourceLocation: location)
    #expect(shown(outcome) == expected, sourceLocation: location)
  }

  /// Facts `001.rng` and `001.init`: `np.random.seed(812)`, and four networks of 6 and 3 weights.
  @Test func studyNetworks() throws {
    let numbers = [
      2.487831889889511, 0.11697987404851905, -1.9711842778466508, -0.4832559258391599, -1.5036120900835757,
      0.5751512575983758, -0.20672583067357939, 0.412711043188256, -0.5775799871161718, -1.7535113523698873,
      1.2327989771288852, 0.24464756634260998, -0.06568224559578781, 0.30190098228336926, 0.7972342822822307,
      1.2307354479394879, -1.5218733086161196, -0.25502714605466176, 0.9680832378216725, -1.7823620035581493,
      -0.7540852237210943, -1.231151349061007, 0.6289071768243087, 0.4452670061082229, -1.782213114075448,
      -1.4327297079963899, 0.5669508464177975, 0.279180137288355, 0.243679022058142, -0.3824142161625952,
      -0.6213373824829028, 1.0377234316598454, 0.9680642130211664, 0.8117794041505884, -1.13406723080594,
      0.079566247389167,
    ]
    let lesson = Lesson()
    let outcome = lesson.run(
      "seed(812)\ndraws = randn(36)\nseed(812)\nrepeat 4 { w1 = randn(2, 3); w1; w2 = randn(3, 1); w2 }")
    #expect(outcome.diagnostics.isEmpty)
    let all = try lesson.inline("draws").get().value.values
    for (a, b) in zip(all, numbers) { #expect((a - b).magnitude <= 1e-14 * b.magnitude) }
    #expect(all.count == numbers.count)
    var shown: [Double] = []
    for case .value(let value) in outcome.outputs { shown += value.value.values }
    #expect(shown == all)
    let words = lesson.run("seed(812)\nu = rand(4)\nseed(812)\nbits = randint(4294967296, size: 5)")
    #expect(words.diagnostics.isEmpty)
    #expect(
      try lesson.inline("u").get().value.values
        == [0.5049808019372655, 0.6059276050477963, 0.45748718916753817, 0.3265917087834975])
    #expect(
      try lesson.inline("bits").get().value.values
        == [2_168_876_011, 3_949_814_152, 2_602_439_248, 2_070_159_459, 1_964_892_521])
  }

  @Test func functions() {
    // np.random.seed(0) before each.
    check("rand()", "0.5488135039273248")
    check("rand(2, 1)", "[2, 1] [0.5488135039273248, 0.7151893663724195]")
    check("uniform(-1, 1, 2)", "[0.0976270078546495, 0.43037873274483895]")
    check("uniform(size: (1, 2))", "[1, 2] [0.5488135039273248, 0.7151893663724195]")
    check("normal(10, 2, size: 2)", "[13.528104691935328, 10.800314416734446]")
    check("randint(10, size: 5)", "[5, 0, 3, 3, 7]")
    check("randint(5, 8, 4)", "[5, 6, 5, 6]")
    check("permutation(6)", "[5, 2, 1, 3, 0, 4]")
    check("permutation([[1, 2], [3, 4], [5, 6]])", "[3, 2] [5, 6, 3, 4, 1, 2]")
    check("choice(5, size: 3)", "[4, 0, 3]")
    check("choice([10, 20, 30], size: (2, 2))", "[2, 2] [10, 20, 10, 20]")
    check("choice(5, size: 3, replace: false)", "[2, 0, 1]")
    check("choice(3, size: 4, p: [0.1, 0.1, 0.8])", "[2, 2, 2, 2]")
    check("shuffle(([1, 2, 3], [10, 20, 30]))", "([3, 2, 1], [30, 20, 10])")
  }

  @Test func drawsAreInputs() {
    check("w = randn(2)\nL = sum(w^2)\ng = grad(L, w) / w\ng", "[2, 2]")
    check("x = rand()\ngrad(3 * x, x)", "3")
    check("x = [1, 2, 3]\ny = shuffle(x)\ngrad(sum(y * [1, 10, 100]), x)", "[100, 10, 1]")
  }

  @Test func aFailedBlockGivesTheNumbersBack() throws {
    let lesson = Lesson()
    #expect(shown(lesson.run("rand()")) == ["0.5488135039273248"])
    #expect(lesson.run("a = rand(1000)\nseed(5)\nb = a + rand(3)").diagnostics.count == 1)
    #expect(shown(lesson.run("rand()")) == ["0.7151893663724195"])
  }

  @Test func textLeavesTheNumbersAsTheyAre() throws {
    let lesson = Lesson()
    for expression in ["rand()", "shuffle([1, 2])", "seed(3)", "make_moons(4)"] {
      guard case .failure(let diagnostic) = lesson.inline(expression) else {
        Issue.record("\(expression) was drawn")
        continue
      }
      #expect(diagnostic.id == .randomInText)
    }
    #expect(shown(lesson.run("rand()")) == ["0.5488135039273248"])
  }

  @Test func frontMatterSeeds() {
    let session = Session(seed: 812) { path, range throws(Diagnostic) in
      throw Diagnostic(.fileMissing, "no file `\(path)`", at: range)
    }
    let file = SourceFile(path: "lesson.md", text: "rand()")
    let outcome = session.run(parseProgram(Excerpt(file, 0..<file.bytes.count)).value, options: RunOptions())
    #expect(shown(outcome) == ["0.5049808019372655"])
  }

  private func refuse(_ source: String, _ expected: String, location: SourceLocation = #_sourceLocation) {
    #expect(
      Lesson().run(source).diagnostics.map { "\(place($0)): \($0.message)" } == [expected], sourceLocation: location)
  }

  @Test func refusals() {
    refuse("seed(-1)", "1:6-8 NN-wrong-arguments: a seed lies between 0 and 4294967295, and this is -1")
    refuse("rand(2, -1)", "1:1-12 NN-shape-mismatch: a size must not be negative, and one is -1")
    refuse("randint(3, 3)", "1:9-10 NN-wrong-arguments: there is no whole number from 3 up to, not including, 3")
    refuse("normal(0, -1)", "1:11-13 NN-wrong-arguments: a standard deviation is not negative")
    refuse(
      "choice(3, size: 4, replace: false)",
      "1:8-9 NN-wrong-arguments: 4 cannot be drawn from 3 without drawing one twice")
    refuse("choice([[1]])", "1:8-13 NN-shape-mismatch: `choice` draws from a vector, and this has shape [1, 1]")
    refuse("choice(2, p: [0.5, 0.6])", "1:14-24 NN-wrong-arguments: probabilities add up to 1, and these to 1.1")
    refuse("rand(100000, 100000)", "1:1-21 NN-memory-budget: this block holds more than 2,147,483,648 bytes")
  }
}

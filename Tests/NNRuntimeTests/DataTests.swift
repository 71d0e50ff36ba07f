import NNSyntax
import SourceText
import Testing

@testable import NNRuntime

/// Data as an author reads, makes and prepares it.
struct DataTests {
  static let files: [String: [UInt8]] = [
    "study.csv": [UInt8]("hours,sleep,score\n8,8,56\n2,5,20\n7,6,47\n".utf8),
    "labels": [0, 0, 8, 1, 0, 0, 0, 4, 9, 0, 3, 2],
    "images": [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 255, 1, 2, 3],
    "bad.csv": [UInt8]("1,2\n3,many\n".utf8), "short": [0, 0, 8, 1, 0, 0, 0, 4, 9],
  ]

  private func run(_ source: String) -> Outcome {
    let session = Session(seed: 0) { path, range throws(Diagnostic) in
      guard let bytes = Self.files[path] else { throw Diagnostic(.fileMissing, "no file `\(path)`", at: range) }
      return bytes
    }
    let file = SourceFile(path: "lesson.md", text: source)
    return session.run(parseProgram(Excerpt(file, 0..<file.bytes.count)).value, options: RunOptions())
  }

  private func check(_ source: String, _ expected: String..., location: SourceLocation = #_sourceLocation) {
    let outcome = run(source)
    #expect(outcome.diagnostics.map { "\(place($0)): \($0.message)" } == [], sourceLocation: location)
    #expect(shown(outcome) == expected, sourceLocation: location)
  }

  /// Fact `001.data`.
  @Test func whatIsThere() {
    check("exists(\"study.csv\")\nexists(\"gone.csv\")", "1", "0")
    check("nonzero([0, 3, 1])\nx = [5, 7, 9]\nx[nonzero(x > 6)]\nnonzero([0, 0])", "[1, 2]", "[7, 9]", "[]")
    refuse(
      "nonzero([[1]])", "1:9-14 NN-shape-mismatch: `nonzero` takes a vector, and this has shape [1, 1]")
  }

  @Test func studyData() {
    check(
      """
      data = csv("study.csv")
      X = data[:, 0:2]
      y = 5 * X[:, 0] + 2 * X[:, 1]
      y
      expect y == data[:, 2]
      normalize(X, by: "max")
      y / max(y)
      text = y + 40
      text
      text / max(text)
      expect X / max(X, axis: 0) == normalize(X, by: "max")
      """, "[56, 20, 47]", "[3, 2] [1, 1, 0.25, 0.625, 0.875, 0.75]", "[1, 0.35714285714285715, 0.8392857142857143]",
      "[96, 60, 87]", "[1, 0.625, 0.90625]")
  }

  /// Fact `001.make_samples.statistics`: the moments of y = (5a + 2b + 40)/100 with a, b uniform in 1…8, as midpoint
  /// sums over a fine grid, and drawn samples near them.
  @Test func madeSamples() {
    check(
      """
      n = 400
      grid = 1 + 7 * (arange(n) + 0.5) / n
      y = (5 * reshape(grid, n, 1) + 2 * grid + 40) / 100
      expect mean(y) == 0.715
      expect var(y) == 0.011841666666666667 within 1e-7
      expect mean(abs(y - 0.715)) == 0.09216666666666666 within 1e-5
      most = 8
      expect (5 * 1 + 2 * 1 + 40) / 100 == 0.96 - 7 * (most - 1) / 100
      expect (5 * most + 2 * most + 40) / 100 == 0.96
      x = uniform(1, 8, (20000, 2))
      drawn = (x @ [5, 2] + 40) / 100
      expect min(drawn) >= 0.47
      expect max(drawn) < 0.96
      expect mean(drawn) == 0.715 within 0.003
      expect var(drawn) == 0.01184 within 0.0003
      """)
  }

  @Test func files() {
    check("idx(\"labels\")", "[9, 0, 3, 2]")
    check(
      "x = idx(\"images\")\nx / 255", "[2, 1, 2] [1, 0.00392156862745098, 0.00784313725490196, 0.011764705882352941]")
    check("x = idx(\"images\", bits: 32)\nx", "[2, 1, 2] [255, 1, 2, 3]")
  }

  @Test func preparation() {
    check("(a, b) = split(arange(10), 0.7)\na\nb", "[0, 1, 2, 3, 4, 5, 6]", "[7, 8, 9]")
    check("split(([[1, 2], [3, 4], [5, 6]], [7, 8, 9]), 2)", "([2, 2] [1, 2, 3, 4], [1, 2] [5, 6], [7, 8], [9])")
    check("normalize([[1, 5], [3, 5]])", "[2, 2] [-1, 0, 1, 0]")
    check("normalize([[1, 5], [3, 5], [2, 5]], by: \"range\")", "[3, 2] [0, 0, 1, 0, 0.5, 0]")
    check("x = [2, 4]\ny = normalize(x, by: \"max\")\ngrad(y[0], x)", "[0.25, -0.125]")
    check("x = [1, 2, 3, 4]\n(a, b) = split(x, 0.5)\ngrad(sum(b^2), x)", "[0, 0, 6, 8]")
  }

  @Test func madeSets() {
    check("(x, y) = make_moons(6, noise: 0.1)\nshape(x)\nshape(y)\nsum(y)", "[6, 2]", "[6]", "3")
    check("(x, y) = make_circles(10)\nx = norm(x, axis: 1)\nexpect x == 1 - 0.2 * y\nsum(y)", "5")
    check(
      "(x, y) = make_blobs(8, centers: 2, features: 3, spread: 0.1)\nshape(x)\ny", "[8, 3]", "[0, 1, 0, 1, 0, 0, 1, 1]")
    check("(x, y) = make_spirals(9, classes: 3)\nshape(x)\nsum(y)", "[9, 2]", "9")
  }

  private func refuse(_ source: String, _ expected: String, location: SourceLocation = #_sourceLocation) {
    #expect(run(source).diagnostics.map { "\(place($0)): \($0.message)" } == [expected], sourceLocation: location)
  }

  @Test func refusals() {
    refuse("csv(\"gone.csv\")", "1:5-15 NN-file-missing: no file `gone.csv`")
    refuse("csv(\"bad.csv\")", "1:5-14 NN-bad-data-file: `bad.csv`, line 2, column 3: `many` is no number")
    refuse(
      "idx(\"short\")",
      "1:5-12 NN-bad-data-file: `short`, byte 9: the header's sizes [4] make 12 bytes, and the file has 9")
    refuse(
      "npy(\"labels\")", "1:5-13 NN-bad-data-file: `labels`, byte 0: no NPY file: it does not begin with `\\x93NUMPY`")
    refuse("idx(\"labels\", bits: 16)", "1:21-23 NN-wrong-arguments: `bits` can be 32 or 64")
    refuse("csv(3)", "1:5-6 NN-wrong-kind: `path` is text in quotes, and this is a number")
    refuse(
      "split([1, 2], 1.5)", "1:15-18 NN-wrong-arguments: the share lies between 0 and 1, or is a number of rows up to 2"
    )
    refuse("split((1, 2), 1)", "1:7-13 NN-shape-mismatch: `split` takes tensors with rows, and here is a single number")
    refuse(
      "shuffle(([1, 2], [1]))",
      "1:9-22 NN-shape-mismatch: the parts have as many rows as each other, and these have 2 and 1")
    refuse("make_moons(0)", "1:12-13 NN-wrong-arguments: `n` is at least 1")
    refuse(
      "normalize([1, 2], by: \"all\")", "1:23-28 NN-wrong-arguments: `by` can be \"deviation\", \"range\" or \"max\"")
  }
}

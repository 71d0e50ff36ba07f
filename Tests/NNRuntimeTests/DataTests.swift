import NNSyntax
import SourceText
import Testing

@testable import NNRuntime

/// Data as an author reads, makes and prepares it.
struct DataTests {
  static let files: [String: [UInt8]] = [
    "study.csv": [UInt8]("hours,sleep,score\n8,8,56\n2,5,20\n7,6,47\n".utf8),
    "gaps.csv": [UInt8]("a,t\n1,x\n2,\n".utf8),
    "ways.csv": [UInt8]("hours,score,way\n8,56,bus\n2,,on foot\n7,47,bus\n".utf8),
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

  /// A table with names is its matrix, and its columns by name.
  @Test func tablesWithNames() {
    check(
      """
      d = csv("study.csv")
      d.hours
      d[:, "score"]
      d[:, ("score", "hours")]
      d["sleep"]
      d[1]
      d[-1, 0]
      sum(d, axis: 0)
      x = d.hours
      w = 2.0
      L = mse(w * x, d.score)
      grad(L, w)
      grad(L, x)
      [sum(row) for row in d]
      """, "[8, 2, 7]", "[56, 20, 47]", "[3, 2] [56, 8, 20, 2, 47, 7]", "[8, 5, 6]", "[2, 5, 20]", "7",
      "[17, 19, 123]", "-388.66666666666663", "[-53.33333333333333, -21.333333333333332, -44]", "[72, 27, 60]")
  }

  @Test func tablesWithTexts() {
    check(
      """
      d = csv("ways.csv", missing: "mask")
      classes(d.way)
      classes(d.way, order: ("on foot", "bus"))
      d.way.names
      missing(d.score)
      missing(d.hours)
      missing(d.way)
      d[1, "way"]
      d.way[-1]
      classes(d.way[1:])
      classes(d[1:, "way"])
      d[:, ("hours", "score")]
      d[[2, 0], 0]
      (first, rest) = split(d, 1)
      rest.score
      classes(("b", "a", "b"))
      """, "[0, 1, 0]", "[1, 0, 1]", "(bus, on foot)", "[0, 1, 0]", "[0, 0, 0]", "[0, 0, 0]", "on foot", "bus",
      "[1, 0]", "[1, 0]",
      "[3, 2] [8, 56, 2, 0, 7, 47]", "[7, 8]", "table rest.score: [\"0\", \"47\"]", "[1, 0, 1]")
    check("d = csv(\"ways.csv\", missing: \"drop\")\nd.score\nclasses(d.way)", "[56, 47]", "[0, 0]")
    // A table is shuffled as its matrix is.
    check(
      "seed(3); a = shuffle(csv(\"study.csv\")).score; seed(3); b = shuffle(csv(\"study.csv\")[:, 2]); a - b",
      "[0, 0, 0]")
  }

  /// Masks go with rows and copies.
  @Test func masksOfParts() {
    check(
      """
      d = csv("ways.csv", missing: "mask")
      (p, q) = split(d, 1)
      missing(q.score)
      e = d[1:]
      missing(e.score)
      s = d.score
      missing(s)
      """, "[1, 0]", "[1, 0]", "[0, 1, 0]")
  }

  /// A table of numbers is an input by its name, as a matrix is.
  @Test func tablesAreInputs() {
    check(
      "d = csv(\"study.csv\")\nL = sum(d^2) / 2\ngrad(L, d)", "[3, 3] [8, 8, 56, 2, 5, 20, 7, 6, 47]")
    check(
      "x = csv(\"study.csv\")[:, (\"hours\", \"sleep\")]\nL = sum(x^2) / 2\ngrad(L, x)", "[3, 2] [8, 8, 2, 5, 7, 6]")
  }

  @Test func refusalsOfTables() {
    let d = "d = csv(\"ways.csv\", missing: \"mask\")\n"
    refuse("csv(\"ways.csv\")", "1:5-15 NN-bad-data-file: `ways.csv`, line 3, column 3: the field is empty")
    let gaps = "d = csv(\"gaps.csv\", missing: \"mask\")\n"
    refuse(gaps + "d[1, \"t\"]", "2:3-4 NN-no-value: row 1 has no text in `t`")
    refuse(gaps + "classes(d.t)", "2:9-12 NN-wrong-arguments: row 1 of the column has no text, and so no class")
    refuse(d + "d + 1", "2:1-6 NN-wrong-kind: a table with texts is no number to compute with")
    refuse(d + "d.way + 1", "2:1-10 NN-wrong-kind: a column of texts is no number to compute with")
    refuse(d + "d.hour", "2:1-7 NN-unknown-member: a table with texts has no `.hour`")
    refuse(d + "d[:, \"hour\"]", "2:6-12 NN-unknown-member: this table has no `.hour`")
    refuse(d + "d[0]", "2:3-4 NN-wrong-kind: a row with texts is no vector")
    refuse(d + "d[5, \"way\"]", "2:3-4 NN-index-out-of-range: index 5 is out of range: axis 0 has 3 entries")
    refuse(d + "d[:, 3]", "2:6-7 NN-index-out-of-range: index 3 is out of range: axis 1 has 3 entries")
    refuse(
      d + "classes(d.hours)",
      "2:9-16 NN-wrong-kind: `classes` takes a column of texts, and this is a tensor of shape [3]")
    refuse(
      d + "classes(d.way, order: (\"bus\", \"car\"))",
      "2:23-37 NN-wrong-arguments: `order` has no \"on foot\", which stands in the column")
    refuse(
      "missing([1, 2])",
      "1:9-15 NN-wrong-arguments: `missing` takes a column of a table that was read with `missing: \"mask\"`")
    refuse(
      "csv(\"ways.csv\", missing: \"skip\")",
      "1:26-32 NN-wrong-arguments: `missing` can be \"drop\" or \"mask\", and this is \"skip\"")
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

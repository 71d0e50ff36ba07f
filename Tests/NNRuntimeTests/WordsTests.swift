import Artifacts
import NNSyntax
import SourceText
import Testing

@testable import NNRuntime
@testable import Reporting

/// `#| words:`: what is shown is translated, what is computed is not.
@Suite struct WordsTests {
  static let words = [
    "the network": "신경망", "the constant": "상수", "scores from": "점수:", "to": "~", "way": "방법", "slope": "기울기",
    "E": "비용", "run": "학습", "first": "처음", "first.loss": "첫 손실", "t": "시간", "f": "함수", "x": "가로",
    "epoch": "에포크", "y": "세로", "zeros": "영", "loss": "오차", "w": "무게", "w′": "변화율",
  ]

  /// What the blocks show, in one session, all with the same words; and what they are told.
  func check(_ sources: String..., shows expected: [String], _ location: SourceLocation = #_sourceLocation) {
    let lesson = Lesson()
    var seen: [String] = []
    for source in sources {
      let outcome = run(source, in: lesson, Words(Self.words))
      seen += shown(outcome) + outcome.diagnostics.map { "\(place($0)) \($0.message)" }
    }
    #expect(seen == expected, sourceLocation: location)
  }

  func run(_ source: String, in lesson: Lesson = Lesson(), _ words: Words?) -> Outcome {
    let file = SourceFile(path: "lesson.md", text: source)
    let program = parseProgram(Excerpt(file, 0..<file.bytes.count)).value
    return lesson.session.run(program, options: lesson.options, words: words)
  }

  func chart<Kind>(_ source: String, _ location: SourceLocation = #_sourceLocation) throws -> Kind? {
    let outcome = run(source, Words(Self.words))
    #expect(outcome.diagnostics.map(\.message) == [], sourceLocation: location)
    return outcome.outputs.last?.chart(Kind.self)
  }

  struct Missing: Error {}

  @Test func textsAreTranslatedWhereTheyAreShown() {
    check("print(\"scores from\", 0.25, \"to\", 1)", shows: ["점수: 0.25 ~ 1"])
    check("\"the network\"", shows: ["신경망"])
    check("print((\"the network\", 2, \"other\"))", shows: ["(신경망, 2, other)"])
    check("(\"the network\", 3)", shows: ["(신경망, 3)"])
    check(
      "table(way: (\"the constant\", \"the network\"), slope: [1, 2], rest: [3, 4])",
      shows: ["table 방법: [\"상수\", \"신경망\"]; 기울기: [\"1\", \"2\"]; rest: [\"3\", \"4\"]"])
    check("x = [1, 2]\ntable(x)", shows: ["table 가로: [\"1\", \"2\"]"])
  }

  /// Whole texts alone: no part of another one, and no other case.
  @Test func nothingElseIsTranslated() {
    check("print(\"the network and all\", \"The network\", \"to \")", shows: ["the network and all The network to "])
  }

  @Test func whatIsComputedIsNot() {
    check(
      "name = \"the network\"\nname == \"the network\"\nname != \"신경망\"\nexpect name == \"the network\"",
      shows: ["1", "1"])
    check("if \"to\" == \"~\" { print(\"the network\") } else { print(\"the constant\") }", shows: ["상수"])
    // Arguments that decide: `log:`, an initialiser, a path.
    check("plot([1, 2], log: \"y\")", shows: ["chart"])
    check("net = dense(1, 1, init: \"zeros\")\nsum(net([[2]]))", shows: ["0"])
    check(
      "csv(\"to\")", shows: ["1:5-9 NN-file-missing no file `to`"])
    // Names are what they were, wherever they mean a value.
    check("run = repeat 2 { E = 3; record(E) }\nrun.E\nx = 5\nx", shows: ["[3, 3]", "5"])
  }

  @Test func legendsAndAxes() throws {
    guard let plot: PlotChart = try chart("x = [1, 2]\nfirst = [3, 4]\nplot(first, first * 2, x: x, ylabel: \"to\")")
    else { throw Missing() }
    #expect(plot.series.map(\.label) == ["처음", "first * 2"])
    #expect([plot.xTitle, plot.yTitle] == ["가로", "~"])
    guard let labelled: PlotChart = try chart("plot([1], [2], labels: (\"to\", \"the network\"), xlabel: \"epoch\")")
    else { throw Missing() }
    #expect(labelled.series.map(\.label) == ["~", "신경망"])
    #expect(labelled.xTitle == "에포크")
    guard let curve: PlotChart = try chart("f(t) = t ^ 2\nplot(f, 0, 1, derivative: true)") else { throw Missing() }
    #expect(curve.series.map(\.label) == ["함수", "함수′"])
    #expect(curve.xTitle == "시간")
    guard let slope: PlotChart = try chart("w(t) = t ^ 2\nplot(w, 0, 1, derivative: true)") else { throw Missing() }
    #expect(slope.series.map(\.label) == ["무게", "변화율"])
    guard let scatter: ScatterChart = try chart("x = [1, 2]\nfirst = [3, 4]\nscatter(x, first)") else {
      throw Missing()
    }
    #expect([scatter.xTitle, scatter.yTitle] == ["가로", "처음"])
    guard let histogram: HistogramChart = try chart("x = [1, 2]\nhistogram(x)") else { throw Missing() }
    #expect(histogram.name == "가로")
    guard let heatmap: HeatmapChart = try chart("w = [[1, 2]]\nheatmap(w)") else { throw Missing() }
    #expect(heatmap.name == "무게")
  }

  @Test func ways() throws {
    guard
      let contour: ContourChart = try chart(
        "f(x, t) = x^2 + t^2\nrun = repeat 3 { x = 1; t = 2; record(x); record(t) }\n"
          + "contour(f, x: (-3, 3), y: (-3, 3), paths: run)")
    else { throw Missing() }
    // The way is found by the names that the loop recorded, and drawn under the words.
    #expect(contour.paths.map(\.label) == ["학습"])
    #expect(contour.paths.map(\.x) == [[1, 1, 1]])
    #expect([contour.name, contour.xTitle, contour.yTitle] == ["함수", "가로", "시간"])
  }

  @Test func histories() throws {
    guard let one: HistoryChart = try chart("run = repeat 2 { E = 3; record(E) }\nrun") else { throw Missing() }
    #expect(one.series.map(\.name) == ["E"])
    #expect(one.series.map(\.title) == ["비용"])
    guard
      let two: HistoryChart = try chart(
        "run = repeat 2 { E = 3; record(E) }\nfirst = repeat 2 { E = 4; record(E) }\nplot(run, first)")
    else { throw Missing() }
    #expect(two.series.map(\.title) == ["학습", "처음"])
    #expect(two.series.map(\.panelTitle) == ["비용", "비용"])
    #expect(two.title(ChartWords(language: .ko, digits: 4)) == "반복에 따른 비용")
  }

  /// A function keeps the words of its block, and a text those of the block in which it stands in quotes.
  @Test func wordsGoWithTheSource() throws {
    let lesson = Lesson()
    _ = run("say(x) = print(\"the network\", x)\nname = \"to\"", in: lesson, Words(["the network": "신경망", "to": "~"]))
    #expect(shown(run("say(3)\nprint(name, \"to\")", in: lesson, nil)) == ["신경망 3", "~ to"])
    #expect(
      shown(run("say(3)\nprint(name, \"to\")", in: lesson, Words(["to": "까지", "the network": "망"])))
        == ["신경망 3", "~ 까지"])
    #expect(try lesson.inline("name").get().text == "~")
  }

  /// A message quotes the source, whatever the page calls it.
  @Test func faultsQuoteTheSource() {
    check(
      "table(way: [1, 2], slope: [1])",
      shows: [
        "1:1-31 NN-shape-mismatch the columns of a table are of one length: `way` has 2, `slope` has 1"
      ])
    check(
      "expect \"to\" == \"the network\"",
      shows: ["1:1-29 NN-expectation-failed expected \"to\" == \"the network\""])
  }

  @Test func whatWasLookedUpIsKnown() {
    let words = Words(["way": "방법"])
    _ = run("table(way: (\"a\", \"b\"), n: [1, 2])\nprint(\"c\")\npath = \"d\"", words)
    #expect(words.shown == ["way", "a", "b", "n", "c"])
  }
}

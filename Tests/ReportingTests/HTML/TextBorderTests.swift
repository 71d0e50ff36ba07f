import Artifacts
import Testing

@testable import Reporting

/// What is on either side of a rule's border, in pages and data.
@Suite struct TextBorderTests {
  private func check(_ node: HTMLNode, _ expected: String) {
    #expect(String(decoding: node.bytes, as: UTF8.self) == expected)
  }

  /// As libcmark writes addresses: a quote as a character reference, there alone.
  @Test func addresses() {
    check(.element("img", [("src", "it's.png"), ("alt", "it's")]), "<img src=\"it&#x27;s.png\" alt=\"it's\" />")
    check(.element("a", [("href", "'a'&b")], [.text("'")]), "<a href=\"&#x27;a&#x27;&amp;b\">'</a>")
  }

  /// Tabs and line ends in a scheme do not count, to browsers and to us.
  @Test func schemes() {
    #expect(Address.scheme(of: "ja\tva\nScript:x") == "javascript")
    for link in ["ht\ttps://a.org", "HTTPS://a.org", "MailTo:a@b.c"] {
      #expect(Address.isAllowed(link, as: .link), "\(link)")
    }
    for link in ["java\tscript:x", "//a.org", "\\/a.org", "data:text/html,x"] {
      #expect(!Address.isAllowed(link, as: .link), "\(link)")
    }
  }

  /// A number and its unit stay on one line.
  @Test(arguments: [
    ("3 cm", true), ("3 cm.", true), ("3 m", true), ("3 men", false), ("3 m2", false), ("3 ms", true), ("3 개의", true),
    ("a m", false), ("3  m", false), ("3 %", true), ("12 kHz,", true),
  ])
  func units(_ text: String, _ isJoined: Bool) {
    #expect((Typography.joiningUnits(text) != text) == isJoined)
    #expect(Typography.joiningUnits(text).replacing("\u{202F}", with: " ") == text)
  }

  @Test func linksWithinAFolder() {
    #expect(LinkDestination.relative(from: "en/01", to: "en") == "../en")
    #expect(LinkDestination.relative(from: "en/01", to: "en/01") == "01")
    #expect(LinkDestination.relative(from: "a", to: "b") == "b")
  }

  @Test func histograms() {
    let values = [0.5, 1, 1.5, 2, 2.5, 3, 3.5]
    let edges = HistogramChart.edges(for: values)
    #expect(edges.first.map { $0 <= 0.5 } == true && edges.last.map { $0 >= 3.5 } == true)
    #expect(HistogramChart.counts(of: values, edges: edges).reduce(0, +) == values.count)
    #expect(HistogramChart.counts(of: [0, 1, 2], edges: [0, 1, 2]) == [1, 2])
    #expect(HistogramChart.counts(of: [-0.1, 2.1], edges: [0, 1, 2]) == [0, 0])
    #expect(HistogramChart.counts(of: [0.999, 1], edges: [0, 1, 2]) == [1, 1])
    #expect(HistogramChart.edges(for: [1, 5], count: 4) == [1, 2, 3, 4, 5])
    #expect(HistogramChart.edges(for: [2, 2], count: 1) == [1.5, 2.5])
    #expect(HistogramChart.edges(for: [2]) == [1.5, 2.5])
    for lower in [0.13, -7.7, 1e-9, 4096.5] {
      let sample = (0..<50).map { lower * (1 + Double($0 * $0 % 37) / 9) }
      #expect(HistogramChart.counts(of: sample, edges: HistogramChart.edges(for: sample)).reduce(0, +) == 50)
    }
  }

  /// A curve that turns now and then is calm, whatever its length.
  @Test func calmTraces() {
    #expect(Smoothing.window((0..<1000).map { Double(($0 - 500) * ($0 - 500)) }) == nil)
    #expect(Smoothing.window((0..<1000).map { Double(($0 * 7919) % 101) }) == 15)
  }

  /// A cache keeps what earlier builds have set, each formula by its text and its form.
  @Test func caches() throws {
    var first = FormulaCache([], fingerprint: 7)
    let fonts = KaTeXStyle.Fonts(rawValue: 3)
    first.insert(SetFormula(html: "line", fonts: fonts), for: FormulaCache.Key(tex: "x", isDisplay: false))
    first.insert(SetFormula(html: "display", fonts: fonts), for: FormulaCache.Key(tex: "x", isDisplay: true))
    var second = FormulaCache(try #require(first.changedBytes()), fingerprint: 7)
    second.insert(SetFormula(html: "other", fonts: fonts), for: FormulaCache.Key(tex: "y", isDisplay: false))
    let bytes = try #require(second.changedBytes())
    var third = FormulaCache(bytes, fingerprint: 7)
    func html(_ tex: String, _ isDisplay: Bool) -> String? { third.entry(.init(tex: tex, isDisplay: isDisplay))?.html }
    #expect(html("x", false) == "line" && html("x", true) == "display" && html("y", false) == "other")
    #expect(html("y", true) == nil && third.changedBytes() == nil)
    var foreign = FormulaCache(bytes, fingerprint: 8)
    #expect(foreign.entry(.init(tex: "x", isDisplay: true)) == nil)
  }

  /// Sixteen gates are drawn one by one, seventeen are folded where there are groups.
  @Test(arguments: [(15, 0), (16, 0), (17, 2)]) func folds(gates: Int, folded: Int) {
    var graph = SampleGraph()
    var x = graph.input("x", 1)
    for _ in 0..<gates { x = graph.gate("exp", "exp", [x], 1, [1]) }
    var figure = graph.finish(x)
    figure.groups = [.init(name: "first"), .init(name: "second")]
    var seen = 0
    for v in figure.nodes.indices where figure.nodes[v].role == .gate {
      figure.nodes[v].group = seen < gates / 2 ? 0 : 1
      seen += 1
    }
    let visible = VisibleGraph(figure, folding: GraphFolding(figure), words: Language.en.words)
    #expect(visible.nodes.count { $0.shape == .fold } == folded)
  }
}

import Testing

/// How the facts' test reads numbers off a page: what it takes for a number, and what it takes for the same number.
struct ShownNumberTests {
  @Test(arguments: [
    ("−0.0466 and 1.2×10^−4", [-0.0466, 1.2e-4]), ("16,777,216 entries", [16_777_216]), ("12.5 % of w1", [0.125]),
    ("shape [2, 3], 7 gates", [7]), ("[[1, 2], [3, -4]]", [1, 2, 3, -4]), ("1.2e-4", [1.2e-4]), ("no number", []),
  ])
  func numbersOfATextAreRead(text: String, values: [Double]) {
    #expect(ShownNumber.all(in: text).map(\.value) == values)
  }

  @Test(
    arguments: [
      // As exact as it stands, rounded at its last digit, too short, and wrong.
      ("0.25", 0.25, nil, true), ("0.7311", 0.7310585786300049, nil, true), ("0.73", 0.7310585786300049, nil, false),
      ("0.7312", 0.7310585786300049, nil, false), ("0", 0, nil, true), ("1.20×10^−4", 1.204e-4, nil, true),
      // With eight decimals asked for: trailing zeros may be missing, digits may not.
      ("0.25201650", 0.25201649752193755, 8, true), ("0.2520165", 0.25201649752193755, 8, true),
      ("0.252016", 0.25201649752193755, 8, false),
    ] as [(String, Double, Int?, Bool)])
  func aShownNumberIsTheNumberRounded(text: String, number: Double, decimals: Int?, shows: Bool) {
    let exact = FactTolerance(relative: 0, absolute: 0)
    #expect(ShownNumber.all(in: text).map { $0.shows(number, exact, leastDecimals: decimals) } == [shows])
  }

  private func holds(_ rows: [String], _ shape: [Int], _ values: [Double]) -> Bool {
    ShownNumbers("", rows.map { ShownNumber.all(in: $0) }).hold(ShapedNumbers(shape: shape, values: values)) {
      $0.value == $1
    }
  }

  @Test func orderAndShapeMatter() {
    #expect(holds(["1 2 3", "4 5 6"], [2, 3], [1, 2, 3, 4, 5, 6]))
    #expect(!holds(["1 4", "2 5", "3 6"], [2, 3], [1, 2, 3, 4, 5, 6]), "the transpose")
    #expect(!holds(["1 2 3", "4 5 6"], [3, 2], [1, 2, 3, 4, 5, 6]), "the same numbers in other rows")
    #expect(holds(["0 1 2 3", "0 4 5 6"], [2, 3], [1, 2, 3, 4, 5, 6]), "a part of a table")
    #expect(holds(["1 2 3", "4 5 6"], [2], [2, 5]), "a column")
    #expect(!holds(["1 2 3", "4 5 6"], [2], [5, 2]))
    #expect(!holds(["1 2 3", "4 5 6"], [2], [1, 3]), "with something between")
    #expect(holds(["1 2 3 4 5 6"], [2, 3], [1, 2, 3, 4, 5, 6]), "on one line")
    #expect(!holds(["1 2 3"], [4], [1, 2, 3, 4]))
  }

  @Test func graphsTablesAndValuesOfAPageHaveNames() {
    let page = PageElement(
      page: """
        <div class="cell" id="a"><pre>x = 9</pre><div class="out"><div class="value"><span><i>W</i><sub>1</sub></span> =
        <table class="matrix"><tr><td>1</td><td>−2.5</td></tr></table></div></div>
        <div class="out"><table><thead><tr><th scope="col">rule</th><th scope="col">loss</th></tr></thead>
        <tbody><tr><td>first</td><td>0.5</td></tr><tr><td>second</td><td>3×10<sup>−2</sup></td></tr></tbody></table></div>
        <svg class="graph"><g class="node" data-node="0"><text class="name">q</text></g>
        <text class="v" data-node="0">3</text><text class="g" data-node="0"><tspan class="mark">◂</tspan>−4</text></svg></div>
        """)
    let shown = page.descendants.filter { $0.has("cell") }.flatMap { ShownNumbers.all(in: $0) }
    func values(_ name: String) -> [[Double?]]? {
      shown.first { $0.name == name }?.rows.map { $0.map { $0?.value } }
    }
    #expect(values("W1") == [[1, -2.5]])
    #expect(values("loss") == [[0.5], [0.03]])
    #expect(values("second / loss") == [[0.03]])
    #expect(values("q") == [[3]])
    #expect(values("grad q") == [[-4]])
    #expect(!shown.contains { $0.rows.joined().contains { $0?.value == 9 } }, "the source is not a result")
  }
}

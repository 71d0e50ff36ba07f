import Artifacts
import Testing

@testable import Reporting

@Suite struct NetworkDrawingTests {
  /// No number, name or word meets a node, another text or the drawing's edge, and no node another node, on pages and
  /// telephones.
  private func check(_ chart: NetworkChart, _ name: String) {
    for language in Language.shipped {
      let words = ChartWords(language: language, digits: chart.digits)
      for sizes in [NetworkSizes.wide, .upright, .narrow]
      where sizes.width > 340 || sizes.isUpright || chart.layers.count <= 4 {
        let drawing = NetworkDrawing(chart, words, sizes).drawing
        #expect(drawing.collisions() == [], "\(name), \(language), \(sizes)")
        let page = Box(left: 0, top: 0, right: drawing.width, bottom: drawing.height)
        let nodes = drawing.marks + drawing.frames
        for (place, node) in nodes.enumerated() {
          #expect(
            node.left >= page.left && node.right <= page.right && node.top >= page.top && node.bottom <= page.bottom,
            "\(name), \(language), \(sizes): a node leaves the drawing")
          for other in nodes[(place + 1)...] where node.inset(0.1).meets(other) {
            Issue.record("\(name), \(language), \(sizes): nodes meet")
          }
        }
        #expect(drawing.texts.allSatisfy { $0.size >= 11 })
      }
    }
  }

  @Test(arguments: 0..<20) func nothingMeets(index: Int) {
    for hasNames in [false, true] {
      for (hasValues, hasGradients) in [(false, false), (true, false), (true, true)] {
        check(
          RandomNetworks.chart(index, hasValues: hasValues, hasGradients: hasGradients, hasNames: hasNames),
          "\(index), values \(hasValues), gradients \(hasGradients), names \(hasNames)")
      }
    }
  }

  /// The check sees what it looks for.
  @Test func aMisplacedNumberIsSeen() {
    let chart = RandomNetworks.chart(3, hasValues: true, hasGradients: false, hasNames: false)
    var drawing = NetworkDrawing(chart, ChartWords(language: .en, digits: 4), .wide).drawing
    let node = (drawing.marks + drawing.frames)[0]
    drawing.texts.append(
      Drawing.Text(
        FigureText("0.1234"), at: Point(x: node.right, y: node.center.y), .middle, size: 12.5, style: "over"))
    #expect(drawing.collisions() != [])
  }

  private func network(_ widths: [Int], weight: Double = 1) -> NetworkChart {
    let layers = widths.enumerated().map { NetworkChart.Layer(index: $0, count: $1) }
    return NetworkChart(
      name: "net", layers: layers,
      connections: layers.indices.dropLast().map { place in
        let count = layers[place].units.count * layers[place + 1].units.count
        return .weights(
          NetworkChart.Weights(
            name: "w\(place + 1)", shape: [widths[place], widths[place + 1]],
            values: (0..<count).map { $0 % 2 == 0 ? weight : -weight / 2 }), bias: nil)
      }, parameters: zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 }, greatest: 2 * weight)
  }

  private let words = ChartWords(language: .en, digits: 4)

  @Test func largeLayersFold() {
    let chart = network([784, 128, 10])
    #expect(chart.layers.map(\.units.count) == [7, 7, 10])
    #expect(chart.layers[0].units == [0, 1, 2, 3, 781, 782, 783])
    let drawing = NetworkDrawing(chart, words, .wide).drawing
    let texts = drawing.texts.map(\.text.plain)
    #expect(texts.contains("⋮ 777") && texts.contains("⋮ 121") && !texts.contains { $0.hasPrefix("⋮ 0") })
    #expect(
      chart.facts(words).map(\.text) == [
        "784–128–10", "101,632 parameters", "input: 7 of 784 units drawn", "layer 1: 7 of 128 units drawn",
      ])
  }

  @Test func deepNetworksFold() {
    let chart = network(Array(repeating: 2, count: 20))
    #expect(chart.layers.map(\.index) == [0, 1, 2, 3, 17, 18, 19])
    check(chart, "20 layers")
    check(network(Array(repeating: 12, count: 8)), "8 wide layers")
    #expect(chart.facts(words).last?.text == "13 more layers")
    #expect(NetworkDrawing(chart, words, .upright).drawing.texts.contains { $0.text.plain == "⋯ 13 more layers" })
  }

  /// Four widths, by quarters of the greatest magnitude; dashes say the sign without a colour.
  @Test(arguments: [
    (0.0, "w0"), (0.01, "wp v1"), (1, "wp v1"), (1.01, "wp v2"), (-2, "wn v2"), (-2.5, "wn v3"), (4, "wp v4"),
    (-4, "wn v4"),
  ])
  func widthsTellSizes(value: Double, style: String) {
    #expect(NetworkDrawing.style(value, greatest: 4, false) == style)
    #expect(ChartStyle.page.contains(".wn{fill:none;stroke:var(--neg);stroke-dasharray"))
  }

  @Test func smallNetworksCarryTheirWeights() {
    func onLinks(_ widths: [Int]) -> [String] {
      NetworkDrawing(network(widths, weight: 0.75), words, .wide).drawing.texts.filter { $0.style == "over" }
        .map(\.text.plain)
    }
    #expect(onLinks([2, 3, 1]).sorted() == Array(repeating: "0.75", count: 5) + Array(repeating: "−0.375", count: 4))
    #expect(onLinks([5, 5]) == [])
    #expect(network([5, 5]).table(words)?.columns[0].count == 25 && network([9, 9]).table(words) == nil)
  }

  @Test func wordsAreInBothLanguages() {
    let chart = network([2, 1])
    #expect(
      chart.description(words)
        == "Network net: 2–1. input: 2 units; output: 1 unit. 2 parameters. Links drawn: 1 positive, 1 negative.")
    #expect(
      chart.description(ChartWords(language: .ko, digits: 4))
        == "신경망 net: 2–1. 입력: 유닛 2개; 출력: 유닛 1개. 매개변수 2개. 그린 연결: 양수 1개, 음수 1개.")
  }

  @Test func dataHoldsWhatIsDrawn() {
    #expect(
      String(decoding: network([2, 1]).data.csv, as: UTF8.self)
        == "kind,entry,value\nweight,\"w1[0, 0]\",1\nweight,\"w1[1, 0]\",-0.5\n")
    let transposed = NetworkChart(
      name: "net", layers: [NetworkChart.Layer(index: 0, count: 2), NetworkChart.Layer(index: 1, count: 2)],
      connections: [
        .weights(
          NetworkChart.Weights(name: "W", shape: [2, 2], isTransposed: true, values: [1, 3, 2, 4]),
          bias: NetworkChart.Weights(name: "b", shape: [2, 1], values: [5, 6]))
      ], parameters: 6, greatest: 6)
    #expect(transposed.data.columns[1].texts == ["W[0, 0]", "W[0, 1]", "W[1, 0]", "W[1, 1]", "b[0, 0]", "b[1, 0]"])
    #expect(transposed.data.columns[2].values == [1, 2, 3, 4, 5, 6])
    var json = JSONWriter()
    network([2, 1]).write(to: &json)
    #expect(
      String(decoding: json.bytes, as: UTF8.self).hasPrefix(
        "{\"kind\": \"network\", \"name\": \"net\", \"widths\": [2, 1], \"parameters\": 2, \"layers\": [{\"layer\": 0"))
  }
}

import Artifacts
import Foundation
import Testing

@testable import Reporting

@Suite struct GraphSVGTests {
  private func render(_ figure: GraphFigure, _ language: Language = .en) -> (inline: String, file: String) {
    let rendering = GraphPicture(figure, language: language).render(prefix: "fig-a")
    return (
      String(decoding: rendering.inline.bytes, as: UTF8.self), String(decoding: rendering.file ?? [], as: UTF8.self)
    )
  }

  private func attributes(_ name: String, in text: String) -> [String] {
    text.components(separatedBy: " \(name)=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
  }

  @Test(arguments: SampleGraph.all.map(\.name)) func everyDrawingSpeaksForItself(name: String) throws {
    let figure = try #require(SampleGraph.all.first { $0.name == name }).figure
    let (inline, file) = render(figure)
    for text in [inline, file] {
      let drawings = text.components(separatedBy: "<svg ").count - 1
      #expect(attributes("role", in: text).filter { $0 != "group" } == Array(repeating: "img", count: drawings))
      #expect(text.components(separatedBy: "</title>").count - 1 == drawings)
      #expect(text.components(separatedBy: "</desc>").count - 1 == drawings)
      let ids = attributes("id", in: text)
      #expect(Set(ids).count == ids.count)
      for labels in attributes("aria-labelledby", in: text) {
        for id in labels.split(separator: " ") { #expect(ids.contains(String(id))) }
      }
      // Every node and wire can be found by the player.
      if name != "loop" {
        #expect(Set(attributes("data-node", in: text)).isSubset(of: figure.nodes.indices.map(String.init)))
      }
      #expect(!text.contains("nan") && !text.contains("inf\""))
    }
    #expect(!inline.contains("<style"))
    #expect(file.contains("prefers-color-scheme:dark"))
    #expect(render(figure) == (inline, file))
  }

  @Test func everyNodeAndWireIsNamed() {
    let figure = SampleGraph.neuron
    let (_, file) = render(figure)
    #expect(Set(attributes("data-node", in: file)) == Set(figure.nodes.indices.map(String.init)))
    #expect(Set(attributes("data-edge", in: file)) == Set(figure.edges.indices.map(String.init)))
  }

  @Test func smallGraphsHaveADrawingForTelephones() {
    for (name, figure) in SampleGraph.all where ["xyz", "neuron", "fork", "square", "max"].contains(name) {
      let narrow = GraphPicture(figure, language: .en).narrow
      #expect((narrow?.width ?? 1000) * 11 / DrawingSizes.narrow.number <= 340, "\(name)")
    }
    #expect(GraphPicture(SampleGraph.network, language: .en).narrow == nil)
  }

  /// A drawing scrolls before any of its numbers is smaller than 11 px, or a word than 9.
  @Test func leastWidthsFollowTheSmallestText() {
    for index in 0..<50 {
      guard let wide = GraphPicture(RandomGraphs.figure(index), language: .en).wide else { continue }
      let scale = wide.leastWidth(numbers: 11, words: 9) / wide.width
      let words = wide.labels.filter { $0.kind == .pattern || $0.kind == .frame }
      let numbers = wide.labels.filter { $0.kind != .pattern && $0.kind != .frame }
      #expect(numbers.allSatisfy { $0.size * scale >= 10.999 } && words.allSatisfy { $0.size * scale >= 8.999 })
      #expect(scale * DrawingSizes.wide.number >= 10.999 && scale < 1)
    }
  }

  /// Paper has the upright drawing where numbers of the flat one would be smaller than 7 pt there.
  @Test func longGraphsStandUprightOnPaper() {
    func style(_ figure: GraphFigure) -> String {
      GraphPicture(figure, language: .en).render(prefix: "fig-a").style
    }
    #expect(style(SampleGraph.xyz) == "two")
    #expect(style(SampleGraph.network) == "one broad")
    #expect(style(SampleGraph.neuron) == "two long broad")
  }

  /// What would be too small to read on the widest page stands upright everywhere, in its file, too.
  @Test func longGraphsStandUpright() {
    var upright = 0
    for index in 0..<200 {
      let picture = GraphPicture(RandomGraphs.figure(index), language: .en)
      guard let wide = picture.wide, picture.narrow != nil else { continue }
      let rendering = picture.render(prefix: "fig-a")
      let inline = String(decoding: rendering.inline.bytes, as: UTF8.self)
      let file = String(decoding: rendering.file ?? [], as: UTF8.self)
      #expect((wide.width > 1540) == picture.isUpright)
      #expect(inline.components(separatedBy: "<svg ").count - 1 == (picture.isUpright ? 1 : 2))
      #expect(file.contains("class=\"graph narrow\"") == picture.isUpright)
      if picture.isUpright { upright += 1 }
    }
    #expect(upright > 0)
  }

  /// The page is as wide as it is: a matrix that does not fit stands as its shape, on each layout by itself.
  @Test func matricesThatDoNotFitStandAsTheirShapes() throws {
    var figure = SampleGraph.tensors
    let w = try #require(figure.nodes.firstIndex { $0.name == "W" })
    let small = GraphPicture(figure, language: .en)
    #expect(small.wide?.graph.hasMatrices == true && small.narrow?.graph.hasMatrices == true)
    // Three columns of long numbers are too much beside four gates, and not below them.
    let long = ShapedValues(shape: [3, 3], values: (1...9).map { -1.234e-5 * Double($0) })
    figure.nodes[w].value = long
    figure.nodes[w].gradient = long
    let upright = GraphPicture(figure, language: .en)
    #expect(upright.wide?.graph.hasMatrices == false)
    #expect(upright.narrow?.graph.hasMatrices == true)
    #expect(upright.description.contains("W = [[−1.234×10⁻⁵, "))
  }

  /// Entries flush right in each column, between brackets that reach from the first row to the last.
  @Test func aMatrixIsSetInRows() throws {
    let file = render(SampleGraph.tensors).file
    let start = try #require(file.range(of: "class=\"bracket forward\" data-node=\"1\""))
    let text = file[start.upperBound...]
    let cells = try #require(text.range(of: "class=\"v cells\" data-node=\"1\""))
    let end = try #require(text[cells.upperBound...].range(of: "</text>"))
    let spans = text[cells.upperBound..<end.lowerBound].components(separatedBy: "<tspan ").dropFirst()
    #expect(
      spans.map { $0.components(separatedBy: ">")[1].components(separatedBy: "<")[0] } == [
        "1", "2", "3", "4", "5", "6",
      ])
    let places = spans.map { attributes("x", in: " " + $0)[0] + "," + attributes("y", in: $0)[0] }
    #expect(Set(places).count == 6)
    #expect(Set(places.map { $0.split(separator: ",")[0] }).count == 2)
    #expect(Set(places.map { $0.split(separator: ",")[1] }).count == 3)
  }

  /// The smallest drawing, byte for byte.
  @Test func golden() throws { try checkGolden("Figures/Goldens/xyz.svg", render(SampleGraph.xyz).file) }
}

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
      #expect(attributes("role", in: text) == Array(repeating: "img", count: drawings))
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

  /// The smallest drawing, byte for byte. `RECORD_GOLDENS=1` rewrites it and fails.
  @Test func golden() throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Goldens/xyz.svg")
    let file = render(SampleGraph.xyz).file
    if ProcessInfo.processInfo.environment["RECORD_GOLDENS"] != nil {
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.utf8).write(to: url)
      Issue.record("recorded \(url.lastPathComponent); read the difference")
      return
    }
    #expect(try String(contentsOf: url, encoding: .utf8) == file)
  }
}

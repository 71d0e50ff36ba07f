import Foundation
import Testing

@testable import Reporting

@Suite struct ChartSVGTests {
  private func render(_ chart: any ChartContent, _ language: Language = .en) -> (inline: String, file: String) {
    let picture = ChartPicture(chart, words: ChartWords(language: language, digits: chart.digits))
    return (
      String(decoding: picture.inline(prefix: "fig-a", alternative: nil).bytes, as: UTF8.self),
      String(decoding: picture.file(prefix: "fig-a", alternative: nil), as: UTF8.self)
    )
  }

  private func attributes(_ name: String, in text: String) -> [String] {
    text.components(separatedBy: " \(name)=\"").dropFirst().map { String($0.prefix { $0 != "\"" }) }
  }

  @Test(arguments: SampleCharts.all.indices) func everyDrawingSpeaksForItself(index: Int) {
    let chart = SampleCharts.all[index].chart.content
    let (inline, file) = render(chart)
    for text in [inline, file] {
      let drawings = text.components(separatedBy: "<svg ").count - 1
      #expect(drawings > 0)
      #expect(attributes("role", in: text) == Array(repeating: "img", count: drawings))
      #expect(text.components(separatedBy: "</title>").count - 1 == drawings)
      #expect(text.components(separatedBy: "</desc>").count - 1 == drawings)
      let ids = attributes("id", in: text)
      #expect(Set(ids).count == ids.count)
      for labels in attributes("aria-labelledby", in: text) {
        for id in labels.split(separator: " ") { #expect(ids.contains(String(id))) }
      }
      #expect(!text.contains("nan") && !text.contains("\"NaN") && !text.contains("\"inf"))
    }
    #expect(!inline.contains("<style"))
    #expect(file.contains("prefers-color-scheme:dark"))
    #expect(render(chart) == (inline, file))
    #expect(render(chart, .ko).inline != inline)
  }

  /// A label has its pale rim below it, since not every program that reads files knows `paint-order`.
  @Test func rimsAreTextsOfTheirOwn() throws {
    let chart = try #require(SampleCharts.plots.first { $0.name == "two circles" }).chart
    let polygons = SampleCharts.polygons([[(0, 0), (1, 0), (1, 1)], [(3, 0), (4, 0), (4, 1)]])
    #expect(!render(chart).file.contains(" rim\""))
    let file = render(polygons).file
    #expect(file.components(separatedBy: "aria-hidden").count - 1 == 2)
    let rim = try #require(file.range(of: "lab t1 rim"))
    #expect(file[rim.upperBound...].contains("class=\"lab t1\"") || file[rim.upperBound...].contains("lab t1 m\""))
  }

  @Test func polygonsSayTheirCorners() {
    let polygons = SampleCharts.polygons([[(0, 0), (1, 0), (1, -0.5)]])
    let file = render(polygons).file
    #expect(file.contains("Polygon p0. A unit is as long on both axes. p0: corners (0, 0), (1, 0), (1, −0.5)."))
    #expect(render(polygons, .ko).file.contains("다각형 p0. 두 축에서 단위의 길이가 같다. p0: 꼭짓점 (0, 0)"))
    #expect(String(decoding: polygons.data.csv, as: UTF8.self) == "p0 x,p0 y\n0,0\n1,0\n1,-0.5\n")
  }

  /// The smallest drawings, byte for byte.
  @Test(arguments: ["line", "network"]) func golden(name: String) throws {
    let chart: any ChartContent = name == "line" ? try #require(SampleCharts.plots.first).chart : SampleCharts.neuron
    try checkGolden("Charts/Goldens/\(name).svg", render(chart).file)
  }
}

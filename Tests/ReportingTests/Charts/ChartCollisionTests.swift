import Testing

@testable import Reporting

/// No text of a chart meets another, a mark, an outline or the drawing's edge, on pages and on telephones.
@Suite struct ChartCollisionTests {
  private func check(_ chart: any ChartContent, _ name: String) {
    for language in Language.shipped {
      let layout = chart.layout(ChartWords(language: language, digits: chart.digits))
      for panel in layout.panels + (layout.narrow ?? []) {
        let collisions = panel.collisions()
        #expect(collisions == [], "\(name), \(language)")
      }
      for panel in layout.narrow ?? (layout.columns == 1 ? [] : layout.panels) {
        #expect(panel.width <= 340, "\(name) fits a telephone")
      }
    }
  }

  @Test(arguments: SampleCharts.all.indices) func nothingMeets(index: Int) {
    check(SampleCharts.all[index].chart.content, SampleCharts.all[index].name)
  }

  @Test func nothingMeetsInRandomPlots() {
    for index in 0..<200 {
      check(SampleCharts.randomPlot(index), "plot \(index)")
      check(SampleCharts.randomPolygons(index), "polygons \(index)")
    }
  }
}

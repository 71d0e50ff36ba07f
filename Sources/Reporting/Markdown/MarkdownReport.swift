import Markup
import SourceText

/// The report as Markdown: the author's own text, with results where the cells stand.
struct MarkdownReport {
  let report: Report
  let figures: FigureSet

  init(_ report: Report, figures: FigureSet) {
    self.report = report
    self.figures = figures
  }

  func bytes() -> [UInt8] {
    []
  }
}

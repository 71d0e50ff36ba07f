import Markup

/// Blocks as HTML without anything of the page: for a document of plain CommonMark, the bytes that libcmark writes.
///
/// - Parameter rawHTML: `false` drops raw HTML and dangerous link schemes, as cmark's safe mode does.
public func plainHTML(_ document: Document, rawHTML: Bool = true) -> [UInt8] {
  let report = Report(
    title: "", path: "", document: document, options: ReportOptions(rawHTML: rawHTML))
  var renderer = BodyRenderer(DrawnReport(report), setting: .plain, formulas: nil)
  var bytes: [UInt8] = []
  renderer.blocks(document.blocks).write(into: &bytes)
  return bytes
}

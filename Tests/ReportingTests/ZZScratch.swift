import Foundation
import Testing
import SourceText

@testable import Reporting

@Suite struct ZZScratch {
  @Test func write() throws {
    let root = URL(fileURLWithPath: "/tmp/pg/out")
    func read(_ p: String) -> [UInt8] { (try? Data(contentsOf: URL(fileURLWithPath: p))).map(Array.init) ?? [] }
    let script = read("/usr/share/javascript/katex/katex.min.js")
    let katex = KaTeX(script: script, style: KaTeXStyle(read("/usr/share/javascript/katex/katex.min.css")), cache: [])
    let report = SampleReport.make()
    let pages = renderPages(report, typesetter: katex)
    print(pages.diagnostics.map { $0.message }, report.diagnostics.map(\.message))
    let index = renderIndex(CourseIndex(title: "딥러닝 기초", description: "연쇄 법칙에서 학습까지.", lessons: [(.ko, [.init(title: "역전파", description: "게이트와 기울기", path: "ko/04-backprop"), .init(title: "게이트", description: "값과 기울기가 흐르는 길을 따라가며, 게이트마다 하는 일을 본다.", path: "ko/04-backprop")]), (.en, [.init(title: "Backpropagation", description: "Gates", path: "en/04")])]))
    for file in pages.value + sharedAssets() + [renderJSON(report), index.html, index.markdown] {
      let url = root.appendingPathComponent(file.path)
      try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(file.bytes).write(to: url)
    }
  }
}

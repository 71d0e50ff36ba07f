import Foundation
import Testing

@testable import Reporting

@Suite struct PageRendererTests {
  private func html(_ style: PageStyle = .linked, edit: (inout Report) -> Void = { _ in }) -> String {
    var report = SampleReport.make()
    edit(&report)
    return report.page(style).html
  }

  @Test func loadsNothingFromElsewhere() {
    let page = html()
    for marker in ["src=\"http", "src=\"//", "src=\"/", "href=\"/", "@import", "<script src", "import("] {
      #expect(!page.contains(marker) && !Theme.styleSheet().contains(marker), "\(marker)")
    }
    // In a page `url(#…)` is a place in a drawing.
    #expect(!Theme.styleSheet().contains("url("))
    #expect(page.components(separatedBy: "url(").dropFirst().allSatisfy { $0.hasPrefix("#") })
    #expect(page.contains("<link rel=\"stylesheet\" href=\"../assets/lessons.css\" />"))
    #expect(page.contains("<link rel=\"stylesheet\" href=\"../assets/katex/katex.min.css\" />"))
  }

  /// Each script where something on the page needs it, and nowhere else; none in a fragment.
  @Test func bringsItsScriptWhereThereIsAPlayer() {
    func has(_ script: String, in page: String) -> Bool { page.contains(">" + script + "</script>") }
    let player = ScriptText.compact(PlayerScript.text)
    let page = html()
    #expect(has(player, in: page) && has(ScrollScript.text, in: page) && has(PageScript.scheme.text, in: page))
    #expect(page.contains("<template class=\"walk\">"))
    #expect(!html(.fragment).contains("<script"))
    let plain = html { for k in $0.cells.indices { $0.cells[k].outputs = [] } }
    #expect(!has(player, in: plain) && !plain.contains("<template") && has(ScrollScript.text, in: plain))
    let bare = html {
      $0.document.blocks = []
      $0.document.footnotes = []
      $0.cells = []
    }
    #expect(!has(player, in: bare) && !has(ScrollScript.text, in: bare) && has(PageScript.scheme.text, in: bare))
  }

  /// The scheme is known before anything is drawn in another one.
  @Test func appliesTheSchemeBeforeAStyleSheet() throws {
    let page = html()
    let script = try #require(page.range(of: "<script>" + PageScript.scheme.text))
    let sheet = try #require(page.range(of: "<link rel=\"stylesheet\""))
    #expect(script.lowerBound < sheet.lowerBound)
    #expect(page.contains("<div class=\"schemes\" role=\"group\" aria-label=\"화면 색\">"))
    // Shown where scripts run, hidden where they do not.
    #expect(Theme.styleSheet().contains(".schemes{display:none}\n[data-scripts] .schemes{display:flex;"))
  }

  static let extras = [
    PageTools.text + SchemeScript.text, OriginScript.text, SearchScript.text, PlaceScript.text, CopyScript.text,
    KeysScript.text,
  ]

  /// A list of a page's links tells them apart.
  @Test func headingsHaveNamesOfTheirOwn() {
    let names = html().matches(of: /class="anchor" href="[^"]*" aria-label="([^"]*)"/).map { String($0.1) }
    #expect(names == ["‘게이트 하나씩’의 주소"])
  }

  /// What visual design allows for the figures of a page, and for all that comes beside them.
  @Test func scriptsAreSmall() {
    #expect(ScriptText.compact(PlayerScript.text).utf8.count <= 24_000 && ScrollScript.text.utf8.count <= 1_200)
    #expect((LiveScript.ends.start + LiveScript.ends.end).utf8.count <= 24_000)
    #expect(Self.extras.reduce(0) { $0 + ScriptText.compact($1).utf8.count } <= 16_384)
  }

  @Test func asksForKaTeXOnlyWhereThereAreFormulas() {
    let page = html {
      $0.document.blocks = []
      $0.document.footnotes = []
    }
    #expect(!page.contains("katex"))
  }

  @Test func bringsItsStylesAlongWhenItTravelsAlone() {
    let page = html(.inlined(katex: ".katex{}"))
    #expect(page.contains("<style>.katex{}</style>") && page.contains("--ink:#1C2126"))
    #expect(!page.contains("rel=\"stylesheet\""))
    #expect(html(.fragment).hasPrefix("<article class=\"lesson\" lang=\"ko\">"))
  }

  /// Each colour stands beside its dark one; a scheme that the reader chose and the system's pick from the same list.
  @Test func darkColoursAreForScreensAlone() throws {
    let sheet = Theme.styleSheet()
    let token = try #require(Theme.tokens.first { $0.name == "bg" })
    let parts = sheet.components(separatedBy: token.dark)
    #expect(parts.count == 2)
    #expect(parts[0].hasSuffix("--bg:light-dark(\(token.light),"))
    let screen = try #require(parts[0].components(separatedBy: "@media screen{").last)
    #expect(screen.hasPrefix(":root{color-scheme:light dark}\n:root[data-scheme=light]{color-scheme:light}"))
    #expect(parts[0].hasPrefix(":root{--bg:\(token.light);") && !sheet.contains("prefers-color-scheme"))
  }

  /// KaTeX's MathML is positioned absolutely. Without a box of its own it escapes the scrolling box of a wide table,
  /// and the page of a telephone becomes wider than its screen.
  @Test func keepsAFormulasHiddenMathMLBesideIt() {
    #expect(Theme.styleSheet().contains(".katex{font-size:1.1em;position:relative}"))
  }

  /// A display formula scrolls sideways, so its box cuts what stands out below it: Hangul under a brace does. The room
  /// is inside of the box, and taken off the margins again.
  @Test func givesFormulasRoomForWhatHangsBelow() {
    #expect(Theme.styleSheet().contains(".eq{display:flex;align-items:center;margin:-.25em 0 .8em;padding:.5em 0;"))
    #expect(Theme.styleSheet().contains("p .katex-display{padding:.5em 0;"))
  }

  /// On paper short code stays whole; a fold may break, for it is often longer than the page it would be pushed to.
  @Test func breaksOnlyLongBlocksOnPaper() throws {
    let paper = try #require(Theme.styleSheet().components(separatedBy: "@media print{").last)
    #expect(paper.contains(".cell .src,pre{break-inside:avoid;"))
    #expect(paper.contains(".cell :is(details.src,"))
    #expect(paper.contains("table:has(tbody tr:nth-child(16)),"))
    #expect(
      paper.contains("table,tr,div.call,.body,.picture,.eq,.fault,figcaption,.steps li,.value{break-inside:avoid}"))
  }

  /// Sheets have their numbers, and no heading stands at the end of one.
  @Test func paperHasPageNumbers() {
    #expect(Theme.styleSheet().contains("@bottom-center{content:counter(page) \" / \" counter(pages);"))
    #expect(Theme.styleSheet().contains(":is(h1,h2,h3,h4,.tab-title,summary,.call-title){break-after:avoid}"))
  }

  @Test func leavesSolutionsOut() {
    let edit: (inout Report) -> Void = {
      $0.cells[4].isSolution = true
      $0.cells[4].failures = []
    }
    #expect(html(edit: edit).contains("<details class=\"solution\"><summary>풀이</summary>"))
    let without = html {
      edit(&$0)
      $0.options.solutions = false
    }
    #expect(!without.contains("class=\"solution\"") && !without.contains("w * z"))
  }

  @Test func hasOnePlaceForEachID() {
    let page = html()
    let ids = page.components(separatedBy: " id=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
    #expect(Set(ids).count == ids.count)
    for target in page.components(separatedBy: "href=\"#").dropFirst().map({ $0.prefix { $0 != "\"" } }) {
      #expect(ids.contains(target), "\(target)")
    }
  }

  @Test func saysTheSameTwice() {
    #expect(html() == html())
  }
}

import Testing

@testable import Preview

@Suite struct PagePatchTests {
  private func page(_ blocks: [String], head: String = "<h>", tail: String = "</h>", line: Int = 1) -> PageBlocks {
    var text = head
    for (index, block) in blocks.enumerated() { text += "<!--lessons:\(index + line):a%20b.md-->" + block }
    return PageBlocks(Array((text + "<!--lessons:-->" + tail).utf8))
  }

  /// Parts as text: `0-2 N 3-4`.
  private func parts(_ patch: PagePatch) -> String {
    let text = patch.parts.map { part in
      switch part {
      case .kept(let range): "\(range.lowerBound)-\(range.upperBound)"
      case .new(let bytes): String(decoding: bytes, as: UTF8.self)
      }
    }
    return text.joined(separator: " ")
  }

  private func check(_ old: [String], _ new: [String], _ expected: String, _ place: SourceLocation = #_sourceLocation) {
    let patch = PagePatch(from: page(old), to: page(new))
    #expect(parts(patch) == expected, sourceLocation: place)
    // What the page's script does with it gives the new page.
    let made = patch.parts.flatMap { part in
      switch part {
      case .kept(let range): Array(old[range])
      case .new(let bytes): [String(decoding: bytes, as: UTF8.self)]
      }
    }
    #expect(made == new, sourceLocation: place)
    #expect(patch.count == old.count)
    #expect(patch.marks.count == new.count)
  }

  @Test func keepsWhatIsTheSame() {
    check(["A", "B", "C"], ["A", "B", "C"], "0-3")
    check(["A", "B", "C"], ["A", "X", "C"], "0-1 X 2-3")
    check(["A", "B", "C"], ["A", "B", "X", "C"], "0-2 X 2-3")
    check(["A", "B", "C"], ["A", "C"], "0-1 2-3")
    check(["A", "B", "C"], ["C", "A", "B"], "2-3 0-2")
    check([], ["A"], "A")
    check(["A"], [], "")
    // Of equal blocks each old one is used once.
    check(["A", "A"], ["A", "A", "A"], "0-2 A")
    check(["A", "B", "A"], ["A", "A", "A"], "0-1 A 2-3")
  }

  @Test func isTheNewPageForRandomOnes() {
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      func blocks() -> [String] {
        (0..<Int.random(in: 0...9, using: &random)).map { _ in
          ["A", "B", "C", "D"].randomElement(using: &random) ?? "A"
        }
      }
      let (old, new) = (blocks(), blocks())
      let patch = PagePatch(from: page(old), to: page(new))
      let kept = patch.parts.flatMap { part in if case .kept(let range) = part { Array(range) } else { [Int]() } }
      #expect(Set(kept).count == kept.count, "an old block is used once")
      let made = patch.parts.flatMap { part in
        switch part {
        case .kept(let range): Array(old[range])
        case .new(let bytes): [String(decoding: bytes, as: UTF8.self)]
        }
      }
      #expect(made == new)
    }
  }

  /// The script of sliders knows its blocks from the moment it runs: where one of them, or the tape, changes, all of
  /// them are new, and the others stay.
  @Test func bringsAllThatSlidersMoveAnew() {
    let follower = #"<p>It is <span data-on="0">3</span></p>"#, other = #"<p><i data-on="0">4</i></p>"#
    let panel = #"<div><input data-slider="0"></div>"#
    func check(_ old: [String], _ new: [String], tapes: (String, String) = ("1", "1"), _ expected: String) {
      let patch = PagePatch(
        from: page(old, tail: #"<script id="tape">"# + tapes.0), to: page(new, tail: #"<script id="tape">"# + tapes.1))
      #expect(parts(patch) == expected)
      #expect(patch.restartsSliders == !expected.hasPrefix("0"))
    }
    check([follower, "A", panel], [follower, "B", panel], "0-1 B 2-3")
    check([panel, "A", follower, "B"], [panel, "A", other, "B"], "\(panel) 1-2 \(other) 3-4")
    check([panel, "A", follower], [panel, "A"], "\(panel) 1-2")
    check([panel, "A", follower], [panel, "A", follower], tapes: ("1", "2"), "\(panel) 1-2 \(follower)")
    check([panel, "A", "B"], [panel, "B", follower], "\(panel) 2-3 \(follower)")
    // A page without a tape has nothing that follows.
    #expect(!PagePatch(from: page(["A"]), to: page([follower])).restartsSliders)
  }

  /// The script of live blocks knows its drawings from the moment it runs, and what it has drawn in them.
  @Test func tellsWhereTrainingIsAnother() {
    let drawing = #"<svg data-live="{}"></svg>"#, panel = #"<div class="training"></div>"#
    func check(_ old: [String], _ new: [String], runs: (String, String) = ("1", "1"), _ expected: Bool) {
      let patch = PagePatch(
        from: page(old, tail: #"<script id="live">"# + runs.0), to: page(new, tail: #"<script id="live">"# + runs.1))
      #expect(patch.changesRuns == expected)
    }
    check([drawing, panel, "A"], [drawing, panel, "B"], false)
    check([drawing, panel, "A"], [drawing, panel, "A"], runs: ("1", "2"), true)
    check([drawing, panel], [panel], true)
    check([panel], [panel, drawing], true)
    #expect(!PagePatch(from: page([drawing]), to: page(["A"])).changesRuns)
  }

  @Test func movesLinesWithoutNewBlocks() {
    let patch = PagePatch(from: page(["A", "B"]), to: page(["A", "B"], line: 7))
    #expect(patch.parts == [.kept(0..<2)])
    #expect(patch.marks == ["7:a b.md", "8:a b.md"])
    #expect(patch.frame == nil)
    #expect(PagePatch(from: page(["A"]), to: page(["A"], head: "<i>")).frame == Array("<i></h>".utf8))
  }

  @Test func cutsAtMarksAlone() {
    let text = "<h><!--lessons:1:a.md-->x<!-- lessons:2:a.md --><!--lessons:x-->y<!--lessons:-->z"
    let blocks = PageBlocks(Array(text.utf8))
    #expect(
      blocks.blocks.map { String(decoding: $0.bytes, as: UTF8.self) } == ["x<!-- lessons:2:a.md --><!--lessons:x-->y"])
    #expect(String(decoding: blocks.tail, as: UTF8.self) == "z")
    #expect(PageBlocks(Array("no marks <!--lessons:".utf8)).blocks.isEmpty)
  }
}

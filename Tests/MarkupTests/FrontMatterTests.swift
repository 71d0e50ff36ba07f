import SourceText
import Testing

@testable import Markup

/// Front matter is taken off, and keeps its place.
struct FrontMatterTests {
  private func check(_ text: String, _ matter: String?, at offset: Int? = nil, blocks: Int) {
    let document = parse(text).value
    #expect(document.frontMatter?.string == matter, "\(text.debugDescription)")
    if let offset { #expect(document.frontMatter?.range.bytes.lowerBound == offset) }
    #expect(document.blocks.count == blocks, "\(text.debugDescription)")
  }

  @Test func places() {
    check("---\ntitle: 사과\n---\n# A\n", "title: 사과\n", at: 4, blocks: 1)
    check("\u{FEFF}---\ntitle: A\n...\ntext\n", "title: A\n", at: 7, blocks: 1)
    check("---  \r\ntitle: A\r\n---\r\ntext\r\n", "title: A\r\n", at: 7, blocks: 1)
    check("---\n---\ntext\n", "", at: 4, blocks: 1)
    check("---\ntitle: A\n---", "title: A\n", at: 4, blocks: 0)
    check("---\n\ntext\n---\n", nil, blocks: 2)
    check("---\ntitle: A\n", nil, blocks: 2)
    check("\n---\ntitle: A\n---\n", nil, blocks: 2)
    check("text\n", nil, blocks: 1)
  }

  @Test func blocksBehindItStandWhereTheyStand() throws {
    let document = parse("---\na: 1\n---\n\n# 제목\n\n- 글\n").value
    #expect(document.blocks.map { $0.range.start.line } == [5, 7])
    #expect(document.blocks[0].range.text == "# 제목")
  }
}

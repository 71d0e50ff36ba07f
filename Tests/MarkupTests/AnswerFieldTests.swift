import SourceText
import Testing

@testable import Markup

/// `[?]{nn="…"}`: its expressions, their order among those of the document, and what is wrong with its attributes.
struct AnswerFieldTests {
  private func check(
    _ text: String, _ blocks: String, _ expressions: [String], _ faults: [String] = [],
    _ location: Testing.SourceLocation = #_sourceLocation
  ) {
    let parsed = parse(text)
    #expect(outline(parsed.value.blocks) == blocks, sourceLocation: location)
    #expect(
      parsed.value.expressions.map { ($0.isAnswer ? "?" : "") + $0.source.string } == expressions,
      sourceLocation: location)
    let found = parsed.diagnostics.map { "\($0.range.start.line):\($0.range.start.column) \($0.id.rawValue)" }
    #expect(found == faults, sourceLocation: location)
  }

  @Test func fields() {
    check("It is [?]{nn=\"y\"}.\n", "p(‹It is ›answer0‹.›)", ["?y"])
    check(
      "`{nn} a` [?]{nn=\"y[0]\" within=\"1%\" wrong='-y' say=\"the sign\" wrong=\"z\" say=\"it's z\"} `{nn} b`\n",
      "p(nn0‹ ›answer1,2,3‹ ›nn4)", ["a", "?y[0]", "?-y", "?z", "b"])
    check("> - [?]{nn=y}\n", "quote(ul(p(answer0)))", ["?y"])
    check("| a |\n|--|\n| [?]{nn=\"y\"} |\n", "table(none:‹a› / answer0)", ["?y"])
  }

  /// Attributes may stand in lines of their own, in a quote too.
  @Test func lines() {
    check(
      "> It is [?]{nn=\"y\"\n> wrong=\"z\"\n>   say=\"no\"} so.\n", "quote(p(‹It is ›answer0,1‹ so.›))", ["?y", "?z"])
  }

  @Test func whatIsNone() {
    check("`[?]{nn=\"y\"}`\n", "p(`[?]{nn=\"y\"}`)", [])
    check("[?](a.md) [?]\n", "p(link(‹?›)→a.md‹ [?]›)", [])
    check("```\n[?]{nn=\"y\"}\n```\n", "code:([?]{nn=\"y\"}\n)", [])
  }

  @Test func faults() {
    check("[?]{within=\"1%\"}\n", "", [], ["1:1 NN-answer-field"])
    check("[?]{nn=\"\"}\n", "", [], ["1:5 NN-answer-field"])
    check("[?]{nn=\"y\" nn=\"z\"}\n", "p(answer0)", ["?y"], ["1:12 NN-answer-field"])
    check("[?]{nn=\"y\" say=\"b\"}\n", "p(answer0)", ["?y"], ["1:12 NN-answer-field"])
    check("[?]{nn=\"y\" wrong=\"z\"}\n", "p(answer0)", ["?y"], ["1:12 NN-answer-field"])
    check("[?]{nn=\"y\" wrong=\"z\" wrong=\"u\" say=\"b\"}\n", "p(answer0,1)", ["?y", "?u"], ["1:12 NN-answer-field"])
    check("[?]{nn=\"y\" digits=3}\n", "p(answer0)", ["?y"], ["1:12 NN-unknown-attribute"])
    check("[?]{#a .b nn=\"y\"}\n", "p(answer0)", ["?y"], ["1:8 NN-unknown-attribute", "1:6 NN-unknown-attribute"])
    check("[?]{nn=\"y}\n\nb\n", "p(‹b›)", [], ["1:1 NN-answer-field"])
  }

  /// What has an answer and belongs to nothing is told at its place, and is no text.
  @Test func strays() {
    let fault = "NN-answer-field"
    check("It is [?] {nn=\"y\"}.\n", "p(‹It is ›‹.›)", [], ["1:7 \(fault)"])
    check("> It is [?]\n> {nn=\"y\" within=\"1%\"} so\n", "quote(p(‹It is ›‹ so›))", [], ["1:9 \(fault)"])
    check("[]{nn=\"y\"} a\n", "p(‹[]›‹ a›)", [], ["1:3 \(fault)"])
    check("[5] {within=\"1%\" nn=\"y\"}\n", "p(‹[5] ›)", [], ["1:5 \(fault)"])
    check("[`3`]{nn=\"y\"}\n", "p(‹[›`3`‹]›)", [], ["1:6 \(fault)"])
    check("`3`{nn=\"y\"}\n", "p(`3`)", [], ["1:4 \(fault)"])
    check("so [?](nn=\"f(y)\") it\n", "p(‹so ›‹ it›)", [], ["1:4 \(fault)"])
    check("so [?] nn=\"y\" it\n", "p(‹so ›‹ it›)", [], ["1:4 \(fault)"])
    check("so [5](nn=\"y\")\n", "p(‹so [5]›)", [], ["1:7 \(fault)"])
    check("so [?]\\{nn=\"y\"\\} it\n", "p(‹so ›‹ it›)", [], ["1:4 \(fault)"])
    check("so $[?]{nn=\"y\"}$ it\n", "p(‹so ›‹ it›)", [], ["1:4 \(fault)"])
    check("<div>[?]{nn=\"y\"}</div>\n", "html(<div></div>\n)", [], ["1:6 \(fault)"])
    check("<div>\n  <b>[?]{nn=\"y\"</b>\n</div>\n", "html(<div>\n  <b></b>\n</div>\n)", [], ["2:6 \(fault)"])
  }

  /// In HTML too, in whatever form: over lines, in attributes, comments and raw parts.
  @Test func straysInHTML() {
    let fault = "NN-answer-field"
    check("<div>\n[?]{nn=\"f(1,\n2)\"} so\n</div>\n", "html(<div>\n so\n</div>\n)", [], ["2:1 \(fault)"])
    check("<div>\n[?]\n{nn=\"y\"}\n</div>\n", "html(<div>\n\n</div>\n)", [], ["3:1 \(fault)"])
    check("<div>[?](nn=\"y\")</div>\n", "html(<div></div>\n)", [], ["1:6 \(fault)"])
    check("<div>[?] nn=\"y\" so</div>\n", "html(<div> so</div>\n)", [], ["1:6 \(fault)"])
    check("<!-- [?]{nn=\"y\"} -->\n", "html(<!--  -->\n)", [], ["1:6 \(fault)"])
    check("a <!-- [?]{nn=\"y\"} --> b\n", "p(‹a ›html(<!--  -->)‹ b›)", [], ["1:8 \(fault)"])
    check("a <i title='[?]{nn=\"y\"}'>b</i>\n", "p(‹a ›html(<i title=''>)‹b›html(</i>))", [], ["1:13 \(fault)"])
    check("a `<i>[?]{nn=\"y\"}</i>`{=html}\n", "p(‹a ›html(<i></i>))", [], ["1:3 \(fault)"])
    check("```{=html}\n<p>[?]{nn=\"y\"}</p>\n```\n", "html(<p></p>\n)", [], ["1:1 \(fault)"])
    check(
      "<div>[?](a.md) [x] {mm=\"y\"}</div>\n", "html(<div>[?](a.md) [x] {mm=\"y\"}</div>\n)", [],
      ["1:6 NN-foreign-construct"])
  }

  /// Braces of TeX and of programs, and what shows how a field is written.
  @Test func strangers() {
    check("$\\sum_{nn=1}^m$\n", "p($\\sum_{nn=1}^m$)", [])
    check("<script>\nif (a) {nn=\"b\"}\n</script>\n", "html(<script>\nif (a) {nn=\"b\"}\n</script>\n)", [])
    check("a b_{nn=1} (nn=2)\n", "p(‹a b_{nn=1} (nn=2)›)", [])
  }

  @Test func places() {
    let parsed = parse("한글 [?]{nn=\" y \" within=\"1%\" wrong=\"z\" say=\" no \"}\n").value
    guard case .paragraph(let content) = parsed.blocks[0].kind, case .answer(let field) = content[1] else {
      Issue.record("no field")
      return
    }
    #expect(field.range.text == "[?]{nn=\" y \" within=\"1%\" wrong=\"z\" say=\" no \"}")
    #expect(field.within?.range.start.column == 29)
    #expect(field.slips.map(\.say.string) == [" no "])
    #expect(parsed.expressions.map(\.source.range.start.column) == [17, 40])
  }
}

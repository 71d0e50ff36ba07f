import Reporting
import SourceText
import Testing

@testable import Markup

/// Documents without extensions come out as from libcmark, byte for byte.
struct CommonMarkTests {
  private func check(_ text: String) {
    let file = SourceFile(path: "a.md", text: text)
    let parsed = parse(file)
    // Addresses of mail that stand as they are become links, as on GitHub.
    let mail = /<a href="mailto:[^"]*">([^<]*)<\/a>/
    let ours = String(decoding: plainHTML(parsed.value), as: UTF8.self).replacing(mail) { $0.1 }
    let theirs = String(decoding: referenceHTML(file.bytes), as: UTF8.self).replacing(mail) { $0.1 }
    if ours != theirs {
      Issue.record(
        "from \(text.debugDescription)\nours:   \(ours.debugDescription)\ntheirs: \(theirs.debugDescription)")
    }
  }

  @Test func everyConstruct() {
    for text in commonMarkConstructs { check(text) }
  }

  @Test func everyConstructInAQuoteAndInAList() {
    for text in commonMarkConstructs where !text.contains("\r") {
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      check(lines.map { "> " + $0 }.joined(separator: "\n"))
      check("- x\n" + lines.map { "  " + $0 }.joined(separator: "\n"))
      check("1. " + lines.joined(separator: "\n   ") + "\n2. y\n")
    }
  }

  @Test func generatedDocuments() {
    var random = SeededRandom(seed: 812)
    for _ in 0..<3_000 { check(plainDocument(&random)) }
  }
}

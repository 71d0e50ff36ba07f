import Foundation
import SourceText
import Testing

@testable import CourseBuild

struct HTMLAddressesTests {
  private func check(_ html: String, _ expected: [String], sourceLocation: SourceLocation = #_sourceLocation) {
    let found = HTMLAddresses(html)
    #expect(found.addresses.map(\.value) == expected, sourceLocation: sourceLocation)
    // Each alone is replaced, and nothing around it.
    var rest = html
    for value in expected.reversed() {
      if let place = rest.range(of: value, options: .backwards) { rest.replaceSubrange(place, with: "%") }
    }
    #expect(found.replacing(expected.map { _ in "%" }) == rest, sourceLocation: sourceLocation)
  }

  @Test func lists() {
    check("<img srcset=\"a.png, b.png 2x,c.png 3x\" src=d.png>", ["a.png", "b.png", "c.png", "d.png"])
    check("<source srcset='a.png 640w,\n b,c.png 2x'>", ["a.png", "b,c.png"])
    check("<img srcset=\",a.png,, b.png,\">", ["a.png", "b.png"])
    check("<img srcset=\"data:image/png;base64,AA== 2x, b.png\">", ["data:image/png;base64,AA==", "b.png"])
    check("<link imagesrcset=\"a.png 1x\" href=b.css>", ["a.png", "b.css"])
    check("<p srcset=\"a.png\">", [])
  }

  @Test func styles() {
    check("<p style=\"background: url(a.png), URL( 'b.png' )\">", ["a.png", "b.png"])
    check("<p style='x: url(\"a b.png\")'>", ["a b.png"])
    check("<p style=\"x: url(&quot;a.png&quot;)\">", ["a.png"])
    check("<p style=\"fill: url(#g)\">", [])
    check(
      "<style>\n@import 'a.css'; @import url(b.css);\n/* url(c.png) */ a > b { x: url(d.png) }</style><img src=e.png>",
      ["a.css", "b.css", "d.png", "e.png"])
    check("<style>p::after { content: '<img src=no.png>' }</style>", [])
  }

  @Test func otherAttributes() {
    check("<svg><image href=\"a.png\"/><use xlink:href=\"b.svg#c\"/><circle href=d></svg>", ["a.png", "b.svg#c"])
    check("<form action=a.md><button formaction=b.md></form>", ["a.md", "b.md"])
    check("<blockquote cite=a.md><q cite=b.md><ins cite=c.md>", ["a.md", "b.md", "c.md"])
    check("<body background=a.png><td background=b.png>", ["a.png", "b.png"])
  }

  private static let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"

  /// Each is followed, at its column, and what is there is copied or put into the page.
  @Test func areFollowed() throws {
    let text = """
      # A

      한국어 🎉 <a href="sub/b.md">ok</a> <img alt="none.svg" src="none.svg" srcset="a.svg, no2.svg 2x"> <a href="sub/">x</a>

      <picture>
      <source srcset="dark.svg 1x, no3.svg 2x">
      <img src="a.svg" style="background: url(bg.svg)">
      </picture>

      <form action="no4.md"><button formaction="sub/b.md">Go</button></form>

      <style>
      p { background: url("style.svg"); mask: url(no5.svg) }
      </style>
      """
    let course = try TemporaryCourse([
      "lessons/a.md": text, "lessons/sub/b.md": "# B\n", "lessons/a.svg": Self.svg, "lessons/dark.svg": Self.svg,
      "lessons/bg.svg": Self.svg, "lessons/style.svg": Self.svg,
    ])
    let found = course.build().diagnostics.map {
      "\($0.range.start.line):\($0.range.startInCharacters.column) \($0.range.text)"
    }
    #expect(
      found == ["3:58 none.svg", "3:83 no2.svg", "3:105 sub/", "6:30 no3.svg", "10:15 no4.md", "13:45 no5.svg"],
      "\(found)")
    for file in ["a.svg", "dark.svg", "bg.svg", "style.svg"] { #expect(course.exists("output/" + file), "\(file)") }
    #expect(try course.text("output/a.html").contains("formaction=\"sub/b.html\""))

    var request = course.request(output: "alone", formats: [.html])
    request.selfContained = true
    _ = buildCourse(request)
    let page = try course.text("alone/a.html")
    #expect(page.matches(of: /data:image\/svg\+xml/).count >= 5)
    for file in ["dark.svg", "bg.svg", "style.svg", "\"a.svg"] { #expect(!page.contains(file), "\(file)") }
  }

  /// A part that is included twice has each fault once, in its place.
  @Test func partsIncludedTwice() throws {
    let part = "한국어 emoji 🎉 [dead](no.md) ![j](none.svg) <img src=\"none2.svg\"> [dead](no.md)\n"
    let course = try TemporaryCourse([
      "lessons/a.md": "# A\n\n{{< include _one.md >}}\n\nText.\n\n{{< include _one.md >}}\n", "lessons/_one.md": part,
    ])
    let found = course.build().diagnostics.map {
      "\(Path.name($0.range.file.path)):\($0.range.start.line):\($0.range.startInCharacters.column) \($0.range.text)"
    }
    #expect(
      found == ["_one.md:1:20 no.md", "_one.md:1:32 none.svg", "_one.md:1:52 none2.svg", "_one.md:1:71 no.md"],
      "\(found)")
  }

  @Test(arguments: [
    ("javascript:alert(1)", "`javascript:` runs a script and leads nowhere"),
    ("htps://a.org", "`htps:` is a scheme that browsers do not know"),
    ("http:/x", "`http:/x` names no server"), ("mailto:", "`mailto:` names nobody"),
    ("frob:x", "`frob:` is a scheme that browsers do not know"),
    ("file:///a", "`file:` leads nowhere from a page"),
    ("/a/b", "`/a/b` starts at the root of a server, and nobody knows where that is"),
    ("https://a.org", nil), ("mailto:a@b.org", nil), ("tel:+82-2", nil), ("//a.org/x", nil), ("vscode://x", nil),
    ("HTTPS://a.org", nil), ("data:image/png;base64,AA", nil), ("web+x:y", nil),
  ])
  func schemes(address: String, fault: String?) {
    #expect(ForeignAddress.fault(of: address)?.message == fault)
  }
}

import Foundation
import Testing

@testable import CourseBuild

/// What may be put beside a report where authors are not trusted.
struct InertFileTests {
  private func fault(_ name: String, _ text: String = "a,b\n1,2\n") -> InertFile.Fault? {
    InertFile.fault("lessons/" + name) { Array(text.utf8) }
  }

  @Test(arguments: [
    "a.txt", "a.CSV", "a.json", "a.png", "a.pdf", "a.zip", "a.tar.gz", "a.csv.gz", "t10k-images-idx3-ubyte.gz",
    "t10k-images.idx3-ubyte", "a.html.txt", "a.b.c.npy", ".txt",
  ])
  func isPut(_ name: String) { #expect(fault(name) == nil) }

  @Test(arguments: [
    "a.html", "a.HTM", "a.xhtml", "a.shtml", "a.xml", "a.xsl", "a.rss", "a.svgz", "a.mht", "a.mhtml", "a.js", "a.mjs",
    "a.css", "a.swf", "a.hta", "a.jar", "a.wasm", "a.php", "a.url", "a.lnk", "a.vtt", "a.eml", "a", "LICENSE", "a.",
    "a.txt.", "a.txt ", "a.html~", "a.html.bak", "a.html.gz", "a.svg.xz", "a.made-up", "html", ".html", "a.pdf.exe",
  ])
  func staysWhereItIs(_ name: String) {
    #expect(fault(name)?.message.contains("of a kind that a browser might run") == true)
  }

  /// A browser that does not know an ending, or a server that does not say, looks at how a file begins.
  @Test(arguments: [
    "<script>x</script>", "  \n<!DOCTYPE html>", "<?xml version=\"1.0\"?>", "\u{FEFF}<html>", "<!-- x --><b>",
    "\u{0}<a>",
    "<svg xmlns='http://www.w3.org/2000/svg' onload='x'/>",
  ])
  func noPageUnderAnotherName(_ text: String) {
    for name in ["a.txt", "a.csv", "a.png", "a.npy", "a.zip"] {
      #expect(fault(name, text)?.message == "`\(name)` begins like a page")
    }
    let wide = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(InertFile.fault("a.txt") { [0xFF, 0xFE] + wide } != nil)
  }

  private static let opening = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink='http://www.w3.org/1999/xlink'>"

  @Test(arguments: [
    "<rect width=\"9\" height='9' style=\"fill: red\"/>",
    "<title>a &lt; b</title><!-- <script> --><g><path d='M0 0'/></g>",
    "<defs><linearGradient id='a'><stop offset='0'/></linearGradient></defs><use xlink:href=\"#a\"/>",
    "<style><![CDATA[ text { fill: red } a > b {} ]]></style>", "<a href=\"https://a.org\"><text>x</text></a>",
    "<image href='data:image/png;base64,AAAA' width='9'/>", "<text>그림 `onclick` javascript:</text>",
    """
    <metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#">
    <cc:Work rdf:about=""/></rdf:RDF></metadata>
    """,
  ])
  func aDrawingIsPut(_ inner: String) {
    for before in [
      "", "\u{FEFF}", "<?xml version=\"1.0\" encoding=\"utf-8\" standalone=\"no\"?>\n", "<!-- made by hand -->\n",
      "<?xml version='1.0'?><!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd\">",
    ] {
      let text = before + Self.opening + inner + "</svg>\n"
      #expect(fault("a.SVG", text) == nil, "\(text)")
    }
  }

  @Test(arguments: [
    ("<script>x</script>", "`<script>`"), ("<rect onclick='x'/>", "`onclick`"), ("<g\nONLOAD\n=\n'x'/>", "`ONLOAD`"),
    ("<a href='javascript:x'/>", "an address"), ("<a xlink:href='&#106;avascript:x'/>", "an address"),
    ("<a href=' javascript:x'/>", "an address"), ("<use href='data:image/svg+xml,x#a'/>", "an address"),
    ("<image href='b.svg'/>", "an address"), ("<set attributeName='href' to='javascript:x'/>", "`<set>`"),
    ("<animate attributeName='x'/>", "`<animate>`"), ("<foreignObject/>", "`<foreignObject>`"),
    ("<iframe xmlns='http://www.w3.org/1999/xhtml' src='x'/>", "another namespace"),
    ("<g xmlns:h='http://www.w3.org/1999/xhtml'><h:script/></g>", "another namespace"),
    ("<metadata xmlns:s='http://www.w3.org/2000/svg'><s:script>x</s:script></metadata>", "`<s:script>`"),
    ("<metadata xmlns:s='http&#58;//www.w3.org/2000/svg'/>", "another namespace"),
    ("<metadata xmlns:xlink='http://purl.org/dc/terms/'/>", "another namespace"),
    ("<metadata><x:script/></metadata>", "`<x:script>`"), ("<g xml:base='javascript:'/>", "`xml:base`"),
    ("<?xml-stylesheet href='x'?>", "an instruction"), ("<SCRIPT>x</SCRIPT>", "`<SCRIPT>`"), ("<g a=b/>", "no XML"),
    ("<g a='<'/>", "no XML"), ("<g a='b'c='d'/>", "no XML"), ("<!-- ", "without an end"), ("<ｇ/>", "no XML"),
    ("<!-- a -- ><script>x</script> -->", "a comment with `--`"), ("<!-- a --->", "a comment with `--`"),
    ("< g/>", "no XML"), ("<g/ onclick='x'>", "no XML"), ("\u{0}", "no UTF-8"),
  ])
  func whatDoesMoreThanDrawIsNot(_ inner: String, _ what: String) throws {
    let found = try #require(fault("a.svg", Self.opening + inner + "</svg>"), "\(inner)")
    #expect(found.message.hasPrefix("`a.svg` does more than draw: it has ") && found.message.contains(what), "\(found)")
    #expect(try #require(found.offset) >= Self.opening.utf8.count)
  }

  @Test(arguments: [
    "<svg onload='x'/>", "<svg/>", "", "text", "<html xmlns='http://www.w3.org/1999/xhtml'/>", "<s:svg/>",
    "<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:script/></s:svg>", "\n<?xml version='1.0'?><svg/>",
    "<!DOCTYPE svg [<!ENTITY x '<script/>'>]>" + opening + "&x;</svg>", "<?xml version='1.1'?>" + opening + "</svg>",
    "<?xml version='1.0' encoding='UTF-7'?>" + opening + "</svg>",
    "<?xml version='1.0' encoding='iso-2022-jp'?>" + opening + "</svg>", opening + "</svg><script/>",
  ])
  func noDrawing(_ text: String) { #expect(fault("a.svg", text) != nil, "\(text)") }

  @Test func otherEncodings() {
    let text = Self.opening + "</svg>"
    for encoding in [String.Encoding.utf16, .utf16BigEndian, .utf16LittleEndian, .utf32] {
      let bytes = text.data(using: encoding).map { Array($0) } ?? []
      #expect(InertFile.fault("a.svg") { bytes } != nil)
    }
    #expect(InertFile.fault("a.svg") { Array(text.utf8) } == nil)
  }
}

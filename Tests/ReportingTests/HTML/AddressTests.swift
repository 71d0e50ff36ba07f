import Testing

@testable import Reporting

@Suite struct AddressTests {
  @Test(
    arguments: [
      ("https://a.org/b:c", true, true), ("HTTP://a.org", true, true), ("mailto:a@b.org", true, false),
      ("tel:+82", true, false), ("a/javascript:x", true, true), ("./javascript:x", true, true), ("#a:b", true, true),
      ("?a:b", true, true), ("/a", true, true), ("", true, true), ("javascript", true, true),
      ("data:image/PNG;base64,x", false, true), ("data:image/webp,x", false, true),
      ("data:image/pngx,x", false, false), ("data:image/png\"onerror=\"x", false, false),
      ("data:image/png", false, true), ("data:image/svg+xml,x", false, false), ("data:text/html,x", false, false),
      ("data:,image/png", false, false),
      ("javascript:alert(1)", false, false), ("JavaScript:x", false, false), (" javascript:x", false, false),
      ("\u{1}javascript:x", false, false), ("java\tscript:x", false, false), ("java\nscript\r:x", false, false),
      ("vbscript:x", false, false), ("file:///etc/passwd", false, false), ("blob:https://a.org/x", false, false),
      ("view-source:javascript:x", false, false), ("ms-settings:x", false, false), ("made-up:x", false, false),
      // What has no scheme of its own takes the page's: `file` for one that is opened from the disk.
      ("//a.org", false, false), (" //a.org/x.html", false, false), ("/\\a.org", false, false),
      ("\\\\a.org\\x", false, false), ("/\t/a.org", false, false), ("///a.org", false, false), ("/", true, true),
      (":x", false, false), ("java\u{AD}script:x", false, false), ("ｊavascript:x", false, false),
    ] as [(String, Bool, Bool)])
  func allowsWhatIsListed(_ address: String, asLink: Bool, asImage: Bool) {
    #expect(Address.isAllowed(address, as: .link) == asLink)
    #expect(Address.isAllowed(address, as: .image) == asImage)
  }

  @Test(arguments: [
    ("a.html", "a.html"), ("a:b.html", "./a:b.html"), ("../a:b.html", "../a:b.html"), ("x/a:b", "x/a:b"),
    ("a#b?c%20.html", "a%23b%3Fc%2520.html"), ("java\tscript:x", "./java\tscript:x"),
  ])
  func namesAreNoSchemes(_ path: String, _ expected: String) {
    let reference = Address.reference(toFile: path)
    #expect(reference == expected)
    #expect(Address.scheme(of: reference) == nil)
  }
}

import Testing

@testable import Preview

@Suite struct AnswerTests {
  static let policy = """
    <!DOCTYPE html>
    <html><head>
    <meta http-equiv="Content-Security-Policy" content="script-src 'none'; connect-src 'none'" />
    </head><body><p>x</p></body></html>
    """

  static func site(host: String = "127.0.0.1", hasIndex: Bool = true) -> PreviewSite {
    var site = PreviewSite(
      PreviewSite.Setting(
        hosts: AllowedHosts(host: host), editor: EditorLink("vscode"), folder: "/home/a", nonce: "n0nce"))
    func page(_ text: String) -> PreviewSite.Page { PreviewSite.Page(language: .en, bytes: Array(text.utf8)) }
    var pages = [
      "en/a.html": page("<html><body><p>A</p></body></html>"), "en/가.html": page("<p>hangul</p>"),
      "strict.html": page(policy),
    ]
    if hasIndex { pages["index.html"] = page("<html><body>index</body></html>") }
    site.set(
      pages: pages, files: ["assets/lessons.css": Array("p{}".utf8), "en/..a": [1]],
      copies: [
        "en/dot.svg": PreviewSite.Copy(version: "1") { Array("<svg/>".utf8) },
        "en/gone.png": .init(version: "1") { nil },
      ])
    return site
  }

  private func ask(
    _ target: String, host: String? = "127.0.0.1:4321", method: String = "GET", _ headers: [String: [String]] = [:],
    site: PreviewSite = site()
  ) -> HTTPResponse {
    var all = headers
    if let host { all["host"] = [host] }
    return site.answer(HTTPRequest(method: method, target: target, headers: all))
  }

  private func text(_ response: HTTPResponse) -> String {
    guard case .bytes(let bytes) = response.body else { return "" }
    return String(decoding: bytes, as: UTF8.self)
  }

  @Test func servesWhatTheBuildGave() {
    for (target, status, begins) in [
      ("/", 200, "<html><body>index<script src=\"/_preview.js\""), ("/index.html", 200, "<html>"),
      ("/en/a.html", 200, "<html><body><p>A</p><script src=\"/_preview.js\""), ("/en/a.html?x#y", 200, "<html>"),
      ("/en/%EA%B0%80.html", 200, "<p>hangul</p>"), ("/assets/lessons.css", 200, "p{}"), ("/en/dot.svg", 200, "<svg/>"),
      ("/en/..a", 200, "\u{1}"), ("/_preview.js", 200, "(() => {"),
      // No listing of folders, no guessing of names.
      ("/en/", 404, "<!DOCTYPE"), ("/en", 404, "<!DOCTYPE"), ("/EN/a.html", 404, "<!DOCTYPE"),
      ("/en/a", 404, "<!DOCTYPE"), ("/en/gone.png", 404, "<!DOCTYPE"), ("/b.html", 404, "<!DOCTYPE"),
    ] {
      let response = ask(target)
      #expect(response.status == status, "\(target)")
      #expect(text(response).hasPrefix(begins), "\(target): \(text(response).prefix(80))")
    }
    #expect(ask("/", site: Self.site(hasIndex: false)).status == 302)
    #expect(ask("/favicon.ico").status == 204)
    #expect(ask("/_events?page=en%2Fa.html&revision=x").body == .events(page: "en/a.html", revision: "x"))
    #expect(ask("/_events").status == 400)
  }

  /// Nothing outside of what the build gave, however it is written.
  @Test(arguments: [
    "/../etc/passwd", "/..", "/en/../../etc/passwd", "/%2e%2e/etc/passwd", "/%2E%2E%2Fetc%2Fpasswd",
    "/en/%2e%2e/a.html",
    "/.%2e/x", "/en/./a.html", "/%2e/en/a.html", "//etc/passwd", "/en//a.html", "/%2fetc/passwd", "/en/a.html%00.png",
    "/%00", "/en/a%0d%0aX: y", "/%5c..%5cetc", "/..%5c..%5cetc", "/en/%", "/en/%2", "/en/%zz", "/%ff",
    "/%c0%ae%c0%ae/etc",
    "/en/a.html%0a", "http://evil.example/en/a.html", "https://127.0.0.1/", "*", "", "en/a.html", "?", "\\etc",
    "file:///etc/passwd", "/%7f",
  ])
  func refusesPathsOutside(target: String) {
    #expect(ask(target).status == 400, "\(target)")
  }

  @Test(arguments: [
    "/etc/passwd", "/proc/self/environ", "/%252e%252e/etc/passwd", "/en/a.md", "/.git/config", "/course.yml",
    "/home/a/secret", "/...", "/en/..b", "/~root", "/_preview.js/", "/_events/x", "/en/a.html/", "/C:/Windows",
  ])
  func findsNothingElse(target: String) {
    #expect(ask(target).status == 404, "\(target)")
  }

  @Test(arguments: [
    "evil.example", "evil.example:4321", "127.0.0.1.evil.example", "localhost.evil.example:4321", "127.0.0.1@evil",
    "", " ", "10.0.0.1", "192.168.1.2:4321", "169.254.169.254", "[::2]", "[fe80::1]:4321", "[::1", "::1:4321", "[::1]x",
    "127.0.0.1:99999", "127.0.0.1:x", "127.0.0.1:4321:1", "127.0.0.256", "127.1", "0x7f000001", "2130706433",
    "127.0.0.1,evil.example", "localhost.", "127.0.0.1%00", "０", "1270.0.1",
  ])
  func refusesHosts(host: String) {
    #expect(ask("/en/a.html", host: host).status == 421, "\(host)")
  }

  @Test func allowsItsOwnHosts() {
    for host in ["127.0.0.1", "127.0.0.1:4321", "localhost:4321", "LOCALHOST", "[::1]:80", "127.8.8.8"] {
      #expect(ask("/en/a.html", host: host).status == 200, "\(host)")
    }
    #expect(ask("/en/a.html", host: nil).status == 421)
    #expect(ask("/en/a.html", host: nil, ["host": ["localhost", "localhost"]]).status == 421)
    let open = Self.site(host: "0.0.0.0")
    #expect(ask("/en/a.html", host: "192.168.1.2:4321", site: open).status == 200)
    #expect(ask("/en/a.html", host: "[fe80::1]:4321", site: open).status == 200)
    #expect(ask("/en/a.html", host: "evil.example", site: open).status == 421)
    let named = Self.site(host: "Lab.local")
    #expect(ask("/en/a.html", host: "lab.local:4321", site: named).status == 200)
    #expect(ask("/en/a.html", host: "evil.local", site: named).status == 421)
  }

  @Test func refusesOtherSites() {
    for (headers, status) in [
      (["sec-fetch-site": ["cross-site"], "sec-fetch-mode": ["no-cors"]], 403),
      (["sec-fetch-site": ["same-site"], "sec-fetch-mode": ["cors"]], 403), (["sec-fetch-site": ["cross-site"]], 403),
      (["sec-fetch-site": ["cross-site"], "sec-fetch-mode": ["navigate"]], 200),
      (["sec-fetch-site": ["same-origin"], "sec-fetch-mode": ["cors"]], 200), (["sec-fetch-site": ["none"]], 200),
      (["origin": ["http://evil.example"]], 403), (["origin": ["null"]], 403),
      (["origin": ["http://127.0.0.1:4321"]], 200), (["origin": ["http://127.0.0.1:4321", "x"]], 403),
      (["content-length": ["5"]], 413), (["content-length": ["0"]], 200), (["transfer-encoding": ["chunked"]], 413),
    ] as [([String: [String]], Int)] {
      #expect(ask("/en/a.html", headers).status == status, "\(headers)")
    }
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT", "TRACE", "get", "PROPFIND"] {
      #expect(ask("/en/a.html", method: method).status == 405, "\(method)")
    }
  }

  @Test func answersHEADWithTheLengthAlone() {
    let response = ask("/assets/lessons.css", method: "HEAD")
    #expect(response.isHeadAlone)
    #expect(String(decoding: response.head(keepsAlive: true), as: UTF8.self).contains("\r\nContent-Length: 3\r\n"))
  }

  @Test func isAllowedByAPagesOwnPolicy() {
    let page = text(ask("/strict.html"))
    #expect(page.contains("content=\"script-src 'nonce-n0nce'; connect-src 'self'\""))
    #expect(page.contains("nonce=\"n0nce\""))
    #expect(!text(ask("/_preview.js")).contains("n0nce"))
  }

  /// Whatever comes is answered, in parts too, and what is answered is one of ours.
  @Test func survivesAHundredThousandRequests() {
    var random = SystemRandomNumberGenerator()
    let site = Self.site()
    let seeds = [
      "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
      "GET /en/a.html?x=1 HTTP/1.1\r\nHost: localhost:4321\r\nOrigin: null\r\n\r\n",
      "HEAD /_events?page=en%2Fa.html&revision=z HTTP/1.0\r\nHost: [::1]:1\r\nConnection: keep-alive\r\n\r\n",
      "GET /%2e%2e/%EA%B0%80.html HTTP/1.1\r\nHost: evil\r\nSec-Fetch-Site: cross-site\r\n\r\nGET / HTTP/1.1\r\n\r\n",
      "POST /en//a HTTP/1.1\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\nHost: 127.0.0.1\r\n\r\nabc",
    ].map { Array($0.utf8) }
    let statuses: Set = [200, 204, 302, 400, 403, 404, 405, 413, 421]
    var seen: Set<Int> = []
    for round in 0..<100_000 {
      var bytes = seeds[round % seeds.count]
      for _ in 0..<Int.random(in: 0..<6, using: &random) {
        let place = Int.random(in: 0...bytes.count, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        case 1 where place < bytes.count: bytes.remove(at: place)
        case 2 where place < bytes.count:
          bytes[place] = Array("%./\\:\r\n \0?&#[]".utf8).randomElement(using: &random) ?? 0
        case 3: bytes.insert(contentsOf: bytes.suffix(Int.random(in: 0...9, using: &random)), at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + 3))
        }
      }
      var rest = bytes[...]
      while let parsed = try? HTTPRequest.parse(rest) {
        guard parsed.count > 0 else {
          Issue.record("no progress")
          break
        }
        let response = site.answer(parsed.request)
        seen.insert(response.status)
        if !statuses.contains(response.status) { Issue.record("\(response.status) for \(bytes)") }
        rest = rest.dropFirst(parsed.count)
      }
    }
    #expect(seen.isSuperset(of: [200, 400, 404, 413, 421]))
  }
}

import Testing

@testable import Preview

@Suite struct HTTPRequestTests {
  private func check(_ text: String, _ expected: HTTPRequest?, rest: Int = 0, _ fault: HTTPFault? = nil) {
    let bytes = Array(text.utf8)
    do {
      let parsed = try HTTPRequest.parse(bytes[...])
      #expect(parsed?.request == expected, "\(text)")
      #expect(fault == nil, "\(text)")
      if let parsed { #expect(parsed.count == bytes.count - rest, "\(text)") }
    } catch {
      #expect(error == fault, "\(text)")
    }
  }

  @Test func readsAHead() {
    check(
      "GET /a?b HTTP/1.1\r\nHost: x\r\nAccept:  text/html \r\n\r\n",
      HTTPRequest(target: "/a?b", headers: ["host": ["x"], "accept": ["text/html"]]))
    check("GET / HTTP/1.1\nHost: x\n\nGET", HTTPRequest(target: "/", headers: ["host": ["x"]]), rest: 3)
    check(
      "HEAD /%2e HTTP/1.1\r\nA: 1\r\na: 2\r\n\r\n",
      HTTPRequest(method: "HEAD", target: "/%2e", headers: ["a": ["1", "2"]]))
    check("GET / HTTP/1.1\r\nHost: x\r\n", nil)
    check("", nil)
  }

  @Test func refusesWhatIsNoHead() {
    for text in [
      "GET\r\n\r\n", "GET /\r\n\r\n", "GET  / HTTP/1.1\r\n\r\n", " GET / HTTP/1.1\r\n\r\n", "G(T / HTTP/1.1\r\n\r\n",
      "GET /\u{1} HTTP/1.1\r\n\r\n", "GET /é HTTP/1.1\r\n\r\n", "GET / HTTP/1.1 x\r\n\r\n", "\r\n\r\n",
      "GET / HTTP/1.1\r\nHost : x\r\n\r\n", "GET / HTTP/1.1\r\n: x\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\u{0}b\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n", "GET / gopher\r\n\r\n",
    ] { check(text, nil, .badRequest) }
    check("GET / HTTP/2.0\r\n\r\n", nil, .badVersion)
    check(String(repeating: "a", count: HTTPRequest.largestHead), nil, .tooLarge)
    check("GET / HTTP/1.1\r\nA: " + String(repeating: "a", count: HTTPRequest.largestHead) + "\r\n\r\n", nil, .tooLarge)
  }

  @Test func knowsWhetherTheConnectionStays() {
    func keeps(_ text: String) -> Bool? { try? HTTPRequest.parse(Array(text.utf8)[...])?.request.keepsAlive }
    #expect(keeps("GET / HTTP/1.1\r\n\r\n") == true)
    #expect(keeps("GET / HTTP/1.1\r\nConnection: Close\r\n\r\n") == false)
    #expect(keeps("GET / HTTP/1.0\r\n\r\n") == false)
    #expect(keeps("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n") == true)
  }
}

import CourseBuild
import Foundation
import Testing

@testable import Preview

/// The pure functions behind a real socket.
@Suite struct PreviewServerTests {
  private func server() throws -> (server: PreviewServer, port: Int) {
    let listener = try Listener(host: "127.0.0.1", port: 0)
    let server = PreviewServer(listener, AnswerTests.site())
    server.start()
    return (server, listener.port)
  }

  private func status(_ text: String, port: Int) throws -> String {
    let client = try #require(RawClient(port: port))
    client.send(text)
    return String(client.readAll().prefix { $0 != "\r\n" }.dropFirst("HTTP/1.1 ".count).prefix(3))
  }

  @Test func refusesAttacks() throws {
    let (_, port) = try server()
    let host = "Host: 127.0.0.1:\(port)\r\nConnection: close\r\n"
    for (text, expected) in [
      ("GET /en/a.html HTTP/1.1\r\n\(host)\r\n", "200"), ("GET /../../etc/passwd HTTP/1.1\r\n\(host)\r\n", "400"),
      ("GET /%2e%2e%2f%2e%2e%2fetc/passwd HTTP/1.1\r\n\(host)\r\n", "400"),
      ("GET http://evil.example/ HTTP/1.1\r\n\(host)\r\n", "400"), ("GET /en/ HTTP/1.1\r\n\(host)\r\n", "404"),
      ("GET /en/a.html HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n", "421"),
      ("GET /en/a.html HTTP/1.1\r\nConnection: close\r\n\r\n", "421"),
      ("POST / HTTP/1.1\r\n\(host)Content-Length: 3\r\n\r\nabc", "413"), ("nonsense\r\n\r\n", "400"),
      ("GET / HTTP/1.1\r\nA: \(String(repeating: "a", count: 20_000))\r\n\r\n", "431"),
      ("GET / HTTP/9.9\r\n\(host)\r\n", "505"),
    ] { #expect(try status(text, port: port) == expected, "\(text.prefix(60))") }
  }

  @Test func answersSeveralRequestsOfAConnection() throws {
    let (_, port) = try server()
    let client = try #require(RawClient(port: port))
    let request = "GET /assets/lessons.css HTTP/1.1\r\nHost: localhost\r\n\r\n"
    client.send(String(request.prefix(20)))
    usleep(20_000)
    client.send(request.dropFirst(20) + "HEAD /assets/lessons.css HTTP/1.1\r\nHost: localhost\r\n\r\n")
    client.send("GET /assets/lessons.css HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
    let text = client.readAll()
    #expect(text.components(separatedBy: "HTTP/1.1 200 OK").count == 4)
    #expect(text.components(separatedBy: "p{}").count == 3)
  }

  @Test func tellsOpenPagesWhatHasChanged() throws {
    let (server, port) = try server()
    let client = try #require(RawClient(port: port))
    let revision = try #require(server.current.pages["en/a.html"]?.revision)
    client.send("GET /_events?page=en%2Fa.html&revision=\(revision) HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(client.read(until: ":\n\n").contains("text/event-stream"))
    var site = server.current
    func page(_ text: String) -> PreviewSite.Page { PreviewSite.Page(language: .en, bytes: Array(text.utf8)) }
    site.set(pages: ["en/a.html": page("<html><body><p>B</p></body></html>")])
    server.publish(site)
    #expect(client.read(until: "\n\n").contains("event: patch"))
    site.set(pages: [:])
    server.publish(site)
    #expect(client.read(until: "\n\n").contains("event: reload"))
    // A page of another version than any that is known loads itself again.
    let other = try #require(RawClient(port: port))
    site.set(pages: ["en/a.html": page("C")])
    server.publish(site)
    other.send("GET /_events?page=en%2Fa.html&revision=unknown HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(other.read(until: "reload").contains("event: reload"))
  }

  @Test func dropsPagesThatAreGone() async throws {
    let (server, port) = try server()
    var clients: [RawClient] = []
    for _ in 0..<120 {
      let client = try #require(RawClient(port: port))
      client.send("GET /_events?page=a.html&revision= HTTP/1.1\r\nHost: localhost\r\n\r\n")
      #expect(client.read(until: ":\n\n").contains("200 OK"))
      clients.append(client)
    }
    #expect(server.openPages == 100)
    clients = []
    for _ in 0..<100 where server.openPages > 0 { try await Task.sleep(for: .milliseconds(100)) }
    #expect(server.openPages == 0)
    #expect(try status("GET /en/a.html HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", port: port) == "200")
  }

  @Test func saysWhyItCannotListen() throws {
    let first = try Listener(host: "127.0.0.1", port: 0)
    #expect(throws: Listener.Fault.inUse) { try Listener(host: "127.0.0.1", port: first.port) }
    #expect(throws: Listener.Fault.noAddress) { try Listener(host: "192.0.2.1", port: 0) }
  }
}

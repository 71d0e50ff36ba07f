/// The head and the bytes of an answer.
package struct HTTPResponse: Sendable, Equatable {
  package enum Body: Sendable, Equatable {
    case bytes([UInt8])
    /// A stream of events for a page, which stays open; see ``PreviewSite``.
    case events(page: String, revision: String)
  }

  package var status: Int
  /// In the order in which they are written.
  package var headers: [Header]
  package var body: Body
  /// `HEAD`: the head says what `GET` would give, and nothing follows it.
  package var isHeadAlone = false

  package struct Header: Sendable, Equatable {
    package var name: String
    package var value: String
  }

  /// - Parameter type: the media type.
  package init(_ status: Int = 200, _ type: String, _ bytes: [UInt8], headers: [Header] = []) {
    self.status = status
    self.headers = [Header(name: "Content-Type", value: type)] + headers
    body = .bytes(bytes)
  }

  /// A sentence for whoever looks at it in a browser or with curl.
  package init(refusal status: Int, _ sentence: String) {
    self.init(status, "text/plain; charset=utf-8", Array((sentence + "\n").utf8))
  }

  package init(redirect location: String) {
    self.init(302, "text/plain; charset=utf-8", [], headers: [Header(name: "Location", value: location)])
  }

  init(eventsFor page: String, revision: String) {
    status = 200
    headers = [Header(name: "Content-Type", value: "text/event-stream")]
    body = .events(page: page, revision: revision)
  }

  /// The head as it goes over the wire.
  ///
  /// - Parameter keepsAlive: whether the connection stays for another request.
  package func head(keepsAlive: Bool) -> [UInt8] {
    var text = "HTTP/1.1 \(status) \(Self.phrase(status))\r\n"
    for header in headers { text += "\(header.name): \(header.value)\r\n" }
    // Pages change from one look to the next, and are for nobody but this browser.
    text +=
      "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n"
    text += "Referrer-Policy: no-referrer\r\nX-Frame-Options: SAMEORIGIN\r\n"
    switch body {
    case .bytes(let bytes):
      text += "Content-Length: \(bytes.count)\r\nConnection: \(keepsAlive ? "keep-alive" : "close")\r\n"
    case .events: text += "Connection: close\r\n"
    }
    return Array((text + "\r\n").utf8)
  }

  private static func phrase(_ status: Int) -> String {
    switch status {
    case 200: "OK"
    case 204: "No Content"
    case 302: "Found"
    case 400: "Bad Request"
    case 403: "Forbidden"
    case 404: "Not Found"
    case 405: "Method Not Allowed"
    case 413: "Content Too Large"
    case 421: "Misdirected Request"
    case 431: "Request Header Fields Too Large"
    case 503: "Service Unavailable"
    case 505: "HTTP Version Not Supported"
    default: "Error"
    }
  }
}

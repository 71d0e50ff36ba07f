import Reporting
import SourceText

extension PreviewSite {
  /// The answer to a request: a function of the two, but for files of the course, which are read now.
  package func answer(_ request: HTTPRequest) -> HTTPResponse {
    if let refusal = refusal(of: request) { return refusal }
    guard let path = RequestPath.of(request.target) else {
      return HTTPResponse(refusal: 400, "This is no address of a page.")
    }
    var response = response(path, request)
    if request.method == "HEAD" { response.isHeadAlone = true }
    return response
  }

  private func refusal(of request: HTTPRequest) -> HTTPResponse? {
    guard !request.announcesBody else { return HTTPResponse(refusal: 413, "Nothing is taken here.") }
    guard let host = request.header("host"), setting.hosts.allows(host) else {
      return HTTPResponse(refusal: 421, "This is not the name of this server. Name it with --host to allow it.")
    }
    // A page of another site may lead here, and load nothing from here.
    let isForeign = request.headers["sec-fetch-site"].map { $0 != ["same-origin"] && $0 != ["none"] } ?? false
    if isForeign, request.header("sec-fetch-mode") != "navigate" {
      return HTTPResponse(refusal: 403, "Another site has asked for this.")
    }
    if let origins = request.headers["origin"], origins != ["http://\(host)"] {
      return HTTPResponse(refusal: 403, "Another site has asked for this.")
    }
    guard request.method == "GET" || request.method == "HEAD" else {
      var response = HTTPResponse(refusal: 405, "Only GET and HEAD are answered.")
      response.headers.append(.init(name: "Allow", value: "GET, HEAD"))
      return response
    }
    return nil
  }

  private func response(_ path: String, _ request: HTTPRequest) -> HTTPResponse {
    switch path {
    case "":
      if pages["index.html"] != nil { return response("index.html", request) }
      guard let first = pages.keys.min() else { return missing(path) }
      return HTTPResponse(redirect: "/" + first.percentEncodedPath)
    case "_preview.js":
      return HTTPResponse(200, MediaType.of(path), Array(PreviewScript.text.utf8))
    case "_events":
      guard request.method == "GET", let page = RequestPath.query("page", of: request.target) else {
        return HTTPResponse(refusal: 400, "Events are for a page, with GET.")
      }
      return HTTPResponse(eventsFor: page, revision: RequestPath.query("revision", of: request.target) ?? "")
    default: break
    }
    // Browsers ask for it by themselves.
    if path == "favicon.ico", files[path] == nil, copies[path] == nil {
      return HTTPResponse(204, MediaType.of(path), [])
    }
    if let page = pages[path] { return HTTPResponse(200, MediaType.of(path), served(page, at: path)) }
    if let bytes = files[path] { return HTTPResponse(200, MediaType.of(path), bytes) }
    if let copy = copies[path], let bytes = copy.read() { return HTTPResponse(200, MediaType.of(path), bytes) }
    return missing(path)
  }

  // MARK: Pages

  /// A page as it is built, with the preview's script behind everything else.
  private func served(_ page: Page, at path: String) -> [UInt8] {
    var bytes = page.bytes
    let script = script(for: path, page.revision, page.language).bytes
    let end = Self.lastIndex(of: Array("</body>".utf8), in: bytes) ?? bytes.count
    bytes.insert(contentsOf: script, at: end)
    return Self.admitting(setting.nonce, in: bytes)
  }

  private func script(for path: String, _ revision: String, _ language: Language) -> HTMLNode {
    let words = language.previewWords
    return .element(
      "script",
      [
        ("src", "/_preview.js"), ("nonce", setting.nonce), ("data-page", path), ("data-revision", revision),
        ("data-words", "{\"lost\":\(JSONFormat.quoted(words.lost))}"), ("data-folder", setting.folder),
        ("data-editor", setting.editor?.template ?? ""),
      ])
  }

  /// A page whose own policy names its script alone is told of the preview's too, and of its events.
  private static func admitting(_ nonce: String, in page: [UInt8]) -> [UInt8] {
    let mark = Array("<meta http-equiv=\"Content-Security-Policy\" content=\"".utf8)
    guard let start = page.prefix(1000).split(separator: UInt8(ascii: "\n")).first(where: { $0.starts(with: mark) })
    else { return page }
    let policy = String(decoding: start, as: UTF8.self)
      .replacing("script-src ", with: "script-src 'nonce-\(nonce)' ", maxReplacements: 1)
      .replacing("'nonce-\(nonce)' 'none'", with: "'nonce-\(nonce)'", maxReplacements: 1)
      .replacing("connect-src 'none'", with: "connect-src 'self'", maxReplacements: 1)
    return Array(page[..<start.startIndex]) + Array(policy.utf8) + Array(page[start.endIndex...])
  }

  private static func lastIndex(of pattern: [UInt8], in bytes: [UInt8]) -> Int? {
    var start = bytes.count - pattern.count
    while start >= 0 {
      if bytes[start] == pattern[0], bytes[start..<start + pattern.count].elementsEqual(pattern) { return start }
      start -= 1
    }
    return nil
  }

  /// Says that nothing stands there, and listens for what may come.
  private func missing(_ path: String) -> HTTPResponse {
    let words = language.previewWords
    let isPage = path.hasSuffix(".html") || path.isEmpty
    let nodes: [HTMLNode] = [
      .raw("<!DOCTYPE html>\n"),
      .element(
        "html", language.attributes,
        [
          .element(
            "head", [],
            [
              .element("meta", [("charset", "utf-8")]),
              .element("meta", [("name", "viewport"), ("content", "width=device-width, initial-scale=1")]),
              .element("title", [], [.text(words.missing)]),
              .element("link", [("rel", "stylesheet"), ("href", "/" + PageAssets.styleSheet)]),
            ]),
          .element(
            "body", [],
            [
              .element(
                "main", [("class", "index")],
                [
                  .element("h1", [], [.text(words.missing)]),
                  .element("p", [], [.element("a", [("href", "/")], [.text(words.course)])]),
                ])
            ] + (isPage ? [script(for: path.isEmpty ? "index.html" : path, "", language)] : [])),
        ]),
    ]
    var bytes: [UInt8] = []
    nodes.write(into: &bytes)
    return HTTPResponse(404, "text/html; charset=utf-8", bytes)
  }
}

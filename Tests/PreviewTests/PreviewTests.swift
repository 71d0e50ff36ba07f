import CourseBuild
import Foundation
import SourceText
import Testing

@testable import Preview

/// From a save to what an open page is told, without a browser.
@Suite(.serialized) struct PreviewTests {
  private let folder = NSTemporaryDirectory() + "lessons-preview-\(UUID().uuidString)"

  init() throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  private func write(_ path: String, _ text: String) throws {
    try text.write(toFile: folder + "/" + path, atomically: true, encoding: .utf8)
  }

  private func start() throws -> (server: PreviewServer, port: Int) {
    let listener = try Listener(host: "127.0.0.1", port: 0)
    let setting = PreviewSite.Setting(
      hosts: AllowedHosts(host: "127.0.0.1"), editor: EditorLink("vscode"), folder: folder, nonce: "n")
    let server = PreviewServer(listener, PreviewSite(setting))
    let session = CourseSession(BuildRequest(paths: [folder]))
    let preview = try #require(Preview(session, server) { _ in })
    preview.start(try #require(session.build()))
    SystemThread { preview.run() }?.detach()
    return (server, listener.port)
  }

  private func listen(to page: String, _ server: PreviewServer, _ port: Int) throws -> RawClient {
    let client = try #require(RawClient(port: port))
    let revision = server.current.pages[page]?.revision ?? ""
    client.send("GET /_events?page=\(page)&revision=\(revision) HTTP/1.1\r\nHost: localhost\r\n\r\n")
    #expect(client.read(until: ":\n\n").contains("200 OK"))
    return client
  }

  @Test func bringsASaveToThePage() throws {
    try write("a.md", "# A\n\nBefore.\n\nAfter.\n")
    let (server, port) = try start()
    let client = try listen(to: "a.html", server, port)
    try write("a.md", "# A\n\nBefore.\n\nBetween.\n\nAfter.\n")
    let patch = client.read(until: "\"marks\"")
    #expect(patch.contains("\"parts\":[[0,2],\"\\n<p>Between.</p>\\n\",[2,"))

    // The last good page stays, and the fault is told; then it is mended.
    let good = server.current.pages["a.html"]?.revision
    try write("a.md", "# A\n\n`{nn} nowhere`\n")
    let fault = client.read(until: "unknown name")
    #expect(fault.contains("event: faults"))
    #expect(fault.contains("vscode://file"))
    #expect(server.current.pages["a.html"]?.revision == good)
    try write("a.md", "# A\n\nMended.\n")
    #expect(client.read(until: "event: faults\ndata: \"\"").contains("Mended."))

    // A lesson that is new shows where nothing was.
    let missing = try listen(to: "new.html", server, port)
    try write("new.md", "# New\n")
    #expect(missing.read(until: "\n\n").contains("event: reload"))
  }

  @Test func keepsWhatCannotBeReadAnyMore() throws {
    try write("a.md", "# A\n\nText.\n")
    try write("b.md", "# B\n\nText.\n")
    let (server, port) = try start()
    let client = try listen(to: "a.html", server, port)
    try Data([0xFF, 0xFE]).write(to: URL(fileURLWithPath: folder + "/a.md"))
    #expect(client.read(until: "UTF-8").contains("event: faults"))
    #expect(server.current.pages["a.html"] != nil)
    // Others follow all the same.
    let other = try listen(to: "b.html", server, port)
    try write("b.md", "# B\n\nOther text.\n")
    #expect(other.read(until: "\"marks\"").contains("Other text."))
  }

  @Test func callsOffABuildForALaterSave() throws {
    try write("a.md", "# A\n\nText.\n")
    let (server, port) = try start()
    let client = try listen(to: "a.html", server, port)
    // It would run for minutes.
    try write("a.md", "# A\n\n```nn\ns = 1\nrepeat 1000000000 {\n  s = s + sin(s)\n}\n```\n")
    usleep(400_000)
    try write("a.md", "# A\n\nQuick.\n")
    #expect(client.read(until: "\"marks\"").contains("Quick."))
  }

  @Test func writesNothing() throws {
    try write("a.md", "# A\n\n```nn\nx = 1\ngraph(x * 2)\n```\n")
    let (server, port) = try start()
    let client = try listen(to: "a.html", server, port)
    try write("a.md", "# A\n\nText.\n")
    _ = client.read(until: "\"marks\"")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["a.md"])
  }
}

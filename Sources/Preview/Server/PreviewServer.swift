import CourseBuild
import Synchronization

/// Answers requests from memory: the edge between sockets and the functions of ``PreviewSite``.
///
/// A thread a connection, since a preview has a handful of them.
package final class PreviewServer: Sendable {
  private let listener: Listener
  private let streams = EventStreams()
  private let site: Mutex<PreviewSite>
  private let open = Mutex(0)
  private static let mostConnections = 64

  package init(_ listener: Listener, _ site: PreviewSite) {
    self.listener = listener
    self.site = Mutex(site)
  }

  package var current: PreviewSite { site.withLock { $0 } }
  /// How many pages listen.
  package var openPages: Int { streams.count }

  /// Serves another site from now on, and tells the open pages.
  package func publish(_ new: PreviewSite) {
    let files = new.changedCopies(since: current)
    streams.publish(files) {
      site.withLock { $0 = new }
      return new
    }
  }

  /// Begins to answer, on threads of its own.
  package func start() {
    SystemThread {
      while let connection = self.listener.accept() { self.begin(connection) }
    }?.detach()
    SystemThread {
      var seconds = 0
      while true {
        SystemThread.sleep(.seconds(1))
        seconds += 1
        self.streams.sweep(isHeard: seconds % 15 == 0)
      }
    }?.detach()
  }

  private func begin(_ connection: Connection) {
    let isFree = open.withLock { open in
      if open < Self.mostConnections { open += 1 }
      return open <= Self.mostConnections
    }
    let thread = isFree ? SystemThread { self.serve(connection) } : nil
    if let thread { return thread.detach() }
    connection.write(HTTPResponse(refusal: 503, "Too many connections.").wire(keepsAlive: false))
    connection.end()
  }

  private func serve(_ connection: Connection) {
    defer { open.withLock { $0 -= 1 } }
    var received: [UInt8] = []
    while true {
      let next: (request: HTTPRequest, count: Int)?
      do {
        next = try HTTPRequest.parse(received[...])
      } catch {
        connection.write(HTTPResponse(refusal: error.status, "This is no request.").wire(keepsAlive: false))
        return connection.end()
      }
      guard let next else {
        let more = connection.read()
        if more.isEmpty { return connection.end() }
        received += more
        continue
      }
      received.removeFirst(next.count)
      let response = current.answer(next.request)
      if case .events(let page, let revision) = response.body {
        guard connection.write(response.head(keepsAlive: false)) else { return connection.end() }
        return streams.add(connection, page: page, revision: revision) { self.current }
      }
      let keepsAlive = next.request.keepsAlive && !next.request.announcesBody
      guard connection.write(response.wire(keepsAlive: keepsAlive)), keepsAlive else { return connection.end() }
    }
  }
}

extension HTTPResponse {
  /// Head and bytes.
  fileprivate func wire(keepsAlive: Bool) -> [UInt8] {
    guard case .bytes(let bytes) = body, !isHeadAlone else { return head(keepsAlive: keepsAlive) }
    return head(keepsAlive: keepsAlive) + bytes
  }
}

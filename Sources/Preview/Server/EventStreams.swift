import Synchronization

/// The open pages: each a connection that stays open, what it shows, and what it was told.
///
/// A stream holds no thread: whoever publishes writes to all of them, and one that does not take it is dropped.
final class EventStreams: Sendable {
  private struct Stream {
    var connection: Connection
    var page: String
    var revision: String
    /// As they were sent.
    var faults: String
  }

  /// More windows than anyone has.
  private static let most = 100
  private let streams = Mutex<[Stream]>([])

  /// How many pages are open.
  var count: Int { streams.withLock { $0.count } }

  /// Takes over a connection whose head has been sent.
  ///
  /// - Parameter site: asked once no other site can be published in between.
  func add(_ connection: Connection, page: String, revision: String, _ site: () -> PreviewSite) {
    streams.withLock { streams in
      if streams.count >= Self.most { streams.removeFirst().connection.end() }
      var stream = Stream(connection: connection, page: page, revision: revision, faults: "")
      let site = site()
      // Something is sent at once, so that the page knows that it is heard.
      let isOpen = connection.write(PreviewEvent.pulse.bytes) && Self.bring(&stream, to: site)
      if isOpen { streams.append(stream) } else { connection.end() }
    }
  }

  /// Tells all pages what has changed.
  ///
  /// - Parameters:
  ///   - change: makes the new site the one that is served, so that a page that comes now misses nothing.
  ///   - files: of the course, with a new version.
  func publish(_ files: [String], _ change: () -> PreviewSite) {
    streams.withLock { streams in
      let site = change()
      streams.removeAll { stream in
        if files.isEmpty || stream.connection.write(PreviewEvent.files(files).bytes) { return false }
        stream.connection.end()
        return true
      }
      for index in streams.indices.reversed() where !Self.bring(&streams[index], to: site) {
        streams.remove(at: index).connection.end()
      }
    }
  }

  /// Drops the streams whose pages are gone.
  ///
  /// - Parameter isHeard: write something, too, which the network may need to notice.
  func sweep(isHeard: Bool) {
    streams.withLock { streams in
      streams.removeAll { stream in
        let isGone = stream.connection.isGone || isHeard && !stream.connection.write(PreviewEvent.pulse.bytes)
        if isGone { stream.connection.end() }
        return isGone
      }
    }
  }

  private static func bring(_ stream: inout Stream, to site: PreviewSite) -> Bool {
    var bytes: [UInt8] = []
    if let update = site.update(of: stream.page, from: stream.revision) {
      bytes += update.bytes
      stream.revision = site.pages[stream.page]?.revision ?? stream.revision
    }
    let faults = site.faults(over: stream.page)
    if faults != stream.faults {
      bytes += PreviewEvent.faults(faults).bytes
      stream.faults = faults
    }
    return bytes.isEmpty || stream.connection.write(bytes)
  }
}

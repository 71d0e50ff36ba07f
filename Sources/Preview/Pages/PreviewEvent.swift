import SourceText

/// Event sent to a page (server-sent events, HTML standard 9.2).
package enum PreviewEvent: Sendable, Equatable {
  /// See ``PagePatch/json(from:to:)``.
  case patch(String)
  /// Its version is not known here, or it is gone.
  case reload
  /// Files that it may show have changed.
  case files([String])
  /// The panel over the page, empty for none.
  case faults(String)
  /// So that both sides notice when the other is gone.
  case pulse

  package var bytes: [UInt8] {
    switch self {
    case .patch(let json): Self.event("patch", json)
    case .reload: Self.event("reload", "{}")
    case .files(let paths): Self.event("files", "[" + paths.map(JSONFormat.quoted).joined(separator: ",") + "]")
    case .faults(let html): Self.event("faults", JSONFormat.quoted(html))
    case .pulse: Array(":\n\n".utf8)
    }
  }

  /// - Parameter json: on one line.
  private static func event(_ name: String, _ json: String) -> [UInt8] {
    Array("event: \(name)\ndata: \(json)\n\n".utf8)
  }
}

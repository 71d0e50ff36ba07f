import CourseBuild

/// Tells that something happened in one of many folders (inotify on Linux, kqueue elsewhere).
///
/// Folders are watched and never files, since editors put a new file in the old one's place. What happened is not told:
/// whoever is woken looks at the disk, so that an event that was lost, merged or misread can do no harm.
package protocol FolderWatcher: Sendable {
  /// Watches these folders, and no others.
  ///
  /// - Returns: whether one came that was not watched before: what was put into it in the meantime has told nobody.
  @discardableResult
  func watch(_ folders: Set<String>) -> Bool

  /// Whether the system refused to watch some of them, since too many are watched already.
  var isFull: Bool { get }

  /// Waits until something happens.
  ///
  /// - Parameter atMost: milliseconds; `nil` for no limit.
  /// - Returns: whether something did.
  func wait(atMost milliseconds: Int?) -> Bool
}

/// The system's own.
package func systemWatcher() -> (any FolderWatcher)? {
  #if canImport(Darwin)
    KqueueWatcher()
  #else
    InotifyWatcher()
  #endif
}

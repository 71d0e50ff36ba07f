#if canImport(Glibc)
  import Glibc
  import Synchronization

  /// Linux's inotify.
  package final class InotifyWatcher: FolderWatcher {
    private let descriptor: Int32
    private let watches = Mutex<[String: Int32]>([:])
    private let refusals = Mutex(false)
    package var isFull: Bool { refusals.withLock { $0 } }

    /// Events that change a folder or the bytes of a file in it. A file that is being written counts when it is closed.
    private static let mask = UInt32(
      IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_DELETE_SELF | IN_MOVE_SELF | IN_ONLYDIR)

    /// - Returns: `nil` where the system gives none.
    package init?() {
      descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
      if descriptor < 0 { return nil }
    }

    deinit { close(descriptor) }

    @discardableResult
    package func watch(_ folders: Set<String>) -> Bool {
      watches.withLock { watches in
        var current: [String: Int32] = [:]
        var isNew = false
        for folder in folders {
          // The same folder keeps its number, and one that was removed and made again gets a new one.
          let number = inotify_add_watch(descriptor, folder, Self.mask)
          guard number >= 0 else {
            // What is no folder any more is none to watch.
            if errno == ENOSPC || errno == ENOMEM { refusals.withLock { $0 = true } }
            continue
          }
          if watches[folder] != number { isNew = true }
          current[folder] = number
        }
        let kept = Set(current.values)
        for (_, number) in watches where !kept.contains(number) { inotify_rm_watch(descriptor, number) }
        watches = current
        return isNew
      }
    }

    package func wait(atMost milliseconds: Int?) -> Bool {
      var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      guard poll(&request, 1, Int32(milliseconds ?? -1)) > 0 else { return false }
      // Everything that has come: what it is, an overflow included, makes no difference.
      var isAny = false
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while read(descriptor, &buffer, buffer.count) > 0 { isAny = true }
      return isAny
    }
  }
#endif

#if canImport(Darwin)
  import Darwin
  import Synchronization

  /// kqueue, which tells of a folder when names in it change, and of bytes only file by file: the files of each folder
  /// are watched as well, and looked for again whenever something has happened.
  package final class KqueueWatcher: FolderWatcher {
    private struct State {
      var folders: Set<String> = []
      /// Descriptors of folders and their files, by path, with the file that each of them is.
      var open: [String: (descriptor: Int32, inode: UInt64)] = [:]
      var isFull = false
    }

    private let queue: Int32
    private let state = Mutex(State())

    package var isFull: Bool { state.withLock { $0.isFull } }

    /// - Returns: `nil` where the system gives none.
    package init?() {
      queue = kqueue()
      if queue < 0 { return nil }
    }

    deinit {
      for (_, file) in state.withLock({ $0.open }) { close(file.descriptor) }
      close(queue)
    }

    @discardableResult
    package func watch(_ folders: Set<String>) -> Bool {
      state.withLock { state in
        let isNew = !folders.isSubset(of: state.folders)
        state.folders = folders
        return openAll(&state) && isNew
      }
    }

    package func wait(atMost milliseconds: Int?) -> Bool {
      var events = [Darwin.kevent](repeating: Darwin.kevent(), count: 64)
      var count: Int32
      if let milliseconds {
        var limit = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
        count = kevent(queue, nil, 0, &events, Int32(events.count), &limit)
      } else {
        count = kevent(queue, nil, 0, &events, Int32(events.count), nil)
      }
      guard count > 0 else { return false }
      while count > 0 {
        var none = timespec()
        count = kevent(queue, nil, 0, &events, Int32(events.count), &none)
      }
      _ = state.withLock { openAll(&$0) }
      return true
    }

    /// Opens what stands in the folders now and closes what is gone. A file that was replaced by another of its name is
    /// opened anew.
    private func openAll(_ state: inout State) -> Bool {
      var wanted: Set<String> = []
      var isNew = false
      for folder in state.folders {
        wanted.insert(folder)
        for name in FolderTree.names(in: folder) where !name.hasPrefix(".") { wanted.insert(folder + "/" + name) }
      }
      for (path, file) in state.open where !wanted.contains(path) || FolderTree.inode(of: path) != file.inode {
        close(file.descriptor)
        state.open[path] = nil
      }
      for path in wanted where state.open[path] == nil {
        guard let inode = FolderTree.inode(of: path) else { continue }
        let descriptor = open(path, O_EVTONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
          if errno == EMFILE || errno == ENFILE { state.isFull = true }
          continue
        }
        var change = Darwin.kevent(
          ident: UInt(descriptor), filter: Int16(EVFILT_VNODE), flags: UInt16(EV_ADD | EV_ENABLE | EV_CLEAR),
          fflags: UInt32(NOTE_WRITE | NOTE_EXTEND | NOTE_DELETE | NOTE_RENAME | NOTE_REVOKE), data: 0, udata: nil)
        guard kevent(queue, &change, 1, nil, 0, nil) == 0 else {
          close(descriptor)
          continue
        }
        state.open[path] = (descriptor, inode)
        isNew = true
      }
      return isNew
    }
  }
#endif

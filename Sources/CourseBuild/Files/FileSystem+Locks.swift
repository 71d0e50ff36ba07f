#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

extension FileSystem {
  /// Makes an empty file and locks it until `unlock` or the end of the process.
  ///
  /// - Returns: `nil` when someone else has locked or removed it since.
  static func makeLocked(_ path: String) throws(Fault) -> Int32? {
    let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Fault.last }
    // A file system without locks is as good: there nobody can take a lock to be free either.
    let isTaken = flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
    var status = stat()
    guard !isTaken, fstat(descriptor, &status) == 0, status.st_nlink > 0 else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  /// Holds a folder until `unlock` or the end of the process, so that one run at a time writes into it; waits for
  /// another that does.
  ///
  /// - Parameter patience: hundredths of a second; the other process may have been stopped.
  /// - Returns: `nil` on a file system without locks of folders.
  static func lockFolder(_ path: String, patience: Int) throws(Fault) -> Int32? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Fault.last }
    for _ in 0...patience {
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { return descriptor }
      guard errno == EWOULDBLOCK || errno == EINTR else {
        close(descriptor)
        return nil
      }
      usleep(10_000)
    }
    close(descriptor)
    throw Fault.isTaken
  }

  /// Locks a file that nobody has locked; `nil` where somebody has, or where it cannot be known.
  static func lockAbandoned(_ path: String) -> Int32? {
    let descriptor = open(path, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      flock(descriptor, LOCK_EX | LOCK_NB) == 0
    else {
      close(descriptor)
      return nil
    }
    return descriptor
  }

  static func unlock(_ descriptor: Int32) {
    // Closing alone would leave it to a process that is just being started and still has a copy.
    _ = flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Wakes a thread that waits (a binary semaphore): however often it is signalled, one wait ends.
final class Wake: Sendable {
  private let input: Int32
  private let output: Int32

  /// - Returns: `nil` where the system gives no pipe.
  init?() {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    (output, input) = (ends[0], ends[1])
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
  }

  deinit {
    close(input)
    close(output)
  }

  func signal() {
    var byte: UInt8 = 1
    // A full pipe wakes as well.
    _ = write(input, &byte, 1)
  }

  func wait() {
    var request = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
    while poll(&request, 1, -1) < 0 {}
    var buffer = [UInt8](repeating: 0, count: 256)
    while read(output, &buffer, buffer.count) > 0 {}
  }
}

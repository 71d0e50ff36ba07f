#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A socket that waits for connections.
package struct Listener: Sendable {
  package enum Fault: Error, Equatable {
    /// Another program listens there.
    case inUse
    /// The system keeps this port for itself.
    case notPermitted
    /// The name is none of this machine.
    case noAddress
    case system(String)
  }

  let descriptor: Int32
  /// The one that the system gave, where 0 was asked for.
  package let port: Int

  /// - Parameters:
  ///   - host: a name or an address of this machine.
  ///   - port: 0 for any that is free.
  package init(host: String, port: Int) throws(Fault) {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    hints.ai_flags = AI_PASSIVE
    #if canImport(Glibc)
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      hints.ai_socktype = SOCK_STREAM
    #endif
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, String(port), &hints, &found) == 0, let first = found else { throw .noAddress }
    defer { freeaddrinfo(found) }
    var fault = Fault.noAddress
    var next: UnsafeMutablePointer<addrinfo>? = first
    while let address = next?.pointee {
      next = address.ai_next
      let descriptor = socket(address.ai_family, address.ai_socktype, address.ai_protocol)
      guard descriptor >= 0 else {
        fault = .last
        continue
      }
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      set(descriptor, SO_REUSEADDR)
      guard bind(descriptor, address.ai_addr, address.ai_addrlen) == 0, listen(descriptor, 64) == 0 else {
        fault = .last
        close(descriptor)
        continue
      }
      self.descriptor = descriptor
      self.port = Self.port(of: descriptor) ?? port
      return
    }
    throw fault
  }

  private static func port(of descriptor: Int32) -> Int? {
    var address = sockaddr_storage()
    var length = socklen_t(MemoryLayout<sockaddr_storage>.size)
    let status = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(descriptor, $0, &length) }
    }
    guard status == 0 else { return nil }
    // The port stands at one place in both families' addresses.
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { Int(UInt16(bigEndian: $0.pointee.sin_port)) }
    }
  }

  /// The next connection; `nil` when there will be none any more.
  func accept() -> Connection? {
    while true {
      let descriptor = systemAccept(self.descriptor)
      if descriptor >= 0 { return Connection(descriptor: descriptor) }
      switch errno {
      case EBADF, EINVAL, ENOTSOCK: return nil
      // Too many files are open: some will be closed.
      case EMFILE, ENFILE, ENOBUFS, ENOMEM: usleep(20_000)
      default: continue
      }
    }
  }
}

extension Listener.Fault {
  fileprivate static var last: Self {
    switch errno {
    case EADDRINUSE: .inUse
    case EACCES, EPERM: .notPermitted
    case EADDRNOTAVAIL: .noAddress
    default: .system(String(cString: strerror(errno)))
    }
  }
}

private func systemAccept(_ descriptor: Int32) -> Int32 { accept(descriptor, nil, nil) }

private func set(_ descriptor: Int32, _ option: Int32) {
  var one: Int32 = 1
  setsockopt(descriptor, SOL_SOCKET, option, &one, socklen_t(MemoryLayout<Int32>.size))
}

/// A connection that was accepted. Whoever holds it closes it.
struct Connection: Sendable {
  let descriptor: Int32

  /// - Parameter descriptor: of a socket.
  init(descriptor: Int32) {
    self.descriptor = descriptor
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    #if canImport(Darwin)
      set(descriptor, SO_NOSIGPIPE)
    #endif
    var one: Int32 = 1
    setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
    // Who sends half a request, or does not take an answer, must not hold a thread for ever.
    limit(SO_RCVTIMEO, seconds: 20)
    limit(SO_SNDTIMEO, seconds: 5)
  }

  private func limit(_ option: Int32, seconds: Int) {
    var time = timeval(tv_sec: seconds, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, option, &time, socklen_t(MemoryLayout<timeval>.size))
  }

  /// Bytes that have come; empty at the end, or when nothing came for too long.
  func read() -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 8 << 10) { buffer, count in
      var got = -1
      repeat { got = recv(descriptor, buffer.baseAddress, buffer.count, 0) } while got < 0 && errno == EINTR
      count = max(0, got)
    }
  }

  /// - Returns: whether all of it was taken.
  @discardableResult
  func write(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = send(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count, Self.noSignal)
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return false }
        rest = rest.dropFirst(count)
      }
      return true
    }
  }

  /// Whether the other side has closed it.
  var isGone: Bool {
    var byte: UInt8 = 0
    return recv(descriptor, &byte, 1, Int32(MSG_PEEK.number | MSG_DONTWAIT.number)) == 0
  }

  func end() { close(descriptor) }

  #if canImport(Glibc)
    private static let noSignal = Int32(MSG_NOSIGNAL.number)
  #else
    private static let noSignal: Int32 = 0
  #endif
}

/// Flags are numbers on one system and an enumeration on the other.
extension RawRepresentable where RawValue: BinaryInteger {
  fileprivate var number: Int { Int(rawValue) }
}

extension BinaryInteger {
  fileprivate var number: Int { Int(self) }
}

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The two standard streams, written by the system's own call: unbuffered, and indifferent to a reader that went away.
enum Terminal {
  enum Stream {
    case output
    case error

    var descriptor: Int32 {
      switch self {
      case .output: STDOUT_FILENO
      case .error: STDERR_FILENO
      }
    }

    var isTerminal: Bool { isatty(descriptor) == 1 }
    /// <https://no-color.org>
    var isColored: Bool {
      guard isTerminal else { return false }
      if let value = getenv("NO_COLOR"), value.pointee != 0 { return false }
      return getenv("TERM").map { String(cString: $0) != "dumb" } ?? false
    }

    /// Whether a line may be rewritten and erased here: on a terminal that understands it and that somebody looks at.
    /// Services for continuous integration give their jobs a terminal too, and set `CI`.
    var isRewritable: Bool { isColored && (getenv("CI").map { $0.pointee == 0 } ?? true) }

    /// Columns of the terminal, 80 where it does not say.
    var width: Int {
      var size = winsize()
      guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
      return Int(size.ws_col)
    }
  }

  static func write(_ text: String, to stream: Stream = .output) { write(Array(text.utf8), to: stream) }

  static func write(_ bytes: [UInt8], to stream: Stream = .output) {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = systemWrite(stream.descriptor, UnsafeRawBufferPointer(rebasing: rest))
        if count < 0, errno == EINTR { continue }
        // `lessons render … | head` is no fault.
        if count <= 0 { return }
        rest = rest.dropFirst(count)
      }
    }
  }

  /// A pipe that nobody reads and a limit on file sizes are found where they are written to; by default they would end
  /// the process half-way through a build.
  static func ignoreWriteSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// At once, past the destructors of libraries whose threads may still run.
  static func exit(_ code: Int32) -> Never { _exit(code) }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

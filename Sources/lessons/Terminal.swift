#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The two standard streams, written by the system's own call: unbuffered, so that a write that fails is known at once.
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

  /// Why standard output did not take all: `No space left on device`.
  struct WriteFault: Error {
    var code: Int32

    var isBrokenPipe: Bool { code == EPIPE }
    var message: String { "lessons: cannot write to standard output: \(String(cString: strerror(code)))\n" }
  }

  /// Writes results; half of them are none.
  static func write(_ text: String) throws(WriteFault) { try write(Array(text.utf8)) }

  static func write(_ bytes: [UInt8]) throws(WriteFault) {
    if let code = writeAll(bytes, to: .output) { throw WriteFault(code: code) }
  }

  /// Writes to standard error. Where that fails too, nobody is left to be told.
  static func tell(_ text: String) { _ = writeAll(Array(text.utf8), to: .error) }

  /// - Returns: the system's number for what went wrong.
  private static func writeAll(_ bytes: [UInt8], to stream: Stream) -> Int32? {
    bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = systemWrite(stream.descriptor, UnsafeRawBufferPointer(rebasing: rest))
        if count < 0, errno == EINTR { continue }
        if count <= 0 { return count < 0 ? errno : ENOSPC }
        rest = rest.dropFirst(count)
      }
      return nil
    }
  }

  /// A pipe that nobody reads and a limit on file sizes are found where they are written to; by default they would end
  /// the process half-way through a build.
  ///
  /// - Returns: whether whoever started the process had the signal of a broken pipe ignored already.
  static func ignoreWriteSignals() -> Bool {
    signal(SIGXFSZ, SIG_IGN)
    let former = signal(SIGPIPE, SIG_IGN)
    return unsafeBitCast(former, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Gives a standard stream that was closed a place that refuses what it is asked: else the first file to be opened
  /// would take its number, and results or messages would be written into it.
  static func occupyClosedStreams() {
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is taken, which is this one.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// As a program ends that knows nothing of its pipe: by the signal, so that a shell sees 141 and says nothing.
  static func endByBrokenPipe() -> Never {
    signal(SIGPIPE, SIG_DFL)
    raise(SIGPIPE)
    exit(1)
  }

  /// At once, past the destructors of libraries whose threads may still run.
  static func exit(_ code: Int32) -> Never { _exit(code) }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

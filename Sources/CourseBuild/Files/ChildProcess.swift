#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Another program, with this one's standard streams.
public enum ChildProcess {
  /// Starts it and goes on.
  ///
  /// - Parameter arguments: the program, which is looked for along `PATH`, and what it is told.
  /// - Returns: its number; `nil` where there is no such program.
  @discardableResult
  public static func start(_ arguments: [String]) -> Int32? {
    guard let program = arguments.first else { return nil }
    var texts: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    defer { for text in texts { free(text) } }
    #if canImport(Darwin)
      var process = pid_t()
    #else
      var process: pid_t = 0
    #endif
    return posix_spawnp(&process, program, nil, nil, &texts, environ) == 0 ? process : nil
  }

  /// Runs it to its end.
  ///
  /// - Returns: its exit code; `nil` where there is no such program, or it was ended by a signal.
  static func run(_ arguments: [String]) -> Int32? {
    guard let process = start(arguments) else { return nil }
    var status: Int32 = 0
    while waitpid(process, &status, 0) == -1 { guard errno == EINTR else { return nil } }
    // Ended by itself: the low seven bits name a signal, the next eight are the code; 127 is a shell's "not found".
    guard status & 0x7F == 0 else { return nil }
    let code = (status >> 8) & 0xFF
    return code == 127 ? nil : code
  }

  /// Number of this process, for names of files that no other one has.
  static var number: Int { Int(getpid()) }
}

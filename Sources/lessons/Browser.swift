#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The browser that opens a page for whoever sits here.
enum Browser {
  #if canImport(Darwin)
    private static let program = "open"
  #else
    private static let program = "xdg-open"
  #endif

  /// Starts it and goes on; a machine without one says so.
  static func open(_ address: String) {
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup(address), nil]
    defer { for argument in arguments { free(argument) } }
    #if canImport(Darwin)
      var process = pid_t()
    #else
      var process: pid_t = 0
    #endif
    if posix_spawnp(&process, program, nil, nil, &arguments, environ) != 0 {
      Terminal.tell("lessons: no `\(program)` to open a browser with; open \(address)\n")
    }
  }
}

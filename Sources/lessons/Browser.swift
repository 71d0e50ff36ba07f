import CourseBuild

/// The browser that opens a page for whoever sits here.
enum Browser {
  #if canImport(Darwin)
    private static let program = "open"
  #else
    private static let program = "xdg-open"
  #endif

  /// Starts it and goes on; a machine without one says so.
  static func open(_ address: String) {
    if ChildProcess.start([program, address]) == nil {
      Terminal.tell("lessons: no `\(program)` to open a browser with; open \(address)\n")
    }
  }
}

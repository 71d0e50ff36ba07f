import Foundation

/// The built program as a process of its own.
enum Program {
  struct Run {
    /// The exit code, or the number of the signal that ended it with a minus in front.
    var code: Int32
    var output: String
    var errors: String
  }

  /// Beside the test bundle.
  private static let path: String = {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).standardized.deletingLastPathComponent()
    while folder.path != "/" {
      let candidate = folder.appending(path: "lessons").path
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder), !isFolder.boolValue {
        return candidate
      }
      folder.deleteLastPathComponent()
    }
    return "lessons"
  }()

  /// - Parameter shell: run by `/bin/sh` instead of the arguments, with the program as `$0`.
  static func run(
    _ arguments: [String] = [], in course: TemporaryCourse, input: String = "", shell: String? = nil,
    environment: [String: String] = [:]
  ) throws -> Run {
    let process = Process()
    process.currentDirectoryURL = course.folder
    if let shell {
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", shell, path]
    } else {
      process.executableURL = URL(fileURLWithPath: path)
      process.arguments = arguments
    }
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    // Files and not pipes: nothing to drain side by side.
    let files = try ["in", "out", "err"].map { name -> FileHandle in
      let path = course.folder.deletingLastPathComponent().appending(path: "stream-\(name)-\(UUID().uuidString)")
      try Data((name == "in" ? input : "").utf8).write(to: path)
      return try FileHandle(forUpdating: path)
    }
    (process.standardInput, process.standardOutput, process.standardError) = (files[0], files[1], files[2])
    try process.run()
    process.waitUntilExit()
    let texts = try files.map { file -> String in
      try file.seek(toOffset: 0)
      return String(decoding: try file.readToEnd() ?? Data(), as: UTF8.self)
    }
    let code = process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus
    return Run(code: code, output: texts[1], errors: texts[2])
  }
}

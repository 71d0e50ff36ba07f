import ArgumentParser
import CourseBuild
import Preview
import SourceText

struct Serve: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows the course in a browser and follows every save.",
    discussion: """
      Pages are made in memory; nothing is written to the output folder. After a save what has changed is run and \
      rendered again, and only the changed blocks of an open page are replaced. A lesson with a fault keeps its last page, \
      with the fault over it. A double click on a block opens its line in the editor. Ctrl-C ends it.

      EXAMPLES:
        lessons serve                             the folder lessons, at http://127.0.0.1:4321/
        lessons serve --open                      and opens the browser
        lessons serve course --port 8080
        lessons serve --editor idea               vscode, vscodium, cursor, windsurf, zed, idea, textmate, none
        lessons serve --editor 'myeditor://open?file={path}&line={line}'
        lessons serve --host 0.0.0.0              for other machines too: whoever reaches this one can read the course
      """)

  @OptionGroup var course: RunArguments

  @Option(help: "Where the server listens; 0 for any port that is free.")
  var port = 4321

  @Option(help: "The address that it listens at. The default is reached by this machine alone.")
  var host = "127.0.0.1"

  @Flag(help: "Open the first page in the browser.")
  var open = false

  @Option(help: "The editor that links lead to: a name from below, or an address with {path}, {line} and {column}.")
  var editor = "vscode"

  func validate() throws {
    if host.isEmpty { throw ValidationError("--host wants a name or an address.") }
    guard (0...65535).contains(port) else { throw ValidationError("--port wants a number from 0 to 65535.") }
    guard EditorLink(editor) != nil else {
      throw ValidationError(
        "--editor knows \(EditorLink.known.keys.sorted().joined(separator: ", ")), and addresses with {path} in them.")
    }
  }

  func run() throws {
    let listener: Listener
    do {
      listener = try Listener(host: host, port: port)
    } catch {
      Terminal.tell("lessons: \(Self.words(for: error, host: host, port: port))\n")
      throw ExitCode(1)
    }
    let session = CourseSession(course.request(formats: [.html]))
    let build = first(session)
    DiagnosticFormat.full.print(build.diagnostics)
    if build.roots.isEmpty { throw ExitCode(1) }

    let setting = PreviewSite.Setting(
      hosts: AllowedHosts(host: host), editor: EditorLink(editor), folder: PreviewSite.Setting.currentFolder,
      nonce: PreviewSite.Setting.newNonce())
    let server = PreviewServer(listener, PreviewSite(setting))
    let preview = Preview(session, server) { report in
      if report.hasNewDiagnostics {
        DiagnosticFormat.full.print(report.diagnostics)
        if report.diagnostics.isEmpty { Terminal.tell("nothing wrong any more\n") }
      }
      for path in report.changed { Terminal.tell("\(path.printable), \(report.time.inSeconds) s\n") }
    }
    guard let preview else {
      Terminal.tell(
        "lessons: the system lets no more folders be watched; end other programs that do, or raise its limit\n")
      throw ExitCode(1)
    }
    preview.start(build)
    let shown = host.contains(":") ? "[\(host)]" : host
    let address = "http://\(shown):\(listener.port)/"
    let count = build.lessonCount
    try Terminal.write("\(count) lesson\(count == 1 ? "" : "s") at \(address)\n")
    if !AllowedHosts.isLoopback(host) {
      Terminal.tell("lessons: whoever reaches this machine can read the course\n")
    }
    if preview.isBlind {
      Terminal.tell(
        "lessons: there are more folders than can be watched, and changes in some of them will not be seen; put the "
          + "course into a folder of its own, or raise the system's limit (fs.inotify.max_user_watches on Linux)\n")
    }
    if open { Browser.open(address) }
    preview.run()
  }

  /// Until one is whole: files may change while it goes on.
  private func first(_ session: CourseSession) -> SessionBuild {
    let progress = ProgressLine()
    defer { progress?.clear() }
    while true {
      if let build = session.build(progress: progress?.take) { return build }
      SystemThread.sleep(.milliseconds(50))
    }
  }

  private static func words(for fault: Listener.Fault, host: String, port: Int) -> String {
    switch fault {
    case .inUse:
      "port \(port) is taken, perhaps by another `lessons serve`: look at http://\(host):\(port)/, end it, or choose "
        + "another with --port"
    case .notPermitted: "the system keeps port \(port) for itself; choose one from 1024 with --port"
    case .noAddress:
      "`\(host.printable)` is no address of this machine; leave --host out, or say 0.0.0.0 for all it has"
    case .system(let reason): "cannot listen at port \(port): \(reason)"
    }
  }
}

extension Duration {
  /// `0.043`
  fileprivate var inSeconds: String {
    let milliseconds = components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    let rest = String(milliseconds % 1000)
    return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.utf8.count) + rest
  }
}

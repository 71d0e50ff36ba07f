import ArgumentParser

/// Literate notebooks that check themselves.
@main
struct Lessons: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lessons",
    abstract: "Turns Markdown lessons with nn blocks into reports.",
    discussion: """
      EXAMPLES:
        lessons build                     lessons/ into output/
        lessons check                     write nothing, say what is wrong
        lessons render a.md > page.html   one lesson, as a page of its own
        lessons explain NN-bad-number     what a message means

      Exit codes: 0 nothing found, 1 faults found, 2 wrong usage.
      """,
    version: "0.1.0",
    subcommands: [Build.self, Check.self, Render.self, Explain.self])

  /// Instead of the library's own, for the exit codes: it gives 64 for wrong usage.
  static func main() {
    Terminal.ignoreWriteSignals()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let code as ExitCode {
      Terminal.exit(code.rawValue)
    } catch {
      let isFault = exitCode(for: error) != .success
      Terminal.write(fullMessage(for: error) + "\n", to: isFault ? .error : .output)
      Terminal.exit(isFault ? 2 : 0)
    }
    Terminal.exit(0)
  }
}

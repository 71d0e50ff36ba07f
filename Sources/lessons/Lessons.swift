import ArgumentParser
import SourceText

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
        lessons serve                     show lessons/ in a browser, and follow every save
        lessons render a.md > page.html   one lesson, as a page of its own
        lessons export a.md#fig-x > x.svg one figure, as a file of its own
        lessons explain NN-bad-number     what a message means
        lessons new                       a course to begin with, in the folder lessons
        lessons list                      the lessons of a course, in the order in which they are read
        lessons answers > key.csv         what its fields for answers are judged by
        lessons clean                     forget what earlier builds ran

      Exit codes: 0 nothing found, 1 faults found or results not written, 2 wrong usage.
      """,
    version: programVersion,
    subcommands: [
      Build.self, Check.self, Serve.self, Render.self, Explain.self, Export.self, New.self, List.self, Answers.self,
      Clean.self,
    ])

  /// Instead of the library's own, for the exit codes: it gives 64 for wrong usage.
  static func main() {
    Terminal.occupyClosedStreams()
    let ignoresBrokenPipes = Terminal.ignoreWriteSignals()
    do {
      try execute()
    } catch {
      if error.isBrokenPipe, !ignoresBrokenPipes { Terminal.endByBrokenPipe() }
      Terminal.tell(error.message)
      Terminal.exit(1)
    }
  }

  /// Ends the process unless standard output refuses what it is given.
  private static func execute() throws(Terminal.WriteFault) -> Never {
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let code as ExitCode {
      Terminal.exit(code.rawValue)
    } catch let fault as Terminal.WriteFault {
      throw fault
    } catch {
      let message = fullMessage(for: error) + "\n"
      if exitCode(for: error) != .success {
        Terminal.tell(message)
        Terminal.exit(2)
      }
      try Terminal.write(message)
    }
    Terminal.exit(0)
  }
}

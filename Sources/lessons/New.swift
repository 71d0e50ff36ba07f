import ArgumentParser
import CourseBuild
import SourceText

struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Makes a course, or a lesson in a course.",
    discussion: """
      A course has a first lesson in English and its translation into Korean, with a graph, a table of gradients, a \
      number in a sentence, a claim and an exercise. A lesson gets the next number and its translations. What is there \
      is never written over.

      EXAMPLES:
        lessons new                               a course in the folder lessons
        lessons new course                        a course in another folder
        lessons new lessons/en/gates.md           lessons/en/02-gates.md and lessons/ko/02-gates.md
      """)

  @Argument(help: "A folder that is not there yet, or a lesson of a course.", completion: .file(extensions: ["md"]))
  var path = "lessons"

  func validate() throws {
    if path.isEmpty { throw ValidationError("The path is empty.") }
  }

  func run() throws {
    let result = makeNew(path)
    DiagnosticFormat.full.print(result.diagnostics)
    for path in result.made { try Terminal.write("made \(path.printable)\n") }
    if !result.next.isEmpty {
      let width = result.next.map { DisplayWidth.of($0.command.printable) }.max() ?? 0
      try Terminal.write("\nNext:\n")
      for (command, purpose) in result.next {
        let gap = String(repeating: " ", count: width - DisplayWidth.of(command.printable) + 2)
        try Terminal.write("  \(command.printable)\(gap)\(purpose.printable)\n")
      }
    }
    if result.hasFaults { throw ExitCode(1) }
  }
}

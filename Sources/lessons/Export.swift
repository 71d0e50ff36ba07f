import ArgumentParser
import CourseBuild
import SourceText

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Writes one figure of a lesson as a file that stands alone.",
    discussion: """
      The drawing is the one beside the reports: its colours are literal, and on a dark screen it is dark. PNG has two \
      pixels a unit; PNG and PDF are made by rsvg-convert or CairoSVG.

      EXAMPLES:
        lessons export lessons/en/01-chain-rule.md#fig-xyz > xyz.svg
        lessons export lessons/en/01-chain-rule.md#fig-xyz --to pdf --output xyz.pdf
      """)

  @Argument(help: "A lesson and the label of a figure in it: FILE#fig-x.")
  var figure: String

  @Option(help: "svg, png or pdf.")
  var to = FigureFormat.svg

  @Option(name: .shortAndLong, help: "The file to write. (default: standard output)", completion: .file())
  var output: String?

  @Flag(help: "Leave out exercises' solutions.")
  var noSolutions = false

  func validate() throws {
    if figure.isEmpty { throw ValidationError("The path is empty.") }
    if output == "" { throw ValidationError("--output is empty.") }
  }

  func run() throws {
    let progress = ProgressLine()
    var result = exportFigure(figure, as: to, solutions: !noSolutions, progress: progress?.take)
    progress?.clear()
    defer { DiagnosticFormat.full.print(result.diagnostics) }
    if result.bytes.isEmpty { throw ExitCode(1) }
    if let output {
      if let fault = writeFile(output, result.bytes) { result.diagnostics.append(fault) }
    } else {
      try Terminal.write(result.bytes)
    }
    if result.hasFaults { throw ExitCode(1) }
  }
}

extension FigureFormat: ExpressibleByArgument {}

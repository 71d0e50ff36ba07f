import SourceText

/// Turns a drawing into pixels or a page by a program that is made for it: none of them is a part of this one, since a
/// renderer of SVG is as large as all the rest.
enum FigureConverter {
  /// The command lines that are tried in turn, with the drawing and the picture in place of `in` and `out`.
  private static func commands(_ format: FigureFormat, _ input: String, _ output: String) -> [[String]] {
    switch format {
    case .svg: []
    case .png:
      [
        ["rsvg-convert", "--zoom", "2", "--format", "png", "--output", output, input],
        ["cairosvg", input, "--format", "png", "--scale", "2", "--output", output],
      ]
    case .pdf:
      [
        ["rsvg-convert", "--format", "pdf", "--output", output, input],
        ["cairosvg", input, "--format", "pdf", "--output", output],
      ]
    }
  }

  /// - Parameter file: the lesson, where a fault is told.
  /// - Throws: `NN-no-converter`, or `NN-cannot-write` where the temporary folder takes no file.
  static func converted(_ drawing: [UInt8], to format: FigureFormat, for file: String) throws(Diagnostic) -> [UInt8] {
    guard format != .svg else { return drawing }
    let folder = FileSystem.environment("TMPDIR") ?? "/tmp"
    let stem = Path.join(folder, "lessons-figure-\(ChildProcess.number)")
    let (input, output) = (stem + ".svg", stem + "." + format.rawValue)
    defer {
      FileSystem.remove(input)
      FileSystem.remove(output)
    }
    do {
      try FileSystem.write(drawing, toNew: input)
    } catch {
      throw Diagnostic(.cannotWrite, "cannot write `\(input)`: \(error.message)", at: wholeFile(input))
    }
    for command in commands(format, input, output) where ChildProcess.run(command) == 0 {
      if let bytes = try? FileSystem.read(output), !bytes.isEmpty { return bytes }
    }
    throw Diagnostic(
      .noConverter, "no program here turns a drawing into \(format.rawValue.uppercased())", at: wholeFile(file),
      hint: "install rsvg-convert (`apt-get install librsvg2-bin`, `brew install librsvg`) or CairoSVG "
        + "(`pip install cairosvg`), or take `--to svg`")
  }
}

import Foundation

/// The program as one calls it, from its start to its end. The environment variable LESSONS says where it is.
enum WholeProcesses {
  /// The same network, data and steps as in `SmallMinimization`.
  private static let page = """
    # Hours of study

    ```nn
    x = [[0.3, 1], [0.5, 0.2], [1, 0.4]]
    y = [[0.75], [0.82], [0.93]]
    seed(812)
    W1 = randn(2, 3)
    W2 = randn(3, 1)
    L = mse(sigmoid(sigmoid(x @ W1) @ W2), y)
    history = minimize(L, (W1, W2), optimizer: sgd(0.1), steps: 10000)
    ```

    The loss is `{nn} history.loss[-1]:.12f`.

    """

  static var minimize: Row {
    let file = Prepared { try TemporaryFile(page) }
    return Row(
      name: "process-minimize", work: "`lessons render` of a page that takes 10,000 steps of the 2-3-1 network",
      target: "at most 20 ms", count: 1, unit: "process",
      subjects: [
        render("--to md", { try file().path }, shows: "0.000835115870"),
        render("--to html", { try file().path }, shows: "0.000835115870"),
        nothing,
      ])
  }

  static var lesson: Row {
    let path = "lessons/en/07-study-hours.md"
    return Row(
      name: "process-lesson-07", work: "`lessons render` of lesson 07", target: "at most 120 ms", count: 1,
      unit: "process",
      subjects: [
        render("--to html", { path }, shows: "</html>"), render("--to md", { path }, shows: "## One step"), nothing,
      ])
  }

  private static func render(_ options: String, _ path: @escaping () throws -> String, shows text: String) -> Subject {
    Subject("lessons render \(options)") {
      guard let lessons = ProcessInfo.processInfo.environment["LESSONS"] else {
        throw WrongResult(found: "no LESSONS", expected: "the program's path in the environment variable LESSONS")
      }
      let page = try output(of: [lessons, "render", path()] + options.split(separator: " ").map(String.init))
      guard page.contains(text) else { throw WrongResult(found: "a page without it", expected: text) }
    }
  }

  private static var nothing: Subject {
    Subject("a process that does nothing") { _ = try output(of: ["/usr/bin/env", "true"]) }
  }

  /// Lives as long as it is held.
  private final class TemporaryFile {
    let path: String

    init(_ text: String) throws {
      let name = "lessons-bench-\(ProcessInfo.processInfo.processIdentifier).md"
      path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
      try text.write(toFile: path, atomically: false, encoding: .utf8)
    }

    deinit { unlink(path) }
  }
}

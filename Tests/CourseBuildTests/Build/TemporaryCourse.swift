import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// A course in a folder of its own that is gone with the test.
final class TemporaryCourse: Sendable {
  let folder: URL

  /// - Parameters:
  ///   - name: what the folder itself is called, for what must not depend on it.
  ///   - files: texts by path below the folder.
  init(name: String = "course", _ files: [String: String] = [:]) throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "lessons-tests-\(UUID().uuidString)/\(name)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (path, text) in files { try write(path, text) }
  }

  deinit {
    let parent = folder.deletingLastPathComponent()
    _ = try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path("lessons"))
    try? FileManager.default.removeItem(at: parent)
  }

  func path(_ path: String) -> String { folder.appending(path: path).path }

  func write(_ path: String, _ text: String) throws { try write(path, Data(text.utf8)) }

  func write(_ path: String, _ data: Data) throws {
    let file = folder.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: file)
  }

  func text(_ path: String) throws -> String { try String(contentsOf: folder.appending(path: path), encoding: .utf8) }

  func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: self.path(path)) }

  /// All files below a folder by their path in it.
  func files(_ path: String) -> [String: Data] {
    var result: [String: Data] = [:]
    let root = self.path(path)
    for case let name as String in FileManager.default.enumerator(atPath: root) ?? .init() {
      let file = "\(root)/\(name)"
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: file, isDirectory: &isFolder), !isFolder.boolValue {
        result[name] = FileManager.default.contents(atPath: file)
      }
    }
    return result
  }

  func request(
    _ paths: [String] = ["lessons"], output: String = "output", formats: Set<BuildRequest.Format> = [.html, .md],
    jobs: Int? = 2
  ) -> BuildRequest {
    BuildRequest(paths: paths.map(path), outputDirectory: path(output), formats: formats, jobs: jobs)
  }

  func build(
    _ paths: [String] = ["lessons"], output: String = "output", formats: Set<BuildRequest.Format> = [.html, .md],
    jobs: Int? = 2
  ) -> BuildResult {
    buildCourse(request(paths, output: output, formats: formats, jobs: jobs))
  }
}

/// Lessons with a bit of everything.
enum SampleLessons {
  static let chain = """
    ---
    title: The chain rule
    ---

    # The chain rule {#sec-start}

    See @fig-xyz, @eq-chain and [the other](02-gates.md#sec-gates), and [@rumelhart1986].

    $$\\frac{\\partial f}{\\partial x} = \\frac{\\partial f}{\\partial q} \\frac{\\partial q}{\\partial x}$$ {#eq-chain}

    ```nn
    #| label: fig-xyz
    #| fig-cap: At $x = \\nn{x}$.
    x = -2; y = 5; z = -4
    q = x + y
    f = q * z
    graph(f)
    f
    expect f == -12
    ```

    The slope is `{nn} grad(f, x)`.

    ![A picture](../images/dot.svg){#fig-dot}
    """

  static let gates = """
    ---
    title: Gates
    ---

    # Gates {#sec-gates}

    ```nn
    x = 3
    f = x^2
    gradients(f)
    backward(f)
    gradcheck(f)
    ```
    """

  static let files = [
    "lessons/course.yml": "title: Sample\nlanguages: [en, ko]\norder: [01-chain, 02-gates]\n",
    "lessons/references.bib":
      "@article{rumelhart1986, author = {Rumelhart, D. and Hinton, G. and Williams, R.}, title = {Learning}, year = 1986}",
    "lessons/images/dot.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    "lessons/en/01-chain.md": chain,
    "lessons/en/02-gates.md": gates,
    "lessons/ko/01-chain.md": chain.replacing("The chain rule", with: "연쇄 법칙"),
    "lessons/ko/02-gates.md": gates.replacing("Gates", with: "게이트"),
    "lessons/en/_part.md": "Not a lesson.",
  ]
}

import Foundation
import SourceText
import Testing

@testable import CourseBuild

/// A course whose lessons read everything that a lesson can read, and tell everything that they can tell: data, parts,
/// blocks of other lessons, random numbers, lines, warnings, faults.
struct CachedCourse {
  let course: TemporaryCourse
  /// As of a program of its own.
  var version = Array("one".utf8)

  init(_ files: [String: String] = CachedCourse.files) throws { course = try TemporaryCourse(files) }

  static let first = """
    ---
    title: First
    nn:
      seed: 3
      digits: 5
    ---

    # First {#sec-first}

    Some prose, and [@key].

    {{< include _part.md >}}

    ```nn
    #| label: fig-graph
    #| fig-cap: At `{nn} x`.
    x = 2; y = rand()
    # a comment
    f = x * y + x
    graph(f)
    slider(x, 0, 5)
    expect f > x
    ```

    The slope is `{nn} grad(f, x):.3f`, and $\\nn{f}$.

    ```nn
    #| label: data
    t = csv("data.csv")
    print("columns", sum(t, axis: 0))
    mean(t)
    ```

    > ```nn
    > w = 1 +
    >   f
    > table(a: (w, 2), b: (3, 4))
    > ```

    ```nn
    v = 1
    s = v * 3
    v -= 0.1 * grad(s, v)
    u = v * x
    gradients(u)
    ```

    """

  static let second = """
    # Second

    ```nn
    #| label: data
    #| from: 01-first.md
    #| words:
    #|   columns: Spalten
    ```

    ```nn
    #| error: true
    q = nowhere + 1
    ```

    ```nn
    h = repeat 4 { a = rand(); record(a: a) }
    h
    expect mean(t) > 100
    ```

    At the end `{nn} missing` and `{nn} mean(t)`.

    ```nn
    bad = log(0 - 1)
    ```

    `{nn} bad`

    ```nn
    bad + 1
    ```
    """

  static let files = [
    "lessons/course.yml": "title: Cached\nmacros:\n  half: \\frac{1}{2}\n",
    "lessons/references.bib": "@misc{key, author = {One, A.}, title = {Title}, year = 2001}\n",
    "lessons/_part.md": "A part:\n\n```nn\nk = 4\nk * 2\n```\n",
    "lessons/data.csv": "a,b\n1,2\n3,4\n",
    "lessons/01-first.md": first,
    "lessons/02-second.md": second,
  ]

  func request(_ output: String, usesCache: Bool, jobs: Int = 2) -> BuildRequest {
    var request = course.request(output: output, formats: [.html, .md, .json], jobs: jobs)
    request.usesCache = usesCache
    request.engineVersion = version
    return request
  }

  @discardableResult
  func build(_ output: String = "cached", usesCache: Bool = true) -> BuildResult {
    buildCourse(request(output, usesCache: usesCache))
  }

  /// The runs that are kept, in the order of their files' names.
  func runs() throws -> [(name: String, key: [UInt8], bytes: [UInt8], run: RecordedRun)] {
    try course.files(".lessons-cache/kept").sorted { $0.key < $1.key }.compactMap { name, file in
      var key: [UInt8] = []
      for start in stride(from: 0, to: 64, by: 2) {
        key.append(try #require(UInt8(name.dropFirst(start).prefix(2), radix: 16)))
      }
      let bytes = try #require(CacheStore.opened(Array(file), key: key))
      guard let run = CompactDecoder.value(RecordedRun.self, in: bytes), !run.cells.isEmpty else { return nil }
      return (name, key, bytes, run)
    }
  }

  /// How many lessons of a build were not run.
  func hits() -> Int { build().timings.lessons.count { $0.isFromCache } }

  /// Builds with the cache and without, and compares every file and every diagnostic.
  ///
  /// - Returns: how many lessons were not run.
  @discardableResult
  func check(_ what: String, source: SourceLocation = #_sourceLocation) -> Int {
    let cached = build("cached")
    let cold = build("cold", usesCache: false)
    func text(_ result: BuildResult) -> String {
      // A report that is there no more is named by its folder.
      DiagnosticFormat.json.write(result.diagnostics, isColored: false).replacing("/cached/", with: "/cold/")
    }
    #expect(text(cached) == text(cold), "\(what)", sourceLocation: source)
    let (files, expected) = (course.files("cached"), course.files("cold"))
    for path in Set(files.keys).union(expected.keys).sorted() where files[path] != expected[path] {
      Issue.record("\(what): \(path) is not what a cold build writes", sourceLocation: source)
    }
    return cached.timings.lessons.count { $0.isFromCache }
  }
}

extension SeededNumbers {
  /// One edit of a text: of its prose, its programs, its options, whatever the line holds.
  mutating func edit(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let index = Int.random(in: 0..<lines.count, using: &self)
    switch Int.random(in: 0..<10, using: &self) {
    case 0: lines.insert("", at: index)
    case 1: lines.insert("# a comment of \(Int.random(in: 0..<100, using: &self))", at: index)
    case 2: lines.remove(at: index)
    case 3: lines.insert(lines[index], at: index)
    case 4: lines[index] = lines[index].replacing(" ", with: "  ")
    case 5: lines[index] += " # more"
    case 6: lines[index] = lines[index].replacing("x", with: "y")
    case 7: lines.insert("```nn\n#| digits: 3\nz = rand(2)\nz\n```\n", at: index)
    case 8: lines.swapAt(index, Int.random(in: 0..<lines.count, using: &self))
    default:
      let digits = Array("0123456789")
      let other = digits[Int.random(in: 0..<10, using: &self)]
      lines[index] = String(lines[index].map { $0.isNumber ? other : $0 })
    }
    return lines.joined(separator: "\n")
  }
}

import Foundation

// The time of `lessons build` for 100 distinct pages, each of 1,000 words, 10 formulas and 5 graphs of scalars, to HTML
// and Markdown, beside one `cmark` process given the same pages. All runs interleave, so that a busy machine slows both.

/// The numbers of a fixed seed (SplitMix64), so that every run builds the same pages.
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func number() -> Double { Double(Int.random(in: -400...400, using: &self)) / 100 }
}

let vocabulary = """
  gradient chain rule value local upstream gate graph node wire backward forward pass number small change follows every \
  input output weight bias neuron layer learns from error loss slope derivative multiply add square sum product branch \
  the the the of of to to a a and in is that it for as with by on this which where when we you so then each one two \
  기울기 사슬 규칙 값 노드 역전파 순전파 입력 출력 가중치 편향 오차 손실 곱셈 덧셈 그래프 미분 따라서 그리고 아래로
  """.split(separator: " ").map(String.init)

func sentence(_ words: Int, _ random: inout Generator) -> String {
  var parts = (0..<words).map { _ in vocabulary.randomElement(using: &random) ?? "" }
  let place = Int.random(in: 0..<words, using: &random)
  switch Int.random(in: 0..<6, using: &random) {
  case 0: parts[place] = "*\(parts[place])*"
  case 1: parts[place] = "**\(parts[place])**"
  case 2: parts[place] = "`\(parts[place])`"
  default: break
  }
  return parts.joined(separator: " ").prefix(1).uppercased() + parts.joined(separator: " ").dropFirst() + "."
}

/// A paragraph of about 50 words.
func paragraph(_ random: inout Generator, inline formula: String? = nil) -> String {
  var sentences = (0..<4).map { _ in sentence(12, &random) }
  if let formula { sentences[1] += " Here $\(formula)$ stands for it." }
  return sentences.joined(separator: " ")
}

/// Distinct for each number.
func formula(_ number: Int) -> String {
  switch number % 5 {
  case 0:
    #"\frac{\partial L_{\#(number)}}{\partial w} = \frac{\partial L_{\#(number)}}{\partial y}\,\frac{\partial y}{\partial w}"#
  case 1: #"\sigma(z_{\#(number)}) = \frac{1}{1 + e^{-z_{\#(number)}}}"#
  case 2: #"y_{\#(number)} = \sum_{i=1}^{n} w_i x_i + b"#
  case 3: #"\begin{aligned} a_{\#(number)} &= x + y \\ f &= a_{\#(number)} \cdot z \end{aligned}"#
  default: #"f_{\#(number)}(x) = \begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}"#
  }
}

func graph(_ number: Int, _ random: inout Generator) -> String {
  let (a, b, c, d) = (random.number(), random.number(), random.number(), random.number())
  let lines =
    switch number % 5 {
    case 0: "x = \(a); y = \(b); z = \(c)\nf = (x + y) * z"
    case 1: "x = \(a); w = \(b); b = \(c)\ns = w * x + b\nf = 1 / (1 + exp(-s))"
    case 2: "x = \(a); y = \(b)\nf = x^2 + x * y"
    case 3: "x = \(a); y = \(b); z = \(c); w = \(d)\nf = 2 * (x * y + max(z, w))"
    default: "w0 = \(a); x0 = \(b); w1 = \(c); x1 = \(d)\nf = tanh(w0 * x0 + w1 * x1 + 0.5)"
    }
  return """
    ```nn
    #| label: fig-\(number)
    #| fig-cap: Graph \(number), with values above its wires and gradients below.
    \(lines)
    graph(f)
    ```
    """
}

func page(_ number: Int) -> String {
  var random = Generator(state: UInt64(number) &* 7919 &+ 1)
  var parts = ["---\ntitle: Page \(number)\norder: \(number)\n---", "# Page \(number)"]
  for section in 0..<5 {
    parts.append("## \(sentence(4, &random).dropLast())")
    parts.append(paragraph(&random, inline: formula(number * 10 + section)))
    parts.append(paragraph(&random))
    parts.append("$$\n\(formula(number * 10 + 5 + section))\n$$")
    parts.append(paragraph(&random) + " The value is `{nn} \(section == 0 ? "1 + 2" : "f:.3f")`.")
    parts.append(graph(number * 5 + section, &random))
    parts.append((0..<4).map { _ in "- " + sentence(12, &random) }.joined(separator: "\n"))
  }
  return parts.joined(separator: "\n\n") + "\n"
}

func writeCourse(in folder: URL) throws -> (pages: [String], bytes: Int) {
  let course = folder.appendingPathComponent("lessons")
  try FileManager.default.createDirectory(at: course, withIntermediateDirectories: true)
  try "title: Benchmark\n".write(to: course.appendingPathComponent("course.yml"), atomically: false, encoding: .utf8)
  var pages: [String] = []
  var bytes = 0
  for number in 0..<100 {
    let name = "page-\(100 + number).md"
    let text = page(number)
    bytes += text.utf8.count
    try text.write(to: course.appendingPathComponent(name), atomically: false, encoding: .utf8)
    pages.append("lessons/\(name)")
  }
  return (pages, bytes)
}

func run(_ arguments: [String], in folder: URL) throws -> Double {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = arguments
  process.currentDirectoryURL = folder
  process.standardOutput = FileHandle.nullDevice
  let errors = Pipe()
  process.standardError = errors
  let start = ContinuousClock.now
  try process.run()
  let said = errors.fileHandleForReading.readDataToEndOfFile()
  process.waitUntilExit()
  let time = ContinuousClock.now - start
  guard process.terminationStatus == 0 else {
    print(
      "\(arguments.prefix(3).joined(separator: " ")) failed:\n\(String(decoding: said.prefix(2000), as: UTF8.self))")
    exit(1)
  }
  return Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
}

func median(_ times: [Double]) -> Double { times.sorted()[times.count / 2] }

@main
struct Benchmark {
  static func main() throws {
    guard CommandLine.arguments.count >= 2 else {
      print("usage: course LESSONS [RUNS]")
      exit(2)
    }
    let lessons = CommandLine.arguments[1]
    // A folder instead of a number of runs: only write the course there, for a profiler.
    if CommandLine.arguments.count > 2, Int(CommandLine.arguments[2]) == nil {
      _ = try writeCourse(in: URL(fileURLWithPath: CommandLine.arguments[2]))
      return
    }
    let runs = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 5 : 5
    let files = FileManager.default
    let folder = files.temporaryDirectory.appendingPathComponent(
      "lessons-bench-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? files.removeItem(at: folder) }
    let (pages, bytes) = try writeCourse(in: folder)
    print("100 pages, \(bytes / 1000) kB of Markdown, 1,000 formulas, 500 graphs; seconds, medians of \(runs) runs")

    var cmark: [Double] = []
    var cold: [Double] = []
    var warm: [Double] = []
    var again: [Double] = []
    for number in 0..<runs {
      cmark.append(try run(["cmark"] + pages, in: folder))
      try? files.removeItem(at: folder.appendingPathComponent(".lessons-cache"))
      // Each into a folder of its own: a file system takes long to give the numbers of files just deleted to new ones,
      // and that would be measured instead.
      cold.append(try run([lessons, "build", "--no-cache", "--output-dir", "cold-\(number)"], in: folder))
      warm.append(try run([lessons, "build", "--no-cache", "--output-dir", "warm-\(number)"], in: folder))
      again.append(try run([lessons, "build", "--no-cache", "--output-dir", "warm-\(number)"], in: folder))
    }
    let base = median(cmark)
    func line(_ name: String, _ times: [Double], _ target: String) {
      let time = median(times)
      let ratio = time / base
      let label = name.padding(toLength: 36, withPad: " ", startingAt: 0)
      print(label + String(format: "%7.3f s %6.1f × cmark   ", time, ratio) + target)
    }
    line("cmark, one process", cmark, "")
    line("lessons build, nothing cached", cold, "(at most 3 s)")
    line("lessons build, formulas cached", warm, "(at most 1 s and 40 × cmark)")
    line("lessons build, nothing to change", again, "")
  }
}

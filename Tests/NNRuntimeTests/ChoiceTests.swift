import NNSyntax
import SourceText
import Testing

@testable import NNRuntime

/// Functions, texts and tables that a node's numbers chose: what they give is computed again as it was, or refused.
struct ChoiceTests {
  private static let files: [String: [UInt8]] = [
    "q.csv": [UInt8]("a,b\n10,20\n30,40\n50,60\n".utf8), "g.csv": [UInt8]("a,b,t\n1,2,x\n3,4,y\n5,6,x\n".utf8),
  ]
  private static let read = "q = csv(\"q.csv\"); g = csv(\"g.csv\")\n"

  /// Programs that give y from x, and another x for which y would come out differently.
  static let programs: [(String, from: String, to: String)] = [
    ("f = if x > 1 { exp } else { relu }\ny = f(x) + 1", "0", "1.5"),
    ("g(a) = a * 3\nk(a) = a * 5\nf = if x > 1 { g } else { k }\ny = f(x) + 1", "0", "1.5"),
    ("y = normalize([1, 2, 5], by: if x > 1 { \"max\" } else { \"range\" })[0] + x", "0", "1.5"),
    ("t = if x > 1 { \"a\" } else { \"b\" }\ny = (t == \"a\") * 10 + x", "0", "1.5"),
    ("t = (\"a\", \"b\")[x]\ny = (t == \"a\") * 10 + x", "0", "1"),
    ("fs = (relu, exp)\ny = fs[x](2) + x", "0", "1"), ("a = 3; b = 5\np = (a, b)\ny = p[x] + x", "0", "1"),
    ("p = (3, 5)\ny = p[x] + x", "0", "1"),
    ("y = if [0, 5][x] > 3 { x * 10 } else { x }", "0", "1"),
    ("k = if x > 0 { 1 } else { 0 }\ny = if k == 1 { x * 10 } else { x }", "0", "1"),
    ("t = if x > 0 { \"a\" } else { \"b\" }\ny = if t == \"a\" { x * 10 } else { x }", "0", "1"),
    ("f(k) = if k > 1 { \"u\" } else { \"v\" }\ny = (f(x) == \"u\") * 4 + x", "0", "2"),
    ("act = if x > 1 { tanh } else { relu }\nnet(z) = act(z) * 2\ny = net(x + 0.5)", "0", "2"),
    ("f = if x > 1 { exp } else { relu }\ny = sum([f(v) for v in [1, 2]]) + x", "0", "2"),
    ("f = if x > 1 { exp } else { relu }\ny = x\nrepeat 3 { y = f(y) }", "0.5", "2"),
    ("m = if x > 1 { mean } else { sum }\ny = m([1, 2, x])", "0", "2"),
    ("y = exists(if x > 1 { \"q.csv\" } else { \"none.csv\" }) * 7 + x", "0", "2"),
    (
      "v = [1, 2]; a = v * 3; b = v * 5\nj = if x > 1 { jacobian(a, v) } else { jacobian(b, v) }\ny = sum(j) + x", "0",
      "2"
    ),
    ("o = if x > 1 { \"max\" } else { \"range\" }\nf(by) = normalize([1, 2, 5], by: by)[0]\ny = f(o) + x", "0", "2"),
    (read + "e = if x > 1 { q } else { g[:, (\"a\", \"b\")] }\ny = sum([sum(row) for row in e]) + x", "1", "2"),
    (read + "t = if x > 1 { \"b\" } else { \"a\" }\ny = sum(q[:, (t, \"b\")]) + x", "1", "2"),
    (
      "t = if x > 1 { \"a\" } else { \"b\" }\nc = classes((t, \"b\", \"b\"), order: (\"a\", \"b\"))\ny = sum(c) + x",
      "1", "2"
    ),
    (read + "y = q[x, \"a\"] + x", "0", "2"), (read + "y = q.a[x] + x", "0", "2"),
    (read + "e = if x > 1 { q } else { g }\ny = sum(e.a) + x", "1", "2"),
    (read + "(p, r) = split(q, x)\ny = sum(p.a) + x", "1", "2"),
    (read + "e = g[0:x]\ny = sum(e.a) + x", "1", "2"),
    (read + "t = g[x, \"t\"]\ny = (t == \"y\") * 1 + x", "1", "2"),
    (read + "y = sum(g[0:x, \"a\"]) + x", "1", "2"),
    (read + "c = if x > 1 { \"b\" } else { \"a\" }\ny = sum(q[:, c]) + x", "1", "2"),
    (read + "y = if g[x, \"t\"] == \"y\" { x * 10 } else { x }", "0", "1"),
  ]

  private func run(_ source: String) -> Outcome {
    let session = Session(seed: 0) { path, range throws(Diagnostic) in
      guard let bytes = Self.files[path] else { throw Diagnostic(.fileMissing, "no file `\(path)`", at: range) }
      return bytes
    }
    let file = SourceFile(path: "lesson.md", text: source)
    return session.run(parseProgram(Excerpt(file, 0..<file.bytes.count)).value, options: RunOptions())
  }

  @Test(arguments: programs) func isNotRepeatedWithAnotherChoice(_ program: (String, from: String, to: String)) {
    let (body, from, to) = program
    // The same choice is.
    let same = run("x = \(from)\n\(body)\nexpect forward(y, x: \(from)) == y")
    #expect(same.diagnostics.map(\.message) == [], "\(body)")
    let other = run("x = \(from)\n\(body)\nforward(y, x: \(to))")
    #expect(other.diagnostics.map(\.id) == [.cannotRepeat], "\(body)")
  }

  /// What nothing chose is as it was, and stands beside what was chosen.
  @Test func leavesOthersAlone() {
    let outcome = run(
      """
      k = 1
      p = (2, 3)
      a = p[k]
      b = p[0]
      q = csv("q.csv")
      c = q[k, "a"]
      y = b * 2 + sum(q.a) + k
      expect forward(y, k: 0) == y - 1
      label = if k > 0 { "high" } else { "low" }
      print(label)
      act = if k > 0 { relu } else { tanh }
      expect act([-1, 2]) == [0, 2]
      expect label == "high"
      """)
    #expect(outcome.diagnostics.map(\.message) == [])
  }
}

import SourceText
import Testing

@testable import NNSyntax

@Suite struct ParserTests {
  /// Parses a program without faults.
  func check(_ source: String, _ expected: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let file = SourceFile(path: "a.md", text: source)
    let parsed = parseProgram(Excerpt(file, 0..<file.bytes.count))
    #expect(parsed.diagnostics.map(\.message) == [], sourceLocation: sourceLocation)
    #expect(dump(parsed.value) == expected, sourceLocation: sourceLocation)
  }

  @Test func numbers() {
    check("3; 2.5; 1e-3; 60_000; 1E3; 1.5e+2; 007", "3 2.5 0.001 60000 1000 150 7")
    check("true; false", "1 0")
  }

  @Test func names() {
    check("사과 = 1; σ = 2; x' = 3; w_1 = 4; _ = 5; é = 6", "(= 사과 1) (= σ 2) (= x' 3) (= w_1 4) (= _ 5) (= é 6)")
    check("iffy = 1; orx = 2; not_x = 3", "(= iffy 1) (= orx 2) (= not_x 3)")
    check("within = 1; in = 2; backward = 3", "(= within 1) (= in 2) (= backward 3)")
    check("lambda = 0.1; L + lambda * w; var(x); class = 1", "(= lambda 0.1) (+ L (* lambda w)) var(x) (= class 1)")
  }

  @Test func text() {
    check(#"print("값: \"a\" \\ \sigma # no comment")"#, #"print("값: "a" \ \sigma # no comment")"#)
  }

  @Test func comments() {
    check("#| label: a\nx = 3 # three\n# nothing\n\n", "(= x 3)")
  }

  @Test func precedence() {
    check("a + b * c", "(+ a (* b c))")
    check("a * b + c", "(+ (* a b) c)")
    check("a - b - c + d", "(a - b - c + d)")
    check("a / b * c @ d % e", "(a / b * c @ d % e)")
    check("2^3^2", "(^ 2 (^ 3 2))")
    check("2**3", "(^ 2 3)")
    check("2^-1", "(^ 2 -1)")
    check("2^-x^2", "(^ 2 (- (^ x 2)))")
    check("2^-1 * 3", "(* (^ 2 -1) 3)")
    check("-2^2", "(- (^ 2 2))")
    check("-2", "-2")
    check("-x * y", "(* (- x) y)")
    check("a * -b", "(* a (- b))")
    check("a - -3", "(- a -3)")
    check("-x.T", "(- x.T)")
    check("x[0]^2", "(^ x[0] 2)")
    check("a < b + 1", "(< a (+ b 1))")
    check("not a == b", "(not (== a b))")
    check("not a and not b or c", "(or (and (not a) (not b)) c)")
    check("a and b == c and d", "(a and (== b c) and d)")
    check("a or b and c or d", "(a or (and b c) or d)")
    check("(a + b) * c", "(* (+ a b) c)")
    check("a @ b.T + c", "(+ (@ a b.T) c)")
    check("a <= b; a >= b; a != b; a > b", "(<= a b) (>= a b) (!= a b) (> a b)")
  }

  @Test func groups() {
    check("(a); (a,); (a, b); (a, b,)", "a (tuple a) (tuple a b) (tuple a b)")
    check("[]; [1, 2]; [[1, 2], [3, 4],]", "[] [1 2] [[1 2] [3 4]]")
    check("m = [\n  [1, 2],\n  [3, 4]\n]", "(= m [[1 2] [3 4]])")
  }

  @Test func calls() {
    check("f(); f(x)(y); net.w1.T", "f() f(x)(y) net.w1.T")
    check("train(net, x, loss: mse, epochs=50)", "train(net, x, loss: mse, epochs: 50)")
    check("plot(\n  h,\n  log: \"y\",\n)", "plot(h, log: \"y\")")
    check("f(a == b)", "f((== a b))")
  }

  @Test func indices() {
    check(
      "x[i, j]; x[1:3]; x[:, 0]; x[-1]; x[:]; x[a:]; x[:n - 1]", "x[i, j] x[1:3] x[:, 0] x[-1] x[:] x[a:] x[:(- n 1)]")
  }

  @Test func bindings() {
    check("x = -2", "(= x -2)")
    check("(a, b) = split(x, 0.8)", "(= (tuple a b) split(x, 0.8))")
    check("(a,) = f(x)", "(= (tuple a) f(x))")
    check("w -= 0.1 * g; w += 1; w *= 2; w /= 3", "(-= w (* 0.1 g)) (+= w 1) (*= w 2) (/= w 3)")
    check(
      "net.w1 -= 0.1 * grad(L, net.w1); net . b1 *= 2", "(-= net.w1 (* 0.1 grad(L, net.w1))) (*= net.b1 2)")
    check("if x.y { net.w1 += 1 }; net.w1", "(if x.y {(+= net.w1 1)}) net.w1")
    check(
      "p[0] -= g; p[1][-2] *= 2; p [ 0 ] += 1; p[i + 1] /= 2",
      "(-= p[0] g) (*= p[1][-2] 2) (+= p[0] 1) (/= p[i + 1] 2)")
    check("p[\n  0\n] -= 1; p[0]", "(-= p[0] 1) p[0]")
  }

  @Test func lines() {
    check("x = 1 +\n  2", "(= x (+ 1 2))")
    check("x = 1\n-2", "(= x 1) -2")
    check("f\n(x)", "f x")
    check("x = (1\n  + 2)", "(= x (+ 1 2))")
    check("a = 1;\r\nb = 2\r\n", "(= a 1) (= b 2)")
    check("x = a and\n b", "(= x (and a b))")
  }

  @Test func functions() {
    check("sigma(x) = 1 / (1 + exp(-x))", "(fn sigma [x] (/ 1 (+ 1 exp((- x)))))")
    check("f(a, b) = {\n  c = a * b\n  c + 1\n}", "(fn f [a b] {(= c (* a b)) (+ c 1)})")
    check("one() = 1", "(fn one [] 1)")
    check("f(x) == y", "(== f(x) y)")
    check("f(n) = repeat n { step() }", "(fn f [n] (repeat n {step()}))")
    check("backward sigma(x; y, dy) = dy * y * (1 - y)", "(backward sigma [x] y dy (dy * y * (- 1 y)))")
    check("backward mul(a, b; y, dy) = (dy * b, dy * a)", "(backward mul [a b] y dy (tuple (* dy b) (* dy a)))")
    check("backward f(x; y, dy) = { g = dy; g }", "(backward f [x] y dy {(= g dy) g})")
    check("backward(f)", "backward(f)")
  }

  @Test func loops() {
    check("repeat 1000 { w -= g }", "(repeat 1000 {(-= w g)})")
    check("for i in 1..10 { i }", "(for i 1 10 {i})")
    check("for i in a + 1..b - 1 {}", "(for i (+ a 1) (- b 1) {})")
    check("h = repeat n { x += 1; record(E) }", "(= h (repeat n {(+= x 1) record(E)}))")
    check("repeat 2\n{\n  repeat 3 { x }\n}", "(repeat 2 {(repeat 3 {x})})")
    check("for i in 3..0 by -1 { i }", "(for i 3 0 by -1 {i})")
    check("for by in by..by by by { by - 1 }", "(for by by by by by {(- by 1)})")
    check("for i in 0..n by 2 * s { i }", "(for i 0 n by (* 2 s) {i})")
    check("by = 3; by; f(by: by)", "(= by 3) by f(by: by)")
    check("for v in x { v }", "(for v in x {v})")
    check("for W in (w1, w2) { W }; for in in in { in }", "(for W in (tuple w1 w2) {W}) (for in in in {in})")
    check("h = for v in x.T[0]\n{ record(v) }", "(= h (for v in x.T[0] {record(v)}))")
  }

  @Test func comprehensions() {
    check("[i^2 for i in 0..3]", "[(^ i 2) for i 0 3]")
    check("[\n  f(v)\n  for v in x\n]", "[f(v) for v in x]")
    check("[i for i in 3..0 by -1]", "[i for i 3 0 by -1]")
    check("[[i * j for j in 0..2] for i in 0..2]", "[[(* i j) for j 0 2] for i 0 2]")
    check("sum([v for v in x])[0] + 1", "(+ sum([v for v in x])[0] 1)")
    check("[if v > 0 { v } else { 0 } for v in x]", "[(if (> v 0) {v} {0}) for v in x]")
    check("[x[i] for i in [0, 2]]", "[x[i] for i in [0 2]]")
  }

  @Test func conditionsAsValues() {
    check("y = if a { b } else { c }", "(= y (if a {b} {c}))")
    check("y = if a { b }\nelse if c { d }\nelse { t = 1; t }", "(= y (if a {b} {(if c {d} {(= t 1) t})}))")
    check("f(x) = if x > 0 { x } else { -x }", "(fn f [x] (if (> x 0) {x} {(- x)}))")
    check("1 + (if a { b } else { c }) * 2", "(+ 1 (* (if a {b} {c}) 2))")
    check("2 * if a { b } else { c } + 1", "(+ (* 2 (if a {b} {c})) 1)")
    check("-if a { b } else { c }", "(- (if a {b} {c}))")
    check("f(if a { b } else { c }, k: if d { 1 } else { 2 })", "f((if a {b} {c}), k: (if d {1} {2}))")
    check("(a, b) = if c { (1, 2) } else { p }", "(= (tuple a b) (if c {(tuple 1 2)} {p}))")
    check("w -= if c { 1 } else { 2 }", "(-= w (if c {1} {2}))")
    check("h = if c { repeat 2 { record(a) } } else { 0 }", "(= h (if c {(repeat 2 {record(a)})} {0}))")
    check("if a { b }\n-1", "(if a {b}) -1")
  }

  @Test func conditions() {
    check("if a > 1 { b }", "(if (> a 1) {b})")
    check("if a { b } else { c }", "(if a {b} {c})")
    check("if a { b }\nelse if c { d }\nelse { e }", "(if a {b} {(if c {d} {e})})")
  }

  @Test func claims() {
    check("expect a == b", "(expect a == b)")
    check("expect a == b within 1e-3", "(expect a == b within 0.001)")
    check("expect abs(a - b) < 1", "(expect abs((- a b)) < 1)")
    check("expect not gradcheck(E, w1: mine).ok", "(expect (not gradcheck(E, w1: mine).ok))")
    check("expect a == b and c", "(expect (and (== a b) c))")
    check("expect a.T @ b == c + 1", "(expect (@ a.T b) == (+ c 1))")
  }

  @Test func decomposedNamesAreTheSameName() {
    let file = SourceFile(path: "a.md", text: "e\u{301} = 1\n\u{E9}")
    let program = parseProgram(Excerpt(file, 0..<file.bytes.count)).value
    guard case .binding(let bound, _) = program.statements[0].kind,
      case .expression(let line) = program.statements[1].kind, case .name(let read) = line.kind
    else {
      Issue.record("not a binding and a name: \(dump(program))")
      return
    }
    #expect(bound.text == read)
    #expect([bound.text: 1][read] == 1)
  }
}

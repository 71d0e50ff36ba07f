import SourceText
import Testing

@testable import NNSyntax

/// Each fault's id, place, message and hint; and what is parsed all the same.
@Suite struct FaultTests {
  /// - Parameter expected: `id line:column-line:column message → hint`, one a diagnostic.
  func check(
    _ source: String, _ expected: String..., tree: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let file = SourceFile(path: "a.md", text: source)
    let parsed = parseProgram(Excerpt(file, 0..<file.bytes.count))
    let found = parsed.diagnostics.map { diagnostic in
      let start = diagnostic.range.start
      let end = diagnostic.range.end
      let id = diagnostic.id.rawValue.dropFirst(3)
      return "\(id) \(start.line):\(start.column)-\(end.line):\(end.column) \(diagnostic.message)"
        + (diagnostic.hint.map { " → \($0)" } ?? "")
    }
    #expect(found == expected, sourceLocation: sourceLocation)
    #expect(dump(parsed.value) == tree, sourceLocation: sourceLocation)
  }

  @Test func aLineThatBeginsWithAnOperator() {
    check(
      "f = x\n  * 3",
      "unexpected-token 2:3-2:4 a statement cannot begin with `*` → to go on with the line above, end that line with "
        + "the operator, or put both in brackets",
      tree: "(= f x) ?")
  }

  @Test func badNumber() {
    check(
      "x = .5",
      "bad-number 1:5-1:7 a digit is missing before the point of `.5` → write `0.5`",
      tree: "(= x 0.5)")
    check(
      "x = 5.",
      "bad-number 1:5-1:7 a digit is missing behind the point of `5.` → write `5` or `5.0`",
      tree: "(= x 5)")
    check(
      "x = 1.2.3",
      "bad-number 1:5-1:10 a number has one point: `1.2.3`",
      tree: "(= x nan)")
    check(
      "3x",
      "bad-number 1:1-1:3 `x` touches the number `3` → write `3 * x`",
      tree: "nan")
    check(
      "1e",
      "bad-number 1:1-1:3 the exponent of `1e` has no digits → write for example `1e-3`",
      tree: "nan")
    check(
      "60_",
      "bad-number 1:1-1:4 `_` stands between two digits only → write `60`",
      tree: "60")
    check(
      "1__0",
      "bad-number 1:1-1:5 `_` stands between two digits only → write `10`",
      tree: "10")
    check(
      "1e999",
      "bad-number 1:1-1:6 the number `1e999` is too large for 64 bits → the greatest is about 1.8e308; `inf` is infinity",
      tree: "inf")
    check(
      "0x1F",
      "bad-number 1:1-1:5 numbers are decimal: `0x1F`",
      tree: "31")
  }

  @Test func unexpectedCharacter() {
    check(
      "x = $ + 1",
      "unexpected-character 1:5-1:6 unexpected character `$` → a block holds `nn`, formulas stand in the prose",
      tree: "(= x ?)")
    check(
      "a && b",
      "unexpected-character 1:3-1:5 unexpected character `&&` → write `and`",
      tree: "a")
    check(
      "a × b",
      "unexpected-character 1:3-1:5 unexpected character `×` → write `*`",
      tree: "a")
    check(
      "x = 3 − 1",
      "unexpected-character 1:7-1:10 unexpected character `−` → write `-`",
      tree: "(= x 3)")
    check(
      "x = “a”",
      "unexpected-character 1:5-1:12 text stands in straight double quotes → write `\"a\"`",
      tree: "(= x ?)")
    check(
      "a = 1",
      "unexpected-character 1:2-1:4 unexpected no-break space → type a space in its place, or delete it",
      tree: "a")
    check(
      "'a'",
      "unexpected-character 1:1-1:4 text stands in straight double quotes → write `\"a\"`",
      tree: "?")
    check(
      "x²",
      "unexpected-character 1:2-1:4 unexpected character `²` → write `^2`",
      tree: "x")
    check(
      "f（x）",
      "unexpected-character 1:2-1:5 unexpected character `（` → write `(`",
      "unexpected-character 1:6-1:9 unexpected character `）` → write `)`",
      tree: "f")
    check(
      "for i in 1...3 { i }",
      "unexpected-character 1:11-1:14 unexpected `...` → write `..`; both ends are included",
      tree: "(for i 1 3 {i})")
    check(
      "x = $\ny = )\nz = 3 4\nw = 1",
      "unexpected-character 1:5-1:6 unexpected character `$` → a block holds `nn`, formulas stand in the prose",
      "unexpected-token 2:5-2:6 expected a value, found `)`",
      "unexpected-token 3:7-3:8 unexpected `4` → a statement ends with its line or with `;`",
      tree: "(= x ?) (= y ?) (= z 3) (= w 1)")
    check(
      "a !b",
      "unexpected-character 1:3-1:4 unexpected character `!` → write `not`",
      tree: "a")
    check(
      "'a",
      "unexpected-character 1:1-1:2 unexpected character `'` → text stands in double quotes: `\"…\"`",
      tree: "?")
    check(
      "“a",
      "unexpected-character 1:1-1:4 unexpected character `“` → write `\"`",
      tree: "?")
    check(
      "f(x, $)\ny = (1 +\nz = 2",
      "unexpected-character 1:6-1:7 unexpected character `$` → a block holds `nn`, formulas stand in the prose",
      "unclosed-bracket 2:5-2:6 this `(` is not closed → close it with `)`",
      tree: "f(x, ?) (= y ?) (= z 2)")
    check(
      "a || b",
      "unexpected-character 1:3-1:5 unexpected character `||` → write `or`",
      tree: "a")
    check(
      "y = |x|",
      "unexpected-character 1:5-1:6 unexpected character `|` → write `abs(x)`, or `norm(x)` for a length",
      "unexpected-character 1:7-1:8 unexpected character `|` → write `abs(x)`, or `norm(x)` for a length",
      tree: "(= y ?)")
    check(
      "!a",
      "unexpected-character 1:1-1:2 unexpected character `!` → write `not`",
      tree: "?")
  }

  @Test func unclosedText() {
    check(
      "print(\"abc",
      "unclosed-text 1:7-1:11 the text that begins here is not closed → close it with `\"` on the same line",
      tree: "print(?)")
  }

  @Test func unclosedBracket() {
    check(
      "x = f(1, 2\ny = 3",
      "unclosed-bracket 1:6-1:7 this `(` is not closed → close it with `)`",
      tree: "(= x f(1, 2)) (= y 3)")
    check(
      "x = (1, 2]\ny = 1",
      "unclosed-bracket 1:5-1:6 this `(` is not closed → close it with `)`",
      tree: "(= x ?) (= y 1)")
    check(
      "repeat 3 {\n x = 1\n",
      "unclosed-bracket 1:10-1:11 this `{` is not closed → close it with `}`",
      tree: "(repeat 3 {(= x 1)})")
  }

  @Test func unexpectedToken() {
    check(
      "x = [1, 2 3]\ny = 2",
      "unexpected-token 1:11-1:12 expected `,` or `]`, found `3` → put a comma between two values",
      tree: "(= x [1 2]) (= y 2)")
    check(
      "x = [[1, 2]\n [3, 4]]",
      "unexpected-token 2:2-2:3 expected `,` or `]`, found `[` → put a comma between two values",
      tree: "(= x [[1 2]])")
    check(
      "}",
      "unexpected-token 1:1-1:2 nothing is open that `}` could close",
      tree: "")
    check(
      "x = 1 + ",
      "unexpected-token 1:7-1:8 a value is missing behind `+`",
      tree: "(= x (+ 1 ?))")
    check(
      "x =\ny = 2",
      "unexpected-token 1:3-1:4 a value is missing behind `=` → the value begins on the line of its `=`",
      tree: "(= x ?) (= y 2)")
    check(
      "x = * 2",
      "unexpected-token 1:5-1:6 expected a value, found `*`",
      tree: "(= x ?)")
    check(
      "a < b < c",
      "unexpected-token 1:7-1:8 comparisons do not form chains → write `a < b and b < c`",
      tree: "(a < b < c)")
    check(
      "a = b * 3 +\nc = 4\nd = 5",
      "unexpected-token 1:11-1:12 nothing stands behind `+` → a line that ends with an operator goes on in the next one",
      tree: "(= a (+ (* b 3) c)) (= d 5)")
    check(
      "a = b = 3",
      "unexpected-token 1:7-1:8 unexpected `=` → bind one name a line; `==` compares",
      tree: "(= a b)")
    check(
      "a, b = f(x)",
      "unexpected-token 1:2-1:3 a comma cannot stand outside brackets → a tuple stands in brackets: `(a, b)`",
      tree: "a")
    check(
      "if x = 3 { y }",
      "unexpected-token 1:6-1:7 expected `{`, found `=` → `==` compares",
      tree: "(if x {y})")
    check(
      "if x > 3:\n  y",
      "unexpected-token 1:9-1:10 expected `{`, found `:` → a block stands in braces: `{ … }`",
      tree: "(if (> x 3) {}) y")
    check(
      "for i in range(10) { $ }",
      "unexpected-character 1:22-1:23 unexpected character `$` → a block holds `nn`, formulas stand in the prose",
      tree: "(for i in range(10) {?})")
    check(
      "else { 3 }",
      "unexpected-token 1:1-1:5 `else` without an `if` before it",
      tree: "?")
    check(
      "y = if a { b }",
      "no-value 1:5-1:7 `if` as a value needs an `else` → write `if … { a } else { b }`; each branch gives a value",
      tree: "(= y (if a {b} {}))")
    check(
      "y = if a { b } else if c { d }",
      "no-value 1:21-1:23 `if` as a value needs an `else` → write `if … { a } else { b }`; each branch gives a value",
      tree: "(= y (if a {b} {(if c {d})}))")
    check(
      "y = if a { if b { 1 } } else { 2 }",
      "no-value 1:12-1:14 `if` as a value needs an `else` → write `if … { a } else { b }`; each branch gives a value",
      tree: "(= y (if a {(if b {1})} {2}))")
    check(
      "y = if a { } else { 2 }",
      "no-value 1:5-1:7 a branch of this `if` gives no value → the last line of a branch is its value: `if … { a } else { b }`",
      tree: "(= y (if a {} {2}))")
    check(
      "f(if a { 1 } else { expect b })",
      "no-value 1:21-1:29 this line gives no value, and its branch of `if` ends with it → the last line of a branch is its value: `if … { a } else { b }`",
      tree: "f((if a {1} {(expect b)}))")
    check(
      "y = if a { f } else { g }(x)",
      "unexpected-token 1:26-1:27 unexpected `(`",
      tree: "(= y (if a {f} {g}))")
    check(
      "for (a, b) in x { a }",
      "unexpected-token 1:5-1:6 expected a name, found `(` → a loop has one name; in its body, `(a, b) = t` takes `t` apart",
      tree: "?")
    check(
      "for i in 1:10 { i }",
      "unexpected-token 1:11-1:12 expected `..`, found `:` → write `for i in 1..10 { … }`; both ends are included",
      tree: "?")
    check(
      "for v in x: v",
      "unexpected-token 1:11-1:12 expected `{`, found `:` → write `for v in x { … }`",
      tree: "?")
    check(
      "for v in x:\n  v",
      "unexpected-token 1:11-1:12 expected `{`, found `:` → a block stands in braces: `{ … }`",
      tree: "(for v in x {}) v")
    check(
      "for i in 3..0..-1 { i }",
      "unexpected-token 1:14-1:16 expected `by`, found `..` → a step stands behind the ends: `3..0 by -1`",
      tree: "?")
    check(
      "for i in 0..9 step 2 { i }",
      "unexpected-token 1:15-1:19 expected `by`, found `step` → a step stands behind the ends: `3..0 by -1`",
      tree: "?")
    check(
      "for i in 3..0 by\n{ i }",
      "unexpected-token 1:15-1:17 a step is missing behind `by` → write `3..0 by -1`",
      tree: "?")
    check(
      "y = i^2 for i in 0..3",
      "unexpected-token 1:9-1:12 unexpected `for` → values are collected in square brackets: `[i^2 for i in 0..3]`",
      tree: "(= y (^ i 2))")
    check(
      "(i for i in 0..3)",
      "unexpected-token 1:4-1:7 expected `,` or `)`, found `for` → values are collected in square brackets: `[i^2 for i in 0..3]`",
      tree: "?")
    check(
      "[i, j for i in 0..3]",
      "unexpected-token 1:7-1:10 one expression stands before `for`, not a list → `[[a, b] for i in 0..3]` collects vectors",
      tree: "[i j]")
    check(
      "[i * j for i in 0..3 for j in 0..2]",
      "unexpected-token 1:22-1:25 a comprehension has one `for` → nest them: `[[… for j in 0..2] for i in 0..3]`",
      tree: "[(* i j) for i 0 3]")
    check(
      "[i for i in 0..3 if i > 1]",
      "unexpected-token 1:18-1:20 a comprehension has no condition → `if` as a value stands before `for`: `[if i > 1 { i } else { 0 } for i in 0..3]`",
      tree: "[i for i 0 3]")
    check(
      "[i for i in 0..3, 4]",
      "unexpected-token 1:17-1:18 a comprehension ends behind what it goes over → `concat` joins vectors",
      tree: "[i for i 0 3]")
    check(
      "[i for 3 in x]",
      "unexpected-token 1:8-1:9 expected a name, found `3` → write `[… for i in 0..3]`",
      tree: "[i]")
    check(
      "f(for i in 0..3 { i })",
      "unexpected-token 1:3-1:6 a loop cannot stand inside an expression → `[i^2 for i in 0..3]` collects values; a loop is bound on a line of its own: `h = for …`",
      tree: "f(?)")
    check(
      "f(repeat 3 { x })",
      "unexpected-token 1:3-1:9 a loop cannot stand inside an expression → bind it on a line of its own: `h = repeat …`",
      tree: "f(?)")
    check(
      "x[::2]",
      "unexpected-token 1:4-1:5 a slice has no step → write `lower:upper`",
      tree: "x[:]")
    check(
      "x[]",
      "unexpected-token 1:2-1:4 an index is missing between the brackets",
      tree: "x[]")
    check(
      "()",
      "unexpected-token 1:1-1:3 a value is missing between the brackets",
      tree: "?")
    check(
      "f(x) { x }",
      "unexpected-token 1:6-1:7 a block `{ … }` cannot stand here → a function is defined with `=`: `f(x) = { … }`",
      tree: "f(x)")
    check(
      "backward f = 3",
      "unexpected-token 1:12-1:13 expected `(`, found `=` → write `backward f(x; y, dy) = …`: inputs; result, upstream",
      tree: "?")
    check(
      "expect a < b within 1",
      "unexpected-token 1:14-1:20 `within` belongs to a claim with `==` → write `expect a == b within 1e-3`",
      tree: "(expect a < b within 1)")
    check(
      "expect a = b",
      "unexpected-token 1:10-1:11 unexpected `=` → `==` compares",
      tree: "(expect a)")
    check(
      "expect",
      "unexpected-token 1:1-1:7 a claim is missing behind `expect` → write for example `expect a == b`",
      tree: "?")
    check(
      "print x",
      "unexpected-token 1:7-1:8 unexpected `x` → a call has brackets: `print(x)`",
      tree: "print")
    check(
      "2 x",
      "unexpected-token 1:3-1:4 unexpected `x` → write `2 * x`",
      tree: "2")
    check(
      "x + not y",
      "unexpected-token 1:5-1:8 `not` cannot stand behind an operator that binds more tightly → put it in brackets: `(not …)`",
      tree: "(+ x ?)")
    check(
      "x = +3",
      "unexpected-token 1:5-1:6 a value is missing before `+` → a number has no sign `+`",
      tree: "(= x ?)")
    check(
      "x := 3",
      "unexpected-token 1:3-1:4 `:` cannot stand here → write `=`",
      tree: "x")
    check(
      "x = 1..3",
      "unexpected-token 1:6-1:8 a range `a..b` stands in `for` only → `arange(a, b)` makes a vector",
      tree: "(= x 1)")
    check(
      "f(1..3)",
      "unexpected-token 1:4-1:6 expected `,` or `)`, found `..` → a range `a..b` stands in `for` only; `arange(a, b)` makes a vector",
      tree: "f(1)")
    check(
      "x.5",
      "unexpected-token 1:3-1:4 expected a name, found `5`",
      tree: "x")
    check(
      "x = ",
      "unexpected-token 1:3-1:4 a value is missing behind `=` → the value begins on the line of its `=`",
      tree: "(= x ?)")
    check(
      "f(,)",
      "unexpected-token 1:3-1:4 expected a value, found `,`",
      tree: "f(?)")
    check(
      "f(1,,2)",
      "unexpected-token 1:5-1:6 expected a value, found `,`",
      tree: "f(1, ?)")
    check(
      "x = {1}",
      "unexpected-token 1:5-1:6 a block `{ … }` cannot stand here → values are grouped with `( … )` or `[ … ]`",
      tree: "(= x ?)")
    check(
      "a++",
      "unexpected-token 1:3-1:4 a value is missing before `+` → a number has no sign `+`",
      tree: "(+ a ?)")
    check(
      "x = 3 if y else 4",
      "unexpected-token 1:7-1:9 unexpected `if` → a choice begins with its condition: `if c { a } else { b }`",
      tree: "(= x 3)")
    check(
      "print(f\"x = {3}\")",
      "unexpected-token 1:8-1:17 expected `,` or `)`, found `\"x = {3}\"` → no letter stands before a text; numbers "
        + "stand beside it: `print(\"x =\", x)`",
      tree: "print(f)")
    check(
      "y = [1 if v else 0]",
      "unexpected-token 1:8-1:10 expected `,` or `]`, found `if` → a choice begins with its condition: "
        + "`if c { a } else { b }`",
      tree: "(= y [1])")
    check(
      "1 +\n}",
      "unexpected-token 1:3-1:4 a value is missing behind `+`",
      "unexpected-token 2:1-2:2 nothing is open that `}` could close",
      tree: "(+ 1 ?)")
    check(
      "x = \"a\" b",
      "unexpected-token 1:9-1:10 unexpected `b` → a statement ends with its line or with `;`",
      tree: "(= x \"a\")")
    check(
      "x = y'z",
      "unexpected-token 1:7-1:8 unexpected `z` → a statement ends with its line or with `;`",
      tree: "(= x y')")
    check(
      "repeat { x }",
      "unexpected-token 1:8-1:9 expected a value, found `{`",
      tree: "(repeat ? {x})")
    check(
      "for in 1..2 { x }",
      "unexpected-token 1:8-1:9 expected `in`, found `1` → write `for in in 1..10 { … }`",
      tree: "?")
    check(
      "for i 1..2 { x }",
      "unexpected-token 1:7-1:8 expected `in`, found `1` → write `for i in 1..10 { … }`",
      tree: "?")
  }

  @Test func badTarget() {
    check(
      "2 = x",
      "bad-target 1:1-1:2 `2` is not a name that `=` could bind",
      tree: "?")
    check(
      "x[0] = 3",
      "bad-target 1:1-1:5 an entry of a tensor cannot be assigned → make a new tensor, as with `where`; an entry of a tuple is updated: `x[0] -= …`",
      tree: "?")
    check(
      "f(x) += 1",
      "bad-target 1:1-1:5 the result of a call cannot be changed",
      tree: "?")
    check(
      "a.b = 1",
      "bad-target 1:1-1:4 a member cannot be assigned → a model's parameters are updated: `a.b -= …`",
      tree: "?")
    check(
      "a.b.c += 1",
      "bad-target 1:1-1:6 a member cannot be assigned",
      tree: "?")
    check(
      "f(x).w1 = 1",
      "bad-target 1:1-1:8 a member cannot be assigned",
      tree: "?")
    check(
      "net.w1 -=",
      "unexpected-token 1:8-1:10 a value is missing behind `-=` → the value begins on the line of its `=`",
      tree: "(-= net.w1 ?)")
    check(
      "x[0, 1] -= 3",
      "bad-target 1:1-1:8 an entry of a tensor cannot be assigned → make a new tensor, for example with `where` or `stack`",
      tree: "?")
    check(
      "x[1:] *= 3; y = 2",
      "bad-target 1:1-1:6 an entry of a tensor cannot be assigned → make a new tensor, for example with `where` or `stack`",
      tree: "? (= y 2)")
    check(
      "net.w1[0] -= 3",
      "bad-target 1:1-1:10 an entry of a tensor cannot be assigned → make a new tensor, for example with `where` or `stack`",
      tree: "?")
    check(
      "p[0][] -= 3",
      "unexpected-token 1:5-1:7 an index is missing between the brackets",
      tree: "?")
    check(
      "p[0]\n-= 3",
      "unexpected-token 2:1-2:3 expected a value, found `-=`",
      tree: "p[0] ?")
    check(
      "net.w1\n-= 3",
      "unexpected-token 2:1-2:3 expected a value, found `-=`",
      tree: "net.w1 ?")
    check(
      "f(2) = 3",
      "bad-target 1:3-1:4 a parameter is a plain name",
      tree: "(fn f [] 3)")
    check(
      "f(x, x) = 3",
      "bad-target 1:6-1:7 the parameter `x` stands twice",
      tree: "(fn f [x x] 3)")
    check(
      "f(x = 2) = x",
      "bad-target 1:3-1:8 a parameter has no default value → write `x` and give the value in the call",
      tree: "(fn f [x] x)")
    check(
      "(a, 2) = f(x)",
      "bad-target 1:5-1:6 only names can be taken out of a tuple",
      tree: "(= (tuple a) f(x))")
    check(
      "(a, a) = f(x)",
      "bad-target 1:5-1:6 the name `a` stands twice",
      tree: "(= (tuple a a) f(x))")
  }

  @Test func unsupportedStatement() {
    check(
      "while x < 3 { y }\nz = $",
      "unsupported-statement 1:1-1:6 there is no `while` → write `repeat n { … }`, and inside it "
        + "`if` around what is to stop",
      "unexpected-character 2:5-2:6 unexpected character `$` → a block holds `nn`, formulas stand in the prose",
      tree: "? (= z ?)")
    check(
      "return x",
      "unsupported-statement 1:1-1:7 there is no `return` → the last line of a function's body is its value",
      tree: "?")
    check(
      "def f(x): return x",
      "unsupported-statement 1:1-1:4 there is no `def` → write `f(x) = …`, or `f(x) = { … }` for several lines",
      tree: "?")
    check(
      "x = lambda a: a",
      "unsupported-statement 1:5-1:11 there is no `lambda` → define a function on a line of its own: `f(x) = …`",
      tree: "(= x ?)")
    check(
      "import numpy as np",
      "unsupported-statement 1:1-1:7 there is no `import` → all functions are known without it; data comes from `csv(\"…\")`, `npy(\"…\")` and `idx(\"…\")`",
      tree: "?")
    check(
      "let x = 3",
      "unsupported-statement 1:1-1:4 there is no `let` → write `x = …`",
      tree: "?")
    check(
      "break",
      "unsupported-statement 1:1-1:6 there is no `break` → a loop runs to its end; write `if` around what is to stop",
      tree: "?")
    check(
      "repeat 3 { if x { break } }",
      "unsupported-statement 1:19-1:24 there is no `break` → a loop runs to its end; write `if` around what is to stop",
      tree: "(repeat 3 {(if x {?})})")
    check(
      "if x { continue; y }",
      "unsupported-statement 1:8-1:16 there is no `continue` → write `if` around the rest of the loop's body",
      tree: "(if x {? y})")
    check(
      "pass",
      "unsupported-statement 1:1-1:5 there is no `pass` → a block may be empty: `{ }`",
      tree: "?")
  }

  @Test func wrongArguments() {
    check(
      "f(a: 1, 2)",
      "wrong-arguments 1:9-1:10 an argument without a name stands behind a named one → named arguments come last",
      tree: "f(a: 1, 2)")
  }

  @Test func badBackwardRule() {
    check(
      "backward f(x) = 3",
      "bad-backward-rule 1:11-1:14 a backward rule takes the inputs and, behind `;`, the result and the upstream gradient → write `backward f(x; y, dy) = …`: inputs; result, upstream",
      tree: "?")
    check(
      "backward f(x; y) = 3",
      "bad-backward-rule 1:11-1:17 a backward rule takes the inputs and, behind `;`, the result and the upstream gradient → write `backward f(x; y, dy) = …`: inputs; result, upstream",
      tree: "?")
  }

  /// R's arrow, Python's `in` and `//`.
  @Test func habits() {
    let hint = "a comparison with a negative number has blanks"
    check("a <- 3", "unexpected-token 1:3-1:5 `<-` binds nothing → write `a = 3`; \(hint): `a < -3`", tree: "(= a 3)")
    check(
      "a<-b + 1", "unexpected-token 1:2-1:4 `<-` binds nothing → write `a = b + 1`; \(hint): `a < -b + 1`",
      tree: "(= a (+ b 1))")
    check("a < -3", tree: "(< a -3)")
    check("(a <-3)", tree: "(< a -3)")
    check(
      "a in b",
      "unexpected-token 1:3-1:5 unexpected `in` → write `max(b == a)`, which is 1 where it is an entry and 0 where it is none",
      tree: "a")
    check(
      "y = 5 // n", "unexpected-token 1:8-1:9 expected a value, found `/` → write `floor(5 / n)`", tree: "(= y (/ 5 ?))"
    )
    check(
      "2 * a // b", "unexpected-token 1:8-1:9 expected a value, found `/` → write `floor(… / …)`", tree: "(2 * a / ?)")
  }
}

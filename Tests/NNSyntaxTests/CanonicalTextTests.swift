import SourceText
import Testing

@testable import NNSyntax

/// The one form in which a program's text is quoted.
@Suite struct CanonicalTextTests {
  func check(_ sources: String..., are expected: String, _ location: SourceLocation = #_sourceLocation) {
    for source in sources {
      #expect(canonicalText(source) == expected, "\(source.debugDescription)", sourceLocation: location)
    }
    #expect(canonicalText(expected) == expected, sourceLocation: location)
  }

  @Test func operators() {
    check("exp(x*y)", "exp( x *y )", "exp\t(x\n* y) # note", are: "exp(x * y)")
    check("a+b-c/d@e%f", "a + b -c / d@ e %f", are: "a + b - c / d @ e % f")
    check("a<b", "a  <  b", are: "a < b")
    check("a>=b and not(c==d)or e!=f", are: "a >= b and not (c == d) or e != f")
    check("x ^ 2", "x**2", are: "x^2")
    check("x^ - 2", are: "x^-2")
    check("2 ^( n+1 )", are: "2^(n + 1)")
  }

  @Test func signs() {
    check("- x", are: "-x")
    check("a - - b", "a--b", are: "a - -b")
    check("f( - x , -2)", are: "f(-x, -2)")
    check("[1 -2]", are: "[1 - 2]")
    check("- ( a )", are: "-(a)")
    check("not - x", are: "not -x")
    check("x*-y", are: "x * -y")
  }

  @Test func brackets() {
    check("( x*y )+z", are: "(x * y) + z")
    check("m [ i , 1 : 3 ]", are: "m[i, 1:3]")
    check("m[ : , - 1]", are: "m[:, -1]")
    check("( a , )", are: "(a,)")
    check("[ [1,2],[3,4] ]", are: "[[1, 2], [3, 4]]")
    check("sum (x ,axis :0)", are: "sum(x, axis: 0)")
    check("f(w:m[1:2])", are: "f(w: m[1:2])")
    check("net . w1 . T [0](x)", are: "net.w1.T[0](x)")
    check("f()", "f( )", are: "f()")
  }

  @Test func words() {
    check("[i^2 for i in 0 .. 3 by - 1]", "[ i^2 for i in 0..3 by -1 ]", are: "[i^2 for i in 0..3 by -1]")
    check("[by for by in by..3 by by]", are: "[by for by in by..3 by by]")
    check("if x>0{x}else{-x}", "if x > 0 {\n  x # positive\n} else {\n  -x\n}", are: "if x > 0 { x } else { -x }")
    check("if c {\n  a = 1\n  b = a+\n    2; b\n} else { 0 }", are: "if c { a = 1; b = a + 2; b } else { 0 }")
    check("if c {\n f(a,\n   b)\n -c } else { 0 }", are: "if c { f(a, b); -c } else { 0 }")
    check("in - 1", are: "in - 1")
  }

  @Test func texts() {
    check(#"f("a  *b # c")"#, are: #"f("a  *b # c")"#)
    check(#"f( "a\"b","c" )"#, are: #"f("a\"b", "c")"#)
    check("사과*é", are: "사과 * é")
    check("1_000*1e-3", are: "1_000 * 1e-3")
  }

  @Test func longTexts() {
    func cut(_ text: String, _ limit: Int) -> String {
      let file = SourceFile(path: "", text: text)
      return canonicalText(Excerpt(file, 0..<file.bytes.count), limit: limit)
    }
    #expect(cut("a+b", 3) == "a + b")
    #expect(cut("a+b", 2) == "a +…")
    #expect(cut("alpha*beta", 7) == "alpha * b…")
    #expect(cut("f(\"a b\")", 4) == "f(\"a…")
    let sum = Array(repeating: "x1", count: 60).joined(separator: "+")
    #expect(cut(sum, 120).unicodeScalars.filter { $0 != " " }.count == 121)
    #expect(cut(sum, 120) == cut(sum.split(separator: "+").joined(separator: " \n+ # note\n"), 120))
  }

  /// Any text has a form, and the form of that is itself unless something in it is no program.
  @Test func anyText() {
    var random = FuzzTests.Random(state: 5)
    for _ in 0..<4_000 {
      let count = Int.random(in: 0..<16, using: &random)
      let text = (0..<count).map { _ in FuzzTests.pieces.randomElement(using: &random) ?? "" }.joined(separator: " ")
      let once = canonicalText(text)
      let file = SourceFile(path: "", text: text)
      if parseProgram(Excerpt(file, 0..<file.bytes.count)).diagnostics.isEmpty, !text.contains("\n") {
        #expect(canonicalText(once) == once, "\(text.debugDescription)")
      }
    }
  }
}

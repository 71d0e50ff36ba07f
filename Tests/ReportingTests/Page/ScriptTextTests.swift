import Testing

@testable import Reporting

/// A script as a page carries it does what it says.
@Suite struct ScriptTextTests {
  @Test(arguments: [
    ("const a = [1, 2];", "const a=[1,2];"), ("  // a comment\n  x += 1;\n", "x+=1;"),
    ("return a + +b - -c;", "return a+ +b- -c;"), ("x = 'a  b' + \"c d\";", "x='a  b'+\"c d\";"),
    ("t = `${a} / ${b}`;", "t=`${a} / ${b}`;"), ("s = 'it\\'s  so' ;", "s='it\\'s  so';"),
    ("if (x in y) return typeof z;", "if(x in y)return typeof z;"),
    ("const 값 = 값 of", "const 값=값 of"), ("f(\n  a,\n  b)\ng()", "f(a,b)\ng()"), ("{\n  x = 1;\n}\n", "{x=1;}"),
  ]) func drops(script: String, compact: String) {
    #expect(ScriptText.compact(script) == compact + "\n")
  }

  @Test func isShorter() {
    #expect(ScriptText.compact(PlayerScript.text).utf8.count < PlayerScript.text.utf8.count * 9 / 10)
  }
}

import Foundation
import Testing

@testable import Reporting

/// KaTeX as the package manager puts it; the tests that need it are skipped where it is missing.
enum Installed {
  static let script = bytes("katex.js")
  static let style = KaTeXStyle(bytes("katex.min.css") ?? [])
  static let isComplete =
    script != nil
    && {
      if case .success = KaTeX(script: script, style: style, cache: []).typeset(tex: "x", display: false) {
        true
      } else {
        false
      }
    }()

  private static func bytes(_ name: String) -> [UInt8]? {
    ["/usr/share/javascript/katex", "/usr/share/nodejs/katex/dist", "/opt/homebrew/lib/node_modules/katex/dist"]
      .lazy.compactMap { FileManager.default.contents(atPath: "\($0)/\(name)").map(Array.init) }.first
  }

  static func typesetter(cache: [UInt8] = []) -> KaTeX { KaTeX(script: script, style: style, cache: cache) }
}

@Suite(.enabled(if: Installed.isComplete, "KaTeX or JavaScriptCore is not installed"))
struct KaTeXTests {
  /// What the HTML of a formula must hold, and what it must not.
  @Test(arguments: [
    (#"\frac{\partial f}{\partial x}"#, false, ["<math", "katex-html", "mfrac"]),
    (#"\begin{aligned} a &= b \\ &= c \end{aligned}"#, true, ["katex-display", "mtable", "col-align-r"]),
    (#"f = \begin{cases} 1 & x > 0 \\ 0 & x \le 0 \end{cases}"#, true, ["mtable", "delimsizing"]),
    (#"\begin{matrix} 1 & 2 \\ 3 & 4 \end{matrix}"#, true, ["mtable"]),
    (#"\color{red} x"#, false, ["color:red"]),
    (#"{a \over b}"#, false, ["mfrac"]),
    (#"\text{기울기} = 3"#, false, ["기울기"]),
    (#"기울기 = 3"#, false, ["기울기"]),
  ])
  func sets(tex: String, display: Bool, expected: [String]) throws {
    let html = try Installed.typesetter().typeset(tex: tex, display: display).get().html
    for part in expected { #expect(html.contains(part), "\(part) in \(html)") }
  }

  /// Between KaTeX's boxes, as many as it has less one; a cached formula has them too.
  @Test(arguments: [("x", 0), ("a = b", 1), ("E = a + b < c", 3), (#"\frac{a = b}{c}"#, 0)])
  func breaksBetweenBoxes(tex: String, places: Int) throws {
    let first = Installed.typesetter()
    let html = try first.typeset(tex: tex, display: false).get().html
    #expect(html.components(separatedBy: "<wbr>").count - 1 == places, "\(html)")
    #expect(html.components(separatedBy: "<span class=\"base\">").count - 2 == places)
    let cache = try #require(first.changedCache())
    #expect(try Installed.typesetter(cache: cache).typeset(tex: tex, display: false).get().html == html)
  }

  @Test(arguments: [
    (#"x + \foo"#, #"undefined control sequence: \foo"#, 4),
    (#"\text{가나} + \foo"#, #"undefined control sequence: \foo"#, 16),
    (#"\text{🙂} + \foo"#, #"undefined control sequence: \foo"#, 14),
    (#"\frac{1}{2"#, "unexpected end of input in a macro argument, expected '}'", 10),
    (#"x^2^3"#, "double superscript", 3),
    ("가\u{0}+ y", "unexpected character U+0000", 3),
  ])
  func rejects(tex: String, message: String, offset: Int) {
    guard case .failure(let fault) = Installed.typesetter().typeset(tex: tex, display: false) else {
      Issue.record("\(tex) was accepted")
      return
    }
    #expect(fault.message == message)
    #expect(fault.offset == offset)
    #expect(!fault.isUnavailable)
  }

  @Test func linksAreNotTrusted() throws {
    let html = try? Installed.typesetter().typeset(tex: #"\href{javascript:alert(1)}{x}"#, display: false).get().html
    #expect(html?.contains("href=") != true)
  }

  @Test func macrosThatGrowWithoutEndStop() {
    let result = Installed.typesetter().typeset(tex: #"\def\a{\a\a}\a"#, display: false)
    #expect(throws: FormulaFault.self) { try result.get() }
  }

  @Test func cachedFormulasAreTheSameBytesAndNeedNoEngine() throws {
    let first = Installed.typesetter()
    let set = try first.typeset(tex: "x^2", display: true).get()
    let cache = try #require(first.changedCache())
    let second = Installed.typesetter(cache: cache)
    #expect(try second.typeset(tex: "x^2", display: true).get() == set)
    #expect(second.changedCache() == nil)
    #expect(try second.typeset(tex: "x^2", display: false).get() != set)
    let merged = try #require(second.changedCache())
    let third = Installed.typesetter()
    _ = third.typeset(tex: "x^2", display: false)
    _ = third.typeset(tex: "x^2", display: true)
    #expect(third.changedCache() == merged, "a cache does not depend on the order in which formulas came up")
  }

  @Test func damagedAndForeignCachesAreIgnored() throws {
    let first = Installed.typesetter()
    let set = try first.typeset(tex: "x^2", display: true).get()
    let cache = try #require(first.changedCache())
    for offset in stride(from: 0, to: cache.count, by: 97) {
      var damaged = cache
      damaged[offset] ^= 1
      let typesetter = Installed.typesetter(cache: damaged)
      #expect(try typesetter.typeset(tex: "x^2", display: true).get() == set)
    }
    #expect(Installed.typesetter(cache: Array(cache.dropLast(20))).changedCache() == nil)
    let other = KaTeX(script: (Installed.script ?? []) + [32], style: Installed.style, cache: cache)
    _ = other.typeset(tex: "x^2", display: true)
    #expect(other.changedCache() != nil)
  }

  @Test(arguments: [
    ("x", ["KaTeX_Main-Regular.woff2", "KaTeX_Math-Italic.woff2"]),
    (#"\mathbb{R}"#, ["KaTeX_AMS-Regular.woff2", "KaTeX_Main-Regular.woff2"]),
    (#"\mathbf{w}"#, ["KaTeX_Main-Bold.woff2", "KaTeX_Main-Regular.woff2"]),
    (#"\sum_i"#, ["KaTeX_Main-Regular.woff2", "KaTeX_Math-Italic.woff2", "KaTeX_Size1-Regular.woff2"]),
  ])
  func fonts(tex: String, files: [String]) throws {
    let set = try Installed.typesetter().typeset(tex: tex, display: false).get()
    #expect(Installed.style.faces(in: set.fonts).map(\.file).sorted() == files)
  }

  @Test func styleSheetNamesOnlyTheFontsAsked() throws {
    let set = try Installed.typesetter().typeset(tex: "x", display: false).get()
    let css = Installed.style.styleSheet(set.fonts) { "fonts/\($0.file)" }
    #expect(css.contains("url(fonts/KaTeX_Math-Italic.woff2) format('woff2')"))
    #expect(!css.contains("KaTeX_Fraktur-Bold.woff2"))
    #expect(!css.contains(".ttf"))
    #expect(css.contains(".katex .mathbf{"), "the rest stands as it is")
  }

  @Test func severalThreadsShareOne() async throws {
    let typesetter = Installed.typesetter()
    let texts = (0..<40).map { "x_{\($0)}" }
    let together = await withTaskGroup(of: (Int, SetFormula?).self) { group in
      for (index, tex) in texts.enumerated() {
        group.addTask { (index, try? typesetter.typeset(tex: tex, display: false).get()) }
      }
      return await group.reduce(into: [Int: SetFormula?]()) { $0[$1.0] = $1.1 }
    }
    let alone = Installed.typesetter()
    for (index, tex) in texts.enumerated() {
      #expect(together[index] == (try alone.typeset(tex: tex, display: false).get()))
    }
  }
}

struct MissingKaTeXTests {
  @Test func withoutScriptFormulasAreUnavailable() {
    let typesetter = KaTeX(script: nil, style: KaTeXStyle([]), cache: [])
    #expect(typesetter.typeset(tex: "x", display: false) == .failure(.unavailable))
    #expect(typesetter.changedCache() == nil)
  }

  /// Macros that double, that are long and used often, that repeat a long argument; and ones that do not.
  @Test(arguments: [
    #"\def\a{xx}"# + String(repeating: #"\edef\a{\a\a}"#, count: 30) + "y",
    #"\def\a{xx}"# + String(repeating: #"\xdef\a{\a\a\a}"#, count: 20) + "y",
    #"\def\a{"# + String(repeating: "x", count: 1000) + "}" + String(repeating: #"\a "#, count: 500),
    #"\def\a#1{"# + String(repeating: "#1", count: 4000) + #"}\a{"# + String(repeating: "x", count: 8000) + "}",
    #"\newcommand\a[1]{"# + String(repeating: "#1", count: 400) + #"}\a{\a{\a{x}}}"#,
    #"\def\a{\a\a}\a"#,
  ])
  func macrosThatBecomeTooMuch(tex: String) throws {
    let typesetter = Installed.typesetter()
    guard case .failure(let fault) = typesetter.typeset(tex: tex, display: true) else {
      Issue.record("set")
      return
    }
    #expect(
      fault.message == "the macros of this formula become more than 10,000 symbols"
        || fault.message.hasPrefix("too many expansions"))
    // The next formula begins anew.
    let good = #"\def\a#1{#1+#1}\edef\b{\a{\a{x}}}\b\b \dots \pmod 2"#
    #expect(try typesetter.typeset(tex: good, display: true).get().html.contains("katex-display"))
  }
}

import CJavaScript

/// A JavaScript context that holds KaTeX. Not `Sendable`: for one thread at a time.
final class JavaScript {
  private let engine: OpaquePointer

  /// `nil` when JavaScriptCore is not installed, or the script is not KaTeX.
  init?(katex script: [UInt8]) {
    guard let engine = javascript_open() else { return nil }
    self.engine = engine
    guard run(script), run(Array(JavaScript.bridge.utf8)) else { return nil }
  }

  deinit { javascript_close(engine) }

  /// Sets one formula.
  ///
  /// `strict` is off since Korean in a formula is no fault; `trust` is off since a formula must not make links or
  /// load images; `maxExpand` and `maxSize` stop macros that grow without end and boxes larger than the page.
  ///
  /// `maxExpand` counts macros, not what they become: `\edef\a{\a\a}` doubles `\a` each time, and a macro may be a page
  /// long. So each symbol that a macro puts in is counted, before it is put in; KaTeX hands its expander to macros that
  /// are functions, which is where the counting is hung in.
  private static let bridge = #"""
    var symbolLimit = 10000, symbolsLeft = symbolLimit, macroBody = null;
    function countSymbols(count) {
      symbolsLeft -= count;
      if (symbolsLeft < 0) throw new katex.ParseError("the macros of this formula become more than 10,000 symbols");
    }
    function watchMacros(expander) {
      var methods = Object.getPrototypeOf(expander);
      var getExpansion = methods._getExpansion, consumeArgs = methods.consumeArgs, pushTokens = methods.pushTokens;
      methods._getExpansion = function (name) {
        var expansion = getExpansion.call(this, name);
        macroBody = expansion ? expansion.tokens : null;
        return expansion;
      };
      methods.consumeArgs = function (count, delimiters) {
        var body = macroBody;
        macroBody = null;
        var found = consumeArgs.call(this, count, delimiters);
        if (body && count) {
          var longest = found.reduce(function (most, one) { return Math.max(most, one.length); }, 0);
          countSymbols(longest * body.filter(function (token) { return token.text === "#"; }).length);
        }
        return found;
      };
      methods.pushTokens = function (tokens) {
        countSymbols(tokens.length);
        return pushTokens.call(this, tokens);
      };
      return "";
    }
    katex.renderToString("\\watchmacros", { macros: { "\\watchmacros": watchMacros } });
    function typesetFormula(tex, display) {
      symbolsLeft = symbolLimit;
      try {
        return "+" + katex.renderToString(tex, {
          displayMode: display, output: "htmlAndMathml", throwOnError: true, strict: "ignore", trust: false,
          maxExpand: 1000, maxSize: 100
        });
      } catch (fault) {
        var position = typeof fault.position === "number" ? fault.position : "";
        return "-" + position + "\n" + (fault.rawMessage || fault.message || fault);
      }
    }
    """#

  func typeset(_ tex: String, display: Bool) -> Result<String, FormulaFault> {
    // The C string that hands the formula over would end there, and the rest would be left out without a word.
    if let nul = tex.utf8.firstIndex(of: 0) {
      let offset = tex.utf8.distance(from: tex.startIndex, to: nul)
      return .failure(FormulaFault(message: "unexpected character U+0000", offset: offset))
    }
    var length = 0
    guard let text = javascript_call(engine, "typesetFormula", tex, display, &length) else {
      return .failure(FormulaFault(message: "KaTeX failed", offset: nil))
    }
    defer { javascript_free_text(text) }
    return text.withMemoryRebound(to: UInt8.self, capacity: length) { start in
      let bytes = UnsafeBufferPointer(start: start, count: length)
      guard bytes.first == UInt8(ascii: "+") else { return .failure(JavaScript.fault(bytes.dropFirst(), in: tex)) }
      return .success(String(decoding: bytes.dropFirst(), as: UTF8.self))
    }
  }

  private func run(_ script: [UInt8]) -> Bool {
    let thrown = script.withUnsafeBytes { bytes in
      bytes.withMemoryRebound(to: CChar.self) { characters in
        characters.baseAddress.flatMap { javascript_run(engine, $0, characters.count) }
      }
    }
    guard let thrown else { return true }
    javascript_free_text(thrown)
    return false
  }

  /// Reads `10\nUndefined control sequence: \foo at position 10: x + \foo`.
  private static func fault(_ report: some Collection<UInt8>, in tex: String) -> FormulaFault {
    let text = String(decoding: report, as: UTF8.self)
    let parts = text.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
    // KaTeX counts UTF-16 units.
    let offset = parts.first.flatMap { Int($0) }.map { units in
      tex.utf16.index(tex.startIndex, offsetBy: units, limitedBy: tex.endIndex).map {
        tex.utf8.distance(from: tex.startIndex, to: $0)
      } ?? tex.utf8.count
    }
    return FormulaFault(message: phrase(parts.last.map(String.init) ?? text), offset: offset)
  }

  /// KaTeX's message as a diagnostic's phrase, without the position, which the diagnostic shows better.
  ///
  /// `KaTeX parse error: Undefined control sequence: \foo at position 10: x + \̲f̲o̲o̲` →
  /// `undefined control sequence: \foo`.
  static func phrase(_ message: String) -> String {
    var text = message[...]
    let prefix = "KaTeX parse error: "
    if text.hasPrefix(prefix) { text = text.dropFirst(prefix.count) }
    for marker in [" at position ", " at end of input: "] {
      if let start = text.ranges(of: marker).first { text = text[..<start.lowerBound] }
    }
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

/// Lexical description of a language that is shown and not run: what a comment, a text and a keyword look like there.
///
/// `HighlightedLanguage.named("py")` is that of Python.
struct HighlightedLanguage: Sendable {
  struct Text: Sendable {
    var opening: String
    var closing: String
    /// Whether a backslash takes the next character's meaning away.
    var escapes = true
    var spansLines = false

    static let double = Text(opening: "\"", closing: "\"")
    static let single = Text(opening: "'", closing: "'")
    static let rawSingle = Text(opening: "'", closing: "'", escapes: false, spansLines: true)
  }

  var names: [String]
  var keywords: Set<String>
  /// Begins a comment to the line's end.
  var comment: String?
  var blockComment: (opening: String, closing: String)?
  /// Longer ones first.
  var texts: [Text] = [.double, .single]
  /// A comment begins only where a word could: `a#b` is a word of a shell.
  var commentsBeginWords = false
  /// A name before `(` is called.
  var hasCalls = true
  /// A name at a line's start before `:` is a key.
  var hasKeys = false
  /// Further bytes of names: `.` in R.
  var nameBytes: [UInt8] = []

  static func named(_ name: String) -> HighlightedLanguage? { index[name.lowercased()] }

  private static let index: [String: HighlightedLanguage] = Dictionary(
    all.flatMap { language in language.names.map { ($0, language) } }
  ) { first, _ in first }

  private static func words(_ text: String) -> Set<String> { Set(text.split(separator: " ").map(String.init)) }

  static let all: [HighlightedLanguage] = [
    HighlightedLanguage(
      names: ["python", "py", "python3", "ipython", "ipython3", "pycon"],
      keywords: words(
        "and as assert async await break class continue def del elif else except False finally for from global if import "
          + "in is lambda None nonlocal not or pass raise return True try while with yield match case"),
      comment: "#",
      texts: [
        Text(opening: "\"\"\"", closing: "\"\"\"", spansLines: true),
        Text(opening: "'''", closing: "'''", spansLines: true),
        .double, .single,
      ]),
    HighlightedLanguage(
      names: ["r", "rscript"],
      keywords: words("if else repeat while function for in next break TRUE FALSE NULL NA NaN Inf"), comment: "#",
      nameBytes: [UInt8(ascii: ".")]),
    HighlightedLanguage(
      names: ["swift"],
      keywords: words(
        "actor any as associatedtype async await break case catch class continue default defer deinit do else enum "
          + "extension fallthrough false fileprivate for func guard if import in init inout internal is let nil open operator "
          + "package private protocol public repeat rethrows return self Self some static struct subscript super switch throw "
          + "throws true try typealias var where while"),
      comment: "//", blockComment: ("/*", "*/"),
      texts: [Text(opening: "\"\"\"", closing: "\"\"\"", spansLines: true), .double]),
    HighlightedLanguage(
      names: ["c", "h", "cpp", "c++", "cc", "hpp", "cuda"],
      keywords: words(
        "alignas auto bool break case catch char class const constexpr continue default delete do double else enum extern "
          + "false float for goto if inline int long namespace new nullptr operator private protected public register restrict "
          + "return short signed sizeof static struct switch template this throw true try typedef typename union unsigned "
          + "using virtual void volatile while"),
      comment: "//", blockComment: ("/*", "*/")),
    HighlightedLanguage(
      names: ["javascript", "js", "typescript", "ts"],
      keywords: words(
        "async await break case catch class const continue default delete do else export extends false finally for function "
          + "if import in instanceof interface let new null of return static super switch this throw true try type typeof "
          + "undefined var void while with yield"),
      comment: "//", blockComment: ("/*", "*/"),
      texts: [Text(opening: "`", closing: "`", spansLines: true), .double, .single]),
    HighlightedLanguage(
      names: ["julia", "jl"],
      keywords: words(
        "abstract baremodule begin break catch const continue do else elseif end export false finally for function global if "
          + "import in let local macro module mutable nothing primitive quote return struct true try type using where while"
      ),
      comment: "#", blockComment: ("#=", "=#"),
      texts: [Text(opening: "\"\"\"", closing: "\"\"\"", spansLines: true), .double]),
    HighlightedLanguage(
      names: ["sh", "bash", "shell", "zsh", "console"],
      keywords: words("case do done elif else esac export fi for function if in local return set then until while"),
      comment: "#", texts: [Text(opening: "\"", closing: "\"", spansLines: true), .rawSingle], commentsBeginWords: true,
      hasCalls: false, nameBytes: [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/")]),
    HighlightedLanguage(
      names: ["json", "jsonc", "json5"], keywords: ["true", "false", "null"], comment: "//", texts: [.double],
      hasCalls: false),
    HighlightedLanguage(
      names: ["yaml", "yml"], keywords: words("true false null yes no on off"), comment: "#",
      texts: [.double, Text(opening: "'", closing: "'", escapes: false)], commentsBeginWords: true, hasCalls: false,
      hasKeys: true, nameBytes: [UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "/")]),
    HighlightedLanguage(
      names: ["toml", "ini"], keywords: ["true", "false"], comment: "#",
      texts: [Text(opening: "\"\"\"", closing: "\"\"\"", spansLines: true), .double, .rawSingle], hasCalls: false),
  ]
}

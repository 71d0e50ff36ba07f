/// SplitMix64: the same documents on every machine.
struct SeededRandom: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Pieces of lines that hold no extension, however they are put together.
private let plainPieces = [
  "word", "another", "end.", "*em*", "**strong**", "_em_", "__strong__", "*", "**", "***", "_", "__", "`code`",
  "``co`de``", "`", "``",
  "[link](/url)", "[link](</a b> \"title\")", "[ref]", "[text][ref]", "[ref][]", "![image](a.png)", "![image][ref]",
  "[", "]", "](", "![",
  ")", "(", "<ircs://a.b/c?d=e>", "<me@example.com>", "<b>", "</b>", "<a href=\"x y\">", "<!-- c -->", "<?php ?>", "<",
  ">", "&amp;", "&copy;",
  "&#35;", "&", "&nope;", "\\*", "\\_", "\\\\", "\\", "\\[", "\\<", "\"", "'", "é", "ß", "—", "#", "-", "+", "=", "1.",
  "2)", "!", "x:", ";",
  "/", "a*b*c", "a_b_c", "x<y", "1 < 2", "**a*", "*a**", "***a***", "\\&", "`` ` ``", "[a [b](c) d](e)", "<br/>", "\t",
  "  ", "\u{A0}",
]

private let plainLines = [
  "", "", "", "# Heading", "## Heading ##", "###### six", "####### seven", "#nothing", "===", "---", "***", "- - -",
  "___", "```", "```info x",
  "~~~", "````", "    indented", "\tindented", "      deeper", "<div>", "</div>", "<pre>", "</pre>", "<!-- open", "-->",
  "<table><tr>",
  "<custom>", "[ref]: /target \"T\"", "[ref]: <a b>", "[other]:", "    ", "  ", "> quote", ">", ">> deep", "- item",
  "* item", "+ item",
  "1. one", "2) two", "7. seven", "-", "1.", "-     code", "- # h", "- > q", "> - i", "  continued", "   three",
  "- - nested", "1. - x", "foo  ", "foo\\",
  ">     code", "> ```", "> <div>", "-\titem", "\t- item", "   > q",
]

/// A document in which CommonMark's constructs meet in all ways, extensions in none.
func plainDocument(_ random: inout SeededRandom) -> String {
  var text = ""
  for _ in 0..<Int.random(in: 1...14, using: &random) {
    if Int.random(in: 0..<4, using: &random) == 0 {
      text += String(repeating: " ", count: Int.random(in: 0...5, using: &random))
    }
    if Int.random(in: 0..<5, using: &random) == 0 {
      text += ["> ", ">", "- ", "1. ", "* ", "  ", "    ", "\t", "> > ", "- - "].randomElement(using: &random) ?? ""
    }
    if Bool.random(using: &random) {
      text += plainLines.randomElement(using: &random) ?? ""
    } else {
      for piece in 0..<Int.random(in: 1...6, using: &random) {
        if piece > 0, Int.random(in: 0..<3, using: &random) > 0 { text += " " }
        text += plainPieces.randomElement(using: &random) ?? ""
      }
    }
    text += ["\n", "\n", "\n", "\n", "\n\n", "\r\n"].randomElement(using: &random) ?? ""
  }
  // Front matter, and `[^`, `:::`, `|`, `$`, `{` cannot arise from these pieces.
  return text.hasPrefix("---") ? "\n" + text : text
}

private let extendedPieces = [
  "$x$", "$a*b*c$", "$5", "$", "$$", "$$x + y$$", "\\(a\\)", "\\[b\\]", "\\(", "\\]", "\\nn{x}", "$\\nn{x:.2f}$",
  "`{nn} x`", "`{nn}", "``{nn} `y` ``",
  "[^a]", "[^b]", "[^none]", "@fig-a", "@eq-b,", "me@fig-a.b", "[@key]", "[see @a, p. 3; @b]", "[@", "{#fig-a}",
  "{#sec-b .x}", "{width=60%}", "{", "}",
  "![c](a.svg){#fig-c width=3em}", "~~del~~", "~x~", "~~", "\\~", "**기울기(g)**는", "가*(나)*", "**", "|", "\\|",
  "| a | b |", "`|`", "한글", "\u{E000}", "\u{1F}",
  "[x](/$y$)", "<a b=\"$x$\">", "`$x$`", "[a $x$](b)", "\\$", "&#36;x&#36;", ":", ":::",
]

private let extendedLines = [
  "|---|---|", "| a | b |", "|-|", "a | b", "--- | :-:", ": Caption {#tbl-a}", "$$", "\\[", "\\]", "$$ {#eq-a}",
  "::: {.callout-note}", "::: {.callout-tip title=\"$x$\"}",
  "::: {.panel-tabset}", ":::", "::::", "::: x", "[^a]: note", "[^b]:", "[^c]: ```nn", "    more", "> [!NOTE]",
  "> [!EXERCISE] title $x$", "- [ ] task", "- [x] done",
  "```nn", "```{nn}", "```", "~~~", "# Heading {#sec-a}", "{{< include x.md >}}", "- $$", "> $$", "> | a |", "> |---|",
  "  | a |", "  |---|", "= c", "+ d", "#| label: x",
]

/// A document in which extensions meet each other and CommonMark in all ways.
func extendedDocument(_ random: inout SeededRandom) -> String {
  var text = ""
  for _ in 0..<Int.random(in: 1...14, using: &random) {
    switch Int.random(in: 0..<8, using: &random) {
    case 0: text += plainDocument(&random)
    case 1, 2, 3:
      text += ["", "", "> ", "- ", "  ", "    ", "\t"].randomElement(using: &random) ?? ""
      text += extendedLines.randomElement(using: &random) ?? ""
    case 4: text += plainLines.randomElement(using: &random) ?? ""
    default:
      text += ["", "", "", "> ", "- ", "1. ", "| "].randomElement(using: &random) ?? ""
      for piece in 0..<Int.random(in: 1...6, using: &random) {
        if piece > 0, Bool.random(using: &random) { text += " " }
        let pieces = Int.random(in: 0..<3, using: &random) == 0 ? plainPieces : extendedPieces
        text += pieces.randomElement(using: &random) ?? ""
      }
    }
    text += ["\n", "\n", "\n", "\n\n", "\r\n"].randomElement(using: &random) ?? ""
  }
  return text
}

import Formulas

/// The scripts that pages bring themselves: the player's, the sliders', that of live blocks, of scroll boxes, of
/// the colour scheme, of numbers that say where they come from, of the
/// search, of the place that is read, of code that is copied, of fields for answers, of the help on keys. Whoever asks whether
/// anything else runs on a page asks here.
package enum OwnScript {
  package static func isOne(_ text: String) -> Bool {
    fixed.contains(text) || isBetween(SliderScript.ends, text) || isBetween(LiveScript.ends, text)
  }

  private static let fixed =
    [ScriptText.compact(PlayerScript.text), ScrollScript.text]
    + [
      AnswerScript.text, PageTools.text + SchemeScript.text, OriginScript.text, SearchScript.text, PlaceScript.text,
      CopyScript.text,
      KeysScript.text,
    ].map(ScriptText.compact)

  /// Between its two ends stand operations alone, each as its description writes it.
  private static func isBetween(_ ends: (start: String, end: String), _ text: String) -> Bool {
    let (start, end) = ends
    guard text.hasPrefix(start), text.hasSuffix(end), text.utf8.count >= start.utf8.count + end.utf8.count else {
      return false
    }
    return text.dropFirst(start.count).dropLast(end.count).split(separator: "\n").allSatisfy {
      operationLines.contains(String($0))
    }
  }

  private static let operationLines = Set(
    Atom.allCases.filter { $0 != .stop }.flatMap { atom in
      TapeScript.operations([atom]).split(separator: "\n").map(String.init)
    })
}

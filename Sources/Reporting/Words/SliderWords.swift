import Artifacts
/// The words around sliders; the script gets those that it says as JSON.
struct SliderWords: Sendable {
  /// Name of a panel of sliders.
  var group: String
  /// The way back to the lesson's own values.
  var reset: String
  /// Beside what belongs to other values than those that the sliders stand at; `{}` stands for them: `for x = −2`.
  var belongs: String

  /// - Parameter verdicts: words of the page that the script says again.
  func json(_ words: any Vocabulary) -> String {
    var json = JSONWriter()
    json.object {
      $0.member("belongs", belongs)
      $0.member("check", words.gradientCheck)
      $0.member("most", words.maxRelative)
      for (key, verdict) in [
        ("pass", CheckVerdict.pass), ("fail", .fail), ("undecided", .undecided), ("undefined", .undefined),
      ] {
        $0.member(key, words.word(for: verdict))
      }
      $0.member("passed", words.pass)
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

/// The words of fields for answers, of which the script gets those that judge as JSON.
struct AnswerWords: Sendable {
  /// In front of a block's field.
  var yours: String
  /// Read out for a line to write on.
  var blank: String
  /// At the end of the page: that this is no exam.
  var practice: String
  var check: String
  /// Behind what was typed and a colon.
  var right: String
  var wrong: String
  var sign: String
  /// A power of ten.
  var point: String
  /// One divided by the answer.
  var inverse: String
  /// Where no number is typed.
  var form: String
  /// Name of a field, behind that of its exercise, with its number where there are several.
  var name: @Sendable (_ exercise: String, _ number: Int?) -> String

  var json: String {
    var json = JSONWriter()
    json.object {
      $0.member("check", check)
      $0.member("right", right)
      $0.member("wrong", wrong)
      $0.member("sign", sign)
      $0.member("point", point)
      $0.member("inverse", inverse)
      $0.member("form", form)
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

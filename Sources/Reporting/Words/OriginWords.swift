/// The words of the card that says where a number comes from, which its script gets as JSON.
struct OriginWords: Sendable {
  /// In front of the title of the lesson that holds the block's source.
  var source: String
  /// Effects of keys, said when a keyboard comes to a number.
  var hint: String

  var json: String {
    var json = JSONWriter()
    json.object {
      $0.member("source", source)
      $0.member("hint", hint)
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

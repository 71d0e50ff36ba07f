/// The words of the search, which its script gets as JSON.
struct SearchWords: Sendable {
  /// Of the button, with its key.
  var button: String
  var label: String
  var results: String
  /// Effects of keys.
  var keys: String
  var loading: String
  /// The index is not where it should be.
  var failed: String
  /// `{}` stands for the number of results.
  var found: String
  var none: String
  var close: String

  var json: String {
    var json = JSONWriter()
    json.object {
      $0.member("label", label)
      $0.member("results", results)
      $0.member("keys", keys)
      $0.member("loading", loading)
      $0.member("failed", failed)
      $0.member("found", found)
      $0.member("none", none)
      $0.member("close", close)
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

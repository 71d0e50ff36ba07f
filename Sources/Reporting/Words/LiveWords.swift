/// The words around training in a page; the script gets those that it says as JSON.
struct LiveWords: Sendable {
  /// Name of the controls.
  var group: String
  var play: String
  var pause: String
  var step: String
  var reset: String
  /// Of a single run, and of several, which are multiplied alike.
  var rate: String
  var rates: String
  var speed: String
  /// In place of the speed where nothing moves by itself.
  var press: String
  /// `{}` stands for how far the run has come, and for its end.
  var epoch: String
  var steps: String
  var loss: String
  /// Reasons for an early end.
  var infinite: String
  var branches: String

  /// For the script.
  var json: String {
    var json = JSONWriter()
    json.object { json in
      for (name, word) in [
        ("play", play), ("pause", pause), ("press", press), ("epoch", epoch), ("step", steps), ("loss", loss),
        ("infinite", infinite), ("branches", branches),
      ] { json.member(name, word) }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

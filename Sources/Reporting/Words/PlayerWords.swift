/// The words of a player's controls, which its script gets as JSON.
struct PlayerWords: Sendable {
  var first: String
  var previous: String
  var play: String
  var pause: String
  var next: String
  var last: String
  /// Above a covered result.
  var predict: String
  /// Names of the two players, below a graph and above a list of steps.
  var graph: String
  var steps: String

  var json: String {
    var json = JSONWriter()
    json.object {
      $0.member("first", first)
      $0.member("previous", previous)
      $0.member("play", play)
      $0.member("pause", pause)
      $0.member("next", next)
      $0.member("last", last)
      $0.member("predict", predict)
      $0.member("graph", graph)
      $0.member("steps", steps)
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

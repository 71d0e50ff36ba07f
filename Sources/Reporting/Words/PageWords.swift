/// The words of buttons on code, which their script gets as JSON.
struct CopyWords: Sendable {
  var copy: String
  var copied: String
  var failed: String

  var json: String {
    var json = JSONWriter()
    json.object {
      $0.member("copy", copy)
      $0.member("copied", copied)
      $0.member("failed", failed)
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

/// Keys of a page and their effects, which a script shows as a list.
struct KeyWords: Sendable {
  var title: String
  var close: String
  var search: String
  var help: String
  var numbers: String
  var player: String
  var slider: String
  var escape: String

  /// Each with the key, what it does, and a selector of what it is for: a page without a player names none of its keys.
  var json: String {
    let keys = [
      ("/", search, ".find"), ("?", help, ""), ("← →", numbers, "main a.num"),
      ("← → Home End", player, ".player"), ("← →", slider, ".slider"), ("Esc", escape, ""),
    ]
    var json = JSONWriter()
    json.object {
      $0.member("title", title)
      $0.member("close", close)
      $0.key("keys")
      $0.array(keys) { json, key in
        json.list {
          $0.value(key.0)
          $0.value(key.1)
          $0.value(key.2)
        }
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }
}

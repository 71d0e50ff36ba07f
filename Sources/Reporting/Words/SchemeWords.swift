/// What the colour schemes are called.
struct SchemeWords: Sendable {
  var group: String
  var light: String
  var dark: String
  var system: String
}

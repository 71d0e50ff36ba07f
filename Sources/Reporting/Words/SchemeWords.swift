/// Names of the colour schemes.
struct SchemeWords: Sendable {
  var group: String
  var light: String
  var dark: String
  var system: String
}

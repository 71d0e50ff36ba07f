/// Source text with no space or comment that means nothing: `grad( f, x )` and `grad(f,x)` are one, `not a` keeps its
/// space.
func canonicalSource(_ text: String) -> String {
  func isWord(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "_" || scalar == "'"
  }
  var result = String.UnicodeScalarView()
  var isQuoted = false
  var isComment = false
  var hasGap = false
  for scalar in text.unicodeScalars {
    if isComment {
      isComment = scalar != "\n"
      hasGap = true
      continue
    }
    if !isQuoted {
      if scalar == "#" { isComment = true }
      if isComment || scalar.properties.isWhitespace {
        hasGap = true
        continue
      }
    }
    if hasGap, let last = result.last, isWord(last), isWord(scalar) { result.append(" ") }
    hasGap = false
    result.append(scalar)
    if scalar == "\"" { isQuoted.toggle() }
  }
  return String(result)
}

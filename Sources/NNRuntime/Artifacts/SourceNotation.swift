import Formulas

/// Source text as figures set it: names in italics, a real minus sign, `×` for `*`, exponents raised.
///
/// `w0 * x0^2` → *w*₀ × *x*₀².
func sourceNotation(_ text: String) -> Notation {
  var pieces: [Notation.Piece] = []
  let scalars = Array(text.unicodeScalars)
  func isName(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar == "_" || scalar == "'" || isDigit(scalar)
  }
  func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar >= "0" && scalar <= "9" }
  func plain(_ text: String) {
    if case .plain(let last)? = pieces.last {
      pieces[pieces.count - 1] = .plain(last + text)
    } else {
      pieces.append(.plain(text))
    }
  }
  func run(_ start: Int, _ belongs: (Unicode.Scalar) -> Bool) -> (text: String, end: Int) {
    var end = start
    var result = String.UnicodeScalarView()
    while end < scalars.count, belongs(scalars[end]) {
      result.append(scalars[end])
      end += 1
    }
    return (String(result), end)
  }
  var place = 0
  while place < scalars.count {
    let scalar = scalars[place]
    if isDigit(scalar) {
      let (number, end) = run(place) { isDigit($0) || $0 == "." }
      plain(number)
      place = end
    } else if isName(scalar) {
      let (name, end) = run(place, isName)
      // A function's name is upright, as every printed formula has it.
      if end < scalars.count, scalars[end] == "(", Builtins.index[name] != nil {
        plain(name)
      } else {
        pieces.append(.name(name))
      }
      place = end
    } else if scalar == "^", place + 1 < scalars.count, isName(scalars[place + 1]) {
      let (exponent, end) = run(place + 1, isName)
      let isNumber = exponent.unicodeScalars.allSatisfy(isDigit)
      pieces.append(.superscript(isNumber ? Notation(plain: exponent) : Notation(name: exponent)))
      place = end
    } else {
      switch scalar {
      case "-": plain("−")
      case "*": plain("×")
      default: plain(String(scalar))
      }
      place += 1
    }
  }
  return Notation(pieces)
}

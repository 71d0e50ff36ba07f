/// Class of a character in the rules of emphasis.
enum CharacterClass {
  case space
  case punctuation
  /// A letter of a script that sets no blank between a word and its particle: Hangul, Han, Kana.
  case eastAsianLetter
  case other

  static func before(_ text: [UInt8], _ offset: Int) -> CharacterClass {
    var start = offset - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start < 0 ? .space : Self(text, start)
  }

  static func after(_ text: [UInt8], _ offset: Int) -> CharacterClass {
    offset < text.count ? Self(text, offset) : .space
  }

  private init(_ text: [UInt8], _ start: Int) {
    let lead = text[start]
    if lead < 0x80 {
      self = lead.isSpace ? .space : lead.isPunctuation ? .punctuation : .other
      return
    }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard start + length <= text.count else {
      self = .other
      return
    }
    var value = UInt32(lead) & (length == 4 ? 0x07 : length == 3 ? 0x0F : 0x1F)
    for index in start + 1..<start + length { value = value << 6 | UInt32(text[index] & 0x3F) }
    guard let scalar = Unicode.Scalar(value) else {
      self = .other
      return
    }
    self.init(scalar)
  }

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x1100...0x11FF, 0x3130...0x318F, 0xA960...0xA97F, 0xAC00...0xD7FF,  // Hangul
      0x3040...0x30FF, 0x31F0...0x31FF, 0xFF66...0xFF9D,  // Kana
      0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x323AF, 0x3005...0x3007:  // Han
      // U+30A0 and U+30FB are Kana's punctuation.
      self = scalar.value == 0x30A0 || scalar.value == 0x30FB ? .punctuation : .eastAsianLetter
      return
    default:
      break
    }
    switch scalar.properties.generalCategory {
    case .spaceSeparator: self = .space
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation, .initialPunctuation,
      .finalPunctuation, .otherPunctuation:
      self = .punctuation
    default: self = .other
    }
  }
}

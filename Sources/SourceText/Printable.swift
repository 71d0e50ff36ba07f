extension String {
  /// The text as one line of a terminal: what would steer the terminal or move what follows stands as U+FFFD.
  ///
  /// Names of files and what a message quotes come from people who may not be trusted; an escape sequence in them could
  /// hide what is said, or say something else.
  public var printable: String {
    guard unicodeScalars.contains(where: Self.isControl) else { return self }
    var scalars = String.UnicodeScalarView()
    for scalar in unicodeScalars {
      scalars.append(!Self.isControl(scalar) ? scalar : scalar == "\n" ? " " : "\u{FFFD}")
    }
    return String(scalars)
  }

  /// The controls of both ISO 646 and ISO 6429, and the marks that turn the direction of text.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x00..<0x20, 0x7F..<0xA0, 0x2028...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

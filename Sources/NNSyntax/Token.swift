/// A piece of a block's text: a word, a number, a sign.
struct Token {
  enum Kind: UInt8 {
    case name
    case number
    case text
    // Words that mean something everywhere. `in`, `by`, `within` and `backward` are words only where they are expected.
    case `if`
    case `else`
    case `for`
    case `repeat`
    case expect
    case and
    case or
    case not
    case `true`
    case `false`
    // Brackets
    case leftParenthesis
    case rightParenthesis
    case leftBracket
    case rightBracket
    case leftBrace
    case rightBrace
    // Operators
    case plus
    case minus
    case star
    case slash
    case at
    case percent
    case power
    case equal
    case notEqual
    case less
    case lessOrEqual
    case greater
    case greaterOrEqual
    // Signs
    case assign
    case plusAssign
    case minusAssign
    case starAssign
    case slashAssign
    case comma
    case colon
    case semicolon
    case dot
    case range
    /// Something that has been reported already.
    case invalid
    case end
  }

  var kind: Kind
  /// Byte offsets into the block's text.
  var start: Int
  var end: Int
  /// Whether it is the first on its line.
  var startsLine: Bool

  var range: Range<Int> { start..<end }
}

extension Token.Kind {
  var opens: Bool {
    switch self {
    case .leftParenthesis, .leftBracket, .leftBrace: true
    default: false
    }
  }

  /// The bracket that closes this one.
  var closer: Token.Kind {
    switch self {
    case .leftParenthesis: .rightParenthesis
    case .leftBracket: .rightBracket
    default: .rightBrace
    }
  }

  /// How a closing bracket is written.
  var sign: String {
    switch self {
    case .rightParenthesis: ")"
    case .rightBracket: "]"
    default: "}"
    }
  }

  var updateOperator: UpdateOperator? {
    switch self {
    case .plusAssign: .add
    case .minusAssign: .subtract
    case .starAssign: .multiply
    case .slashAssign: .divide
    default: nil
    }
  }

  var binaryOperator: BinaryOperator? {
    switch self {
    case .plus: .add
    case .minus: .subtract
    case .star: .multiply
    case .slash: .divide
    case .at: .matrixProduct
    case .percent: .remainder
    case .power: .power
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    case .and: .and
    case .or: .or
    default: nil
    }
  }
}

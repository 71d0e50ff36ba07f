/// All that is known of an elementwise operation, in one place: whoever evaluates it, differentiates it, draws, prints,
/// checks or exports it asks here, and nobody else lists operations.
///
/// Questions that each operation must answer have no default. Of a composition most follows from its parts: its
/// derivatives, its kinks, where it is finite, its bounds and how it is written elsewhere.
public struct OperationDefinition: Sendable {
  /// An operand as the author sees it. With a default it may be left out.
  public struct Parameter: Sendable, Hashable, ExpressibleByStringLiteral {
    /// Name in calls and messages: `alpha`.
    public var name: String
    /// Value where the author leaves it out; `nil` where it must be given.
    public var defaultValue: Double?

    /// An operand with a default, or without one.
    public init(_ name: String, default value: Double? = nil) { (self.name, defaultValue) = (name, value) }
    /// An operand without a default: `"x"`.
    public init(stringLiteral name: String) { self.init(name) }
  }

  /// Operands and what the operation makes of them.
  public struct Example: Sendable {
    /// One number for each operand.
    public var operands: [Double]
    /// The result, to the last bit.
    public var value: Double

    /// An input and its result: `.init(2, 3, is: 5)` for a sum.
    public init(_ operands: Double..., is value: Double) { (self.operands, self.value) = (operands, value) }
  }

  /// Advice by the operands as messages write them, and by what the operation gave: `nan`, `inf`, `-inf`.
  public typealias FiniteHint = @Sendable (_ operands: [String], _ result: String) -> String?

  /// Its name in the language, in messages and in JSON.
  public let name: String
  /// Operands in their order, 1 to 3 of them.
  public let parameters: [Parameter]
  /// Form in which an author writes it in source text.
  public let spelling: Spelling
  /// One sentence for the reference page.
  public let summary: String
  /// One input with its result, which a test holds it to.
  public let example: Example
  /// The sign in a figure's circle.
  public let glyph: String
  /// Signs of a gate that has taken in a constant operand: `+1`.
  public let constantGlyphs: ConstantGlyphs
  /// How it is called in print: a sign between operands, or a function's name.
  public let word: String
  /// Form in which formulas print it.
  public let notation: OperationNotation
  /// Way of the gradient through its gate; `nil` where none has a name.
  public let pattern: FlowPattern?
  /// `nil` for a composition whose parts tell.
  public let bounds: BoundRule?
  /// Where tests take operands from, one for each: the operation is smooth there.
  public let smooth: [Domain]
  /// Operands at which it has a corner or a jump.
  public let kinkPoints: [[Double]]
  /// The advice of messages where its result is NaN or infinite, by its operands and that result; `nil` where there is
  /// none.
  public let finiteHint: FiniteHint?
  /// Formulas of other operations that mean it, or are better read: asked while a formula is simplified.
  public let simplification: (@Sendable ([ElementwiseFormula]) -> ElementwiseFormula?)?
  /// Answers that only an atom must give.
  public let atom: AtomRule?
  /// ∂result/∂operand for each operand; `nil` for a composition for which the chain rule finds them.
  let writtenDerivatives: @Sendable () -> [ElementwiseFormula]?
  private let composition: (@Sendable ([ElementwiseFormula]) -> ElementwiseFormula)?

  /// The formula of a composition.
  var formula: ElementwiseFormula? { composition?(parameters.indices.map { .operand($0) }) }

  /// An operation with a kernel.
  ///
  /// - Parameters:
  ///   - smooth: from −2 to 2 unless given; a test finds out where that is wrong.
  ///   - kinkPoints: a test asks for one where `kink` is a corner or a jump.
  static func atom(
    _ atom: Atom, _ name: String, _ parameters: [Parameter], _ spelling: Spelling, summary: String, example: Example,
    glyph: String, constants: ConstantGlyphs = .none, word: String, notation: OperationNotation,
    pattern: FlowPattern? = nil, kink: Kink, finiteness: Finiteness, bounds: BoundRule, code: CodeForms,
    smooth: [Domain]? = nil, kinkPoints: [[Double]] = [], finiteHint: FiniteHint? = nil,
    simplification: (@Sendable ([ElementwiseFormula]) -> ElementwiseFormula?)? = nil,
    derivatives: @autoclosure @escaping @Sendable () -> [ElementwiseFormula]
  ) -> OperationDefinition {
    OperationDefinition(
      name: name, parameters: parameters, spelling: spelling, summary: summary, example: example, glyph: glyph,
      constantGlyphs: constants, word: word, notation: notation, pattern: pattern, bounds: bounds,
      smooth: smooth ?? parameters.map { _ in .between(-2, 2) }, kinkPoints: kinkPoints, finiteHint: finiteHint,
      simplification: simplification, atom: AtomRule(atom: atom, kink: kink, finiteness: finiteness, code: code),
      writtenDerivatives: { derivatives() }, composition: nil)
  }

  /// An operation that is a formula of others. It stays one node, with a name of its own.
  ///
  /// - Parameters:
  ///   - derivatives: where they can be written better than the chain rule does.
  ///   - formula: in the operands.
  static func composition(
    _ name: String, _ parameters: [Parameter], _ spelling: Spelling = .call, summary: String, example: Example,
    glyph: String? = nil, word: String? = nil, notation: OperationNotation = .function, pattern: FlowPattern? = nil,
    bounds: BoundRule? = nil, smooth: [Domain]? = nil, kinkPoints: [[Double]] = [], finiteHint: FiniteHint? = nil,
    derivatives: @autoclosure @escaping @Sendable () -> [ElementwiseFormula]? = nil,
    formula: @escaping @Sendable ([ElementwiseFormula]) -> ElementwiseFormula
  ) -> OperationDefinition {
    OperationDefinition(
      name: name, parameters: parameters, spelling: spelling, summary: summary, example: example, glyph: glyph ?? name,
      constantGlyphs: .none, word: word ?? name, notation: notation, pattern: pattern, bounds: bounds,
      smooth: smooth ?? parameters.map { _ in .between(-2, 2) }, kinkPoints: kinkPoints, finiteHint: finiteHint,
      simplification: nil, atom: nil, writtenDerivatives: derivatives, composition: formula)
  }

  /// The composition in another one's formula: `OperationDefinition.silu(x)`.
  func callAsFunction(_ operands: ElementwiseFormula...) -> ElementwiseFormula {
    guard let place = Self.compositions.firstIndex(where: { $0.name == name }) else {
      preconditionFailure("\(name) is listed among the compositions")
    }
    return Operation(at: Atom.count + place)(operands)
  }
}

/// Answers of an atom; a composition's parts answer for the composition.
public struct AtomRule: Sendable {
  /// The atom whose answers these are.
  public var atom: Atom
  /// Places where its derivative jumps or has a pole.
  public var kink: Kink
  /// Whether finite operands give finite results, and which operands pass NaN and infinity on.
  public var finiteness: Finiteness
  /// Templates for other languages.
  public var code: CodeForms
}

/// How the author writes an operation, which tells how loosely its source text holds together.
public enum Spelling: Sendable, Hashable {
  /// Precedence of an operator, from loose to tight.
  public enum Level: Sendable, Hashable { case sum, product, power }

  /// As an operator of the language; some are functions, too.
  case sign(String, Level, isAlsoCalled: Bool = false)
  /// `exp(x)`
  case call
  /// In a form that it shares or that says more than its operands: `max(a, b)` beside `max(a)`, `x[…]`, `concat(a, b,
  /// …)`.
  case sharedCall
  /// Not at all: the engine makes it for derivatives. What messages call it: `the slope of gelu`.
  case never(String)

  /// Whether the author has a function for this operation alone.
  public var isCalled: Bool {
    switch self {
    case .call: true
    case .sign(_, _, let isAlsoCalled): isAlsoCalled
    case .sharedCall, .never: false
    }
  }
}

/// The way of a gradient through a gate.
public enum FlowPattern: String, Sendable, Hashable {
  /// The same to each input.
  case distributes
  /// Scaled by the other input.
  case swaps
  /// All to the one that won.
  case routes
  /// One input, local derivative 1.
  case passes
  /// Passed on with its sign changed on one side.
  case flips
}

/// Numbers for an operand.
public enum Domain: Sendable, Hashable {
  /// Numbers from the first to the second.
  case between(Double, Double)
  /// These numbers alone.
  case values([Double])
}

/// Where an operation gives NaN or infinity.
public enum Finiteness: Sendable, Hashable {
  /// Nowhere for finite operands, and NaN and infinity go no further than the operands that are listed.
  case always(passing: Set<Int>)
  /// For some finite operands; and wherever one of the listed operands is NaN or infinite.
  case partly(passing: Set<Int>)

  /// Whether any NaN and any infinity of an operand shows in the result.
  public func passes(_ operand: Int) -> Bool {
    switch self {
    case .always(let passing), .partly(let passing): passing.contains(operand)
    }
  }
}

extension Atom {
  private static let finiteness = ContiguousArray(
    OperationDefinition.atoms.map { $0.atom?.finiteness ?? .partly(passing: []) })

  /// Finiteness of the atom: of `exp` it is `.partly(passing: [])`.
  public var finiteness: Finiteness { Atom.finiteness[Int(rawValue)] }
}

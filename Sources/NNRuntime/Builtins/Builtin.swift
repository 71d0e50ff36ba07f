import Autodiff
import Formulas

/// A built-in function: what it is called with, what it does, and what the reference page says of it.
///
/// A reference, since each call hands it on.
final class Builtin: Sendable {
  /// A parameter as the author sees it.
  struct Parameter: Sendable {
    var name: String
    var isOptional = false
    /// Only by name: `axis: 0`.
    var isNamed = false

    static func required(_ name: String) -> Parameter { Parameter(name: name) }
    static func optional(_ name: String) -> Parameter { Parameter(name: name, isOptional: true) }
    static func named(_ name: String) -> Parameter { Parameter(name: name, isOptional: true, isNamed: true) }
  }

  /// Where the reference page lists it.
  enum Chapter: String, Sendable, CaseIterable {
    case elementwise = "Element by element"
    case reductions = "Reductions"
    case linearAlgebra = "Linear algebra and shape"
    case networks = "Networks and losses"
    case makers = "Makers"
    case random = "Random numbers"
    case data = "Data"
    case differentiation = "Differentiation"
    case models = "Models and training"
    case display = "Display"
    case loops = "Loops"
  }

  let name: String
  /// Each way to call it: `max(a)`, `max(a, b)`.
  let forms: [String]
  /// One sentence for the reference page.
  let summary: String
  let chapter: Chapter
  let conduct: Conduct
  let parameters: [Parameter]
  /// Further positional arguments, by this name.
  let rest: String?
  /// Any other named argument is taken too: `forward(f, x: 3)`.
  let takesOtherNames: Bool
  /// ∂ as text, for the reference page.
  let derivative: String?
  let body: @Sendable (Call) throws(Fault) -> Value
  /// The relation of numbers that it gives outside of the graph to its arguments.
  let severance: Severance

  /// The parameter whose names, tuple or model a call updates.
  let updates: Int?

  enum Severance: Sendable {
    /// They follow from them: a derivative by an argument is cut.
    case stores
    /// They jump where arguments move: there is nothing to differentiate, and nothing to compute again.
    case decides
    /// They are those of any arguments of these shapes.
    case ignores
  }

  /// Side effects of a call, beside making nodes of nodes: whether a plan may repeat it for further rounds of a loop,
  /// and what a run over batches must refuse. Nothing stands for it when it is left out, since a wrong one would go
  /// unseen.
  enum Conduct: Sendable, Hashable {
    /// The same operations in each round and for each batch, with other numbers: a loop with it is compiled.
    case traceable
    /// Not that, as it makes models, reads files, or chooses its operations by what it sees; a loop with it is done by
    /// the machine, round by round.
    case interpreted
    /// The numbers of its arguments become a picture, a text, a verdict, a count: such as change with the batch are
    /// refused before it is called.
    case reads(doing: String = "decides by")
    /// It draws random numbers, others in each round.
    case draws
  }

  /// Activations and losses, which are handed over to layers and to training: a call with options alone gives the
  /// function with these options.
  var takesOptionsAlone: Bool {
    (chapter == .elementwise || chapter == .networks) && parameters.contains { $0.isOptional }
  }

  /// For a built-in that is an elementwise operation on one operand: that operation.
  let operation: Operation?

  init(
    name: String, forms: [String], summary: String, chapter: Chapter, conduct: Conduct, parameters: [Parameter],
    rest: String? = nil, takesOtherNames: Bool = false, derivative: String? = nil, operation: Operation? = nil,
    severance: Severance = .stores, updates: Int? = nil, body: @escaping @Sendable (Call) throws(Fault) -> Value
  ) {
    self.name = name
    self.forms = forms
    self.summary = summary
    self.chapter = chapter
    self.conduct = conduct
    self.parameters = parameters
    self.rest = rest
    self.takesOtherNames = takesOtherNames
    self.derivative = derivative
    self.operation = operation
    self.severance = severance
    self.updates = updates
    self.body = body
  }

  /// The forms of a call, as an error message shows them.
  var signature: String { forms.map { "`\($0)`" }.joined(separator: " or ") }
}

/// Which argument of a call goes to which parameter.
final class Placement {
  let builtin: Int
  /// For each parameter the argument, −1 when it was left out.
  var arguments: [Int]
  /// Positional arguments beyond the parameters.
  var rest: [Int] = []
  /// Named arguments that are no parameters.
  var nodes: [Int] = []

  init(builtin: Int, parameters: Int) {
    self.builtin = builtin
    arguments = Array(repeating: -1, count: parameters)
  }
}

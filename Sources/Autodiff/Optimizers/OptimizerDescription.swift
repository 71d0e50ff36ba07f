import Formulas

/// An optimizer as the language and its documentation know it: its settings and their defaults are read off the rule
/// itself, which states them once.
public struct OptimizerDescription: Sendable {
  /// A setting as the author sees it.
  public struct Setting: Sendable {
    /// As authors write it: `momentum`.
    public var name: String
    /// Only by name: `momentum: 0.9`.
    public var isNamed: Bool
    /// As it is written: `1e-3`, `false`, `"outside"`.
    public var defaultText: String
    /// The values that it takes.
    public var kind: Kind
  }

  /// The values that a setting takes.
  public enum Kind: Sendable, Hashable {
    /// From 0 up to, not including, a bound.
    case number(below: Double)
    /// A whole number within bounds.
    case whole(ClosedRange<Int>)
    /// `true` or `false`.
    case flag
    /// One of these words.
    case choice([String])
  }

  /// A setting as an author gave it.
  public enum Given: Sendable, Hashable {
    /// A number.
    case number(Double)
    /// A whole number.
    case whole(Int)
    /// `true` or `false`.
    case flag(Bool)
    /// A word.
    case choice(String)
  }

  /// Values that do not go together.
  public struct Refusal: Error, Sendable, Hashable {
    /// Index of the setting.
    public var setting: Int
    /// Why they do not, as a phrase without full stop.
    public var problem: String
  }

  /// `adam`
  public let name: String
  /// One line for the reference page: the rule.
  public let summary: String
  /// In the order of a call.
  public let settings: [Setting]
  private let maker: @Sendable ([Given?]) throws(Refusal) -> Minimization.Method

  /// `adam(lr: 1e-3, beta1: 0.9, …)`
  public var form: String {
    "\(name)(\(settings.map { "\($0.name): \($0.defaultText)" }.joined(separator: ", ")))"
  }

  /// The method with these values, one for each setting; `nil` for the default.
  public func method(_ given: [Given?]) throws(Refusal) -> Minimization.Method { try maker(given) }

  /// - Parameters:
  ///   - usual: the rule with its defaults.
  ///   - refusal: which setting of a rule does not fit the others, and why.
  init<Rule: Optimizer>(
    _ name: String, _ summary: String, _ usual: Rule, _ settings: [RuleSetting<Rule>],
    refusal: @escaping @Sendable (Rule) -> (setting: String, problem: String)? = { _ in nil }
  ) {
    self.init(name, summary, usual, settings, refusal: refusal) { .firstOrder($0) }
  }

  init<Rule: CurvatureRule>(_ name: String, _ summary: String, _ usual: Rule, _ settings: [RuleSetting<Rule>]) {
    self.init(name, summary, usual, settings, refusal: { _ in nil }) { .secondOrder(SecondOrderMethod($0)) }
  }

  private init<Rule: Sendable>(
    _ name: String, _ summary: String, _ usual: Rule, _ settings: [RuleSetting<Rule>],
    refusal: @escaping @Sendable (Rule) -> (setting: String, problem: String)?,
    _ method: @escaping @Sendable (Rule) -> Minimization.Method
  ) {
    self.name = name
    self.summary = summary
    self.settings = settings.map {
      Setting(name: $0.name, isNamed: $0.isNamed, defaultText: $0.text(usual), kind: $0.kind)
    }
    maker = { given throws(Refusal) in
      var rule = usual
      for (setting, value) in zip(settings, given) {
        if let value { setting.set(&rule, value) }
      }
      if let (name, problem) = refusal(rule) {
        throw Refusal(setting: settings.firstIndex { $0.name == name } ?? 0, problem: problem)
      }
      return method(rule)
    }
  }
}

/// A setting as a rule states it: where it stands in the rule, and what it may be.
struct RuleSetting<Rule: Sendable>: Sendable {
  let name: String
  let kind: OptimizerDescription.Kind
  var isNamed = true
  let text: @Sendable (Rule) -> String
  let set: @Sendable (inout Rule, OptimizerDescription.Given) -> Void

  /// A number that is not negative, and below a bound.
  static func number(
    _ name: String, _ place: any WritableKeyPath<Rule, Double> & Sendable, below bound: Double = .infinity
  ) -> RuleSetting {
    RuleSetting(
      name: name, kind: .number(below: bound), text: { OptimizerDescription.text($0[keyPath: place]) },
      set: { if case .number(let value) = $1 { $0[keyPath: place] = value } })
  }

  /// The step's size, which may stand without its name.
  static func rate(_ place: any WritableKeyPath<Rule, Double> & Sendable) -> RuleSetting {
    var setting = number("lr", place)
    setting.isNamed = false
    return setting
  }

  static func epsilon(_ place: any WritableKeyPath<Rule, Double> & Sendable) -> RuleSetting {
    number("epsilon", place)
  }

  static func whole(
    _ name: String, _ place: any WritableKeyPath<Rule, Int> & Sendable, in range: ClosedRange<Int>
  ) -> RuleSetting {
    RuleSetting(
      name: name, kind: .whole(range), text: { "\($0[keyPath: place])" },
      set: { if case .whole(let value) = $1 { $0[keyPath: place] = value } })
  }

  static func flag(_ name: String, _ place: any WritableKeyPath<Rule, Bool> & Sendable) -> RuleSetting {
    RuleSetting(
      name: name, kind: .flag, text: { "\($0[keyPath: place])" },
      set: { if case .flag(let value) = $1 { $0[keyPath: place] = value } })
  }

  /// Where ε stands.
  static func place(
    _ place: any WritableKeyPath<Rule, EpsilonPlace> & Sendable, among known: [EpsilonPlace]
  ) -> RuleSetting {
    RuleSetting(
      name: "epsilon_at", kind: .choice(known.map(\.rawValue)), text: { "\"\($0[keyPath: place].rawValue)\"" },
      set: {
        if case .choice(let word) = $1, let value = EpsilonPlace(rawValue: word) { $0[keyPath: place] = value }
      })
  }
}

extension OptimizerDescription {
  /// The shorter of `0.01` and `1e-3`.
  fileprivate static func text(_ value: Double) -> String {
    let plain = value.shortest
    let power = NumberFormat(.exponential, digits: 0).ascii(value)
    return power.utf8.count < plain.utf8.count && Double(power) == value ? power : plain
  }
}

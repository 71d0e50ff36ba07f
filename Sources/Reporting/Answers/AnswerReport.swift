import Markup

/// A field for answers, with what it is judged by.
public struct AnswerReport: Sendable {
  /// A usual slip.
  public struct Slip: Sendable {
    public var value: Double
    /// Said to whoever makes it; it holds no answer.
    public var say: String

    public init(value: Double, say: String) {
      self.value = value
      self.say = say
    }
  }

  /// The exercise that it stands in.
  public struct Exercise: Sendable {
    public var label: String?
    public var title: [Inline]?

    public init(label: String?, title: [Inline]?) {
      self.label = label
      self.title = title
    }
  }

  public var value: Double
  public var tolerance: Tolerance
  public var slips: [Slip]
  public var exercise: Exercise?
  /// Among the fields of its exercise, or among those outside of exercises; from 1.
  public var number: Int
  /// How many there are of these.
  public var count: Int
  /// Among all fields of the lesson, from 1.
  public var place: Int

  public init(
    value: Double, tolerance: Tolerance, slips: [Slip] = [], exercise: Exercise? = nil, number: Int = 1,
    count: Int = 1, place: Int = 1
  ) {
    self.value = value
    self.tolerance = tolerance
    self.slips = slips
    self.exercise = exercise
    self.number = number
    self.count = count
    self.place = place
  }

  /// Where no tolerance is given.
  public static let usualTolerance = Tolerance(size: 0.01, isShare: true)
}

extension AnswerField {
  /// A line to write on where nothing is judged.
  static let blank = "____"
  /// The same in Markdown, where underscores alone are a rule.
  static let markdownBlank = #"\_\_\_\_"#
}

extension Report {
  /// How a field is called where it cannot be seen: `Exercise 3, answer 2`.
  func name(of answer: AnswerReport) -> String {
    let exercise = exercise(of: answer)
    return language.words.answers.name(
      exercise.isEmpty ? "" : exercise + ", ", answer.count > 1 ? answer.number : nil)
  }

  /// `Exercise 3`, `Exercise (By hand)`; empty outside of exercises.
  public func exercise(of answer: AnswerReport) -> String {
    guard let exercise = answer.exercise else { return "" }
    let words = language.words
    let name = exercise.label.flatMap { targets[$0] }.map { words.reference($0) } ?? words.word(for: .exercise)
    return name + (exercise.title.map { " (" + PlainText.of($0, in: self) + ")" } ?? "")
  }
}

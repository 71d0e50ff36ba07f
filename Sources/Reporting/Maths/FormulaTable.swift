import Markup
import SourceText

/// Typesetting: all formulas of a report, each set once, between the report's values and its pages.
///
/// Pages look formulas up here, so that who makes none still hears of every formula's fault, and whoever makes several
/// sets nothing twice.
public struct FormulaTable: Sendable {
  struct Key: Hashable {
    var tex: String
    var isDisplay: Bool
  }

  private var results: [Key: Result<SetFormula, FormulaFault>] = [:]
  /// The faces that all of them ask for.
  public private(set) var fonts: KaTeXStyle.Fonts = []
  /// Formulas that cannot be set, each at its place.
  public private(set) var diagnostics: [Diagnostic] = []
  /// Whether a formula stands as TeX because there is nothing to set it with.
  public private(set) var isUnavailable = false

  /// Those that are set.
  public var count: Int { results.values.count { (try? $0.get()) != nil } }

  /// Result of setting a formula; `nil` for one that is over a limit.
  func result(_ tex: String, isDisplay: Bool) -> Result<SetFormula, FormulaFault>? {
    results[Key(tex: tex, isDisplay: isDisplay)]
  }
}

/// Sets the formulas of a report.
///
/// Their output is limited all together as well as each alone: a short macro stands for a million bytes. One that fails
/// has taken time too, and counts as much as one that is set. When they are too much, none is set.
public func typeset(_ report: Report, by typesetter: any FormulaTypesetter) -> FormulaTable {
  var table = FormulaTable()
  table.set(report, by: typesetter)
  return table
}

extension FormulaTable {
  fileprivate mutating func set(_ report: Report, by typesetter: any FormulaTypesetter) {
    let budget = report.options.budget
    var spent = 0
    var told: Set<Diagnostic> = []
    func tell(_ diagnostic: Diagnostic) {
      if told.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
    }
    for formula in FormulaFinder.formulas(of: report) {
      let tex = report.tex(formula)
      let start = formula.source.range(0..<min(1, formula.source.text.count))
      guard tex.utf8.count <= budget[.formula] else {
        tell(budget.fault(.formula, "this formula is longer than", "bytes", at: start))
        continue
      }
      let key = Key(tex: tex, isDisplay: formula.isDisplay)
      let result =
        results[key] ?? RefusedCommand.fault(in: tex).map { .failure($0) }
        ?? typesetter.typeset(tex: tex, display: formula.isDisplay)
      results[key] = result
      switch result {
      case .success(let set):
        spent += set.html.utf8.count
        fonts.formUnion(set.fonts)
      case .failure(let fault) where fault.isUnavailable: isUnavailable = true
      case .failure(let fault):
        spent += max(10_000, 100 * tex.utf8.count)
        tell(Diagnostic(.badMath, fault.message, at: report.range(of: fault.offset, in: formula)))
      }
      guard spent <= budget[.formulas] else {
        let subject = "the formulas of this lesson, as they are set, take more than"
        tell(budget.fault(.formulas, subject, "bytes", at: start))
        results = [:]
        fonts = []
        return
      }
    }
  }
}

extension Report {
  /// A formula's TeX, numbers in place of `\nn{…}`.
  func tex(_ formula: Formula) -> String {
    var tex = ""
    for piece in formula.pieces {
      switch piece {
      case .tex(let text): tex += text
      case .expression(let index): tex += self.tex(expression: index)
      case .number(let label): tex += "\\tag{" + (targets[label]?.text ?? "?") + "}"
      case .tagged: break
      }
    }
    return tex
  }

  func tex(expression index: Int) -> String {
    guard expressions.indices.contains(index) else { return "" }
    switch expressions[index] {
    case .value(_, let tex): return tex
    case .failure: return "\\text{⚠}"
    }
  }

  /// Where an offset into the TeX as set stands in the lesson: numbers that came for `\nn{…}` take their place in it.
  fileprivate func range(of offset: Int?, in formula: Formula) -> SourceRange {
    let source = formula.source
    guard var rest = offset else { return source.range }
    var position = 0
    for piece in formula.pieces {
      switch piece {
      case .tex(let text):
        let count = text.utf8.count
        if rest < count || count == source.text.count - position {
          let start = min(position + rest, max(0, source.text.count - 1))
          guard source.text[start...].starts(with: text.utf8.dropFirst(rest).prefix(1)) else { return source.range }
          return source.range(start..<min(start + 1, source.text.count))
        }
        rest -= count
        position += count
      case .expression(let index):
        guard expressions.indices.contains(index), document.expressions.indices.contains(index) else {
          return source.range
        }
        let range = document.expressions[index].range
        guard case .value(_, let text) = expressions[index], rest >= text.utf8.count else { return range }
        rest -= text.utf8.count
        position += range.bytes.count
      case .number(let label):
        let count = "\\tag{\(targets[label]?.text ?? "?")}".utf8.count
        guard rest >= count else { return source.range }
        rest -= count
        position += "\\label{\(label)}".utf8.count
      case .tagged(let label, _): position += "\\label{\(label)}".utf8.count
      }
    }
    return source.range
  }
}

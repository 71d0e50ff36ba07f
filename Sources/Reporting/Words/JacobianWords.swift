import Artifacts
import Formulas

/// Texts of a page about a Jacobian, in the report's language.
struct JacobianWords {
  let jacobian: JacobianArtifact
  let words: any Vocabulary

  /// `∂y/∂x`
  var symbol: Notation {
    Notation(plain: "∂") + bracketed(jacobian.output.notation) + Notation(plain: "/∂")
      + bracketed(jacobian.input.notation)
  }

  private func bracketed(_ name: Notation) -> Notation {
    if name.pieces.count == 1, case .name = name.pieces[0] { return name }
    return Notation(plain: "(") + name + Notation(plain: ")")
  }

  var title: String { words.jacobianTitle(symbol.text) }

  /// `409,600`
  func grouped(_ number: Int) -> String { Numbers.grouped(number) }

  /// `2 × 3`
  var size: String { "\(grouped(jacobian.rows)) × \(grouped(jacobian.columns))" }

  /// `2 × 3: rows are the 2 outputs y (shape [2]), columns the 3 inputs x (shape [3])`
  var shapes: Notation {
    let (rows, columns) =
      jacobian.isTransposed ? (jacobian.input, jacobian.output) : (jacobian.output, jacobian.input)
    func side(_ side: JacobianArtifact.Side, isOutput: Bool) -> Notation {
      let shape = side.shape.isEmpty ? nil : Numbers.shape(side.shape)
      let (before, behind) = words.side(isOutput: isOutput, count: side.count, shape: shape)
      return Notation(plain: before) + side.notation + Notation(plain: behind)
    }
    let isOutput = !jacobian.isTransposed
    return Notation(plain: size + words.rowsAre) + side(rows, isOutput: isOutput)
      + Notation(plain: words.columnsAre) + side(columns, isOutput: !isOutput)
  }

  /// `99.99988 % zeros`: as many digits as keep it from reading 100.
  var zeros: String {
    let share = jacobian.zeroShare
    if share == 0 { return words.noZeros }
    let percent: String
    if share > 0.99, jacobian.nonzeroCount > 0 {
      var left = 100 * (1 - share)
      var decimals = 1
      while left < 1 && decimals < 15 {
        left *= 10
        decimals += 1
      }
      percent = NumberFormat(.fixed, digits: decimals).text(100 * share)
    } else {
      percent = NumberFormat(.significant, digits: 3).text(100 * share)
    }
    return words.zeros(percent)
  }

  /// `1.34 TB`, `72 bytes`
  func bytes(_ count: Double) -> String {
    let units = ["kB", "MB", "GB", "TB", "PB", "EB"]
    guard count >= 1000 else { return words.bytes(Int(count)) }
    var value = count / 1000
    var unit = 0
    while value >= 999.5, unit + 1 < units.count {
      value /= 1000
      unit += 1
    }
    return NumberFormat(.significant, digits: 3).text(value) + "\u{202F}" + units[unit]
  }

  var memory: String {
    let full = bytes(jacobian.denseBytes)
    let kept = bytes(Double(jacobian.storedBytes))
    return jacobian.structure == .dense ? words.stored(full) : words.stored(dense: full, kept: kept)
  }

  /// Facts about it, in one line: structure, properties, zeros, memory.
  var facts: [Notation] {
    ([words.structure(jacobian.structure)] + jacobian.facts.map(words.fact) + [zeros, memory]).map {
      Notation(plain: $0)
    }
  }

  /// `used instead: dx = dy ⊙ [x > 0]`
  var product: Notation {
    Notation(plain: words.usedInstead) + jacobian.product
  }

  /// Meaning of a cell, in words: the entries for which it stands; `nil` where it is one entry.
  var cell: String? {
    let cells = jacobian.cells
    guard cells.rowBounds.count - 1 < jacobian.rows || cells.columnBounds.count - 1 < jacobian.columns else {
      return nil
    }
    func extent(_ bounds: [Int]) -> String {
      let sizes = zip(bounds, bounds.dropFirst()).map { $1 - $0 }
      guard let least = sizes.min(), let most = sizes.max() else { return "0" }
      return least == most ? grouped(most) : "\(grouped(least))–\(grouped(most))"
    }
    let size = "\(extent(cells.rowBounds)) × \(extent(cells.columnBounds))"
    return words.cell(of: size, isSampled: cells.isSampled)
  }

  /// The picture in words.
  var description: String {
    var text = shapes.text + ". " + facts.map(\.text).joined(separator: "; ") + "."
    if let cell { text += " " + cell + "." }
    return text
  }
}

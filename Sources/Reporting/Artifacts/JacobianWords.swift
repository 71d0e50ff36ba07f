import Artifacts
import Formulas

/// What a page says of a Jacobian, in the report's language.
struct JacobianWords {
  let jacobian: JacobianArtifact
  let language: Language

  func pick(_ english: String, _ korean: String) -> String { language == .ko ? korean : english }

  var outputs: String { pick("outputs", "출력") }
  var inputs: String { pick("inputs", "입력") }

  /// `∂y/∂x`
  var symbol: Notation {
    Notation(plain: "∂") + bracketed(jacobian.output.notation) + Notation(plain: "/∂")
      + bracketed(jacobian.input.notation)
  }

  private func bracketed(_ name: Notation) -> Notation {
    if name.pieces.count == 1, case .name = name.pieces[0] { return name }
    return Notation(plain: "(") + name + Notation(plain: ")")
  }

  var title: String { pick("Jacobian \(symbol.text)", "야코비 행렬 \(symbol.text)") }

  /// `409,600`
  func grouped(_ number: Int) -> String { Numbers.grouped(number) }

  /// `2 × 3`
  var size: String { "\(grouped(jacobian.rows)) × \(grouped(jacobian.columns))" }

  /// `2 × 3: rows are the 2 outputs y (shape [2]), columns the 3 inputs x (shape [3])`
  var shapes: Notation {
    let (rows, columns) =
      jacobian.isTransposed ? (jacobian.input, jacobian.output) : (jacobian.output, jacobian.input)
    func side(_ side: JacobianArtifact.Side, isOutput: Bool) -> Notation {
      let count = grouped(side.count)
      let shape = Numbers.shape(side.shape)
      switch language {
      case .en:
        let noun = isOutput ? "output" : "input"
        let words = side.count == 1 ? "the one \(noun) " : "the \(count) \(noun)s "
        return Notation(plain: words) + side.notation + Notation(plain: side.shape.isEmpty ? "" : ", shape \(shape)")
      case .ko:
        return Notation(plain: (isOutput ? "출력 " : "입력 ")) + side.notation
          + Notation(plain: side.shape.isEmpty ? "의 \(count)개" : "(모양 \(shape))의 \(count)개")
      }
    }
    let isOutput = !jacobian.isTransposed
    return Notation(plain: size + pick(": rows are ", ": 행은 ")) + side(rows, isOutput: isOutput)
      + Notation(plain: pick("; columns are ", ", 열은 ")) + side(columns, isOutput: !isOutput)
  }

  var structure: String {
    switch jacobian.structure {
    case .zero: pick("all zero", "모두 0")
    case .identity: pick("identity", "단위행렬")
    case .diagonal: pick("diagonal", "대각행렬")
    case .blockDiagonal: pick("block diagonal", "블록 대각행렬")
    case .sparse: pick("sparse", "희소행렬")
    case .dense: pick("dense", "조밀행렬")
    }
  }

  func text(_ fact: JacobianArtifact.Fact) -> String {
    switch fact {
    case .blocks(let count, let rows, let columns, let areEqual):
      let size = "\(grouped(rows)) × \(grouped(columns))"
      return areEqual
        ? pick("\(grouped(count)) equal blocks of \(size)", "\(size) 블록 \(grouped(count))개, 모두 같음")
        : pick("\(grouped(count)) blocks of \(size)", "\(size) 블록 \(grouped(count))개")
    case .banded(let below, let above):
      return pick(
        "banded: \(below) below and \(above) above the diagonal", "띠행렬: 대각선 아래 \(below)줄, 위 \(above)줄")
    case .lowerTriangular: return pick("lower triangular", "하삼각행렬")
    case .upperTriangular: return pick("upper triangular", "상삼각행렬")
    case .symmetric: return pick("symmetric", "대칭행렬")
    case .rowsSumToZero: return pick("rows sum to 0", "각 행의 합이 0")
    case .lowRank(let rank):
      return rank == 1
        ? pick("rank 1: an outer product", "계수 1: 두 벡터의 외적") : pick("rank \(rank)", "계수 \(rank)")
    }
  }

  /// `99.99988 % zeros`: as many digits as keep it from reading 100.
  var zeros: String {
    let share = jacobian.zeroShare
    if share == 0 { return pick("no zeros", "0인 원소 없음") }
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
    return pick("\(percent) % zeros", "0이 \(percent)%")
  }

  /// `1.34 TB`, `72 bytes`
  func bytes(_ count: Double) -> String {
    let units = ["kB", "MB", "GB", "TB", "PB", "EB"]
    guard count >= 1000 else {
      let number = grouped(Int(count))
      return count == 1 ? pick("1 byte", "1바이트") : pick("\(number) bytes", "\(number)바이트")
    }
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
    if jacobian.structure == .dense { return pick("stored: \(full)", "저장하면 \(full)") }
    return pick("stored dense: \(full); kept: \(kept)", "모두 저장하면 \(full), 실제로는 \(kept)")
  }

  /// What is true of it, in one line.
  var facts: [Notation] {
    ([structure] + jacobian.facts.map(text) + [zeros, memory]).map { Notation(plain: $0) }
  }

  /// `used instead: dx = dy ⊙ [x > 0]`
  var product: Notation {
    Notation(plain: pick("used instead: ", "대신 쓰는 곱: ")) + jacobian.product
  }

  /// What a cell stands for; `nil` where it is one entry.
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
    if cells.isSampled {
      return pick("one cell = \(size) entries, the mean of a sample", "한 칸 = 원소 \(size)개 가운데 일부의 평균")
    }
    return pick("one cell = \(size) entries, their mean", "한 칸 = 원소 \(size)개의 평균")
  }

  /// The picture in words.
  var description: String {
    var text = shapes.text + ". " + facts.map(\.text).joined(separator: "; ") + "."
    if let cell { text += " " + cell + "." }
    return text
  }
}

import Artifacts

extension JacobianArtifact {
  /// `{"kind": "jacobian", "shape": [2, 3], "structure": "dense", "values": […]}`; a structured one has `"values": null`
  /// and its diagonal, blocks or row, column and value triples instead. An identity is diagonal, what is all zero sparse
  /// without triples; `facts` say so.
  func write(to json: inout some StructuredWriter) {
    json.object { json in
      json.member("kind", "jacobian")
      json.member("output", output.name)
      json.member("input", input.name)
      json.member("layout", isTransposed ? "denominator" : "numerator")
      json.member("shape", [rows, columns])
      json.member("outputShape", output.shape)
      json.member("inputShape", input.shape)
      json.member("structure", structureName)
      writeEntries(to: &json)
      json.key("facts")
      json.array(factNames) { $0.value($1) }
      json.member("nonzeros", nonzeroCount)
      json.member("zeroShare", zeroShare)
      json.member("denseBytes", denseBytes)
      json.member("product", product.text)
      json.key("check")
      check.write(to: &json)
    }
  }

  private var structureName: String {
    switch structure {
    case .identity, .diagonal: "diagonal"
    case .blockDiagonal: "block diagonal"
    case .zero, .sparse: "sparse"
    case .dense: "dense"
    }
  }

  private func writeEntries(to json: inout some StructuredWriter) {
    json.key("values")
    if case .dense(let values) = entries {
      json.value(values)
      return
    }
    json.null()
    switch entries {
    case .dense: break
    case .diagonal(let values): json.member("diagonal", values)
    case .blocks(let blocks):
      json.key("blocks")
      json.object { json in
        json.member("count", blocks.count)
        json.member("shape", [blocks.rows, blocks.columns])
        // Above 1 the blocks are interleaved: I ⊗ B ⊗ I.
        json.member("stride", blocks.stride)
        json.member("equal", blocks.areEqual)
        json.member("values", blocks.values)
      }
    case .triples(let rows, let columns, let values):
      json.key("triples")
      json.array(values.indices) { json, k in
        json.array(0..<3) { json, part in
          switch part {
          case 0: json.value(rows[k])
          case 1: json.value(columns[k])
          default: json.value(values[k])
          }
        }
      }
    }
  }

  private var factNames: [String] {
    var names: [String] = []
    if structure == .zero { names.append("zero") }
    if structure == .identity { names.append("identity") }
    for fact in facts {
      switch fact {
      case .blocks: break
      case .banded: names.append("banded")
      case .lowerTriangular: names.append("lower triangular")
      case .upperTriangular: names.append("upper triangular")
      case .symmetric: names.append("symmetric")
      case .rowsSumToZero: names.append("rows sum to 0")
      case .lowRank(let rank): names.append("rank \(rank)")
      }
    }
    return names
  }
}

import Artifacts
import Formulas

extension ModelSummary {
  private func table(_ words: any Vocabulary) -> TableArtifact {
    let shapes = rows.map { "n" + $0.shape.map { " × \($0)" }.joined() }
    return TableArtifact(
      columns: [
        TableArtifact.Column(title: words.layer, .texts(rows.map(\.layer) + [words.total])),
        TableArtifact.Column(title: words.outputShape, .texts(shapes + [""])),
        TableArtifact.Column(title: words.parameters, values: (rows.map(\.count) + [total]).map(Double.init)),
      ], digits: 15)
  }

  func html(_ words: any Vocabulary) -> [HTMLNode] { table(words).html(words) }
  func markdown(_ words: any Vocabulary) -> [String] { table(words).markdown(words) }

  func write(to json: inout some StructuredWriter) {
    json.object { json in
      json.member("kind", "summary")
      json.member("name", name)
      json.key("layers")
      json.array(rows) { json, row in
        json.object { json in
          json.member("layer", row.layer)
          json.member("shape", row.shape)
          json.member("parameters", row.count)
        }
      }
      json.member("total", total)
    }
  }
}

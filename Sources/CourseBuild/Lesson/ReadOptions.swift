import SourceText

/// Where options stand.
enum OptionScope {
  /// `#| key: value` lines of a block.
  case block
  /// `execute:` in front matter or `course.yml`.
  case defaults
}

/// Reads the options of all blocks, under `execute:`, on top of what holds already.
func readCellOptions(_ entries: [YAMLNode.Entry], onto options: CellOptions) -> Diagnosed<CellOptions> {
  var result = Diagnosed(options)
  result.value.read(entries, .defaults, &result.diagnostics)
  return result
}

extension CellOptions {
  /// Takes over what the entries say; what they say wrongly is reported and left as it was.
  mutating func read(_ entries: [YAMLNode.Entry], _ scope: OptionScope, _ diagnostics: inout [Diagnostic]) {
    var seen: [String: SourceRange] = [:]
    for entry in entries {
      if let first = seen[entry.key] {
        diagnostics.append(
          Diagnostic(
            .repeatedOption, "the option `\(entry.key)` stands twice", at: entry.keyRange,
            hint: "keep one of the two", notes: [.init("it stands here first", at: first)]))
        continue
      }
      seen[entry.key] = entry.keyRange
      guard let key = OptionKey(rawValue: entry.key) else {
        diagnostics.append(Self.unknown(entry, scope))
        continue
      }
      guard scope == .block || !key.belongsToOneBlock else {
        diagnostics.append(
          Diagnostic(
            .badOptionValue, "the option `\(entry.key)` belongs to one block", at: entry.keyRange,
            hint: "write it in the block: `#| \(entry.key): …`"))
        continue
      }
      if let fault = take(key, entry, &diagnostics) {
        diagnostics.append(
          Diagnostic(
            .badOptionValue, "`\(entry.key)` cannot be \(Self.described(entry.value))", at: entry.value.range,
            hint: fault)
        )
      }
    }
  }

  /// Takes one option over, or says what it takes.
  ///
  /// - Parameter diagnostics: gets what is wrong within a value.
  private mutating func take(
    _ key: OptionKey, _ entry: YAMLNode.Entry, _ diagnostics: inout [Diagnostic]
  ) -> String? {
    switch key {
    case .label: return takeLabel(entry)
    case .figureCaption: return Self.take(text: entry, into: &figureCaption)
    case .figureAlternative: return Self.take(text: entry, into: &figureAlternative)
    case .tableCaption: return Self.take(text: entry, into: &tableCaption)
    case .echo: return Self.take(entry, into: &echo)
    case .output: return Self.take(entry, into: &output)
    case .include: return Self.take(entry, into: &include)
    case .codeFold: return Self.take(entry, into: &codeFold)
    case .eval: return Self.take(entry, into: &eval)
    case .error: return Self.take(entry, into: &error)
    case .allow: return takeAllowed(entry)
    case .solution: return Self.take(entry, into: &solution)
    case .expectations: return Self.take(entry, into: &expectations)
    case .live:
      liveRange = entry.keyRange
      return Self.take(entry, into: &live)
    case .digits: return Self.take(entry, in: 1...17, "a whole number from 1 to 17", into: &digits)
    case .budget: return Self.take(entry, in: 1...Int.max, "a number of operations, such as `1e9`", into: &budget)
    case .memory: return Self.take(entry, in: 1...Int.max, "a number of bytes, such as `1e9`", into: &memory)
    case .timeout: return Self.take(entry, in: 1...86_400, "a whole number of seconds", into: &timeout)
    case .tolerance:
      guard let value = entry.value.number, value >= 0, value < 1 else { return "write a share, such as `1e-9`" }
      tolerance = value
      return nil
    case .from:
      guard let path = entry.value.text, !path.isEmpty else { return "write a path, such as `../en/02-gates.md`" }
      from = path
      fromRange = entry.value.range
      return nil
    case .words: return takeWords(entry, &diagnostics)
    // They stand in lines of their own, which ``OptionLines`` reads.
    case .answer, .within, .wrong, .say: return "write a line `#| \(key.rawValue): …`, not indented"
    }
  }

  private static func take(_ entry: YAMLNode.Entry, into flag: inout Bool) -> String? {
    guard let value = entry.value.bool else { return "write `true` or `false`" }
    flag = value
    return nil
  }

  private static func take(
    _ entry: YAMLNode.Entry, in range: ClosedRange<Int>, _ what: String, into number: inout Int?
  ) -> String? {
    guard let value = entry.value.integer, range.contains(value) else { return "write \(what)" }
    number = value
    return nil
  }

  private static func take(text entry: YAMLNode.Entry, into text: inout Excerpt?) -> String? {
    guard let value = entry.value.text else { return "write text; in quotation marks when it holds `: ` or ` #`" }
    if let excerpt = entry.text {
      text = excerpt
    } else {
      // Escapes or several lines: the text stands nowhere as it is, so its positions are those of its beginning.
      let range = entry.value.range
      var excerpt = Excerpt(file: range.file, at: range.bytes.lowerBound)
      excerpt.append(value.utf8, from: range.file, at: range.bytes.lowerBound)
      text = excerpt
    }
    return nil
  }

  /// Identifiers as they can stand in `@fig-a` and in an address.
  private mutating func takeLabel(_ entry: YAMLNode.Entry) -> String? {
    guard let text = entry.value.text, let first = text.unicodeScalars.first,
      first.properties.isAlphabetic,
      text.unicodeScalars.allSatisfy({ $0 == "-" || $0 == "_" || $0.properties.isXIDContinue })
    else { return "write letters, digits, `-` and `_`, such as `fig-neuron`" }
    if text.hasPrefix("eq-") || text.hasPrefix("sec-") {
      return "`eq-…` labels a formula, `sec-…` a section; a block is `fig-…`, `tbl-…` or has a plain name"
    }
    label = text
    labelRange = entry.value.range
    return nil
  }

  /// One id, or a list of them.
  private mutating func takeAllowed(_ entry: YAMLNode.Entry) -> String? {
    let warnings = DiagnosticID.allCases.filter { $0.severity == .warning }.map(\.rawValue)
    for item in entry.value.sequence ?? [entry.value] {
      guard let text = item.text, let id = DiagnosticID(rawValue: text), id.severity == .warning else {
        let near = item.text.flatMap { nearestName(to: $0, in: warnings) }
        return near.map { "did you mean `\($0)`?" } ?? "write the id of a warning, such as `NN-softmax-twice`"
      }
      allow.append((id, item.range))
    }
    return nil
  }

  private static func unknown(_ entry: YAMLNode.Entry, _ scope: OptionScope) -> Diagnostic {
    let known = OptionKey.allCases.filter { scope == .block || !$0.belongsToOneBlock }.map(\.rawValue)
    let near = nearestName(to: entry.key, in: known)
    return Diagnostic(
      .unknownOption, "unknown option `\(entry.key)`", at: entry.keyRange,
      hint: near.map { "did you mean `\($0)`?" } ?? "known are \(known.map { "`\($0)`" }.joined(separator: ", "))")
  }

  static func described(_ node: YAMLNode) -> String {
    switch node.value {
    case .scalar("", _): "empty"
    case .scalar(let text, _): "`\(text)`"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}

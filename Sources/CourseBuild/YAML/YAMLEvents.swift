import CYAML

/// Where libyaml is in a text: line and column, from 0, in Unicode scalars.
struct YAMLMark {
  var line: Int
  var column: Int

  init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  fileprivate init(_ mark: yaml_mark_t) { self.init(line: Int(mark.line), column: Int(mark.column)) }
}

/// Event of libyaml, one after the other: a value, so that nothing of its memory is left when it is looked at.
struct YAMLEvent {
  enum Kind {
    case scalar(String, isPlain: Bool)
    case alias(String)
    case sequenceStart
    case mappingStart
    /// Of a sequence or a mapping.
    case end
    case documentStart
    case documentEnd
    case streamEnd
    case streamStart
  }

  var kind: Kind
  /// `&name` before it.
  var anchor: String?
  var start: YAMLMark
}

/// Refusal of libyaml.
struct YAMLProblem: Error {
  /// `nil`: no memory.
  var message: String?
  /// `nil`: the text as a whole, which is no text.
  var mark: YAMLMark?
}

/// Hands the events of a text to a function, and lets go of libyaml's memory whatever that does.
func withYAMLEvents<Result, Failure: Error>(
  of text: [UInt8], _ body: (_ next: @escaping () -> Swift.Result<YAMLEvent, YAMLProblem>) throws(Failure) -> Result
) throws(Failure) -> Result {
  // libyaml keeps the parser's own address in it.
  let parser = UnsafeMutablePointer<yaml_parser_t>.allocate(capacity: 1)
  parser.initialize(to: yaml_parser_t())
  defer { parser.deallocate() }
  guard yaml_parser_initialize(parser) == 1 else { return try body { .failure(YAMLProblem()) } }
  defer { yaml_parser_delete(parser) }
  yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING)
  return try text.withUnsafeBufferPointer { bytes throws(Failure) in
    yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count)
    return try body { next(of: parser) }
  }
}

private func next(of parser: UnsafeMutablePointer<yaml_parser_t>) -> Result<YAMLEvent, YAMLProblem> {
  var event = yaml_event_t()
  guard yaml_parser_parse(parser, &event) == 1 else { return .failure(problem(of: parser.pointee)) }
  defer { yaml_event_delete(&event) }
  func made(_ kind: YAMLEvent.Kind, _ anchor: UnsafeMutablePointer<yaml_char_t>? = nil) -> Result<
    YAMLEvent, YAMLProblem
  > {
    .success(YAMLEvent(kind: kind, anchor: anchor.map { String(cString: $0) }, start: YAMLMark(event.start_mark)))
  }
  switch event.type {
  case YAML_SCALAR_EVENT:
    let scalar = event.data.scalar
    let text = String(decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
    return made(.scalar(text, isPlain: scalar.style == YAML_PLAIN_SCALAR_STYLE), scalar.anchor)
  case YAML_ALIAS_EVENT: return made(.alias(String(cString: event.data.alias.anchor)))
  case YAML_SEQUENCE_START_EVENT: return made(.sequenceStart, event.data.sequence_start.anchor)
  case YAML_MAPPING_START_EVENT: return made(.mappingStart, event.data.mapping_start.anchor)
  case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT: return made(.end)
  case YAML_DOCUMENT_START_EVENT: return made(.documentStart)
  case YAML_DOCUMENT_END_EVENT: return made(.documentEnd)
  case YAML_STREAM_START_EVENT: return made(.streamStart)
  default: return made(.streamEnd)
  }
}

private func problem(of parser: yaml_parser_t) -> YAMLProblem {
  guard parser.error != YAML_MEMORY_ERROR, let problem = parser.problem else { return YAMLProblem() }
  return YAMLProblem(
    message: String(cString: problem),
    mark: parser.error == YAML_READER_ERROR ? nil : YAMLMark(parser.problem_mark))
}

import NNSyntax
import SourceText

/// Turns statements into code, names resolved to slots once.
///
/// Recursion follows the syntax tree, whose depth the parser limits (``Expression/nestingLimit``).
struct Compiler {
  let chunk: Chunk
  let symbols: Symbols
  /// Slots below this one are built-in names.
  let builtinCount: Int32
  /// `nil` at the top level, where names are global.
  var locals: [String: Int32]?
  /// Variables of the comprehensions around, which hide any other name, and their slots.
  var scoped: [String: Int32] = [:]
  /// Names that the block has surely bound so far.
  var bound: Set<Int32> = []
  /// How many `if`s and loops stand around.
  var nesting = 0
  /// The history slot of the loop that `record` writes to.
  var historySlot: Int32?
  var insideLoop = false
  var warnings: [Diagnostic] = []
  /// Operations of the statement being compiled.
  var steps: Int32 = 0

  init(chunk: Chunk, symbols: Symbols, builtinCount: Int32) {
    self.chunk = chunk
    self.symbols = symbols
    self.builtinCount = builtinCount
  }

  /// A block. Warnings are about the names it binds.
  static func compile(
    _ program: Program, symbols: Symbols, builtinCount: Int32, words: Words? = nil
  ) -> (chunk: Chunk, warnings: [Diagnostic]) {
    let chunk = Chunk(range: program.source.range, symbols: symbols)
    chunk.words = words
    chunk.source = program.source
    var compiler = Compiler(chunk: chunk, symbols: symbols, builtinCount: builtinCount)
    compiler.statements(program.statements)
    compiler.emit(.nothing, chunk.range)
    compiler.emit(.end, chunk.range)
    // A function may be defined above a name that its body reads.
    for definition in chunk.definitions { chunk.reads.formUnion(definition.chunk.reads.subtracting(compiler.bound)) }
    return (chunk, compiler.warnings)
  }

  /// An expression that stands alone, in prose.
  static func compile(_ expression: Expression, symbols: Symbols, builtinCount: Int32) -> Chunk {
    let chunk = Chunk(range: expression.range, symbols: symbols)
    var compiler = Compiler(chunk: chunk, symbols: symbols, builtinCount: builtinCount)
    compiler.emit(.spend(1), expression.range)
    compiler.expression(expression)
    compiler.emit(.end, expression.range)
    return chunk
  }

  mutating func emit(_ instruction: Instruction, _ range: SourceRange) {
    chunk.code.append(instruction)
    chunk.ranges.append(range)
  }

  func text(_ text: String) -> Int32 {
    chunk.texts.append(text)
    return Int32(chunk.texts.count - 1)
  }

  mutating func fail(_ diagnostic: Diagnostic) {
    chunk.faults.append(diagnostic)
    emit(.fail(Int32(chunk.faults.count - 1)), diagnostic.range)
  }

  func newLocals(_ count: Int) -> Int32 {
    let slot = Int32(chunk.localCount)
    chunk.localCount += count
    return slot
  }

  var here: Int32 { Int32(chunk.code.count) }

  func reference(_ name: String) -> Chunk.NameReference {
    let global = symbols.slot(name)
    if let slot = scoped[name] ?? locals?[name] { return .local(slot: slot, global: global) }
    return .global(global)
  }

  mutating func load(_ name: String, _ range: SourceRange) {
    switch reference(name) {
    case .local(let slot, let global): emit(.local(slot: slot, global: global), range)
    case .global(let global):
      if global >= builtinCount, !bound.contains(global) { chunk.reads.insert(global) }
      emit(.global(global), range)
    }
  }

  /// Binds what lies on top of the stack.
  mutating func bind(_ name: Name) {
    let global = symbols.slot(name.text)
    if global < builtinCount {
      warnings.append(
        Diagnostic(
          .builtinRebound, "`\(name.text)` is a built-in name and now means something else", at: name.range,
          hint: "choose another name if you still need the built-in one"))
    }
    if let slot = scoped[name.text] ?? locals?[name.text] {
      emit(.bindLocal(slot: slot, global: global), name.range)
    } else {
      emit(.bindGlobal(global), name.range)
      if nesting == 0 { bound.insert(global) }
    }
  }
}

import NNSyntax

/// One step of the machine. Operands are popped from the stack, the result is pushed.
///
/// A stack machine instead of a walk over the syntax tree, so that the depth of the language's recursion never becomes
/// depth of Swift's stack. Slots count from the frame's base.
enum Instruction {
  /// Counts the steps of a statement against the budget.
  case spend(Int32)
  case number(Double)
  case text(Int32)
  /// A name inside a function: the local of that slot, or the global when nothing is bound locally (yet).
  case local(slot: Int32, global: Int32)
  case global(Int32)
  /// Hidden locals of loops.
  case temporary(Int32)
  case setTemporary(Int32)
  /// The next argument gets its parameter's name, unless it has one already.
  case parameter(slot: Int32, global: Int32)
  /// `x = …`
  case bindLocal(slot: Int32, global: Int32)
  case bindGlobal(Int32)
  /// A loop variable: bound, but no input.
  case assignLocal(Int32)
  case assignGlobal(Int32)
  /// `w -= …`
  case updateLocal(UpdateOperator, slot: Int32, global: Int32)
  case updateGlobal(UpdateOperator, Int32)
  /// `net.w1 -= …`, `p[0] -= …`, by its place in ``Chunk/partUpdates``.
  case updatePart(Int32)
  /// Links a tuple that was just bound with the names in its brackets, by their place in ``Chunk/links``.
  case link(NamePlace, Int32)
  case pop
  case negate
  case not
  case binary(BinaryOperator)
  case array(Int32)
  case tuple(Int32)
  /// Takes a tuple apart, its first item on top.
  case unpack(Int32)
  /// A call, by its place in ``Chunk/calls``.
  case call(Int32)
  /// An index, by its place in ``Chunk/subscripts``.
  case index(Int32)
  case member(Int32)
  case jump(Int32)
  case jumpIfFalse(Int32)
  /// The values on top of the stack decide: the truth of one, or the numbers of rounds. By the place in
  /// ``Chunk/joins`` of what will rest on it.
  case open(Int32, count: Int32, isTruth: Bool)
  /// The end of a decision; by its place in ``Chunk/joins``.
  case join(Int32)
  /// `and` and `or` stop early when the left side is a scalar that decides.
  case shortCircuit(BinaryOperator, Int32)
  /// Pops the number of rounds into the second of the loop's ``LoopSlots``, and counts from 0.
  case loopStart(slot: Int32)
  /// The same for what stands behind `in`, by its place in ``Chunk/iterations``; its parts lie on the stack.
  case iterationStart(slot: Int32, form: Int32)
  /// The number that a range has come to.
  case rangeValue(slot: Int32)
  /// The member that a loop has come to, under its variable's name.
  case memberValue(slot: Int32, global: Int32)
  /// Stacks what the rounds of a comprehension left on the stack, by its place in ``Chunk/iterations``.
  case collect(slot: Int32, form: Int32)
  /// Jumps when the loop is over, else counts on.
  case loopNext(slot: Int32, exit: Int32)
  /// Adds an entry to the history in the slot, by the name's place in ``Chunk/texts``.
  case record(slot: Int32, name: Int32)
  case newHistory(Int32)
  case define(Int32)
  case defineRule(Int32)
  /// In front of a claim that says the same twice: whether it draws random numbers decides what it is worth.
  case beginClaim
  case expect(Int32)
  /// Shows the value of a line, by the place of its source text in ``Chunk/texts``.
  case show(Int32)
  /// Raises a fault that was known before the block ran, where it is reached.
  case fail(Int32)
  /// `if` without `else` as the last statement of a body gives nothing when its condition does not hold.
  case nothing
  case end
}

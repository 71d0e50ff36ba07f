extension Arena {
  func value(_ index: UInt32) -> Tensor {
    let record = records[Int(index)]
    if record.isTensor, let tensor = sides[Int(record.side)]?.tensor { return tensor }
    return record.isSingle ? Tensor(record.value, at: .single) : Tensor(record.value)
  }

  /// `nil` for a plain number.
  func precision(_ index: UInt32) -> Precision? {
    let record = records[Int(index)]
    if record.isTensor { return sides[Int(record.side)]?.tensor?.precision ?? .double }
    return record.isSingle ? .single : record.code == NodeCode.constant ? nil : .double
  }

  func shape(_ index: UInt32) -> [Int] {
    let record = records[Int(index)]
    guard record.isTensor, let tensor = sides[Int(record.side)]?.tensor else { return [] }
    return tensor.shape
  }

  func attributes(_ index: UInt32) -> Attributes {
    let side = records[Int(index)].side
    return side < 0 ? .none : sides[Int(side)]?.attributes ?? .none
  }

  func operandCount(_ index: UInt32) -> Int {
    let record = records[Int(index)]
    if record.side >= 0, let more = sides[Int(record.side)]?.operands, !more.isEmpty { return more.count }
    return record.a == .max ? 0 : record.b == .max ? 1 : 2
  }

  func operand(_ index: UInt32, _ position: Int) -> UInt32 {
    let record = records[Int(index)]
    if record.side >= 0, let more = sides[Int(record.side)]?.operands, !more.isEmpty { return more[position] }
    return position == 0 ? record.a : record.b
  }

  func rule(_ index: UInt32) -> (any CustomRule)? {
    let side = records[Int(index)].side
    return side < 0 ? nil : sides[Int(side)]?.rule
  }

  /// The operands as the author sees them: a custom rule's node also holds the result it stands for, last.
  func visibleOperands(_ index: UInt32) -> [UInt32] {
    let all = operands(index)
    return records[Int(index)].code == NodeCode.custom ? all.dropLast() : all
  }

  func operands(_ index: UInt32) -> [UInt32] {
    (0..<operandCount(index)).map { operand(index, $0) }
  }
}

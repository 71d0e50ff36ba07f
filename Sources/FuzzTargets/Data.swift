import Autodiff
import DataFormats

enum DataFormat {
  case csv
  case npy
  case idx
}

/// Takes no more than it may, fills its shape, points into the file, and is the same numbers in 32 bits, rounded.
func checkData(_ bytes: [UInt8], as format: DataFormat) throws(BrokenInvariant) {
  let budget = 1 << 20
  func read(_ precision: Precision) throws(DataFault) -> Tensor {
    switch format {
    case .csv: try numbers(CSVTable(bytes, CSVTable.Options(missing: .mask), budget: budget)).converted(to: precision)
    case .npy: try Tensor.npy(bytes, precision: precision, budget: budget)
    case .idx: try Tensor.idx(bytes, precision: precision, budget: budget)
    }
  }
  func result(_ precision: Precision) -> Result<Tensor, DataFault> {
    do { return .success(try read(precision)) } catch { return .failure(error) }
  }
  switch (result(.double), result(.single)) {
  case (.success(let double), .success(let single)):
    try require(double.count * 8 <= budget, "\(double.count) numbers in \(budget) bytes")
    try require(double.values.count == double.count, "\(double.values.count) numbers for \(double.shape)")
    try require(double.shape == single.shape, "\(double.shape) in 64 bits, \(single.shape) in 32")
    for (exact, rounded) in zip(double.values, single.values) {
      let expected = Double(Float(exact))
      try require(
        expected == rounded || (expected.isNaN && rounded.isNaN), "\(exact) in 64 bits, \(rounded) in 32")
    }
  case (.failure(let fault), .failure(let other)):
    try require(fault == other, "\(fault) in 64 bits, \(other) in 32")
    switch fault.place {
    case .file: break
    case .byte(let byte): try require(0...bytes.count ~= byte, "byte \(byte) of \(bytes.count): \(fault.message)")
    case .line(let line, let column):
      let lines = bytes.count { $0 == 10 || $0 == 13 } + 1
      try require(
        1...lines ~= line && 1...bytes.count + 1 ~= column, "\(line):\(column) of \(lines) lines: \(fault.message)")
    }
  case (.success, .failure(let fault)), (.failure(let fault), .success):
    throw BrokenInvariant(description: "one precision alone is refused: \(fault)")
  }
}

/// The numbers of a table, column by column; of a column of texts, which text stands where.
private func numbers(_ table: CSVTable) -> Tensor {
  let columns = table.columns.map { column in
    switch column.entries {
    case .numbers(let numbers): numbers
    case .texts(_, let rows): rows.map { Double($0) }
    }
  }
  return Tensor(shape: [columns.count, table.rowCount], values: columns.flatMap(\.self))
}

import SourceText

/// Tables, whose cells are prose of their own.
extension ProseMasker {
  /// Whether the lines hold a table, so that a caption may follow them.
  func holdsTable(_ lines: [BlockScanner.ProseLine]) -> Bool { tableHeader(lines[...]) != nil }

  /// The line that is a table's header: the next one is a delimiter row with as many cells.
  func tableHeader(_ lines: ArraySlice<BlockScanner.ProseLine>) -> Int? {
    guard lines.count > 1 else { return nil }
    for index in lines.startIndex..<lines.endIndex - 1 {
      let below = lines[index + 1]
      guard !lines[index].isLazy, !below.isLazy,
        let alignments = PipeRow.alignments(text, below.content..<below.line.upperBound),
        PipeRow(text, lines[index].content..<lines[index].line.upperBound).cells.count == alignments.count,
        !isRejectedBlock(lines[index].content)
      else { continue }
      return index
    }
    return nil
  }

  /// Says of lines between bars what they lack of a table: they would be read as text.
  mutating func reportBrokenTable(_ lines: ArraySlice<BlockScanner.ProseLine>) {
    func content(_ line: BlockScanner.ProseLine) -> Range<Int> { line.content..<line.line.upperBound }
    func isBarred(_ line: BlockScanner.ProseLine) -> Bool {
      let trimmed = text[content(line)].reversed().drop(while: \.isBlank)
      return trimmed.count > 2 && trimmed.first == UInt8(ascii: "|") && text[line.content] == UInt8(ascii: "|")
    }
    func report(_ message: String, _ hint: String, _ line: BlockScanner.ProseLine) {
      diagnostics.append(
        Diagnostic(
          .tableRow, message, at: source.range(content(line)), hint: hint, severity: .warning))
    }
    for (index, line) in lines.enumerated() where !line.isLazy {
      let isDelimiter = PipeRow.alignments(text, content(line)).map { $0.count > 1 || isBarred(line) } ?? false
      let above = index > 0 ? lines[lines.startIndex + index - 1] : nil
      if isDelimiter, let above, text[content(above)].contains(UInt8(ascii: "|")) {
        let cells = PipeRow(text, content(above)).cells.count
        let columns = PipeRow.alignments(text, content(line))?.count ?? 0
        guard cells != columns else { continue }
        return report(
          "this row has \(columns) \(columns == 1 ? "column" : "columns"), the header above it \(cells) cells: this is no table",
          "as many dashes as the header has cells make it one", line)
      }
      let next = index + 1 < lines.count ? lines[lines.startIndex + index + 1] : nil
      guard let next, isBarred(line), isBarred(next) else { continue }
      if isDelimiter {
        return report("this table has no header", "write a row above it: `| a | b |`", line)
      }
      if PipeRow.alignments(text, content(next)) == nil {
        return report(
          "lines between bars are no table without a row of dashes", "write `|---|---|` under the first of them", line)
      }
    }
  }

  /// Writes a table as a mark and a heading a cell (a heading holds inlines only, whatever they look like), and hands
  /// back the lines behind it.
  mutating func maskTable(
    _ lines: ArraySlice<BlockScanner.ProseLine>
  ) -> ArraySlice<BlockScanner.ProseLine> {
    let header = lines[lines.startIndex]
    let delimiter = lines[lines.startIndex + 1]
    guard let alignments = PipeRow.alignments(text, delimiter.content..<delimiter.line.upperBound) else { return lines }
    let body = lines.dropFirst(2)
    let end = body.firstIndex { $0.isLazy || isCaption($0) } ?? body.endIndex
    let rows = [header] + body[..<end]
    addBlock(
      .table(alignments, rows: rows.count - 1), header,
      header.content..<(rows.count > 1 ? rows[rows.count - 1] : delimiter).line.upperBound)
    for row in rows {
      let cells = PipeRow(text, row.content..<row.line.upperBound).cells
      if cells.count > alignments.count {
        diagnostics.append(
          Diagnostic(
            .tableRow, "this row has \(cells.count) cells, the table's header \(alignments.count)",
            at: source.range(row.content..<row.line.upperBound), hint: "a `|` inside a cell is written `\\|`"))
      }
      filledCells += max(0, alignments.count - cells.count)
      guard filledCells <= budget[.cells], budgetFault == nil else {
        let table = header.content..<header.line.upperBound
        budgetFault =
          budgetFault
          ?? budget.fault(
            .cells, "the rows of this table have fewer cells than its header, and filling them in takes more than",
            "cells in this lesson", at: source.range(table))
        return body[end...]
      }
      for column in alignments.indices {
        let cell = column < cells.count ? cells[column] : row.line.upperBound..<row.line.upperBound
        maskCell(cell, row: row, prefix: delimiter.line.lowerBound..<delimiter.content)
      }
    }
    return body[end...]
  }

  func isCaption(_ line: BlockScanner.ProseLine) -> Bool {
    let content = text[line.content..<line.line.upperBound]
    return content.count > 1 && content.first == UInt8(ascii: ":") && text[line.content + 1].isBlank
      || content.starts(with: "Table: ".utf8)
  }

  mutating func maskCell(_ cell: Range<Int>, row: BlockScanner.ProseLine, prefix: Range<Int>) {
    scratch.removeAll(keepingCapacity: true)
    starts = [(0, cell.lowerBound)]
    var index = cell.lowerBound
    while index < cell.upperBound {
      if text[index] == .backslash, index + 1 < cell.upperBound, text[index + 1] == UInt8(ascii: "|") {
        index += 1
        starts.append((scratch.count, index))
      }
      scratch.append(text[index])
      index += 1
    }
    output.append(contentsOf: text[prefix])
    output.append(contentsOf: "# ".utf8)
    var done = 0
    let line = BlockScanner.ProseLine(
      line: cell.lowerBound..<cell.upperBound, content: cell.lowerBound, isLazy: false, opensItem: false)
    let scanner = InlineScanner(scratch, known: known, allowsNotes: allowsNotes, rejected: rejectedHere([line]))
    let finds = scanner.scanAll()
    addStretches(finds)
    for find in finds.finds {
      output.append(contentsOf: scratch[done..<find.range.lowerBound])
      appendMark(find)
      done = find.range.upperBound
    }
    output.append(contentsOf: scratch[done...])
    output.append(contentsOf: " #\n".utf8)
    origins.append(row.line)
  }
}

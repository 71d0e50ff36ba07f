import SourceText

/// Reads options of a block, or of all blocks under `execute:`, on top of what holds already.
func readCellOptions(_ entries: [YAMLNode.Entry], onto options: CellOptions) -> Diagnosed<CellOptions> {
  Diagnosed(options)
}

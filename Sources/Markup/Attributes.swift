/// `{#fig-a .class width=60%}`
struct Attributes {
  var label: String?
  /// Of the label without `#`, in the assembled text.
  var labelRange: Range<Int>?
  var classes: [String] = []
  var pairs: [(key: String, value: String, range: Range<Int>)] = []
}

/// `::: {.callout-note title="…"}`
struct DivOpening {
  var attributes: Attributes
}

/// A pipe table, whose cells follow as headings of level 1.
struct TableShape {
  var alignments: [Table.Alignment]
  /// Rows below the header.
  var rows: Int
}

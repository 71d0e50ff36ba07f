extension Theme {
  /// Pages that read from right to left: programs, numbers, formulas and drawings do not, and captions around them do.
  static let rightToLeftRules = """
    [dir=rtl] :is(.cell,pre,code,kbd,svg,math,.katex){direction:ltr;unicode-bidi:isolate}
    [dir=rtl] .cell :is(figcaption,caption){direction:rtl}
    [dir=rtl] .call{border-radius:10px 0 0 10px}

    """
}

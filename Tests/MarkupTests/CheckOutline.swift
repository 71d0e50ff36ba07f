import Testing

@testable import Markup

/// A document in outline, and the faults found in it.
func checkOutline(
  _ text: String, _ expected: String, _ faults: [String] = [],
  _ location: Testing.SourceLocation = #_sourceLocation
) {
  let parsed = parse(text)
  #expect(outline(parsed.value.blocks) == expected, "\(text.debugDescription)", sourceLocation: location)
  #expect(parsed.diagnostics.map(summary) == faults, "\(text.debugDescription)", sourceLocation: location)
}

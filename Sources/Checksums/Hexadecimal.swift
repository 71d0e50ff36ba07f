extension Sequence<UInt8> {
  /// Two small hexadecimal digits a byte: `[1, 255]` → `01ff`.
  public var hexadecimal: String { map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() }
}

/// Formulas that were set before, as one file.
///
/// A header with the fingerprint of KaTeX's script and style, then a record a formula, then a fingerprint of all that.
/// A file that does not check out, in whole or in part, counts as no cache: no page may show what a damaged one says.
struct FormulaCache {
  typealias Key = FormulaTable.Key

  /// Behind this size a new cache keeps only what the present build used.
  private static let limit = 64 << 20
  private static let magic = Array("lessons formulas 2\n".utf8)

  private let fingerprint: UInt64
  /// The file as read; entries are made from it as they are asked for.
  private var stored: [UInt8]
  private var places: [Key: Place] = [:]
  private var used: [Key: SetFormula] = [:]
  private var hasNew = false

  private struct Place {
    var html: Range<Int>
    var fonts: KaTeXStyle.Fonts
  }

  init(_ bytes: [UInt8], fingerprint: UInt64) {
    self.fingerprint = fingerprint
    let places = FormulaCache.index(bytes, fingerprint: fingerprint)
    stored = places == nil ? [] : bytes
    self.places = places ?? [:]
  }

  /// As if there had been no file.
  mutating func forgetFile() {
    stored = []
    places = [:]
  }

  mutating func entry(_ key: Key) -> SetFormula? {
    if let entry = used[key] { return entry }
    guard let place = places[key] else { return nil }
    let entry = SetFormula(html: String(decoding: stored[place.html], as: UTF8.self), fonts: place.fonts)
    used[key] = entry
    return entry
  }

  mutating func insert(_ formula: SetFormula, for key: Key) {
    used[key] = formula
    hasNew = true
  }

  /// As if no formula had been set.
  mutating func forgetUsed() {
    used = [:]
    hasNew = false
  }

  /// The file for the next build, in the order of the formulas' text; `nil` when there is nothing new.
  func changedBytes() -> [UInt8]? {
    guard hasNew else { return nil }
    var entries = used
    if stored.count < FormulaCache.limit {
      for (key, place) in places where entries[key] == nil {
        entries[key] = SetFormula(html: String(decoding: stored[place.html], as: UTF8.self), fonts: place.fonts)
      }
    }
    var bytes = FormulaCache.magic
    bytes.append(number: fingerprint)
    let sorted = entries.sorted { ($0.key.tex, $0.key.isDisplay ? 1 : 0) < ($1.key.tex, $1.key.isDisplay ? 1 : 0) }
    for (key, entry) in sorted {
      bytes.append(number: UInt32(key.tex.utf8.count))
      bytes.append(number: UInt32(entry.html.utf8.count))
      bytes.append(number: entry.fonts.rawValue)
      bytes.append(key.isDisplay ? 1 : 0)
      bytes.append(contentsOf: key.tex.utf8)
      bytes.append(contentsOf: entry.html.utf8)
    }
    bytes.append(number: Fingerprint.of(bytes))
    return bytes
  }

  /// Where each formula's HTML stands, or `nil` for anything that is not an undamaged cache of this KaTeX.
  private static func index(_ bytes: [UInt8], fingerprint: UInt64) -> [Key: Place]? {
    var offset = magic.count
    let end = bytes.count - 8
    guard end >= offset + 8, bytes.starts(with: magic),
      bytes.number(at: offset, as: UInt64.self) == fingerprint,
      bytes.number(at: end, as: UInt64.self) == Fingerprint.of(bytes[..<end])
    else { return nil }
    offset += 8
    var places: [Key: Place] = [:]
    while offset < end {
      guard offset + 13 <= end else { return nil }
      let texCount = Int(bytes.number(at: offset, as: UInt32.self))
      let htmlCount = Int(bytes.number(at: offset + 4, as: UInt32.self))
      let fonts = KaTeXStyle.Fonts(rawValue: bytes.number(at: offset + 8, as: UInt32.self))
      let isDisplay = bytes[offset + 12] == 1
      let tex = offset + 13
      let html = tex + texCount
      guard html + htmlCount <= end else { return nil }
      let key = Key(tex: String(decoding: bytes[tex..<html], as: UTF8.self), isDisplay: isDisplay)
      places[key] = Place(html: html..<html + htmlCount, fonts: fonts)
      offset = html + htmlCount
    }
    return places
  }
}

extension [UInt8] {
  fileprivate mutating func append<Number: FixedWidthInteger>(number: Number) {
    for shift in stride(from: 0, to: Number.bitWidth, by: 8) {
      append(UInt8(truncatingIfNeeded: number >> Number(shift)))
    }
  }

  fileprivate func number<Number: FixedWidthInteger>(at offset: Int, as type: Number.Type) -> Number {
    var number: Number = 0
    for index in 0..<Number.bitWidth / 8 {
      number |= Number(truncatingIfNeeded: self[offset + index]) << Number(8 * index)
    }
    return number
  }
}

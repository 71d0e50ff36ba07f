extension Report {
  /// Whole minutes that reading the prose takes, at least one; blocks, figures and exercises take their own time.
  ///
  /// 200 words a minute, and of Korean, Chinese or Japanese 500 letters, which is what adults read of a text that is not easy.
  var readingMinutes: Int {
    let text = searchSections().map(\.text).joined(separator: " ")
    let (count, rate) =
      language.isReadByLetters
      ? (text.unicodeScalars.count { $0 != " " }, 500) : (text.split(separator: " ").count, 200)
    return max(1, (count + rate / 2) / rate)
  }
}

extension Language {
  /// The language's own name for itself, where a reader chooses one: `한국어`, `Deutsch`, `English (GB)`; the course's where
  /// it gives one, else the tag.
  package var name: String {
    if let own = ownWords[CourseWords.languageName] { return own }
    switch rawValue {
    case "zh-Hans": return "简体中文"
    case "zh-Hant": return "繁體中文"
    default:
      guard let name = Self.names[primary] else { return rawValue }
      let rest = rawValue.dropFirst(primary.utf8.count + 1)
      return rest.isEmpty ? name : "\(name) (\(rest))"
    }
  }

  private static let names = [
    "af": "Afrikaans", "ar": "العربية", "az": "Azərbaycanca", "be": "Беларуская", "bg": "Български",
    "bn": "বাংলা", "bs": "Bosanski", "ca": "Català", "cs": "Čeština", "cy": "Cymraeg", "da": "Dansk",
    "de": "Deutsch", "el": "Ελληνικά", "en": "English", "eo": "Esperanto", "es": "Español", "et": "Eesti",
    "eu": "Euskara", "fa": "فارسی", "fi": "Suomi", "fr": "Français", "ga": "Gaeilge", "gl": "Galego",
    "he": "עברית", "hi": "हिन्दी", "hr": "Hrvatski", "hu": "Magyar", "hy": "Հայերեն", "id": "Bahasa Indonesia",
    "is": "Íslenska", "it": "Italiano", "ja": "日本語", "ka": "ქართული", "kk": "Қазақша", "km": "ខ្មែរ",
    "ko": "한국어", "lt": "Lietuvių", "lv": "Latviešu", "mk": "Македонски", "mn": "Монгол", "ms": "Bahasa Melayu",
    "nb": "Norsk bokmål", "ne": "नेपाली", "nl": "Nederlands", "nn": "Norsk nynorsk", "no": "Norsk",
    "pl": "Polski", "pt": "Português", "ro": "Română", "ru": "Русский", "sk": "Slovenčina", "sl": "Slovenščina",
    "sq": "Shqip", "sr": "Српски", "sv": "Svenska", "sw": "Kiswahili", "ta": "தமிழ்", "te": "తెలుగు",
    "th": "ไทย", "tr": "Türkçe", "uk": "Українська", "ur": "اردو", "uz": "Oʻzbekcha", "vi": "Tiếng Việt",
    "zh": "中文",
  ]
}

/// Media type by a file's ending, as browsers are told it.
enum MediaType {
  private static let types = [
    "html": "text/html; charset=utf-8", "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8",
    "mjs": "text/javascript; charset=utf-8", "json": "application/json", "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8", "csv": "text/csv; charset=utf-8", "xml": "application/xml",
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
    "webp": "image/webp", "avif": "image/avif", "ico": "image/x-icon", "woff2": "font/woff2", "woff": "font/woff",
    "ttf": "font/ttf", "otf": "font/otf", "mp4": "video/mp4", "webm": "video/webm", "ogv": "video/ogg",
    "mp3": "audio/mpeg", "wav": "audio/wav", "ogg": "audio/ogg", "m4a": "audio/mp4", "vtt": "text/vtt; charset=utf-8",
    "pdf": "application/pdf", "zip": "application/zip", "gz": "application/gzip",
  ]

  /// `en/a.html` → `text/html; charset=utf-8`; what is not known is saved, not shown.
  static func of(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let point = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return "application/octet-stream" }
    return types[name[name.utf8.index(after: point)...].lowercased()] ?? "application/octet-stream"
  }
}

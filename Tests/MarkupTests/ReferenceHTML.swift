import CCMark

/// What libcmark itself makes of a text.
func referenceHTML(_ text: [UInt8]) -> [UInt8] {
  text.withUnsafeBufferPointer { bytes in
    bytes.withMemoryRebound(to: CChar.self) { characters in
      guard let html = cmark_markdown_to_html(characters.baseAddress, characters.count, CMARK_OPT_UNSAFE) else {
        return []
      }
      defer { cmark_get_default_mem_allocator().pointee.free(html) }
      var result: [UInt8] = []
      var index = 0
      while html[index] != 0 {
        result.append(UInt8(bitPattern: html[index]))
        index += 1
      }
      return result
    }
  }
}

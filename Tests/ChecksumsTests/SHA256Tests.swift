import Checksums
import Kernels
import Testing

/// The examples of FIPS 180-4 and its test vectors (SHA256ShortMsg.rsp), and of RFC 4648.
@Suite struct SHA256Tests {
  private func hexadecimal(_ bytes: [UInt8]) -> String {
    bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
  }

  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ]) func hasTheKnownValues(text: String, digest: String) {
    #expect(hexadecimal(SHA256.digest(of: Array(text.utf8))) == digest)
  }

  /// Where the length does not fit behind the text, another block begins.
  @Test(arguments: [
    (55, "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318"),
    (56, "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a"),
    (64, "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb"),
    (1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
  ]) func padsAtEachLength(count: Int, digest: String) {
    #expect(hexadecimal(SHA256.digest(of: Array(repeating: UInt8(ascii: "a"), count: count))) == digest)
  }

  /// The processor's own instructions and plain C, over several blocks from several places.
  @Test(arguments: [0, 1, 64, 100]) func hasOneResultOnEveryProcessor(start: Int) {
    let bytes = (0..<700).map { UInt8(truncatingIfNeeded: $0 &* $0 &+ 7 &* $0) }
    for blocks in 0...9 where start + 64 * blocks <= bytes.count {
      var (fast, plain) = ((1...8).map(UInt32.init), (1...8).map(UInt32.init))
      kernel_sha256(&fast, bytes, start, blocks)
      kernel_sha256_portable(&plain, bytes, start, blocks)
      #expect(fast == plain)
      #expect((fast == (1...8).map(UInt32.init)) == (blocks == 0))
    }
  }

  /// By their bytes, the lowest first.
  @Test(arguments: [0, 1, 7, 8, 9, 31]) func digestsNumbers(count: Int) {
    let numbers = (0..<count).map { 1 / Double($0) - 3 }
    let bytes = numbers.flatMap { number in (0..<8).map { UInt8(truncatingIfNeeded: number.bitPattern >> (8 * $0)) } }
    #expect(SHA256.digest(of: numbers) == SHA256.digest(of: bytes))
  }

  @Test func writesBase64() {
    let texts = ["", "f", "fo", "foo", "foob", "fooba", "foobar"].map { Base64.text(of: Array($0.utf8)) }
    #expect(texts == ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"])
  }
}

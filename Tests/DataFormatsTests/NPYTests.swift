import Autodiff
import Testing

@testable import DataFormats

struct NPYTests {
  @Test func readsWhatNumPySaved() throws {
    let arrays = try DataReference.load().arrays
    #expect(arrays.count == 32)
    for array in arrays {
      let tensor = try Tensor.npy([UInt8](array.file), budget: 1 << 20)
      #expect(tensor.shape == array.shape, "\(array.name)")
      #expect(tensor.values == array.values, "\(array.name)")
      let single = try Tensor.npy([UInt8](array.file), precision: .single, budget: 1 << 20)
      #expect(single == tensor.converted(to: .single), "\(array.name)")
    }
  }

  /// A file of version 1 with this header, and numbers behind it.
  private func check(_ header: String, numbers: [UInt8] = [], _ expected: DataFault.Place) {
    var bytes: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, UInt8(header.utf8.count), 0]
    bytes += [UInt8](header.utf8) + numbers
    var place: DataFault.Place?
    do { _ = try Tensor.npy(bytes, budget: 1 << 20) } catch { place = error.place }
    #expect(place == expected, "\(header)")
  }

  private func message(_ shape: String) -> String {
    let header = "{'descr': '|u1', 'fortran_order': False, 'shape': \(shape)}"
    let bytes: [UInt8] = [0x93, 0x4E, 0x55, 0x4D, 0x50, 0x59, 1, 0, UInt8(header.utf8.count), 0]
    do { _ = try Tensor.npy(bytes + [UInt8](header.utf8), budget: 1 << 20) } catch { return error.message }
    return "none"
  }

  @Test func saysWhatIsWrongWithASize() {
    #expect(message("(-3,)") == "the header tells of an axis of `-3` entries, and none has fewer than 0")
    #expect(
      message("(100000000000000000000000,)")
        == "the header tells of an axis of `100000000000000000000000` entries, more than memory may hold")
    #expect(message("(0, 28, 28)") == "none")
  }

  @Test func refuses() throws {
    check("{'descr': '<c16', 'fortran_order': False, 'shape': (1,)}", .byte(20))
    check("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", .byte(20))
    check("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,)}", .byte(20))
    check("{'descr': '|u1', 'fortran_order': Maybe, 'shape': (1,)}", .byte(44))
    check("{'descr': '|u1', 'fortran_order': False, 'shape': (1,)}", numbers: [1, 2], .byte(66))
    check("{'descr': '|u1', 'fortran_order': False, 'shape': (3,)}", numbers: [1, 2], .byte(67))
    check("{'descr': '|u1', 'fortran_order': False, 'shape': (-3,)}", .byte(61))
    check("{'descr': '|u1', 'fortran_order': False, 'shape': (2, 100000000000000000000000)}", .byte(64))
    check("{'descr': '|u1', 'fortran_order': False, 'shape': (-,)}", .byte(61))
    check("{'descr': '|u1', 'fortran_order': False, 'shape': (x,)}", .byte(61))
    // An axis of none excuses no other.
    check("{'descr': '|u1', 'fortran_order': False, 'shape': (0, 9223372036854775807)}", .byte(10))
    check("{'descr': '|u1', 'fortran_order': True, 'shape': (0, 9223372036854775807, 2)}", .byte(10))
    check("{'descr': '|u1', 'fortran_order': False}", .byte(10))
    check("{'descr': '|u1', 'fortran_order': False, 'form': (1,)}", .byte(51))
    check("{'descr': '|u1'", .byte(25))
    check("{'descr': '<f8', 'fortran_order': False, 'shape': (9999999, 9999999999999)}", .byte(10))
    for file in try DataReference.load().arrays.prefix(4) {
      for cut in 0..<file.file.count {
        #expect(throws: DataFault.self, "\(cut)") { try Tensor.npy([UInt8](file.file[..<cut]), budget: 1 << 20) }
      }
    }
  }
}

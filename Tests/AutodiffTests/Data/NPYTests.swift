import Testing

@testable import Autodiff

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

  @Test func refuses() throws {
    check("{'descr': '<c16', 'fortran_order': False, 'shape': (1,)}", .byte(20))
    check("{'descr': '|O', 'fortran_order': False, 'shape': (1,)}", .byte(20))
    check("{'descr': [('a', '<f8')], 'fortran_order': False, 'shape': (1,)}", .byte(20))
    check("{'descr': '|u1', 'fortran_order': Maybe, 'shape': (1,)}", .byte(44))
    check("{'descr': '|u1', 'fortran_order': False, 'shape': (1,)}", numbers: [1, 2], .byte(66))
    check("{'descr': '|u1', 'fortran_order': False, 'shape': (3,)}", numbers: [1, 2], .byte(67))
    check("{'descr': '|u1', 'fortran_order': False, 'shape': (-3,)}", .byte(61))
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

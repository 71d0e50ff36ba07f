import Artifacts
import Formulas

/// The part of a page's script that computes: a tape's steps over its row, gradients against differences, numbers as
/// text. It knows no page, so that a test can run it beside the engine.
///
/// No rule of an operation stands here. Those that a page needs are written from the operations' own descriptions
/// (``CodeForms``): `(a, b) => a * b`.
enum TapeScript {
  /// The operations of a tape in the order in which its steps number them.
  static func atoms(of tape: Tape) -> [Atom] {
    var seen: Set<Atom> = []
    for step in tape.steps {
      if case .elementwise(let atom, _) = step.rule, atom != .stop { seen.insert(atom) }
    }
    return seen.sorted { $0.rawValue < $1.rawValue }
  }

  /// The table of operations, behind what they call.
  static func operations(_ atoms: [Atom]) -> String {
    var helpers: [String] = []
    let rows = atoms.map { atom -> String in
      let operation = Operation(atom)
      let names = ["a", "b", "c"].prefix(operation.arity).map { $0 }
      let formula: ElementwiseFormula =
        switch operation.arity {
        case 1: operation(.operand(0))
        case 2: operation(.operand(0), .operand(1))
        default: operation(.operand(0), .operand(1), .operand(2))
        }
      let code = formula.code(in: .javaScript, operands: names)
      for helper in code.helpers where !helpers.contains(helper) { helpers.append(helper) }
      return "  " + loop(names, code.text) + ",\n"
    }
    return helpers.map { $0 + "\n" }.joined() + "const operations = [\n" + rows.joined() + "];\n"
  }

  /// Over the entries of a row, each operand with its own step: 0 for a single number.
  ///
  /// Of `a * b` it is a function that makes one:
  /// `(row,to,n,P,i,Q,j)=>()=>{for(let t=to,p=P,q=Q;t<to+n;t+=1,p+=i,q+=j){const a=row[p],b=row[q];row[t]=a * b}}`.
  private static func loop(_ names: [String], _ formula: String) -> String {
    let places = zip(["p", "q", "r"], ["i", "j", "l"]).prefix(names.count)
    let parameters = (["row", "to", "n"] + places.flatMap { [$0.uppercased(), $1] }).joined(separator: ",")
    let starts = (["t=to"] + places.map { "\($0.0)=\($0.0.uppercased())" }).joined(separator: ",")
    let moves = (["t+=1"] + places.map { "\($0)+=\($1)" }).joined(separator: ",")
    let reads = zip(names, places).map { "\($0)=row[\($1.0)]" }.joined(separator: ",")
    return "(\(parameters))=>()=>{for(let \(starts);t<to+n;\(moves)){const \(reads);row[t]=\(formula)}}"
  }

  /// All that a page with sliders computes by.
  static let engine = tape + checks + numbers

  /// A tape, run as often as wanted.
  static let tape = #"""
    // A tape: one row of numbers, and steps that read entries and write their own.
    function makeTape(data) {
      const row = new Float64Array(data.count);
      for (const [place, values] of data.given) row.set(values.map(Number), place);
      // A list, or where it begins, and loops over it, the innermost first.
      const listed = ([start, ...rest]) => {
        if (!Array.isArray(rest[0])) return Int32Array.of(start, ...rest);
        let all = [start];
        for (const [count, step] of rest) all = Array.from({ length: count }, (_, k) => all.map((p) => p + k * step)).flat();
        return Int32Array.from(all);
      };
      const forms = {
        // a copy, behind which nothing is differentiated
        '=': (to, a, n) => [() => [[a, n]], n, () => row.copyWithin(to, a, a + n)],
        g: (to, a, list) => {
          const from = listed(list).map((p) => a + p), n = from.length;
          return [() => [...from].map((p) => [p, 1]), n, () => { for (let k = 0; k < n; k += 1) row[to + k] = row[from[k]]; }];
        },
        s: (to, a, list, n) => {
          const at = listed(list).map((p) => to + p), m = at.length;
          return [() => [[a, m]], n, () => { row.fill(0, to, to + n); for (let k = 0; k < m; k += 1) row[at[k]] += row[a + k]; }];
        },
        '+': (to, a, outer, size, inner) => [() => [[a, outer * size * inner]], outer * inner, () => {
          for (let i = 0; i < outer * inner; i += 1) {
            let p = a + (i - i % inner) * size + i % inner, sum = 0;
            for (let k = 0; k < size; k += 1, p += inner) sum += row[p];
            row[to + i] = sum;
          }
        }],
        '*': (to, a, b, batches, rows, inner, columns) => [() => [[a, batches * rows * inner], [b, batches * inner * columns]], batches * rows * columns, () => {
          for (let r = 0, i = to; r < batches * rows; r += 1) {
            const from = a + r * inner, end = from + inner, start = b + (r - r % rows) / rows * inner * columns;
            for (let c = 0; c < columns; c += 1, i += 1) {
              let sum = 0;
              for (let p = from, q = start + c; p < end; p += 1, q += columns) sum += row[p] * row[q];
              row[i] = sum;
            }
          }
        }],
        m: (to, a, outer, size, inner, sign) => [() => [[a, outer * size * inner]], outer * inner, () => {
          for (let i = 0; i < outer * inner; i += 1) {
            let p = a + (i - i % inner) * size + i % inner, best = row[p];
            for (let k = 1; k < size; k += 1) {
              const x = row[p += inner];
              if (sign * x > sign * best || x !== x) best = x;
            }
            row[to + i] = best;
          }
        }],
      };
      // One number, or entry by entry: then the last two say how many, and which operands are single.
      const elementwise = (number, to, ...rest) => {
        const f = operations[number], arity = (f.length - 3) / 2, [a, b, c] = rest, n = rest.length > arity ? rest[arity] : 1;
        const [i, j, l] = [0, 1, 2].map((k) => (rest[arity + 1] >> k & 1 ? 0 : 1));
        return [() => rest.slice(0, arity).map((p, k) => [p, [i, j, l][k] ? n : 1]), n, f(row, to, n, a, i, b, j, c, l)];
      };
      const steps = data.steps.map((step) => {
        const [reads, count, run] = typeof step[0] === 'number' ? elementwise(...step) : forms[step[0]](...step.slice(1));
        return { reads, run, to: step[1], count, isStopped: step[0] === '=' };
      });
      const runs = steps.map((step) => step.run);
      return { row, steps, run: () => { for (let k = 0; k < runs.length; k += 1) runs[k](); } };
    }

    """#

  /// Gradients against differences.
  private static let checks = #"""
    function makeChecks({ row, steps }, data) {
      // The steps between a node and f, f's own last.
      const between = (node, count, f) => {
        const isMoved = new Uint8Array(data.count).fill(1, node, node + count), found = [];
        for (const step of steps) {
          if (step.isStopped || (step.to >= node && step.to < node + count)) continue;
          if (!step.reads().some(([p, n]) => isMoved.subarray(p, p + n).includes(1))) continue;
          isMoved.fill(1, step.to, step.to + step.count);
          found.push(step);
        }
        const isNeeded = new Uint8Array(data.count);
        isNeeded[f] = 1;
        return found.reverse().filter((step) => {
          if (!isNeeded.subarray(step.to, step.to + step.count).includes(1)) return false;
          for (const [p, n] of step.reads()) isNeeded.fill(1, p, p + n);
          return true;
        }).reverse();
      };

      // Central differences over h and h/2, extrapolated (Richardson), with what rounding and the step may have done.
      const difference = (f, at, path, h) => {
        const x = row[at], base = row[f];
        let size = 0;
        const value = (y) => {
          row[at] = y;
          for (const step of path) { step.run(); const v = Math.abs(row[step.to]); if (v > size) size = v; }
          return row[f];
        };
        const points = [x + h, x - h, x + h / 2, x - h / 2], [p, q, r, s] = points.map(value);
        value(x);
        const wide = points[0] - points[1], narrow = points[2] - points[3];
        const first = (p - q) / wide, second = (r - s) / narrow;
        const noise = 2 ** -52 * (path.length + 1) * Math.max(size, Math.abs(base));
        const isSmooth = Math.abs(r - base + (s - base)) / narrow
          <= 0.75 * Math.abs(p - base + (q - base)) / wide + noise / wide + noise / narrow;
        return { n: (4 * second - first) / 3, uncertainty: 3 * noise / narrow + Math.abs(first - second), isSmooth };
      };
      // Steps are tried until one agrees; nothing is called wrong unless two of them say so.
      const judge = (f, at, path, a) => {
        const size = Math.abs(row[at]), scale = Math.max(size, 1), own = size > 0 && size < 0.25 ? size : scale;
        let best = null, wrong = 0;
        for (const h of [2 ** -17 * scale, 2 ** -13 * scale, 2 ** -14 * own, 2 ** -20 * own, 2 ** -10 * scale, 2 ** -24 * scale, 2 ** -30 * scale]) {
          const found = difference(f, at, path, h), most = Math.max(Math.abs(a), Math.abs(found.n));
          if (Number.isFinite(found.n)) {
            if (Number.isFinite(a) && found.isSmooth) {
              if (a === found.n) return ['pass', found.n, 0];
              const gap = Math.abs(a - found.n);
              if (found.uncertainty <= 1e-3 * most) {
                if (gap <= 1e-6 * most + found.uncertainty) return ['pass', found.n, gap / most];
                wrong += 1;
                if (wrong > 1 && Math.abs(best.n - found.n) <= 1e-3 * most) return ['fail', found.n, gap / most];
              }
            }
            if (!best || found.uncertainty < best.uncertainty) best = found;
          }
        }
        return [Number.isFinite(a) ? 'undecided' : 'undefined', best ? best.n : NaN, 0];
      };
      const paths = data.checks.map(() => null);
      const check = (index) => {
        const [f, node, gradient, numeric, count, isInput] = data.checks[index];
        const path = paths[index] ??= between(node, count, f);
        const sum = { pass: 0, fail: 0, undecided: 0, undefined: 0, most: 0, isInput: !!isInput };
        for (let k = 0; k < count; k += 1) {
          const [verdict, n, relative] = judge(f, node + k, path, row[gradient + k]);
          sum[verdict] += 1;
          sum.most = Math.max(sum.most, relative);
          row[numeric + k] = n;
        }
        return sum;
      };
      return check;
    }

    """#

  /// A number as text.
  static let numbers = #"""
    // A number as readers see it: its sign, digits, and the power of ten or null. Rounding is that of the number's exact
    // value, ties to even.
    function roundDigits(size, count) {
      const parse = (places) => {
        // An integer that long has more digits than any other way tells.
        if (size >= 2 ** 53 && places > 20) { const whole = String(BigInt(size)); return [whole, whole.length]; }
        const text = size.toExponential(places), at = text.indexOf('e');
        return [text.slice(0, at).replace('.', ''), +text.slice(at + 1) + 1];
      };
      let [all, point] = parse(count < 15 ? count + 3 : 20);
      if (typeof count !== 'number') count = count(point);
      if (count > 20 || /^50*$/.test(all.slice(Math.max(count, 0)))) [all, point] = parse(100);
      if (count < 0) return ['', 0];
      const next = all.charCodeAt(count) - 48, isOdd = count > 0 && all.charCodeAt(count - 1) & 1;
      let kept = all.slice(0, count);
      if (next > 5 || (next === 5 && (isOdd || /[1-9]/.test(all.slice(count + 1))))) {
        const more = String(BigInt(kept || 0) + 1n);
        if (more.length > kept.length) point += 1;
        kept = more;
      }
      kept = kept.replace(/0+$/, '');
      return [kept, kept ? point : 0];
    }
    function layDigits(digits, point, decimals) {
      const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
      if (decimals <= 0) return whole;
      const behind = point > 0 ? digits.slice(point) : '0'.repeat(Math.min(-point, decimals)) + digits;
      return whole + '.' + behind.slice(0, decimals).padEnd(decimals, '0');
    }
    function formatNumber(value, style) {
      const kind = style[0], n = +style.slice(1), size = Math.abs(value), sign = value < 0 ? '−' : '';
      if (!Number.isFinite(value)) return [value !== value ? 'NaN' : sign + '∞', null];
      if (kind === 'f' || kind === 'p') {
        const shift = kind === 'p' ? 2 : 0;
        const [digits, point] = size ? roundDigits(size, (p) => p + shift + n) : ['', 0];
        return [(digits ? sign : '') + layDigits(digits, digits ? point + shift : 0, n) + (shift ? '%' : ''), null];
      }
      if (kind === 's' && size < 1e15 && Number.isInteger(value)) return [sign + size, null];
      const count = kind === 'e' ? n + 1 : Math.max(n, 1), [digits, point] = size ? roundDigits(size, count) : ['', 0];
      const exponent = digits ? point - 1 : 0;
      if (kind === 'e') return [sign + layDigits(digits, 1, n), exponent];
      const [low, high] = kind === 's' ? [-3, 5] : [-4, Math.max(n, 1)];
      if (exponent < low || exponent >= high) return [sign + layDigits(digits, 1, digits.length - 1), exponent];
      return [sign + layDigits(digits, point, Math.max(0, digits.length - point)), null];
    }

    """#
}

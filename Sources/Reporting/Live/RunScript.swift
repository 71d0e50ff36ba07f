/// The part of a page's script that trains: the generator of the order of batches, and a run's steps over its tapes. It
/// knows no page, so that a test can run it beside the engine.
enum RunScript {
  static let text = #"""
    // The Mersenne Twister MT19937, from a seed, some words on.
    function makeGenerator([seed, drawn]) {
      const state = new Uint32Array(624);
      for (let i = 0, word = seed; i < 624; i += 1) {
        state[i] = word;
        word = Math.imul(1812433253, word ^ word >>> 30) + i + 1 >>> 0;
      }
      let at = 624;
      const next = () => {
        if (at === 624) {
          for (let i = 0; i < 624; i += 1) {
            const y = (state[i] & 0x80000000) | (state[(i + 1) % 624] & 0x7fffffff);
            state[i] = state[(i + 397) % 624] ^ y >>> 1 ^ (y & 1 ? 0x9908b0df : 0);
          }
          at = 0;
        }
        let y = state[at];
        at += 1;
        y ^= y >>> 11;
        y ^= y << 7 & 0x9d2c5680;
        y ^= y << 15 & 0xefc60000;
        return (y ^ y >>> 18) >>> 0;
      };
      for (let k = 0; k < drawn; k += 1) next();
      // Fisher and Yates, from the end; bits beyond the range are masked off, and what is still too great drawn again.
      return (count) => {
        const order = Int32Array.from({ length: count }, (_, k) => k);
        for (let i = count - 1; i > 0; i -= 1) {
          const mask = 0xffffffff >>> Math.clz32(i);
          let k = (next() & mask) >>> 0;
          while (k > i) k = (next() & mask) >>> 0;
          [order[i], order[k]] = [order[k], order[i]];
        }
        return order;
      };
    }

    // A run of training: the same steps in the same order as in the lesson, as long as the rate is the lesson's.
    function makeRun(data) {
      const batches = data.steps.map((step) => {
        const tape = makeTape(step);
        const each = (end) => Int32Array.from(step.moves.flatMap((move) => Array.from({ length: move[2] }, (_, k) => move[end] + k)));
        return { ...step, ...tape, first: tape.row.slice(), from: each(0), to: each(1) };
      });
      const sets = data.data.map(([width, values]) => [width, Float64Array.from(values, Number)]);
      const [whole] = batches, each = data.count ? Math.ceil(data.count / whole.rows) : 1;
      // Where all rows stand in each batch, they stand there once.
      const isStill = !data.order && each === 1;
      const sizes = whole.moves.map((move) => move[2]), own = whole.parameters.map((p) => sizes[whole.moves.findIndex((move) => move[1] === p)]);
      const isPlane = own.reduce((sum, n) => sum + n, 0) === 2;
      const run = { rate: data.rate, each, length: data.length, data, sizes: own };
      let current, shuffled, order, sum, moments = 0;
      const begin = () => {
        for (const { row, first } of batches) row.set(first);
        current = whole;
        shuffled = data.order && makeGenerator(data.order);
        order = Int32Array.from({ length: data.count }, (_, k) => k);
        Object.assign(run, { done: 0, moment: moments += 1, losses: [], path: [], stop: '' });
        if (isStill) fill(whole, 0);
        note();
      };
      const values = () => own.flatMap((n, k) => [...current.row.subarray(current.parameters[k], current.parameters[k] + n)]);
      const note = () => { if (isPlane) run.path.push(values()); };
      const fill = ({ row, data: places, rows }, start) => {
        for (let set = 0; set < sets.length; set += 1) {
          const width = sets[set][0], values = sets[set][1];
          for (let r = 0, to = places[set]; r < rows; r += 1) {
            for (let k = 0, from = order[start + r] * width; k < width; k += 1, from += 1, to += 1) row[to] = values[from];
          }
        }
      };
      const step = () => {
        const at = run.done % each;
        if (at === 0) {
          if (shuffled) order = shuffled(data.count);
          sum = 0;
        }
        const start = at * whole.rows, batch = start + whole.rows > data.count && batches[1] || whole, { row, from, to } = batch;
        if (batch !== current) to.forEach((place, k) => { row[place] = current.row[current.to[k]]; });
        current = batch;
        if (!isStill) fill(batch, start);
        row[batch.rate] = run.rate;
        batch.run();
        const loss = row[batch.loss];
        if (!Number.isFinite(loss)) { run.stop = 'infinite'; return; }
        if (batch.watches.length && batch.watches.some((place) => row[place] !== 1)) { run.stop = 'branches'; return; }
        for (let k = 0; k < to.length; k += 1) row[to[k]] = row[from[k]];
        run.done += 1;
        run.moment = moments += 1;
        sum += loss * (batch.rows || 1);
        if (at + 1 < each) return;
        run.losses.push(sum / (data.count || 1));
        note();
        if (run.done === each * run.length) run.stop = 'done';
      };
      begin();
      return Object.assign(run, { begin, step, values });
    }

    """#
}

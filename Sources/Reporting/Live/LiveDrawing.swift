/// The part of a live page's script that draws: losses, ways and boundaries, into an element of their own above or below
/// the lesson's, with the lesson's shapes.
enum LiveDrawing {
  static let text = #"""
    const isInside = (scores) => scores.every((score) => score >= 0 && score <= 1);

    // What a model says over the plane and at the samples, as probabilities.
    function makeBoundary(data, run) {
      if (!run) return null;
      const tape = makeTape(data), { row } = tape, { columns, rows, pass, width } = data;
      const at = ([low, high], k, n) => low + (high - low) * k / (n - 1);
      const samples = (data.samples || run.data.data[0][1]).map(Number);
      const places = Float64Array.from({ length: 2 * columns * rows + samples.length }, (_, k) => {
        if (k >= 2 * columns * rows) return samples[k - 2 * columns * rows];
        const point = k >> 1;
        return k & 1 ? at(data.y, Math.floor(point / columns), rows) : at(data.x, point % columns, columns);
      });
      const count = places.length / 2, scores = new Float64Array(count * width), probabilities = new Float64Array(count * width);
      // For the drawings of one moment it is asked once.
      let known = null, moment = -1;
      const ask = () => {
        if (moment !== run.moment) { known = answer(); moment = run.moment; }
        return known;
      };
      const answer = () => {
        const values = run.values();
        let from = 0;
        run.sizes.forEach((n, k) => { row.set(values.slice(from, from + n), data.parameters[k]); from += n; });
        for (let start = 0; start < count; start += pass) {
          const n = Math.min(pass, count - start);
          row.set(places.subarray(2 * start, 2 * (start + n)), data.points);
          tape.run();
          scores.set(row.subarray(data.scores, data.scores + n * width), start * width);
          probabilities.set(row.subarray(data.probabilities, data.probabilities + n * width), start * width);
        }
        // Scores that can be probabilities are.
        const sums = (k) => { let sum = 0; for (let c = 0; c < width; c += 1) sum += scores[k * width + c]; return sum; };
        let isPlain = isInside(scores);
        if (width > 1) for (let k = 0; isPlain && k < count; k += 1) isPlain = Math.abs(sums(k) - 1) < 1e-5;
        const found = isPlain ? scores : probabilities;
        const told = (k) => {
          if (width === 1) return found[k] > 0.5 ? 1 : 0;
          let best = 0;
          for (let c = 1; c < width; c += 1) if (found[k * width + c] > found[k * width + best]) best = c;
          return best;
        };
        const plane = (c) => Float64Array.from({ length: columns * rows }, (_, k) => found[k * width + c]);
        const wrong = data.classes.map((_, k) => k).filter((k) => told(columns * rows + k) !== data.classes[k]);
        return { planes: width <= 2 ? [plane(width - 1)] : Array.from({ length: width }, (_, c) => plane(c)), wrong };
      };
      return { run, ask, columns, rows, x: (k) => at(data.x, k, columns), y: (k) => at(data.y, k, rows), samples };
    }

    // Closed outlines of {value ≥ level}, as a path; a ring of nodes outside of every region closes them.
    function outlines(values, columns, rows, level, x, y) {
      const width = columns + 2, height = rows + 2, links = new Int32Array(4 * width * height).fill(-1);
      const value = (i, j) => i > 0 && j > 0 && i <= columns && j <= rows && values[(j - 1) * columns + i - 1] > -Infinity ? values[(j - 1) * columns + i - 1] : -Infinity;
      const held = (k, n) => Math.min(Math.max(k - 1, 0), n - 1);
      const crossing = (edge) => {
        const node = edge >> 1, i = node % width, j = Math.floor(node / width), isLevel = !(edge & 1);
        const va = value(i, j), vb = isLevel ? value(i + 1, j) : value(i, j + 1);
        let share = (level - va) / (vb - va);
        if (!Number.isFinite(share)) share = Number.isFinite(va) ? 0 : 1;
        share = Math.min(Math.max(share, 0), 1);
        const ax = x[held(i, columns)], ay = y[held(j, rows)], bx = isLevel ? x[held(i + 1, columns)] : ax, by = isLevel ? ay : y[held(j + 1, rows)];
        return [ax + share * (bx - ax), ay + share * (by - ay)];
      };
      const link = (a, b) => {
        links[2 * a + (links[2 * a] < 0 ? 0 : 1)] = b;
        links[2 * b + (links[2 * b] < 0 ? 0 : 1)] = a;
      };
      for (let j = 0; j < height - 1; j += 1) {
        let b = value(0, j), c = value(0, j + 1);
        for (let i = 0; i < width - 1; i += 1) {
          const a = b, d = c;
          b = value(i + 1, j);
          c = value(i + 1, j + 1);
          const kind = (a >= level) | (b >= level) << 1 | (c >= level) << 2 | (d >= level) << 3;
          if (kind === 0 || kind === 15) continue;
          const node = j * width + i, top = 2 * node, right = 2 * node + 3, bottom = 2 * (node + width), left = 2 * node + 1;
          // A saddle: what lies in the middle decides.
          const isJoined = (a + b + c + d) / 4 >= level;
          const pairs = kind === 1 || kind === 14 ? [left, top] : kind === 2 || kind === 13 ? [top, right]
            : kind === 4 || kind === 11 ? [right, bottom] : kind === 8 || kind === 7 ? [bottom, left]
            : kind === 3 || kind === 12 ? [left, right] : kind === 6 || kind === 9 ? [top, bottom]
            : (kind === 5) === isJoined ? [left, bottom, top, right] : [left, top, right, bottom];
          for (let k = 0; k < pairs.length; k += 2) link(pairs[k], pairs[k + 1]);
        }
      }
      let path = '';
      for (let start = 0; start < 2 * width * height; start += 1) {
        if (links[2 * start] < 0) continue;
        const points = [];
        let at = start, from = -1;
        do {
          points.push(crossing(at).map((z) => z.toFixed(1)).join());
          const a = links[2 * at], b = links[2 * at + 1];
          links[2 * at] = links[2 * at + 1] = -1;
          const next = a === from || a < 0 ? b : a;
          from = at;
          at = next;
        } while (at >= 0 && at !== start && links[2 * at] >= 0);
        if (points.length > 2) path += 'M' + points.join('L') + 'z';
      }
      return path;
    }

    let rooms = 0;
    // One drawing, in which runs are drawn.
    function makePicture(svg, runs, boundaries) {
      const data = JSON.parse(svg.dataset.live), [left, top, right, bottom] = data.box;
      const boundary = boundaries[data.boundary], way = runs[data.way], lines = (data.losses || []).filter(([key]) => runs[key]);
      const own = boundary ? [boundary.run] : way ? [way] : lines.map(([key]) => runs[key]);
      if (!own.length) return null;
      const scale = ([low, high, from, to, isLog]) => (value) => {
        const [v, a, b] = isLog ? [value, low, high].map(Math.log) : [value, low, high];
        return Math.min(Math.max(from + (v - a) / (b - a) * (to - from), -1e5), 1e5);
      };
      const x = scale(data.x), y = scale(data.y), round = (z) => z.toFixed(1);
      let layer = null, group = null;
      const make = (parent, name, attributes) => {
        const node = document.createElementNS('http://www.w3.org/2000/svg', name);
        for (const key in attributes) node.setAttribute(key, attributes[key]);
        parent.append(node);
        return node;
      };
      // What is drawn in a room is cut at its edge.
      const room = (parent, edge) => {
        const x = left - edge, y = top - edge, width = right - left + 2 * edge, height = bottom - top + 2 * edge;
        const id = 'live-' + (rooms += 1);
        make(make(parent, 'clipPath', { id }), 'rect', { x, y, width, height });
        return make(parent, 'g', { 'clip-path': `url(#${id})` });
      };
      const add = (name, attributes, parent = layer) => make(parent, name, attributes);
      const path = (kind, d, more, parent) => { if (d) add('path', { class: kind, d, ...more }, parent); };
      const polyline = (points) => points.map((point, k) => (k ? 'L' : 'M') + point.map(round).join()).join('');
      const open = () => {
        if (layer) { layer.replaceChildren(); return; }
        group = make(svg, 'g', { class: 'live' });
        layer = room(group, boundary ? 0 : 6);
        // A boundary lies below the samples, all else above what the lesson drew.
        const points = boundary && [...svg.children].find((node) => node.tagName === 'path' && /^(halo|[po][1-4])$/.test(node.getAttribute('class')) && node.previousElementSibling.matches('.line,.b1,.b2,.b3,.b4'));
        svg.insertBefore(group, points || [...svg.children].find((node) => node.tagName === 'text') || null);
        svg.setAttribute('data-running', boundary ? 'boundary' : 'line');
        if (boundary) svg.closest('.out')?.setAttribute('data-running', '');
      };
      const draw = () => {
        open();
        if (boundary) {
          const { planes, wrong } = boundary.ask(), { columns, rows } = boundary;
          const across = Array.from({ length: columns }, (_, k) => x(boundary.x(k))), up = Array.from({ length: rows }, (_, k) => y(boundary.y(k)));
          const shade = (values, level, kind) => { const d = outlines(values, columns, rows, level, across, up); path(kind, d, { 'fill-opacity': 0.1 }); return d; };
          if (planes.length === 1) {
            const [second] = planes, first = second.map((value) => 1 - value);
            let line = '';
            for (const level of [0.5, 0.6, 0.7, 0.8, 0.9]) {
              shade(first, level, 'b1');
              const d = shade(second, level, 'b2');
              if (level === 0.5) line = d;
            }
            path('line', line, {}, room(layer, -1.5));
          } else {
            planes.forEach((plane, c) => {
              const lead = plane.map((value, k) => value - Math.max(...planes.filter((_, other) => other !== c).map((other) => other[k])));
              for (const level of [0, 0.2, 0.4, 0.6, 0.8]) { const d = shade(lead, level, 'b' + (c % 4 + 1)); if (level === 0) path('line', d, {}, room(layer, -1.5)); }
            });
          }
          for (const k of wrong) add('circle', { class: 'halo', cx: round(x(boundary.samples[2 * k])), cy: round(y(boundary.samples[2 * k + 1])), r: data.ring });
        } else if (way) {
          const points = way.path.map(([a, b]) => [x(a), y(b)]), kind = data.colour;
          path(`l${kind} way`, polyline(points));
          if (points.length <= 120) for (const at of points.slice(1)) path('b' + kind, data.marker, { transform: `translate(${at.map(round)})` });
          const [a, b] = points[0];
          add('circle', { class: 'o' + kind, cx: round(a), cy: round(b), r: 4.5 });
          if (points.length > 1) { const [u, v] = points[points.length - 1]; add('circle', { class: 'p' + kind, cx: round(u), cy: round(v), r: 4 }); }
        } else {
          for (const [key, colour, isDashed] of lines) {
            const points = runs[key].losses.map((value, k) => [x(k + data.first), y(value)]);
            path(`l${colour}` + (isDashed ? ' dashed' : ''), points.length > 1 ? polyline(points) : '');
            if (points.length) { const [u, v] = points[points.length - 1]; add('circle', { class: 'p' + colour, cx: round(u), cy: round(v), r: 4 }); }
          }
        }
      };
      const reset = () => {
        group?.remove();
        layer = group = null;
        svg.removeAttribute('data-running');
        if (boundary) svg.closest('.out')?.removeAttribute('data-running');
      };
      return { svg, runs: own, draw, reset };
    }

    """#
}

/// The script of fields for answers: it puts an input on each line that is to be written on, reads what is typed as a
/// number, and judges it by the hash of its bucket (``AnswerSeal``).
///
/// A slip of sign, of the decimal point or of numerator and denominator is known without the answer: turned back, it is
/// the answer. An answer that was right is kept on the device, where that is allowed, and judged anew when the page opens.
enum AnswerScript {
  static let text = opening + judging + page

  private static let opening = #"""
    (() => {
    'use strict';
    const { make } = lessons, words = JSON.parse(document.currentScript.dataset.answers);

    """#

  /// Reading and judging, which need no page but the words.
  static let judging = #"""
    // SHA-256 of at most 55 characters, the first half of its first four words.
    const [start, rounds] = [[], []], turn = (word, by) => word >>> by | word << 32 - by;
    for (let n = 2; rounds.length < 64; n++) {
      let divisor = 2;
      while (n % divisor) divisor++;
      if (divisor < n) continue;
      if (start.length < 8) start.push(Math.sqrt(n) % 1 * 2 ** 32 | 0);
      rounds.push(Math.cbrt(n) % 1 * 2 ** 32 | 0);
    }
    function hash(text) {
      const w = Array(64).fill(0);
      [...text + '\x80'].forEach((one, at) => { w[at >> 2] |= one.charCodeAt() << 24 - at % 4 * 8; });
      w[15] = text.length * 8;
      let state = start;
      for (let at = 0; at < 64; at++) {
        if (at > 15) {
          const [x, y] = [w[at - 15], w[at - 2]];
          w[at] = w[at - 16] + (turn(x, 7) ^ turn(x, 18) ^ x >>> 3) + w[at - 7] + (turn(y, 17) ^ turn(y, 19) ^ y >>> 10) | 0;
        }
        const [a, b, c, d, e, f, g, h] = state;
        const t = h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + (e & f ^ ~e & g) + rounds[at] + w[at];
        state = [t + (turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + (a & b ^ a & c ^ b & c) | 0, a, b, c, d + t | 0, e, f, g];
      }
      return [0, 1].map((at) => (state[at] + start[at] >>> 0).toString(16).padStart(8, '0')).join('');
    }
    // A number as people type it: wide digits, raised ones, letters of a keyboard that was left in Hangul.
    function read(typed) {
      let text = typed.replace(/(\d)(?=[¼-¾⅐-⅞])/g, '$1?').replace(/[⁺⁻⁰¹²³⁴-⁹]+/g, '^$&').replace(/ㄷ/g, 'e').replace(/ㅌ/g, 'x')
        .replace(/ㅡ/g, '-').replace(/ㆍ/g, '*').normalize('NFKC').toLowerCase().trim().replace(/[‐-―−]/g, '-').replace(/。/g, '.')
        .replace(/[⁄∕÷]/g, '/').replace(/[x×·⋅∙・]/g, '*').replace(/\s*([-+*\/^e%()])\s*/g, '$1').replace(/^\((.*)\)$/, '$1');
      const isPercent = text.endsWith('%');
      if (isPercent) text = text.slice(0, -1);
      text = text.replace(/\*10\^\(?([-+]?\d+)\)?/g, 'e$1').replace(/(^|[-+\/])10\^\(?([-+]?\d+)\)?/g, '$11e$2');
      const [above, below, more] = text.split('/').map(decimal);
      const value = (below === undefined ? above : above / below) / (isPercent ? 100 : 1);
      return more === undefined && isFinite(value) ? value : NaN;
    }
    function decimal(text) {
      if (/^[-+]?[1-9]\d{0,2}([,_\s]\d{3})+(\.\d*)?(e[-+]?\d+)?$/.test(text)) return +text.replace(/[,_\s]/g, '');
      return /^[-+]?(\d+([.,]\d*)?|[.,]\d+)(e[-+]?\d+)?$/.test(text) ? +text.replace(',', '.') : NaN;
    }
    function bucket({ salt, share, width }, { phase }, value) {
      const place = Math.floor((share ? Math.log(Math.abs(value)) : value) / width - parseInt(phase, 16) / 2 ** 32);
      return salt + ':' + (share && !value ? 'zero' : (share && value < 0 ? '-' : '') + place);
    }
    const fits = (field, one, value) => hash(bucket(field, one, value)) === one.mark;
    // What is said of a slip can be read with its bucket alone.
    const open = (text, key) => text.replace(/.{4}/g, (unit, at) =>
      String.fromCharCode(parseInt(unit, 16) ^ parseInt(hash(key + ':' + (at >> 4)).substr(at % 16, 4), 16)));
    // What there is to say; nothing of what is right.
    function judge(field, value) {
      const is = (one) => fits(field, field, one);
      if (is(value)) return '';
      const slip = field.slips.find((one) => fits(field, one, value));
      if (slip) return open(slip.say, bucket(field, slip, value));
      if (is(-value)) return words.sign;
      if ([10, 100, 1000].some((by) => is(value * by) || is(value / by))) return words.point;
      return value && is(1 / value) ? words.inverse : words.wrong;
    }

    """#

  private static let page = #"""
    const keep = (key, text) => { try { text ? localStorage.setItem(key, text) : localStorage.removeItem(key); } catch { /* refused: for this page alone */ } };
    const kept = (key) => { try { return localStorage.getItem(key); } catch { return null; } };
    function bring(node) {
      const field = JSON.parse(node.dataset.answer), key = 'lessons:answer:' + field.salt;
      const input = make('input', { type: 'text', inputmode: 'decimal', autocomplete: 'off', size: 9, 'aria-label': node.dataset.name });
      const button = make('button', { type: 'button', 'aria-label': `${words.check}: ${node.dataset.name}` }, words.check);
      const said = make('span', { class: 'judged', role: 'status' });
      const box = node.closest('.call-exercise');
      const set = (state) => {
        node.dataset.state = state;
        input.setAttribute('aria-invalid', state === 'wrong');
        box?.classList.toggle('done', ![...box.querySelectorAll('.answer')].some((one) => one.dataset.state !== 'right'));
      };
      const check = () => {
        const value = read(input.value), text = isNaN(value) ? words.form : judge(field, value);
        set(text ? 'wrong' : 'right');
        said.textContent = (text ? '✗ ' : '✓ ') + (isNaN(value) ? '' : input.value.trim() + ': ') + (text || words.right);
        keep(key, text ? '' : input.value);
      };
      button.addEventListener('click', check);
      input.addEventListener('keydown', (event) => { if (event.key === 'Enter' && !event.isComposing) { event.preventDefault(); check(); } });
      input.addEventListener('input', () => { set(''); said.textContent = ''; });
      node.append(input, button);
      (node.closest('p,li,td,th,dd') || node).append(said);
      const text = kept(key);
      if (text && !judge(field, read(text))) { input.value = text; check(); }
    }
    // Hints come one by one.
    function step(hint) {
      const before = hint.previousElementSibling;
      if (before.open || hint.open) return;
      hint.classList.add('later');
      before.addEventListener('toggle', () => hint.classList.remove('later'), { once: true });
    }
    const prepare = () => {
      for (const node of document.querySelectorAll('.answer[data-answer]')) if (!node.querySelector('input')) bring(node);
      document.querySelectorAll('.call-hint+.call-hint:not(.later)').forEach(step);
    };
    prepare();
    document.addEventListener('lessons:patched', prepare);
    })();

    """#
}

import Artifacts
import Formulas

/// The script of a page with sliders: it goes through the lesson's tape when one moves and writes the numbers that
/// follow; what cannot follow it names as belonging to the lesson's own values.
///
/// One classic script, inline, that asks for nothing. It shows the controls, which stand in the page hidden, and at the
/// lesson's own values leaves every byte of the page as it was.
enum SliderScript {
  static func text(_ tape: SliderTape) -> String {
    ends.start + TapeScript.operations(TapeScript.atoms(of: tape.tape)) + ends.end
  }

  /// Around the operations that a page needs.
  static let ends = (
    start: "(() => {\n'use strict';\n",
    end: ScriptText.compact(TapeScript.engine) + ScriptText.compact(page) + "})();\n"
  )

  /// The script of a page, and what it reads.
  static func nodes(_ tape: SliderTape, words: any Vocabulary, text: String) -> [HTMLNode] {
    [
      .element(
        "script", [("type", "application/json"), ("id", "tape")],
        [.raw(TapeData.json(tape, TapeScript.atoms(of: tape.tape)))]), .raw("\n"),
      .element("script", [("data-words", words.sliders.json(words))], [.raw(text)]), .raw("\n"),
    ]
  }

  private static let page = #"""
    const words = JSON.parse(document.currentScript.dataset.words);
    const data = JSON.parse(document.getElementById('tape').textContent);
    const tape = makeTape(data), { row } = tape, check = makeChecks(tape, data);
    const all = (root, what) => [...root.querySelectorAll(what)];
    const make = (name, attributes, ...children) => {
      const node = document.createElement(name);
      for (const key in attributes) node.setAttribute(key, attributes[key]);
      node.append(...children);
      return node;
    };
    const svgTspan = (attributes, text) => {
      const node = document.createElementNS('http://www.w3.org/2000/svg', 'tspan');
      for (const key in attributes) node.setAttribute(key, attributes[key]);
      node.textContent = text;
      return node;
    };
    const minus = (n) => String(n).replace('-', '−');

    // How a number reads in its place: its characters, and the power of ten or null.
    function written(value, style, use) {
      if (use === 'n' && value !== value) return ['–', null, ''];
      if (use[0] === 'd' && !Number.isFinite(value)) return ['∄', null, ''];
      const [text, exponent] = formatNumber(value, style);
      return use.endsWith('f') && value < 0 ? ['(' + text, exponent, ')'] : [text, exponent, ''];
    }
    const raised = (n) => [...String(n)].map((sign) => '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'['-0123456789'.indexOf(sign)]).join('');
    function nodesOf([text, exponent, end], isDrawn, isSaid) {
      if (exponent === null) return [text + end];
      if (isSaid) return [text + '×10' + raised(exponent) + end];
      const power = minus(exponent);
      if (!isDrawn) return [text + '×10', make('sup', {}, power), end].filter((part) => part !== '');
      // behind the power back to the line, for whatever follows
      return [text + '×10', svgTspan({ class: 's', dy: '-.53em' }, power), svgTspan({ dy: '.36em' }, end || '\u200b')];
    }

    // A part of the page that can be written again, and given back byte by byte.
    class Part {
      constructor(node) {
        this.node = node;
        this.first = [...node.childNodes];
        this.key = null;
        this.own = [];
      }
      write(key, nodes) {
        if (key === this.key) return;
        this.key = key;
        const parts = nodes(), { own, node } = this;
        // Writing into texts is quicker than making them; the page's own stay as they are.
        const isLike = (part, k) => typeof part === 'string' ? own[k].nodeType === 3 : own[k].nodeName === part.nodeName;
        if (own.length === parts.length && own[0].parentNode === node && parts.every(isLike)) {
          parts.forEach((part, k) => {
            if (typeof part === 'string') own[k].data = part;
            else if (own[k].textContent !== part.textContent) own[k].firstChild.data = part.textContent;
          });
          return;
        }
        node.replaceChildren(...parts);
        this.own = [...node.childNodes];
      }
      reset() {
        if (this.key === null) return;
        this.key = null;
        this.own = [];
        this.node.replaceChildren(...this.first);
      }
    }
    class Numeral extends Part {
      constructor(node) {
        super(node);
        this.places = node.dataset.q.split('+').map(Number);
        this.style = node.dataset.as;
        this.use = node.dataset.use || '';
        this.isDrawn = node instanceof SVGElement;
        this.isSaid = !!node.closest('desc');
        this.length = node.textContent.replace('\u200b', '').length;
        const chip = node.closest('.local, .sum');
        if (this.isDrawn && chip) this.chip = chips.get(chip) || new Chip(chip);
      }
      follow() {
        const value = this.places.length === 1 ? row[this.places[0]] : this.places.reduce((sum, place) => sum + row[place], 0);
        if (Object.is(value, this.last)) return;
        this.last = value;
        const form = written(value, this.style, this.use);
        this.write(form.join('|'), () => nodesOf(form, this.isDrawn, this.isSaid));
        if (this.chip) this.chip.grows.set(this, form[0].length + form[2].length + (form[1] === null ? 0 : 3 + minus(form[1]).length * 0.68) - this.length);
      }
      reset() {
        super.reset();
        this.last = null;
        if (this.chip) this.chip.grows.delete(this);
      }
    }
    // The pill around a number of a drawing.
    const chips = new Map();
    class Chip {
      constructor(node) {
        chips.set(node, this);
        this.box = node.querySelector('rect');
        this.grows = new Map();
        this.x = this.box.getAttribute('x');
        this.width = this.box.getAttribute('width');
        this.more = 0;
        this.each = +this.box.getAttribute('height') * 0.33;
      }
      fit() {
        let more = 0;
        for (const value of this.grows.values()) more += value * this.each;
        if (more === this.more) return;
        this.more = more;
        this.box.setAttribute('width', more ? Math.max(+this.width + more, 20).toFixed(1) : this.width);
        this.box.setAttribute('x', more ? (+this.x - more / 2).toFixed(1) : this.x);
      }
    }
    const signs = { pass: '✓', fail: '✗', undecided: '?', undefined: '∄' };
    const verdictOf = (sum) => sum.fail ? 'fail' : sum.pass ? 'pass' : sum.undefined && !sum.undecided ? 'undefined' : 'undecided';
    const found = data.checks.map(() => null);
    const result = (index) => found[index] ??= check(index);
    class Verdict extends Part {
      constructor(node) {
        super(node);
        this.style = node.className;
        this.index = data.checks.findIndex((check) => check[3] === +node.dataset.verdict);
      }
      follow() {
        const verdict = verdictOf(result(this.index));
        this.node.className = 'check ' + verdict;
        this.write(verdict, () => [signs[verdict] + '\u00a0' + words[verdict]]);
      }
      reset() {
        super.reset();
        this.node.className = this.style;
      }
    }
    class Summary extends Part {
      constructor(node) {
        super(node);
        this.style = node.className;
        const [first, count] = node.dataset.checks.split(' ').map(Number);
        this.checks = data.checks.map((_, index) => index).slice(first, first + count);
      }
      follow() {
        const sums = this.checks.map(result), inputs = sums.filter((sum) => sum.isInput);
        const count = (kind, list = sums) => list.reduce((n, sum) => n + sum[kind], 0);
        const [pass, fail, undecided, none] = ['pass', 'fail', 'undecided', 'undefined'].map((kind) => count(kind));
        const telling = inputs.length ? count('pass', inputs) : pass;
        const verdict = verdictOf({ fail, pass: telling, undefined: none, undecided });
        let text = `${signs[verdict]} ${words.check} ${pass}\u202f/\u202f${pass + fail + undecided + none} ${words.passed}`;
        if (fail) text += `, ${fail} ${words.fail}`;
        if (undecided) text += `, ${undecided} ${words.undecided}`;
        if (none) text += `, ${none} ${words.undefined}`;
        const form = written(Math.max(...sums.map((sum) => sum.most)), 's2', '');
        if (pass + fail) text += `, ${words.most} `;
        this.node.className = 'check ' + verdict;
        this.write(text + form.join('|'), () => [text, ...(pass + fail ? nodesOf(form, false) : [])]);
      }
      reset() {
        super.reset();
        this.node.className = this.style;
      }
    }

    // What follows together, or stays together.
    class Panel {
      constructor(node) {
        this.node = node;
        this.on = node.dataset.on.split(' ').map(Number).filter((index) => sliders[index]);
        this.watch = node.dataset.watch === undefined ? null : node.dataset.watch.split(' ').filter(Boolean).map(Number);
        const roots = [node, ...all(node, 'template').map((template) => template.content)];
        const parts = (what, Kind) => roots.flatMap((root) => [...(root === node && node.matches(what) ? [node] : []), ...all(root, what)]).map((part) => new Kind(part));
        this.parts = [...parts('[data-verdict]', Verdict), ...parts('[data-checks]', Summary)];
        this.numerals = parts('[data-q]', Numeral);
        this.note = null;
        this.hasPlayer = !!node.querySelector('template, .steps');
        this.isAway = false;
      }
      update(isMoved) {
        const isAway = this.on.some((slider) => isMoved[slider]);
        const follows = this.watch && this.watch.every((place) => row[place] === 1);
        if (!isAway && !this.isAway) return;
        this.isAway = isAway;
        for (const part of [...this.parts, ...this.numerals]) { if (isAway && follows) part.follow(); else part.reset(); }
        // What a player has copied.
        for (const copy of this.hasPlayer ? all(this.node, '.now [data-q]') : []) {
          const { q, as, use } = copy.dataset;
          const own = this.numerals.find(({ node }) => node.dataset.q === q && node.dataset.as === as && node.dataset.use === use);
          if (own) copy.replaceChildren(...own.node.cloneNode(true).childNodes);
        }
        this.mark(isAway && !follows);
        this.describe(isAway);
      }
      // Beside what stays stands what it belongs to.
      mark(isStale) {
        if (isStale === !!this.note) return;
        this.node.toggleAttribute('data-stale', isStale);
        if (this.note) {
          this.note.remove();
          this.note = null;
        } else if (isStale) {
          const values = this.on.flatMap((slider, index) => [index ? ', ' : '', ...sliders[slider].name(), ' = ', sliders[slider].text(data.sliders[slider].start)]);
          const [before, after] = words.belongs.split('{}');
          const isBlock = this.node.matches('.out');
          this.note = make(isBlock ? 'p' : 'small', { class: 'belongs' }, isBlock ? '' : ' (', before, ...values, after, isBlock ? '' : ')');
          if (isBlock) this.node.prepend(this.note);
          else this.node.append(this.note);
        }
      }
      // An alternative that the author wrote speaks of the lesson's own values.
      describe(isStale) {
        for (const text of all(this.node, 'desc')) {
          if (!!text.querySelector('.belongs') === isStale || (isStale && !this.note && text.querySelector('[data-q]'))) continue;
          if (!isStale) { text.querySelector('.belongs').remove(); continue; }
          const names = this.on.map((slider) => sliders[slider].label.textContent + ' = ' + sliders[slider].text(data.sliders[slider].start));
          text.append(make('span', { class: 'belongs' }, ' (' + words.belongs.replace('{}', names.join(', ')) + ')'));
        }
      }
    }

    class Slider {
      constructor(input) {
        this.index = +input.dataset.slider;
        this.input = input;
        this.data = data.sliders[this.index];
        this.label = document.querySelector(`label[for="${input.id}"]`);
        this.output = new Part(document.querySelector(`output[for="${input.id}"]`));
        this.at = this.data.start;
        input.value = this.at;
        input.addEventListener('input', () => { this.at = +input.value; update(); });
      }
      name() { return [...this.label.cloneNode(true).childNodes]; }
      text(at) { const [text, exponent] = formatNumber(this.data.values[at], 's6'); return exponent === null ? text : `${text}e${exponent}`; }
      get isMoved() { return this.at !== this.data.start; }
      show(at) {
        if (this.data.place >= 0) row[this.data.place] = this.data.values[at];
        const form = written(this.data.values[at], 's6', '');
        if (at === this.data.start) this.output.reset();
        else this.output.write(form.join('|'), () => nodesOf(form, false));
        this.input.setAttribute('aria-valuetext', at === this.data.start ? this.valueText : this.text(at));
      }
    }
    const sliders = [];
    for (const input of all(document, 'input[data-slider]')) {
      const slider = new Slider(input);
      slider.valueText = input.getAttribute('aria-valuetext');
      sliders[slider.index] = slider;
    }
    const panels = all(document, '[data-on]').map((node) => new Panel(node));
    const resets = all(document, '.sliders .reset');
    function update(isPrinted = false) {
      for (const slider of sliders) slider?.show(isPrinted ? slider.data.start : slider.at);
      const isMoved = sliders.map((slider) => !isPrinted && !!slider?.isMoved);
      tape.run();
      found.fill(null);
      // Comparisons first: differences are numbers, too.
      if (isMoved.includes(true)) data.checks.forEach((_, index) => result(index));
      for (const panel of panels) panel.update(isMoved);
      for (const chip of chips.values()) chip.fit();
      for (const button of resets) button.setAttribute('aria-disabled', String(!isMoved.includes(true)));
    }
    for (const button of resets) {
      button.addEventListener('click', () => {
        for (const slider of sliders) { if (slider) { slider.at = slider.data.start; slider.input.value = slider.at; } }
        update();
      });
    }
    for (const group of all(document, '.sliders')) group.hidden = false;
    // On paper stands the lesson as it is.
    onbeforeprint = () => update(true);
    onafterprint = () => update();

    """#
}

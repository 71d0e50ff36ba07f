import Artifacts
import Formulas

/// The script of a page with live blocks: it trains in the page, by the lesson's own steps, and draws what comes out
/// into the lesson's figures, which stay below as they are and come back byte by byte.
///
/// One classic script, inline, that asks for nothing. Whatever it adds to a drawing stands in an element of its own.
enum LiveScript {
  static func text(_ data: LiveData) -> String { ends.start + TapeScript.operations(data.atoms) + ends.end }

  /// Around the operations that a page needs.
  static let ends = (
    start: "(() => {\n'use strict';\n",
    end: [TapeScript.tape, TapeScript.numbers, RunScript.text, LiveDrawing.text, page].map(ScriptText.compact).joined()
      + "})();\n"
  )

  /// The script of a page, and what it reads.
  static func nodes(_ data: LiveData, words: any Vocabulary, text: String) -> [HTMLNode] {
    [
      .element("script", [("type", "application/json"), ("id", "live")], [.raw(data.json)]), .raw("\n"),
      .element("script", [("data-training", words.live.json)], [.raw(text)]), .raw("\n"),
    ]
  }

  /// Rates are the lesson's times these.
  static let factors = [0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10]
  /// Steps a second.
  static let speeds = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000]

  private static let page = #"""
    const words = JSON.parse(document.currentScript.dataset.training);
    const data = JSON.parse(document.getElementById('live').textContent);
    const factors = [\#(list(factors))], speeds = [\#(list(speeds.map(Double.init)))];
    const isQuiet = matchMedia('(prefers-reduced-motion: reduce)');
    const runs = {};
    for (const key in data.runs) runs[key] = makeRun(data.runs[key]);
    const boundaries = {};
    for (const key in data.boundaries) boundaries[key] = makeBoundary(data.boundaries[key], runs[data.boundaries[key].run]);
    const pictures = [...document.querySelectorAll('[data-live]')].map((svg) => makePicture(svg, runs, boundaries)).filter(Boolean);
    const said = (value) => { const [text, exponent] = formatNumber(value, 's4'); return exponent === null ? text : `${text}×10^${String(exponent).replace('-', '−')}`; };

    class Panel {
      constructor(node) {
        const [first, count] = node.dataset.runs.split(' ').map(Number), part = (name) => node.querySelector('.' + name);
        this.runs = Array.from({ length: count }, (_, k) => runs[first + k]);
        this.pictures = pictures.filter((picture) => picture.runs.some((run) => this.runs.includes(run)));
        Object.assign(this, { play: part('play'), one: part('one'), back: part('back'), rate: part('rate'), speed: part('speed'), status: part('status') });
        this.isAway = this.isOn = false;
        // for whoever looks from outside
        node.training = this;
        const longest = Math.max(...this.runs.map((run) => run.each * run.length));
        this.usual = speeds.findIndex((speed) => speed >= longest / 8);
        if (this.usual < 0) this.usual = speeds.length - 1;
        this.rate.value = factors.indexOf(1);
        this.speed.value = this.usual;
        this.outputs = [this.rate, this.speed].map((input) => node.querySelector(`output[for="${input.id}"]`));
        this.first = this.outputs.map((output) => output.textContent);
        this.play.addEventListener('click', () => this.run(!this.isOn));
        this.one.addEventListener('click', () => {
          this.run(false);
          this.advance(isQuiet.matches ? speeds[this.speed.value] : 1);
          this.draw();
        });
        this.back.addEventListener('click', () => this.reset());
        for (const input of [this.rate, this.speed]) input.addEventListener('input', () => this.set());
        this.label = this.play.lastChild;
        this.speedLabel = node.querySelector(`label[for="${this.speed.id}"]`);
        const quiet = () => {
          if (isQuiet.matches) this.run(false);
          this.play.hidden = isQuiet.matches;
          this.speedLabel.textContent = isQuiet.matches ? words.press : this.speedLabel.dataset.word;
        };
        isQuiet.addEventListener('change', quiet);
        quiet();
        this.set();
        this.back.setAttribute('aria-disabled', 'true');
        node.hidden = false;
      }
      get isOver() { return this.runs.every((run) => run.stop); }
      set() {
        const factor = factors[this.rate.value], [run, ...others] = this.runs;
        for (const one of this.runs) one.rate = one.data.rate * factor;
        const texts = [others.length ? '×' + factor : said(run.rate), String(speeds[this.speed.value])];
        texts.forEach((text, k) => {
          this.outputs[k].textContent = text;
          [this.rate, this.speed][k].setAttribute('aria-valuetext', text);
        });
        this.back.setAttribute('aria-disabled', String(!this.isMoved));
      }
      get isMoved() { return this.isAway || factors[this.rate.value] !== 1 || +this.speed.value !== this.usual; }
      // Where all is over a run begins anew.
      begin() {
        if (this.isAway && !this.isOver) return;
        for (const run of this.runs) run.begin();
        this.isAway = true;
        this.set();
      }
      advance(steps) {
        this.begin();
        const start = performance.now();
        for (let k = 0; k < steps && !this.isOver && (k % 8 || performance.now() - start < (this.isOn ? 14 : 2000)); k += 1) {
          for (const run of this.runs) if (!run.stop) run.step();
        }
      }
      run(isOn) {
        if (isOn === this.isOn) return;
        this.isOn = isOn;
        this.label.textContent = isOn ? words.pause : words.play;
        this.status.setAttribute('aria-live', isOn ? 'off' : 'polite');
        if (!isOn) { if (this.isAway) this.draw(); return; }
        this.begin();
        let last = performance.now(), due = 1;
        const frame = (now) => {
          if (!this.isOn) return;
          due = Math.min(due + Math.max(0, now - last) / 1000 * speeds[this.speed.value], speeds[this.speed.value]);
          last = now;
          this.advance(Math.floor(due));
          due -= Math.floor(due);
          if (this.isOver) this.run(false);
          else { this.draw(true); requestAnimationFrame(frame); }
        };
        requestAnimationFrame(frame);
      }
      draw(isMoving) {
        for (const picture of this.pictures) if (!isMoving || picture.svg.getClientRects().length) picture.draw();
        const [run, ...others] = this.runs, unit = run.data.unit, stops = new Set(this.runs.map(({ stop }) => stop));
        const parts = [words[unit], String(Math.max(...this.runs.map(({ done, each }) => Math.floor(done / each)))), String(Math.max(...this.runs.map(({ length }) => length)))];
        const texts = [parts.reduce((text, part) => text.replace('{}', part))];
        if (!others.length && run.losses.length) texts.push(words.loss.replace('{}', said(run.losses[run.losses.length - 1])));
        for (const stop of ['infinite', 'branches']) if (stops.has(stop)) texts.push(words[stop]);
        this.status.textContent = texts.join(' · ');
      }
      reset() {
        this.run(false);
        for (const run of this.runs) run.begin();
        for (const picture of this.pictures) picture.reset();
        this.isAway = false;
        this.rate.value = factors.indexOf(1);
        this.speed.value = this.usual;
        this.set();
        this.status.textContent = '';
      }
    }
    for (const node of document.querySelectorAll('.training')) new Panel(node);

    """#

  private static func list(_ numbers: [Double]) -> String { numbers.map(\.json).joined(separator: ",") }
}

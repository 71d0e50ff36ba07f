"""Opens built files in Chromium as a reader would, from file://, and does to them all that a reader can do."""
import asyncio
import os
import re
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from playwright.async_api import async_playwright, Error

#: What pages are made of. A vector that brings in anything else has got through, whether or not it runs here.
ELEMENTS = set("""
html head body title meta link style header footer main nav article section aside div span p a h1 h2 h3 h4 h5 h6 ul ol li pre code samp em strong del
br wbr hr img table caption thead tbody tr th td figure figcaption blockquote details summary input label sup sub small time b i u mark picture source
svg g path rect circle ellipse line polyline polygon text tspan desc defs use clippath lineargradient stop image pattern marker symbol mask
math semantics annotation mrow mi mn mo mtext mspace mfrac msqrt mroot msub msup msubsup mover munder munderover mtable mtr mtd mstyle mpadded mphantom menclose mglyph merror mlabeledtr mmultiscripts mprescripts none
""".split())

#: What stands on pages beside that: scripts by their text, controls by their class, the icon. Taken from pages of a course
#: without vectors (`course.plain`), so that nobody lists it twice.
OWN = r"""
(allowed) => {
  const elements = new Set(allowed), own = { scripts: [], parts: [], addresses: [] };
  for (const element of document.querySelectorAll("*")) {
    const name = element.localName.toLowerCase();
    if (name === "script") own.scripts.push(element.src ? "src " + element.getAttribute("src").split("/").pop() : element.textContent.trim());
    else if (!elements.has(name)) own.parts.push(name + "|" + (element.getAttribute("class") ?? ""));
    if (element.matches("link[rel=icon]")) own.addresses.push(element.getAttribute("href"));
  }
  return own;
}
"""

AUDIT = r"""
([allowed, own]) => {
  const found = [], elements = new Set(allowed);
  const schemes = new Set(["http:", "https:", "mailto:", "tel:", "file:"]);
  const tell = (element, what) => found.length < 20 && found.push(what + ": " + (element.outerHTML || "").slice(0, 200));
  const visit = root => {
    for (const element of root.querySelectorAll("*")) {
      const name = element.localName.toLowerCase();
      const isOwn = name === "script"
        ? own.scripts.includes(element.src ? "src " + element.getAttribute("src").split("/").pop() : element.textContent.trim())
        : own.parts.includes(name + "|" + (element.getAttribute("class") ?? ""));
      if (!elements.has(name) && !isOwn) tell(element, "element " + name);
      if (element.shadowRoot) visit(element.shadowRoot);
      // The player puts what is in a template on the page.
      if (element.content instanceof DocumentFragment) visit(element.content);
      for (const attribute of element.attributes) {
        const key = attribute.name.toLowerCase();
        if (key.startsWith("on")) tell(element, "handler " + key);
        if (/^(srcdoc|srcset|action|formaction|background|poster|data|ping|http-equiv|xml:base|is|nonce|popovertarget|autofocus|contenteditable|usemap|target)$/.test(key)
            && !(name === "source" && key === "srcset") && !(name === "meta" && attribute.value === "Content-Security-Policy"))
          tell(element, "attribute " + key);
        if (/^(href|src|xlink:href|srcset)$/.test(key)) {
          if (own.addresses.includes(attribute.value)) continue;
          let url;
          try { url = new URL(attribute.value, document.baseURI); } catch { continue; }
          const picture = name === "img" || name === "image" || name === "source";
          if (!schemes.has(url.protocol) && !(picture && /^data:image\/(png|gif|jpeg|webp|svg\+xml)[;,]/.test(url.href))) tell(element, "address " + url.protocol);
          if (url.protocol === "file:" && url.host) tell(element, "address of another machine");
        }
        if (key === "style" && document.contentType !== "image/svg+xml" && /url\(|expression|behavior|-moz-binding|@import/i.test(attribute.value)) tell(element, "style");
      }
    }
  };
  visit(document);
  return found;
}
"""

USE = r"""
async () => {
  const later = ms => new Promise(done => setTimeout(done, ms));
  const local = [];
  const every = root => [...root.querySelectorAll("*")].flatMap(e => e.shadowRoot ? [e, ...every(e.shadowRoot)] : [e]);
  const attempt = action => { try { action(); } catch {} };
  for (const details of document.querySelectorAll("details, dialog")) attempt(() => details.open = true);
  await later(30);
  for (const element of every(document)) {
    for (const attribute of [...element.attributes]) {
      const key = attribute.name.toLowerCase();
      if (key.startsWith("on")) attempt(() => element.dispatchEvent(new Event(key.slice(2), {bubbles: true, cancelable: true})));
    }
    const address = element.getAttribute("href") ?? element.getAttribute("xlink:href");
    const isLink = /^(a|area)$/i.test(element.localName) && address !== null;
    if (isLink) {
      let url = null;
      attempt(() => url = new URL(typeof element.href === "string" && element.href ? element.href : address, document.baseURI));
      // An address that no browser can read leads nowhere.
      if (!url) continue;
      // What only leads elsewhere is opened on its own, so that this page stays.
      if (["http:", "https:", "mailto:", "tel:"].includes(url.protocol)) continue;
      if (url.protocol === "file:") { local.push(url.href); continue; }
    }
    if (isLink || /^(button|summary|input|label|area|option|a|text|select|textarea)$/i.test(element.localName)
        || element.hasAttribute("tabindex") || element.hasAttribute("onclick")) {
      attempt(() => element.focus?.());
      attempt(() => element.dispatchEvent(new PointerEvent("pointerover", {bubbles: true})));
      attempt(() => element.dispatchEvent(new MouseEvent("mouseover", {bubbles: true})));
      attempt(() => element.dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true, view: window})));
      if (isLink) await later(0);
    }
    if (/^(form)$/i.test(element.localName)) attempt(() => element.requestSubmit());
  }
  await later(40);
  return local;
}
"""


class Visit:
    """What happened while a file was open."""

    def __init__(self, path):
        self.path, self.ran, self.findings, self.links = path, set(), [], []


class Browser:
    """- bypasses: whether policies of the pages are switched off, so that they hide nothing.
    - plain: pages of a course without vectors.
    - patience: seconds after which a page that does not load, or cannot be used, is told about.
    """

    def __init__(self, bypasses, audits, jobs, patience, plain):
        self.bypasses, self.audits, self.jobs, self.patience = bypasses, audits, jobs, patience
        self.plain, self.own = plain, {"scripts": [], "parts": [], "addresses": []}

    def visit(self, paths):
        return asyncio.run(self._visit(paths))

    async def _visit(self, paths):
        executable = next((p for p in ("/usr/bin/chromium", "/usr/bin/chromium-browser") if os.path.exists(p)), None)
        async with async_playwright() as playwright:
            browser = await playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])
            for path in self.plain if self.audits else []:
                page = await browser.new_page()
                await page.goto(Path(path).as_uri(), wait_until="load")
                await page.wait_for_timeout(200)
                for kind, found in (await page.evaluate(OWN, sorted(ELEMENTS))).items():
                    self.own[kind] += found
                await page.close()
            queue, visits = list(reversed(list(enumerate(paths)))), {}

            async def work():
                window = None
                while queue:
                    index, path = queue.pop()
                    if len(queue) % 500 == 0:
                        print("%d files to go" % len(queue), file=sys.stderr, flush=True)
                    window = window or await Window.open(browser, self)
                    visits[index] = await window.visit(path)
                    if window.isSpent:
                        await window.close()
                        window = None

            await asyncio.gather(*[work() for _ in range(self.jobs)])
            await browser.close()
        return [visits[i] for i in range(len(paths))]


class Window:
    """A window that one file after the other is opened in, until one of them makes it unusable or opens another."""

    @staticmethod
    async def open(browser, settings):
        window = Window()
        window.settings, window.current, window.isSpent, window.count = settings, None, False, 0
        window.context = await browser.new_context(bypass_csp=settings.bypasses)
        await window.context.add_init_script("Object.defineProperty(globalThis, 'ran', {value: n => console.debug('ran ' + n)});")
        window.context.on("console", window._speak)
        window.context.on("dialog", lambda box: asyncio.ensure_future(window._dismiss(box)))
        await window.context.route(re.compile("^https?:"), window._answer)
        window.page = await window.context.new_page()
        window.context.on("page", window._opened)
        window.page.on("framenavigated", window._moved)
        return window

    async def close(self):
        try:
            await asyncio.wait_for(self.context.close(), 10)
        except (Error, asyncio.TimeoutError):
            pass

    def _speak(self, message):
        match = re.fullmatch(r"ran (\d+)", message.text)
        if match:
            self.current.ran.add(int(match.group(1)))

    def _opened(self, page):
        self.isSpent = True
        self.current.findings.append("new window: " + page.url[:100])

    def _moved(self, frame):
        if frame == self.page.main_frame and frame.url != "about:blank" and unquote(urlsplit(frame.url).path) != self.current.path:
            self.isSpent = True
            self.current.findings.append("went to " + frame.url[:100])

    async def _dismiss(self, box):
        self.current.findings.append("dialog: " + box.message[:100])
        await box.dismiss()

    async def _answer(self, route):
        """The network is ours: a script that a page loads is one that runs."""
        request = route.request
        if request.resource_type != "image":
            self.current.findings.append("loads a %s: %s" % (request.resource_type, request.url[:100]))
        number = re.search(r"(\d+)\.(?:js|html|css)", request.url)
        if request.resource_type == "script" and number:
            await route.fulfill(content_type="text/javascript", body="ran(%s)" % number.group(1))
        elif request.resource_type == "document" and number:
            await route.fulfill(content_type="text/html", body="<script>ran(%s)</script>" % number.group(1))
        else:
            await route.abort()

    async def visit(self, path):
        visit = self.current = Visit(path)
        self.count += 1
        try:
            await self.page.goto(Path(path).as_uri(), wait_until="load", timeout=1000 * self.settings.patience)
            if self.settings.audits:
                visit.findings += await asyncio.wait_for(self.page.evaluate(AUDIT, [sorted(ELEMENTS), self.settings.own]), self.settings.patience)
            visit.links = await asyncio.wait_for(self.page.evaluate(USE), self.settings.patience)
        except (Error, asyncio.TimeoutError, TimeoutError) as fault:
            # A download, or a page that has made itself unusable: told by what it did.
            text = str(fault) or type(fault).__name__
            if "Download" not in text and "ERR_ABORTED" not in text:
                visit.findings.append("cannot be used: " + text.splitlines()[0][:160])
            self.isSpent = True
        return visit

"""Writes the vectors into courses, and builds these."""
import os
import re
import subprocess
from collections import defaultdict
from dataclasses import dataclass

import channels
import payloads


@dataclass
class Vector:
    number: int
    channel: channels.Channel
    payload: object

    @property
    def group(self):
        return self.channel.name.split("/")[0]

    def written(self):
        """What the channel makes of the payload."""
        payload = self.payload
        if isinstance(payload, tuple):
            payload = tuple(payloads.filled(p, self.number) for p in payload)
        elif isinstance(payload, bytes):
            payload = _filled_bytes(payload, self.number)
        else:
            payload = payloads.filled(payload.replace("№", str(self.number)), self.number)
        return self.channel.write(payload, self.number)


def _filled_bytes(payload, number):
    """In whatever encoding the call stands, its bytes for zero included."""
    for encoding in ("utf-16-le", "utf-16-be", "utf-32-le", "cp037", "utf-8"):
        call = "CALL".encode(encoding)
        if call in payload:
            return payload.replace(call, payloads.call(number).encode(encoding))
    return payload


def all_vectors(only=None):
    """Every vector, numbered; `only` is a regular expression on the channels' names."""
    found, number = [], 0
    for place, channel in enumerate(channels.CHANNELS):
        seen = set()
        for payload in channel.vectors(place):
            if payload in seen:
                continue
            seen.add(payload)
            number += 1
            if only is None or re.search(only, channel.name):
                found.append(Vector(number, channel, payload))
    return found


class Course:
    """A folder of lessons, with the vectors in it."""

    def __init__(self, name):
        self.name, self.files, self.vectors, self.settings = name, {}, [], ""
        self.files["p.png"] = channels.PNG
        self.bibliography = ["@misc{good, title = {T}, author = {A, B}, year = {2000}, url = {https://a.org}}"]

    def write(self, root, raw):
        folder = os.path.join(root, self.name, "lessons")
        files = dict(self.files)
        files["course.yml"] = self.settings + "raw-html: %s\n" % ("true" if raw else "false")
        files["references.bib"] = "\n".join(self.bibliography) + "\n"
        for path, contents in files.items():
            full = os.path.join(folder, path)
            os.makedirs(os.path.dirname(full), exist_ok=True)
            with open(full, "wb") as file:
                file.write(contents if isinstance(contents, bytes) else contents.encode("utf-8", "surrogatepass"))


def plain():
    """A course without vectors, with all that brings a script or a control to a page."""
    made = Course("plain")
    made.settings = "languages: [en, ko]\n"
    text = """# A lesson

## A section

Code, `{nn} 1 + 2` and $x$.

```nn
#| label: fig-a
x = 2; w = 3
f = sigmoid(x * w)
graph(f)
slider(x, -5, 5)
```

```nn
gradients(f)
backward(f)
```

::: {.panel-tabset}

### One

```python
print(1)
```

### Two

| a | b |
|--:|:--|
| 1 | 2 |

:::

$$
y = x^2
$$ {#eq-a}
"""
    made.files["en/a.md"] = made.files["a.md"] = text
    made.files["ko/a.md"] = made.files["ko/b.md"] = text
    return made


def courses(vectors, size):
    """Vectors in the text of lessons stand many on a page, all others as few as their place allows."""
    made = []
    by_channel = defaultdict(list)
    for vector in vectors:
        by_channel[vector.channel.name].append(vector)
    text, files = Course("text"), defaultdict(lambda: None)
    fronts, settings = [], []
    for name, members in by_channel.items():
        level, slug = members[0].channel.level, name.replace("/", "-")
        if level == "block":
            for start in range(0, len(members), size):
                part = members[start:start + size]
                body = "\n\n".join(v.written() for v in part)
                text.files["%s-%02d.md" % (slug, start // size)] = "# Page %s %d\n\n%s\n" % (slug, start, body)
                text.vectors += part
        elif level == "front":
            fronts.append(members)
        elif level == "course":
            settings.append(members)
        elif level == "bibliography":
            course = Course(slug)
            cited = []
            for v in members:
                field, value = v.written()
                course.bibliography.append(_entry(field, value, v.number))
                cited.append("[@k%d]" % v.number)
            course.files["a.md"] = "# References\n\n" + "\n\n".join(cited) + "\n"
            course.vectors = members
            made.append(course)
        elif level == "file":
            # A few courses a channel: names of one must not be another's.
            for start in range(0, len(members), 60):
                course = Course("%s-%d" % (slug, start // 60))
                for v in members[start:start + 60]:
                    course.files.update(v.written())
                    course.vectors.append(v)
                made.append(course)
        else:
            raise AssertionError(level)
    if fronts:
        # One lesson takes one vector of each key.
        course = Course("front")
        for members in fronts:
            for index, v in enumerate(members):
                key, value = v.written()
                for variant in range(20):
                    path = "f%03d-%d.md" % (index, variant)
                    matter = course.files.setdefault(path, {})
                    if key not in matter and not (v.channel.name == "front/bare-title" and matter):
                        matter[key] = value
                        break
                course.vectors.append(v)
        for path, matter in course.files.items():
            if isinstance(matter, dict):
                lines = "".join("%s: %s\n" % pair for pair in matter.items())
                course.files[path] = "---\n%s---\n\nText\n" % lines
        made.append(course)
    for members in settings:
        for v in members:
            course = Course("course-%d" % v.number)
            course.settings = v.written() + "\n"
            course.files.update({"en/a.md": "# A\n\n<b>raw</b>\n", "ko/a.md": "# A\n"})
            course.vectors = [v]
            made.append(course)
    if text.vectors:
        made.append(text)
    return made


def _entry(field, value, number):
    fields = {"title": "T", "author": "A, B", "year": "2000"}
    kind, key, string = "misc", "k%d" % number, ""
    if field == "key":
        key += re.sub(r"[\s,(){}=\"#%~\\]", "", value)
    elif field == "type":
        kind = re.sub(r"[\s,(){}=\"#%@]", "", value) or "misc"
    elif field == "string":
        string = "@string{s%d = {%s}}\n" % (number, value)
        return string + "@misc{%s, title = s%d, author = {A, B}, year = {2000}, url = s%d}" % (key, number, number)
    else:
        fields["custom" if field == "other" else field] = value
    if field == "journal" or field == "volume" or field == "number" or field == "pages":
        fields.setdefault("journal", "J")
        kind = "article"
    return "@%s{%s, %s}" % (kind, key, ", ".join("%s = {%s}" % pair for pair in fields.items()))


class Binary:
    def __init__(self, path):
        self.path = os.path.abspath(path)

    def build(self, folder):
        """Builds a course where it stands. Faults are expected, a signal or a course that gives no page is not."""
        run = subprocess.run([self.path, "build"], cwd=folder, capture_output=True, timeout=600)
        if run.returncode not in (0, 1):
            raise AssertionError("build of %s ended with %d\n%s" % (folder, run.returncode, run.stderr.decode(errors="replace")[-2000:]))
        return run.stderr.decode(errors="replace")

    def render(self, folder, lesson):
        """One lesson as a page that carries everything inside it."""
        return subprocess.run([self.path, "render", os.path.join("lessons", lesson)], cwd=folder, capture_output=True, timeout=600).stdout

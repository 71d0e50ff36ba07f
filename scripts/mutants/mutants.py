"""The list of small semantic faults, and a copy of the tree with all of them in it, each behind a switch.

A list is a text of entries with blank lines between them:

    [id] File.swift
    code before ⟦right ⇒ faulty⟧ code behind
    What it does to an output.

The code may take several lines; with both marks taken out and `right` left in, it stands exactly once in all files of
that name under `Sources`. What the marks hold is one of

    ⟦right ⇒ faulty⟧      expressions; `faulty` is taken when the switch is on
    ⟦do right ⇒ faulty⟧   statements; `faulty` may be empty
    ⟦raw right ⇒ faulty⟧  any text; `MUTANT` in `faulty` stands for the switch
"""
import os
import pathlib
import re
import shutil
import subprocess

HERE = pathlib.Path(__file__).resolve().parent
MARK = re.compile(r"⟦(do |raw |)(.*?) ⇒ ?(.*?)⟧", re.S)


class Fault(Exception):
    """What is wrong with the list."""


class Mutant:
    def __init__(self, number, name, file, code, reason):
        self.number, self.name, self.file, self.reason = number, name, file, reason
        marks = list(MARK.finditer(code))
        if len(marks) != 1:
            raise Fault("%s: one ⟦right ⇒ faulty⟧ is wanted, and there are %d" % (name, len(marks)))
        mark = marks[0]
        self.kind, self.right, self.faulty = mark.group(1).strip(), mark.group(2), mark.group(3)
        self.before, self.behind = code[: mark.start()], code[mark.end():]
        self.path = self.start = None

    @property
    def module(self):
        return self.path.split("/")[1]

    def find(self, sources):
        """Sets path and place."""
        snippet = self.before + self.right + self.behind
        found = []
        for path, text in sources.get(self.file, []):
            at = text.find(snippet)
            while at >= 0:
                found.append((path, at))
                at = text.find(snippet, at + 1)
        if len(found) != 1:
            raise Fault("%s: its code stands %d times in %s" % (self.name, len(found), self.file))
        self.path, at = found[0]
        self.start = at + len(self.before)

    @property
    def end(self):
        return self.start + len(self.right)

    def switched(self):
        switch = "mutant_is(%d)" % self.number
        is_c = not self.path.endswith(".swift")
        if self.kind == "raw":
            return self.faulty.replace("MUTANT", switch)
        if self.kind == "do":
            condition = "(%s)" if is_c else "%s"
            if not self.faulty:
                return "if %s { %s }" % (condition % ("!" + switch), self.right)
            return "if %s { %s } else { %s }" % (condition % switch, self.faulty, self.right)
        return "(%s ? (%s) : (%s))" % (switch, self.faulty, self.right)


def read(root):
    """All mutants, found in the sources."""
    sources = {}
    for path in sorted((root / "Sources").rglob("*")):
        if path.suffix in (".swift", ".c", ".h"):
            sources.setdefault(path.name, []).append((str(path.relative_to(root)), path.read_text()))
    mutants, faults, names = [], [], set()
    for file in sorted((HERE / "list").glob("*.txt")):
        for entry in re.split(r"\n\n(?=\[[^\n]*\] \S+\n)", file.read_text().strip("\n")):
            lines = entry.strip("\n").split("\n")
            head = re.fullmatch(r"\[([a-z0-9-]+)\] (\S+)", lines[0])
            try:
                if head is None or len(lines) < 3:
                    raise Fault("%s: `[id] File`, code and a reason are wanted: %r" % (file.name, lines[0]))
                if head.group(1) in names:
                    raise Fault("%s: stands twice" % head.group(1))
                names.add(head.group(1))
                mutant = Mutant(len(mutants) + 1, *head.groups(), "\n".join(lines[1:-1]), lines[-1])
                mutant.find(sources)
                mutants.append(mutant)
            except Fault as fault:
                faults.append(str(fault))
    ordered = sorted(mutants, key=lambda mutant: (mutant.path, mutant.start))
    for first, second in zip(ordered, ordered[1:]):
        if first.path == second.path and second.start < first.end:
            faults.append("%s and %s are on the same code" % (first.name, second.name))
    if faults:
        raise Fault("\n".join(faults))
    return mutants


def accepted():
    """Reasons why nothing can notice a mutant, by its id."""
    reasons = {}
    for line in (HERE / "accepted.txt").read_text().splitlines():
        if line and not line.startswith("#"):
            name, reason = line.split(": ", 1)
            reasons[name] = reason
    return reasons


def copy(root, to, mutants):
    """Makes `to` the tree with all switches in it; what is there already stays as it is, for an incremental build."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "-co", "--exclude-standard"], cwd=root, check=True, capture_output=True).stdout
    files = {name.decode() for name in listed.split(b"\0") if name and (root / name.decode()).is_file()}
    changed = {mutant.path: [] for mutant in mutants}
    for mutant in mutants:
        changed[mutant.path].append(mutant)
    made = {"Sources/Mutants/%s" % name: HERE.joinpath("switch", name).read_bytes() for name in ("Mutants.c",)}
    made["Sources/Mutants/include/Mutants.h"] = HERE.joinpath("switch", "Mutants.h").read_bytes()
    made["Package.swift"] = package((root / "Package.swift").read_text()).encode()
    for path, here in changed.items():
        made[path] = switched((root / path).read_text(), here).encode()
    for name in files | set(made):
        target = to / name
        content = made.get(name)
        if content is None:
            content = (root / name).read_bytes()
        if target.is_symlink() or not target.exists() or target.read_bytes() != content:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
        if (root / name).exists():
            shutil.copymode(root / name, target)
    for folder in ("Sources", "Tests"):
        for path in list((to / folder).rglob("*")):
            if path.is_file() and str(path.relative_to(to)) not in files | set(made):
                path.unlink()
    for name in ("checkouts", "repositories"):
        if (root / ".build" / name).exists() and not (to / ".build" / name).exists():
            shutil.copytree(root / ".build" / name, to / ".build" / name, symlinks=True)


def switched(text, mutants):
    for mutant in sorted(mutants, key=lambda mutant: -mutant.start):
        text = text[: mutant.start] + mutant.switched() + text[mutant.end:]
    if mutants[0].path.endswith(".swift"):
        return "import Mutants\n" + text
    return '#include "Mutants.h"\n' + text


def package(text):
    """Every target of the library asks for the switches; warnings (a switch makes some) are no errors."""
    text = re.sub(r"(let strict: \[SwiftSetting\] = )\[.*?\]", r"\1[]", text)
    text = text.replace('.target(name: "Kernels", ', '.target(name: "Kernels", dependencies: ["Mutants"], ')
    text = text.replace("dependencies: dependencies, swift", 'dependencies: dependencies + ["Mutants"], swift')
    text = text.replace('"CourseBuild", "SourceText",\n', '"CourseBuild", "SourceText", "Mutants",\n')
    text = text.replace("  targets: [\n", '  targets: [\n    .target(name: "Mutants"),\n', 1)
    if text.count('"Mutants"') < 4:
        raise Fault("Package.swift is not as scripts/mutants/mutants.py expects it")
    return text

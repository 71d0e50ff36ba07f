// Files and the course around a lesson.

extension Explanation {
  static let files: [Explanation] = [
    Explanation(
      .notUTF8, .error, "a file is not UTF-8",
      """
      Lessons and the files they read are UTF-8 text. The position is that of the first byte that is not. Most often \
      the file was saved in an older encoding, such as EUC-KR or Latin-1.
      """,
      in: .shell,
      wrong: "iconv -l   # lesson.md was saved as EUC-KR",
      right: "iconv -f EUC-KR -t UTF-8 lesson.md > lesson-utf8.md"),
    Explanation(
      .unreadableFile, .error, "a file or folder cannot be read",
      """
      It exists, but the system does not let it be read: its permissions are missing, or it is a folder or a pipe where a \
      file was expected. Text of more than 100,000,000 bytes and other files of more than 2 GiB are not read either, nor \
      what has a name that is not UTF-8.
      """,
      in: .shell,
      wrong: "chmod 000 lessons/01-chain-rule.md",
      right: "chmod 644 lessons/01-chain-rule.md"),
    Explanation(
      .badDataFile, .error, "a data file is damaged or of another kind",
      """
      `csv` reads tables of numbers and texts, `npy` arrays that `np.save` wrote, `idx` the files of MNIST and \
      Fashion-MNIST, packed or not. The message names the line and column, or the byte, where the file stops being one. A \
      column of a table is one of numbers or one of texts, by its first field.
      """,
      in: .text,
      wrong: "hours,score\n8,56\n2,many",
      right: "hours,score\n8,56\n2,20"),
    Explanation(
      .fileMissing, .error, "a file that a lesson names does not exist",
      """
      Paths of images, data, includes and bibliographies are relative to the file that names them.
      """,
      in: .markdown,
      wrong: "![A curve](curve.svg)",
      right: "![A curve](images/curve.svg)"),
    Explanation(
      .fileOutsideCourse, .error, "a path leads out of the course",
      """
      A lesson reads only what stands below the folder of its course, so that it gives the same results elsewhere. \
      Absolute paths, paths that climb above the course and symbolic links out of it are refused, the course's own files \
      and lessons named on the command line included.
      """,
      in: .markdown,
      wrong: "{{< include ../../other/notes.md >}}",
      right: "{{< include _notes.md >}}"),
    Explanation(
      .untrustedFile, .error, "a file that a browser might run, from authors who are not trusted",
      """
      Where `course.yml` says `raw-html: false`, a file that a lesson links to or shows is put beside the report only \
      when it is of a kind that browsers show, play or save and never run, by its ending and by how it begins: text, \
      data, pictures, PDF, archives. An SVG file may draw and nothing else: no script, no handler, no animation, no \
      HTML, no address but `#…`, `https:` and pictures. The link or image is left out of the report.
      """,
      in: .markdown,
      wrong: "[Results](results.html)",
      right: "[Results](results.csv)"),
    Explanation(
      .fileChanged, .error, "a file changed while the course was built",
      """
      A lesson, or a file that lessons read, was written, removed or put there after it had been read. Pages would be \
      made from two versions of the course, so nothing is written. Build again.
      """,
      in: .shell,
      wrong: "lessons build & git checkout main",
      right: "git checkout main && lessons build"),
    Explanation(
      .cannotWrite, .error, "an output file cannot be written",
      """
      The disk is full, the output folder does not allow it, or a symbolic link in it leads out of it. Nothing that stood \
      there before has been changed. The output folder itself may be a link.
      """,
      in: .shell,
      wrong: "lessons build --output-dir /proc",
      right: "lessons build --output-dir output"),
    Explanation(
      .outputInsideLessons, .error, "the output folder would be taken for lessons",
      """
      Reports are never written into the folder that lessons are read from: the next build would read them as lessons.
      """,
      in: .shell,
      wrong: "lessons build lessons --output-dir lessons/output",
      right: "lessons build lessons --output-dir output"),
    Explanation(
      .outputCollision, .error, "two lessons would be written to one report",
      """
      Their paths differ only in what a report does not keep, such as the extension or the case of letters. Rename one \
      of them.
      """,
      in: .shell,
      wrong: "lessons/01-chain.md lessons/01-chain.markdown",
      right: "lessons/01-chain.md lessons/02-more.md"),
    Explanation(
      .badCourseFile, .error, "`course.yml` cannot be understood",
      """
      The file is not YAML, or a key in it is unknown or has a value of the wrong kind. Until it is mended, pages are \
      written as with `raw-html: false`.
      """,
      in: .yaml,
      wrong: """
        title: Backpropagation
        language: [en]
        """,
      right: """
        title: Backpropagation
        languages: [en, ko]
        """),
    Explanation(
      .badFrontMatter, .error, "the front matter cannot be understood",
      """
      Front matter is YAML between two lines `---` at the head of a lesson. It is not YAML, or one of its keys is \
      unknown or has a value of the wrong kind.
      """,
      in: .markdown,
      wrong: """
        ---
        title: The chain rule
        lang: english
        ---
        """,
      right: """
        ---
        title: The chain rule
        lang: en
        ---
        """),
    Explanation(
      .wordsInEnglish, .note, "a page's own words are in English, and the page is not",
      """
      `lang` takes any language. The words that pages say by themselves (*Figure*, *Contents*, *Note*) are there in English and \
      Korean; in another language they are English unless `words:` in `course.yml` gives them. The note names the common \
      ones that are missing, once a language.
      """,
      in: .yaml,
      wrong: "languages: [de]",
      right: """
        languages: [de]
        words:
          de: {figure: Abbildung, table: Tabelle, contents: Inhalt}
        """),
    Explanation(
      .passedOver, .warning, "a file of another tool is no lesson",
      """
      Lessons are files that end in `.md`. A folder of lessons has one that ends as lessons do elsewhere (`.qmd`, `.Rmd`, \
      `.ipynb`, `.rst`, `.mdx`, `.markdown`, `.MD`), and nothing is made of it. Named on the command line, such a file is \
      read as it is if it is Markdown; a notebook is an error.
      """,
      in: .shell,
      wrong: "lessons build lessons     # with lessons/02-gates.qmd",
      right: "mv lessons/02-gates.qmd lessons/02-gates.md"),
    Explanation(
      .noLessons, .error, "there is no lesson to build",
      """
      The given paths hold no Markdown file, or only ones whose names begin with `_`, which are parts to be included.
      """,
      in: .shell,
      wrong: "lessons build notes",
      right: "lessons build lessons"),
    Explanation(
      .driftedReport, .warning, "a committed report is not what its lesson gives now",
      """
      The lesson or the program changed since the report was written. Build again, read the difference, and commit it. As a \
      warning: the report's lesson is gone, was renamed or is a draft; a build of the whole course and `lessons clean` remove \
      the files that the hint names. A check that finds no reports at all says so, unless `--no-reports` tells it that \
      none are kept.
      """,
      in: .shell,
      wrong: "lessons check   # after a lesson was edited",
      right: "lessons build"),
    Explanation(
      .driftedValue, .error, "a value is not what the committed report says",
      """
      The program gives another number than when the reports were last built. Each such expression is named once, where \
      it is computed, with the value before and now, however many reports show it. If the new one is right, \
      `lessons check --update` takes it over; if not, mend what changed it. A number that may move a little has a \
      tolerance: `#| tolerance: 1e-9` in its block, or under `execute:` for a lesson or the course. It is a warning where \
      no digit that is shown has changed.
      """,
      in: .shell,
      wrong: "lessons check   # says: `f` was −12 and is −12.5",
      right: "lessons check --update"),
    Explanation(
      .translationDiffers, .warning, "a translation is not built as its original is",
      """
      Lessons with the same path below their languages' folders are one lesson in several languages; the first of \
      `languages:` in `course.yml` is the original. `lessons check` compares their sections, blocks, claims, labels, \
      exercises and fields for answers in order. Comments and texts in blocks may differ, what they compute may not: translate the words that a \
      block shows with `#| words:`. Bring the translation up to date, or the original.
      """,
      in: .shell,
      wrong: "lessons check   # says: this block is not that of `lessons/en/02-gates.md`",
      right: "lessons check   # after the translation has the original's block again"),
    Explanation(
      .numberInProse, .error, "a number in the text is not what the lesson computes",
      """
      A typed number is bound to an expression by `[0.25]{nn="y"}`. It stays as it is typed and holds when the value lies \
      within half a unit of its last digit; `within="0.01"` or `within="1%"` allows more. The brackets hold one number: \
      `−3`, `1,024`, `25 %`, `1.0 × 10⁻³`.
      """,
      in: .markdown,
      wrong: """
        ```nn
        y = 5 / 16
        ```

        A quarter, [0.25]{nn="y"}.
        """,
      right: """
        ```nn
        y = 5 / 16
        ```

        Nearly a third, [0.31]{nn="y"}.
        """),
    Explanation(
      .typedNumber, .note, "a number in the text is a value of the lesson and not bound to it",
      """
      The number is typed, and a block near it computes it, to all digits that are written. Bound to that value, \
      `[0.31]{nn="y"}`, it stays as it is typed and is checked at every build; `lessons check --fix` does that wherever it \
      is offered. What merely coincides is told to stay: `<!-- nn: ignore -->` on a line of its own silences the lines below \
      it up to the next blank one, at the end of a line that line alone. Counts below a hundred, years, ordinals, numbers in \
      names and headings, formulas, code and what a block above it or near it has as a literal are left alone.
      """,
      in: .markdown,
      wrong: """
        ```nn
        y = 5 / 16
        ```

        Nearly a third, 0.31.
        """,
      right: """
        ```nn
        y = 5 / 16
        ```

        Nearly a third, [0.31]{nn="y"}.
        """),
    Explanation(
      .doubtfulNumber, .note, "a number in the text is nearly a value of the lesson",
      """
      The number is typed, no block near it computes it, and exactly one value there has its digits but for one, two that \
      have changed places, the sign or the point. It is probably meant. The note says what differs, and \
      `lessons check --fix` writes the value and binds it. If the number is another one, `<!-- nn: ignore -->` says so: on a \
      line of its own for the lines below it up to the next blank one, at the end of a line for that line.
      """,
      in: .markdown,
      wrong: """
        ```nn
        y = 5 / 16
        ```

        It is 0.3152.
        """,
      right: """
        ```nn
        y = 5 / 16
        ```

        It is [0.3125]{nn="y"}.
        """),
    Explanation(
      .unusedIgnore, .note, "a comment silences a number and there is none to silence",
      """
      `<!-- nn: ignore -->` stands where no number would be looked at: take it away, so that the next number there is not \
      overlooked.
      """,
      in: .markdown,
      wrong: """
        <!-- nn: ignore -->
        Nothing is counted here.
        """,
      right: """
        Nothing is counted here.
        """),
    Explanation(
      .cacheMismatch, .error, "a cached run is not what running the lesson gives",
      """
      `lessons check` runs some of the lessons again whose outcomes it found in `.lessons-cache`, and one came out \
      differently. Somebody has changed the cache, the disk is damaged, or the program has a fault. What is checked is \
      the new run.
      """,
      in: .shell,
      wrong: "lessons check",
      right: "lessons clean && lessons check"),
  ]
}

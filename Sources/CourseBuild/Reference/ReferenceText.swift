import Reporting

/// Texts of the reference page.
enum ReferenceText {
  static let language = #"""
    # The `nn` language

    *This page is written by `lessons explain --reference`; a change belongs into the program.*

    A lesson is a Markdown file with blocks of `nn`. `lessons build` runs the blocks from top to bottom and puts their
    results into the report. A block reads like the board:

    ````markdown
    ```nn
    x = -2; y = 5; z = -4
    q = x + y
    f = q * z
    graph(f)
    expect grad(f, x) == -4
    ```

    The slope in the direction of $x$ is `{nn} grad(f, x)`.
    ````

    - **Every name is a node.** What has a name can be differentiated, tabled, drawn and quoted.
    - **A line that is only an expression shows itself.** `x = 3` is silent, `x` prints, `graph(f)` draws.
    - **Same source, same numbers.** No clock, no network, no environment; files only below the course's folder.
    - **Every fault points at a character**: `lessons/02.md:41:9: error[NN-…]: …`, the line, a caret.

    ## Blocks

    A fenced block whose info string's first word is `nn` or `{nn}`. ` ```{{nn}} ` shows the source without running it.
    All blocks of a lesson share one environment; each is run once a build. Leading lines `#| key: value` are its options:

    | option | values (default first) | what it does |
    |---|---|---|
    | `label` | identifier | permalink; `fig-…` and `tbl-…` are numbered and quoted in prose as `@fig-xyz` |
    | `fig-cap`, `fig-alt`, `tbl-cap` | text | captions; the figure's text alternative (made when absent) |
    | `echo` | `true` `false` | show the source |
    | `output` | `true` `false` | show the results |
    | `include` | `true` `false` | show anything at all |
    | `code-fold` | `false` `true` | source folded behind a summary |
    | `eval` | `true` `false` | run the block |
    | `error` | `false` `true` | the block is expected to fail; not failing is the fault |
    | `allow` | id of a warning, or `[id, id]` | the block gives this warning on purpose; not giving it is the fault |
    | `digits` | 1…17 (6; figures 4) | significant digits shown |
    | `budget` | operations (10¹¹) | passing it is an error; it counts operations, so it never depends on the machine |
    | `memory` | bytes (2³¹) | passing it is an error; it counts what values and the graph behind them hold; the process takes more, by what is copied on the way |
    | `timeout` | seconds (600) | a safety net beside it |
    | `tolerance` | share (0) | by how much a number may move, as a share of the greater of the two, before `lessons check` says that it has |
    | `solution` | `false` `true` | an exercise's solution: run, checked, folded away; left out with `--no-solutions` |
    | `live` | `false` `true` | the block's `train` and `minimize` can be run again in the page: steps, the learning rate, and the way back; loss, boundary and way follow |
    | `expectations` | `false` `true` | show `expect` lines in the echoed source instead of "✓ 3" |
    | `from` | path | takes the source of the block with the same `label` in another lesson |
    | `words` | `{text: word, …}` | what the block's texts and names are called where it shows them; see [Translations](#translations) |
    | `answer` | expression | a field for answers stands under the block; see [Exercises](#exercises) |
    | `within`, `wrong`, `say` | to the end of the line | what the field's attributes of the same names say |

    Inline code that begins with `{nn}` is an expression, replaced by its value, with a format behind a colon when
    wanted: `` `{nn} loss:.3f` `` (`.3f`, `.2e`, `.4g`, `.1%`). Inside a formula it is `\nn{expr}`. Both see what is bound
    at that point, and stand in headings, captions, table cells and callout titles too.

    A number can stay as you type it and still be checked, when it is bound to what it states: `[0.25]{nn="y"}`. It is
    a fault (`NN-number-in-prose`) where `y` is not within half a unit of its last digit; `within="0.01"` or `within="1%"`
    allows more. The brackets hold one number: `−3`, `1,024`, `25 %`, `1.0 × 10⁻³`. `lessons check` has a note for a bare
    number that a block near it computes (`NN-typed-number`), or nearly computes (`NN-doubtful-number`), and
    `lessons check --fix` binds it. `<!-- nn: ignore -->` on a line of its own silences the lines below it up to the next
    blank one, at the end of a line that line. Near are the two blocks before, the next one, and all of the section. Counts
    below a hundred, years, ordinals, names, headings, code, formulas and literals of the blocks above and near are left alone.

    On pages in Korean a particle right behind such a value, a formula that ends in one, or a reference stands in the form
    that its sound asks for as it is read: 은/는, 이/가, 을/를, 과/와, 으로/로, 이라/라, 이나/나 and their kin, whichever is
    written, `은(는)` and `(으)로` too. `3` is 삼, `20` 이십, `0.5` 영점오, `10⁻⁵` ends in 승, `80%` in 퍼센트; what has no certain
    reading, a vector or a Latin word, keeps the particle as it is.

    Front matter: `title`, `subtitle`, `lang` (`en`, `ko`), `author`, `date`, `description`, `order`, `draft`; under `nn:`
    `digits` and `seed` (where the random numbers begin, 0 when absent); under `execute:` defaults for the lesson's blocks.

    ## Prose

    CommonMark with GitHub's tables, footnotes, task lists, strikethrough, addresses that stand as they are
    (`https://a.org`) and alerts (`> [!NOTE]`, also `[!EXERCISE]` and `[!SOLUTION]`); formulas `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, ``$`…`$``, `\begin{align}`; and from Quarto and pandoc
    `![caption](a.svg){#fig-a width=60%}`, `{#eq-a}` behind a display formula, `{#sec-a}` behind a heading,
    `: Caption {#tbl-a}` below a table or above it, references `@fig-a @tbl-a @eq-a @sec-a @thm-a` (`[-@fig-a]` is the
    number alone), `[@key]`, `@key` and `[-@key]` from `references.bib`, `^[notes]`, `~low~` and `^high^`, definitions
    (`: …` below a term), `{{< include _part.md >}}`, `{{< video a.mp4 >}}`, `{{< pagebreak >}}`, `::: {.callout-note}`,
    `::: {.exercise}`, `{.solution}`, `{.hint}`, `{.proof}`, theorems and their kin by their labels (`::: {#thm-a}`, also
    `lem cor prp cnj def exm exr rem`), `::: {.panel-tabset}`. Labels have letters of any script. Code in other languages
    takes `filename="a.py"`. Images, videos and linked files are copied beside the report, those of raw HTML too; each
    relative link is followed.

    `\label{eq-a}` in a row of `align` numbers that row. `\newcommand`, `\def` and `\DeclareMathOperator`, in dollars or on
    lines of their own, hold from there on; `macros:` in `course.yml` holds in the whole course. Of escaped brackets,
    `\[1\]` and `\(maybe\)` are brackets, since they hold nothing but numbers or words; `\(x\)` and `\(n + 1\)` are
    formulas.

    Constructs of other tools that are not known are named at their character (`NN-foreign-construct`);
    [Coming from other tools](coming-from.md) lists what works.

    ## Lexical form

    UTF-8. Identifiers are Unicode letters, digits, `_` and a trailing `'` (`사과`, `σ`, `w1`, `x'`). `#` starts a comment.
    A statement ends with its line or with `;`; it goes on inside brackets and behind a binary operator. Numbers: `3`,
    `2.5`, `1e-3`, `60_000`. Text: `"…"`. `true` and `false` are 1 and 0; `pi` and `inf` are known.

    What has no name is called by its text, in tables, figures, steps, messages and JSON. The text has one form, whatever
    its blanks, lines and comments: `exp(x*y)` is called `exp(x * y)`. A blank stands on both sides of `+ - * / @ %`, of
    comparisons and of words, and behind a comma; none around `^`, behind a sign and inside brackets. Numbers and brackets
    stay as they are written. A text of more than 120 characters is cut.

    ## Values

    - **tensor**: a shape and 64-bit floats; a scalar has shape `[]`. `[[1, 2], [3, 4]]` has shape `[2, 2]`. `f32(x)` has
      32 bits. An operation on tensors of 32 and 64 bits gives 64; a number without a name takes the bits of what it
      meets: `f32(0.1) + 0.2` has 32 bits. After `c = 0.2`, `f32(0.1) + c` has 64, since `c` is an input of 64.
    - **tuple** `(w1, b1)`: groups values without stacking them; `(a, b) = t` takes one apart. `(a,)` is a tuple of one.
      Its entries are inputs with names of their own, `p[0]`, `p[1][2]`: `grad(L, p)` has p's structure, `+ - * /` go entry
      by entry over tuples of one structure and with numbers, `norm(g)` is that of all entries together. A tuple and the
      names in its brackets are one: after `p = (w, b)` an update of `p` moves `w` and `b`, and one of `w` moves `p[0]`,
      until `=` binds `w` or `p` anew. `old = p`, like `old = w`, keeps the values of before.
    - **function**, **history** (what a loop or a training run recorded), **text**, **artifact** (what a display function
      returns).
    - **model**: what `dense`, `sequential` and `mlp` make. `net(x)` applies it, `net.w1` is a parameter of it, an input like
      any other. A second name is the same model; `f32(net)` and `sequential(net)` are others, with a copy of the parameters:
      the two layers of `sequential(d, relu, d)` begin with the same weights and learn their own.

    ## Statements

    | form | meaning |
    |---|---|
    | `x = -2` | binds. A value that depends on no named node becomes an **input** called `x` |
    | `(a, b) = expr` | takes a tuple apart |
    | `w -= 0.1 * grad(L, w)` | an **update** (`+= -= *= /=`): `w` becomes an input holding the number; what was computed from the old `w` keeps its value. `p -= …` updates each entry of a tuple, `p[0] -= …` one, `net.w1 -= …` a parameter of a model |
    | `sigma(x) = 1 / (1 + exp(-x))` | defines a function; `name(a, b) = { … }` for several statements, the last one its value |
    | `backward sigma(x; y, dy) = dy * y * (1 - y)` | gives a function its own derivative by hand (inputs; result, upstream); every check tests it |
    | `repeat 1000 { … }`, `for i in 1..10 { … }` | loops; ranges include both ends, and their variable is a constant. `3..0 by -1` steps by another whole number than 1; a range that would lead away from its end is an error, unless the end lies at most one step behind (then it is empty) |
    | `for v in x { … }` | over the entries of a vector, the rows of a tensor, the members of a tuple: `v` is the node `x[i]`, so gradients reach `x` |
    | `h = repeat n { …; record(E) }` | a history: `h.E` has an entry for each `record(E)`. It holds plain numbers, and no gradient goes through it |
    | `[i^2 for i in 0..3]`, `[f(v) for v in x]` | collects numbers or tensors of one shape along a new first axis; gradients go through it. Its variable is known in the brackets only; an empty one has shape `[0]` |
    | `if cond { … } else { … }` | on a scalar. Where a value is wanted, the last line of each branch is the value: `y = if c { a } else { b }` |
    | `expect a == b` | a claim, checked at every build: within a relative 1e-9, or `within 1e-3`; also `< <= > >= !=` |
    | expression | shown |

    Operators, tightest first: `x.T`, `x[i, j]`, call · `^` (to the right) · unary `-` (`-2^2` is −4) · `* / @ %` · `+ -` ·
    `== != < <= > >=` · `not` · `and` · `or`. `^ * / + -` work element by element with NumPy's broadcasting, `@` is the
    matrix product. Indices start at 0; `x[1:3]`, `x[:, 0]`, negative indices as in NumPy.

    `if`, `for` and `repeat` open no scope, a function's body does. A name means its present node: `grad(f, w)` after `w`
    was updated is an error, `forward(f)` computes `f` anew.

    ## Exercises

    `::: {.exercise}`, `> [!EXERCISE]` and `::: {#exr-a}`, which has a number, hold a task, hints (`::: {.hint}`) and fields
    for answers. `[?]{nn="grad(f, x)"}` is a field: the reader types a number, and the page says whether it is right. The
    expression is evaluated where it stands, like `{nn}`, and checked like every number that is shown; it gives one finite
    number. `within="1%"` of the answer is the default; `within="0.01"` is absolute, `within="0"` means equal, and of an
    answer of 0 a share is 0. `wrong="grad(f, y)" say="that is the gradient of the other input"` names a usual slip, as many
    as there are, each `say` behind its `wrong`; texts with `"` stand between `'`, and the braces may span lines. What is
    said is plain text and must not hold the answer. A wrong sign, a power of ten and 1 divided by the answer are recognised
    without being named. Under a block, `#| answer: grad(f, x)` is the same with `within`, `wrong` and `say` as further
    lines; each value is read to the end of its line as it stands.

    Readers type `−0.25`, `-1/4`, `25%`, `2.5×10^-3`, `2.5e-3`, `1,234` or `0,5`, with digits of any width. The answer does
    not stand in the page, but a hash of it does, so that it is practice and no exam, which the page says. What was right is
    remembered on the reader's device, where that is allowed. A field may stand outside an exercise too: in paragraphs,
    lists and tables, but in no heading, caption, title, link, note or solution. It does not follow sliders. Without
    scripts, on paper and in Markdown reports it is a line to write on. The values beside a report and JSON have a hash in
    place of its value and its expression, and what is said of a slip can be read in the page by means of the slip alone.
    Builds without solutions hold nothing of it in any other file.

    ## Sliders

    `slider(x, -5, 5)` in a line of its own makes the input `x` one that the reader may move in the page, an entry of a
    vector is `slider(x[0], -5, 5)`, and `slider(k, (1, 2, 4))` gives values to choose from. `step: 0.25` sets the step; it
    is the least of 1, 2, 5 times a power of ten that makes at most a hundred steps otherwise. The page begins with the
    value that the source gives, which lies within the bounds.

    Everything on the page that is computed from `x` follows, above and below, whatever block it stands in: values, graph
    figures, gradient tables with their numeric column and verdicts, steps of the backward pass, and numbers in the text,
    `{nn}` and `[0.25]{nn="y"}` alike. The page computes with the operations' own formulas. What cannot follow is dimmed and
    says what it belongs to ("for *x* = −2"): numbers that an update, a loop or a training run stored, `print`, tables,
    charts, `gradcheck`, `forward`, formulas with `\nn{…}`, derivatives by hand, 32 bits, what rests on a condition or an
    index that would come out differently, and the sign of held claims. So that it can follow, a block computes with
    operations, functions of them and `if` as a value.

    Without scripts, on paper and in Markdown reports no slider is seen, and the page stands at the lesson's own values.

    ## Checked gradients

    Each `gradients`, `graph`, `backward` and `jacobian`, and the first step of each `train` and `minimize`, is compared
    with central differences during the build; one that fails is an error. The one rule of agreement: |a − n| ≤ 1e-6 ·
    max(|a|, |n|) + R, where R is the numeric derivative's own estimated error (rounding, plus the difference between
    steps h and h/2). Where R exceeds 1e-3 · max(|a|, |n|), or a kink lies within the step, the entry is *undecided*:
    counted and shown, never an error. Where no entry of an input could be decided, neither is the whole.

    Of a large tensor a sample of entries is compared, and the page says how many of how many; one direction of ±1 in
    all entries of it comes on top, |a − n| ≤ 1e-6 · maxᵢ|gᵢ| + R, which sees a wrong entry that the sample misses, and
    halving finds it. `gradcheck` compares every entry, as far as some billions of operations reach. It raises nothing;
    one that is shown and fails is a warning, unless its block claims that a check of the same function fails:
    `expect not gradcheck(E, w: mine).ok`.

    A gradient that is NaN or infinite is the error `NN-non-finite` in `grad vjp jvp hessian jacobian`, with the operation
    of the derivative that made it. Tables and figures write `∄` for it where differences give no number either, as the
    slope of `sqrt` at 0, and call it *undefined*; where they do, the check fails.

    Each `backward` rule is tried with an upstream gradient other than 1 by whatever differentiates through it first,
    and once more where it was used last in a block: at each place where the function is called, and for each set of
    shapes. A wrong one is an error.

    A claim that cannot fail is a warning: two sides of one source text (spaces aside, and unless it draws random
    numbers), or literals alone.

    ## Scores and probabilities

    `softmax`, `log_softmax` and `cross_entropy` take scores; what a softmax gave is a warning, `NN-softmax-twice`, by
    whatever name, index, function or model it comes: `cross_entropy(softmax(a), t)` takes the softmax twice.
    `cross_entropy(y, t, probabilities: true)` takes probabilities and is of the same value and gradient; rows that are
    none are an error. `binary_cross_entropy` takes probabilities; a computed prediction that nothing keeps between 0
    and 1, as `sigmoid`, `softmax` or `clip` do, is a warning, `NN-no-probability`. Numbers that were given as they are
    may be any between 0 and 1.

    A loss or an activation that is called with options alone is the function with these options, wherever a function is
    handed over: `train(…, loss: cross_entropy(probabilities: true))`, `metrics: huber(delta: 2)`,
    `dense(3, 4, leaky_relu(slope: 0.2))`.

    A block that gives a warning on purpose says so: `#| allow: NN-softmax-twice`.

    """#

  static let course = #"""
    ## The course

    A course is a folder with `course.yml`, or one called `lessons`, which is the one that `lessons build` looks for: the
    nearest with `course.yml` around a lesson, else the outermost called `lessons`. Its lessons belong together whichever of
    them is built or checked: one of them, or a folder of them, has the same pages as within the whole. A lesson in any other
    folder is a page by itself; `course.yml`, which may be empty, makes that folder a course. Files that begin with `_` are
    parts, not lessons. `lessons/en/01-chain.md` becomes `output/en/01-chain.html` and `.md`; lessons of one name in
    folders of different languages are translations of each other.

    | key of `course.yml` | what it says |
    |---|---|
    | `title`, `description` | a text, or one for each language: `{en: Gates, ko: 게이트}` |
    | `languages` | `[en, ko]`, tags of BCP 47 in the order in which they are listed; a folder of one of these names holds lessons in it |
    | `words` | words of pages in languages that are not English or Korean, or in place of those: `{de: {figure: Abbildung}}`, by the names below |
    | `order` | lessons in the order in which they are read, by name: `[01-chain, 02-gates]`; others follow by front matter's `order`, then by name |
    | `raw-html` | `false`, for authors who are not trusted, drops raw HTML and every address that is not relative or `http`, `https`, `mailto`, `tel` (images: `http`, `https`, or a PNG, GIF, JPEG or WebP picture as `data:`), and puts no file beside a report that a browser might run (`NN-untrusted-file`); an error anywhere in the file, or a key that may be meant for this one, counts as `false` |
    | `source` | where readers find the course's folder, `https://github.com/OWNER/COURSE/blob/main/lessons`: each page has a link to its file |
    | `url` | where the pages are published, `https://OWNER.github.io/COURSE`: each page says its own address and those of its translations, with a title, a sentence and a picture for links to it, and `sitemap.xml` lists them all |
    | `pages` | pages that are made beside those of lessons, in each language: `[glossary, rules]`; see [Pages that are made](#pages-that-are-made) |
    | `theme` | `colours: {link: {light: '#0B5C8A', dark: '#8CC7F0'}}` of pages, by the names in [the schema](schema/course.schema.json); `fonts: {sans: 'Charter, serif'}`; `style: extra.css`, rules behind all others, which load nothing |
    | `bibliography` | a `.bib` file; `references.bib` beside `course.yml` when absent |
    | `execute` | defaults for the options of all blocks |
    | `macros` | commands of TeX for all formulas: `{vv: '\mathbf{#1}'}` |
    | `limits` | how much a lesson may become; see [Limits](#limits) |

    An unknown key, here and in front matter, is a warning with the nearest known one; keys of Quarto, Jupyter Book and
    others are named as such.

    ### Pages that are made

    `glossary` has every term that a lesson marks where it defines it, `**<dfn>gate</dfn>**`, in the order of the alphabet,
    with the sentence around the mark, its numbers as they are computed, and links to the places. The last sentence of a
    paragraph takes the display formula below it along. Terms in solutions are left out. `rules` has the operations with
    what their backward passes give each input; every row is computed and compared with the engine and with differences
    when the page is made, and one that is not so is a fault. Both are linked from the first page. A lesson that is called
    `glossary` or `rules` stays what it is.

    ### Languages

    `lang` in front matter, a folder's name or the course says which language a page is in: any tag of BCP 47, `de`,
    `pt-BR`, `zh-Hans`. The page says so to browsers, and reads from right to left where the language does; typed numbers are
    read as the language writes them (`[0,25]{nn="y"}` in German). `ko-KR` and `en-GB` have Korean and English words; any
    other language has English ones, which `NN-words-in-english` lists, unless `words:` gives its own. Sentences around
    numbers (`3 of 784 units`) stay in English. The words are `\#(Language.wordKeys.joined(separator: "`, `"))`.

    ### Limits

    A short text can stand for a very long one. What is made from a lesson's text is limited, so that no lesson uses up the
    machine; passing a limit is the fault `NN-lesson-budget`, at what passed it. `course.yml` sets other limits:
    `limits: {text: 16_000_000}`.

    | limit | standard | what it counts |
    |---|---|---|
    | `text` | 8,000,000 | bytes put into a lesson by includes; by `from`; by its references, citations and inline expressions; into the bibliography by `@string`; each on its own |
    | `nodes` | 4,000,000 | a lesson's blocks and inlines |
    | `cells` | 524,288 | cells that the rows of a lesson's tables lack, and that are filled in |
    | `formula` | 10,000 | bytes of one formula; its macros may become 10,000 symbols in any case (`NN-bad-math`) |
    | `formulas` | 32,000,000 | bytes of HTML that all formulas of a page become |
    | `course` | 256,000,000 | bytes that all lessons of a course become, their text with what is included and their reports, beyond 100,000 and 1,000 times its own length for each; where it is passed nothing is written |

    ### Translations

    `lessons/ko/01-chain.md` is the translation of `lessons/en/01-chain.md`, and each page links to the other. Front matter,
    prose and captions are written anew; the blocks are taken over, so that both pages compute the same:

    ````markdown
    ```nn
    #| label: better
    #| from: ../en/01-chain.md
    #| words: {scores from: "점수:", to: "~", model: 모형, error: 오차,
    #|   the best constant: 가장 좋은 상수, the network: 신경망}
    ```
    ````

    - `from` takes the source alone, from a block that has one. All options are the taking block's own: `label` is the
      same, `fig-cap`, `fig-alt` and `tbl-cap` are written in the page's language, and what holds for the source, such as
      `error`, `solution`, `digits` or `budget`, is said again; so are `seed` and `execute` in the front matter.
    - `words` says what the block shows in the page's language, as a mapping in YAML on one line or on several. A key is a
      whole text of the block, as it stands between its quotation marks: of `print("scores from", a, "to", b)` each of the
      two. It is a name, or the source of an argument, where that stands as a word: as the heading of a `table`, in a
      legend, along an axis, as a series of a history (`E` of `record(E)`, `val_loss`), in a figure's description
      (`images[0:9]`). It is written as the page has it without `words`.
    - Only what is *shown* is translated, in HTML, Markdown and JSON. A text is computed with as it stands: what is
      compared, opened, or says how (`log: "y"`, `init: "zeros"`) stays. A text has the words of the block in which its
      quotation marks stand, and a function those of the block that defines it, wherever they are shown. In JSON a column
      with a translated title has its `name` beside it.
    - What quotes the source stays: the echoed block, `q = 3` below it, the nodes of graphs, of gradient tables and of
      Jacobians.
    - A key that is no text of its block is the warning `NN-unused-words`, with the text that was probably meant. So a
      translation is not lost in silence when the block that it translates changes.
    - The page's own words (*Figure*, *gradient*, *epoch*, *loss*) are in its language by themselves: that of `lang` in the
      front matter, else of the folder, else the course's first. Diagnostics are in English on all pages.

    ### Formulas

    Formulas are set by KaTeX, run by JavaScriptCore inside the program. KaTeX is looked for in `$LESSONS_KATEX` (a folder
    with `katex.min.js`, `katex.min.css` and `fonts`), then where Debian's `libjs-katex` and `npm install --global katex`
    put it. Formulas once set are kept in `.lessons-cache` beside the course's folder, which may be deleted at any time.

    """#
}

import Reporting

/// The files of a new course: what stands on its first page, and a first lesson in English with its translation.
///
/// A graph, a table of gradients, a number in a sentence, a claim, an exercise with its solution: one of each, to be
/// written over.
func newCourseFiles() -> [OutputFile] {
  [
    OutputFile(path: CourseFile.name, bytes: Array(courseFile.utf8)),
    OutputFile(path: "en/01-first-lesson.md", bytes: Array(englishLesson.utf8)),
    OutputFile(path: "ko/01-first-lesson.md", bytes: Array(koreanLesson.utf8)),
  ]
}

private let courseFile = #"""
  # What stands on the first page. Lessons follow by their names: 01-first-lesson, then 02-…
  title:
    en: A course of ours
    ko: 우리 강좌
  description:
    en: Lessons whose numbers are computed when the pages are built.
    ko: 페이지를 만들 때 숫자를 계산하는 강의.
  languages: [en, ko]

  """#

private let englishLesson = #"""
  ---
  title: A first lesson
  lang: en
  description: One formula, its graph, its gradients and an exercise.
  ---

  Take $f = (x + y)\,z$. How much does $f$ move when one of its inputs moves a little?

  ## The graph

  A block computes, and what has a name can be drawn.

  ```nn
  #| label: fig-formula
  #| fig-cap: 'The graph of $f = (x + y)\,z$. Values stand above the wires, gradients below them.'
  x = -2; y = 5; z = -4
  q = x + y
  f = q * z
  graph(f)
  expect f == -12
  ```

  In @fig-formula, $q$ is `{nn} q` and $f$ is `{nn} f`. The slope of $f$ in $z$ is `{nn} grad(f, z)`, since that is what $x + y$ comes to.

  ## The gradients

  ```nn
  #| label: tbl-gradients
  #| tbl-cap: 'Every node of $f$, from the result back to the inputs.'
  gradients(f)
  expect grad(f, x) == grad(f, y)
  ```

  @tbl-gradients compares each gradient with a second way of finding it.

  ## An exercise

  ::: {.exercise title="Another start"}
  Let $x = 1$, $y = 2$ and $z = 3$. What is the slope of $f$ in $x$, and why? It is
  [?]{nn="forward(grad(f, x), z: 3)"
  wrong="grad(f, x)" say="So it was at the first start."
  wrong="forward(f, x: 1, y: 2, z: 3)" say="That is the value of f."}.
  :::

  ::: {.solution}
  It is the value of $z$, since $q$ moves as much as $x$ does and $f$ moves $z$ times as much as $q$.

  ```nn
  #| label: another-start
  x = 1; y = 2; z = 3
  q = x + y
  f = q * z
  grad(f, x)
  expect grad(f, x) == z
  ```
  :::

  """#

private let koreanLesson = #"""
  ---
  title: 첫 강의
  lang: ko
  description: 식 하나와 그 계산 그래프, 기울기, 그리고 연습 문제.
  ---

  $f = (x + y)\,z$라는 식이 있다. 입력 하나를 아주 조금 움직이면 $f$는 얼마나 움직일까?

  ## 계산 그래프

  블록은 계산을 하고, 이름이 있는 것은 그릴 수 있다.

  ```nn
  #| from: ../en/01-first-lesson.md
  #| label: fig-formula
  #| fig-cap: '$f = (x + y)\,z$의 계산 그래프. 선 위는 값, 선 아래는 기울기이다.'
  ```

  @fig-formula에서 $q$는 `{nn} q`, $f$는 `{nn} f`이다. $z$에 대한 $f$의 기울기는 `{nn} grad(f, z)`인데, 이것은 $x + y$의 값과 같다.

  ## 기울기

  ```nn
  #| from: ../en/01-first-lesson.md
  #| label: tbl-gradients
  #| tbl-cap: '결과에서 입력까지, $f$의 모든 노드.'
  ```

  @tbl-gradients는 기울기를 하나하나 다른 방법으로 다시 구해 비교한 것이다.

  ## 연습 문제

  ::: {.exercise title="다른 출발점"}
  $x = 1$, $y = 2$, $z = 3$이라고 하자. $x$에 대한 $f$의 기울기는 얼마이며, 왜 그런가?
  [?]{nn="forward(grad(f, x), z: 3)"
  wrong="grad(f, x)" say="그것은 처음 출발점의 기울기다."
  wrong="forward(f, x: 1, y: 2, z: 3)" say="그것은 f의 값이다."}
  :::

  ::: {.solution}
  $z$의 값이다. $x$가 움직이면 $q$는 꼭 그만큼 움직이고, $f$는 $q$의 $z$배만큼 움직이기 때문이다.

  ```nn
  #| from: ../en/01-first-lesson.md
  #| label: another-start
  ```
  :::

  """#

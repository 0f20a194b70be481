"""The engine's loop, with a backend that spells words out letter by letter."""

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest
import story_engine.engine
from story_engine.engine import Engine, Question, Request
from story_engine.errors import Busy, EngineFault, InvalidRequest
from story_engine.sampling import Sampling
from story_engine.scoring import Score

SOON = 5.0


class SpellingRun:
    """Repeats its prompt for ever, or once."""

    def __init__(self, prompt: str, sampling: Sampling) -> None:
        self.left = list(prompt.encode()) * (1000 if sampling.ignore_eos else 1)
        self.fresh: list[int] = []
        self.cancelled = False

    def advance(self) -> None:
        if self.left:
            self.fresh.append(self.left.pop(0))

    def new_tokens(self) -> Sequence[int]:
        fresh, self.fresh = self.fresh, []
        return fresh

    def finished(self) -> bool:
        return self.cancelled or not self.left

    def cancel(self) -> None:
        self.cancelled = True


class CountedLetters:
    """The more letters, the less likely; a piece of work for each continuation."""

    def __init__(self, backend: "SpellingBackend", prompt: str, continuations: Sequence[str]) -> None:
        self.backend = backend
        self.prompt = prompt
        self.continuations = continuations
        self.left = 1_000_000 if prompt == "for ever" else len(continuations)

    def advance(self) -> bool:
        if self.prompt == "break":
            raise RuntimeError("out of memory")
        self.backend.log.append("judge")
        self.left -= 1
        return self.left <= 0

    def scores(self) -> Sequence[Score]:
        return [Score(-float(len(text)), len(text)) for text in self.continuations]


class SpellingBackend:
    """Breaks in a step where the prompt says so."""

    def __init__(self) -> None:
        self.runs: list[tuple[str, SpellingRun]] = []
        self.most_at_once = 0
        self.started: list[str] = []
        self.log: list[str] = []

    def start(self, key: int, prompt: str, sampling: Sampling) -> SpellingRun:
        if prompt == "too long":
            raise InvalidRequest("a shorter prompt, please")
        run = SpellingRun(prompt, sampling)
        self.runs.append((prompt, run))
        self.started.append(prompt)
        return run

    def busy(self) -> bool:
        return bool(self.runs)

    def score(self, prompt: str, continuations: Sequence[str]) -> CountedLetters:
        if prompt == "too long":
            raise InvalidRequest("a shorter prompt, please")
        return CountedLetters(self, prompt, continuations)

    def step(self) -> None:
        self.log.append("step")
        self.runs = [(prompt, run) for prompt, run in self.runs if not run.finished()]
        self.most_at_once = max(self.most_at_once, len(self.runs))
        for prompt, run in self.runs:
            if prompt == "break":
                raise RuntimeError("out of memory")
            run.advance()

    def decode(self, tokens: Sequence[int]) -> str:
        return bytes(tokens).decode("utf-8", errors="replace")


class Reader:
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.deltas: list[str] = []
        self.error: Exception | None = None
        self.done = threading.Event()
        self.first = threading.Event()
        self.left = False
        self.scores: list[Score] = []

    def is_gone(self, within_seconds: float) -> bool:
        return self.left

    def scored(self, scores: Sequence[Score]) -> None:
        self.scores.extend(scores)

    def text(self, delta: str) -> None:
        self.deltas.append(delta)
        self.first.set()

    def finished(self) -> None:
        self.done.set()

    def failed(self, error: Exception) -> None:
        self.error = error
        self.done.set()

    def result(self) -> str:
        assert self.done.wait(SOON), "the engine never ended this request"
        if self.error is not None:
            raise self.error
        return "".join(self.deltas)


@contextmanager
def engine_with(
    open_backend: Callable[[], SpellingBackend],
    *,
    max_running: int = 4,
    max_waiting: int = 8,
    text_every_seconds: float = 0.0,
) -> Iterator[Engine]:
    engine = Engine(
        open_backend,
        max_running=max_running,
        max_waiting=max_waiting,
        text_every_seconds=text_every_seconds,
    )
    engine.open(SOON)
    try:
        yield engine
    finally:
        engine.close(SOON)


def ask(engine: Engine, prompt: str, **sampling: object) -> Reader:
    reader = Reader()
    engine.submit(Request(prompt, Sampling(**sampling), reader))  # type: ignore[arg-type]
    return reader


def judge(engine: Engine, prompt: str, *continuations: str) -> Reader:
    reader = Reader()
    engine.submit(Question(prompt, continuations, reader))
    return reader


def eventually(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + SOON
    while not holds():
        if time.monotonic() > deadline:
            return False
        threading.Event().wait(0.005)
    return True


def test_the_text_comes_in_deltas_that_add_up() -> None:
    with engine_with(SpellingBackend) as engine:
        reader = ask(engine, "café")
        assert reader.result() == "café"
        assert reader.deltas == ["c", "a", "f", "é"]


def test_the_first_words_are_told_at_once_and_the_others_as_often_as_is_asked_for() -> None:
    with engine_with(SpellingBackend, text_every_seconds=60.0) as engine:
        reader = ask(engine, "Once upon a time")
        assert reader.result() == "Once upon a time"
        assert reader.deltas == ["O", "nce upon a time"]


def test_a_stop_string_is_seen_at_once_however_seldom_text_is_told() -> None:
    with engine_with(SpellingBackend, text_every_seconds=60.0) as engine:
        assert ask(engine, "Once upon. ", stop=(".",), ignore_eos=True).result() == "Once upon"


def test_requests_are_generated_together() -> None:
    backend = SpellingBackend()
    with engine_with(lambda: backend) as engine:
        readers = [ask(engine, f"word {number} " * 20) for number in range(4)]
        assert [reader.result()[:6] for reader in readers] == ["word 0", "word 1", "word 2", "word 3"]
    assert backend.most_at_once > 1


def test_the_first_request_after_a_pause_waits_for_those_sent_with_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(story_engine.engine, "GATHERING_SECONDS", 60.0)
    backend = SpellingBackend()
    with engine_with(lambda: backend, max_running=2) as engine:
        one = ask(engine, "one")
        assert not one.first.wait(0.05)
        two = ask(engine, "two")
        assert (one.result(), two.result()) == ("one", "two")
    assert backend.log[0] == "step"
    assert backend.most_at_once == 2


def test_a_stop_string_ends_the_text_and_frees_the_place() -> None:
    backend = SpellingBackend()
    with engine_with(lambda: backend) as engine:
        assert ask(engine, "one two three", ignore_eos=True, stop=(" three",)).result() == "one two"
        assert eventually(lambda: not backend.runs)


def test_a_request_that_nobody_waits_for_gives_its_place_up() -> None:
    backend = SpellingBackend()
    with engine_with(lambda: backend, max_running=1) as engine:
        endless = ask(engine, "again ", ignore_eos=True)
        assert endless.first.wait(SOON)
        next_in_line = ask(engine, "my turn")
        endless.left = True
        assert next_in_line.result() == "my turn"
        assert endless.done.is_set()
        assert eventually(lambda: not backend.runs)


def test_a_request_left_while_it_waited_is_never_begun() -> None:
    backend = SpellingBackend()
    with engine_with(lambda: backend, max_running=1) as engine:
        endless = ask(engine, "again ", ignore_eos=True)
        assert endless.first.wait(SOON)
        gone = ask(engine, "gone")
        gone.left = True
        assert gone.result() == ""
        endless.left = True
        endless.result()
    assert backend.started == ["again "]


def test_candidates_of_one_prompt_wait_until_the_first_has_read_it() -> None:
    backend = SpellingBackend()
    gate = threading.Event()
    original = backend.step

    def gated_step() -> None:
        gate.wait(SOON)
        original()

    backend.step = gated_step  # type: ignore[method-assign]
    with engine_with(lambda: backend) as engine:
        first = ask(engine, "same prompt")
        assert eventually(lambda: backend.started == ["same prompt"])
        others = [ask(engine, "same prompt") for _ in range(3)]
        different = ask(engine, "different")
        gate.set()
        assert [reader.result() for reader in (first, *others)] == ["same prompt"] * 4
        assert different.result() == "different"
    assert backend.started.index("different") < len(backend.started) - 1


def test_a_prompt_that_is_refused_spoils_nobody_elses() -> None:
    with engine_with(SpellingBackend) as engine:
        refused, other = ask(engine, "too long"), ask(engine, "hello")
        with pytest.raises(InvalidRequest, match="shorter"):
            refused.result()
        assert other.result() == "hello"


def test_after_a_fault_the_next_request_gets_a_new_pipeline() -> None:
    opened: list[SpellingBackend] = []

    def open_backend() -> SpellingBackend:
        opened.append(SpellingBackend())
        return opened[-1]

    with engine_with(open_backend) as engine:
        with pytest.raises(EngineFault, match="out of memory"):
            ask(engine, "break").result()
        assert ask(engine, "hello").result() == "hello"
    assert len(opened) == 2


def test_while_no_pipeline_can_be_had_requests_fail_and_later_ones_work() -> None:
    answers: list[Exception | SpellingBackend] = [
        SpellingBackend(),
        RuntimeError("no memory"),
        SpellingBackend(),
    ]

    def open_backend() -> SpellingBackend:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    with engine_with(open_backend) as engine:
        with pytest.raises(EngineFault):
            ask(engine, "break").result()
        with pytest.raises(EngineFault, match="no memory"):
            ask(engine, "hello").result()
        assert ask(engine, "hello").result() == "hello"


def test_a_full_queue_turns_requests_away_at_once() -> None:
    with engine_with(SpellingBackend, max_running=1, max_waiting=1) as engine:
        endless = ask(engine, "again ", ignore_eos=True)
        assert endless.first.wait(SOON)
        waiting = ask(engine, "next")
        for _ in range(200):
            with pytest.raises(Busy, match="try again later"):
                ask(engine, "one too many")
        endless.left = True
        assert waiting.result() == "next"


def test_weights_that_do_not_load_are_reported_to_whoever_opens() -> None:
    def open_backend() -> SpellingBackend:
        raise OSError("no such file")

    with pytest.raises(EngineFault, match="no such file"):
        Engine(open_backend, max_running=1, max_waiting=1).open(SOON)


def test_whoever_still_listens_when_the_engine_closes_is_told() -> None:
    with engine_with(SpellingBackend) as engine:
        reader = ask(engine, "again ", ignore_eos=True)
        assert reader.first.wait(SOON)
    with pytest.raises(EngineFault, match="unloaded"):
        reader.result()
    with pytest.raises(Busy):
        ask(engine, "too late")


def test_likelihoods_come_in_the_order_of_the_continuations() -> None:
    with engine_with(SpellingBackend) as engine:
        reader = judge(engine, "Once", "upon", "a")
        reader.result()
        assert reader.scores == [Score(-4.0, 4), Score(-1.0, 1)]


def test_likelihoods_are_worked_out_between_the_steps_of_a_text() -> None:
    backend = SpellingBackend()
    with engine_with(lambda: backend) as engine:
        endless = ask(engine, "again ", ignore_eos=True)
        assert endless.first.wait(SOON)
        judge(engine, "Once", *"abcd").result()
        endless.left = True
        endless.result()
    first = backend.log.index("judge")
    assert backend.log[first : first + 7 : 2] == ["judge"] * 4
    assert backend.log[first + 1 : first + 6 : 2] == ["step"] * 3


def test_questions_wait_for_each_other_and_take_no_slot_of_the_texts() -> None:
    with engine_with(SpellingBackend, max_running=1) as engine:
        endless = ask(engine, "again ", ignore_eos=True)
        assert endless.first.wait(SOON)
        questions = [judge(engine, "Once", "upon") for _ in range(3)]
        for question in questions:
            question.result()
        assert [question.scores for question in questions] == [[Score(-4.0, 4)]] * 3
        endless.left = True


def test_a_question_that_nobody_waits_for_makes_room_for_the_next() -> None:
    with engine_with(SpellingBackend) as engine:
        left = judge(engine, "for ever", "and ever")
        left.left = True
        assert judge(engine, "Once", "upon").result() == ""
        assert left.result() == ""
        assert left.scores == []


def test_a_question_that_is_refused_or_breaks_the_model_is_told_and_the_next_is_answered() -> None:
    with engine_with(SpellingBackend) as engine:
        with pytest.raises(InvalidRequest, match="shorter"):
            judge(engine, "too long", "x").result()
        with pytest.raises(EngineFault, match="out of memory"):
            judge(engine, "break", "x").result()
        assert judge(engine, "Once", "x").result() == ""


def test_a_question_under_way_is_told_when_the_engine_closes() -> None:
    backend = SpellingBackend()
    with engine_with(lambda: backend) as engine:
        endless = judge(engine, "for ever", "and ever")
        assert eventually(lambda: "judge" in backend.log)
    with pytest.raises(EngineFault, match="unloaded"):
        endless.result()

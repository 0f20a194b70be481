"""What the model is asked: to finish a sentence, how likely a scene is, or to write one itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from string import Template

from services.script.domain.chat import ChatFormat, Role, Turn, rendered
from services.script.domain.lines import Line, joined
from services.script.domain.model import Options, Outline, PointOfView, ReadingAge, Tone
from services.script.domain.person import NEVER_TOLD, Person
from services.script.domain.prompts import SHOTS
from services.script.domain.wishes import NO_WISH, Wish

_TELLERS = {
    PointOfView.FIRST: "by {name}, who says I",
    PointOfView.SECOND: "to {name}, who is called you",
    PointOfView.THIRD: "about {name} ({pronoun})",
}
_READERS = {
    ReadingAge.CHILD: "children of seven and up",
    ReadingAge.TEEN: "readers of twelve and up",
    ReadingAge.ADULT: "grown-up readers",
}


@dataclass(frozen=True, slots=True)
class SceneRequest:
    """A scene that the model is to write itself."""

    person: Person
    outline: Outline
    index: int
    draft: str
    """How the scene bank tells it: its outline, and what is told if the model fails."""
    earlier: Sequence[str]
    options: Options
    words: tuple[int, int]
    wish: Wish = NO_WISH


@dataclass(frozen=True, slots=True)
class PromptSet:
    """A version of the prompts. A person's words come into them cleaned of markers and orders."""

    version: str
    texts: Mapping[str, str]
    """By the name of their file."""
    chat_format: ChatFormat = ChatFormat.CHATML

    def blank(self, person: Person, before: str, line: Line) -> str:
        """Goes on from a sentence up to its blank. `before` is the scene so far."""
        turns = [Turn(Role.SYSTEM, self._text("blank_system"))]
        for who, written, answer in SHOTS:
            turns.append(Turn(Role.USER, self._text("blank_user", who=who)))
            turns.append(Turn(Role.ASSISTANT, f"{written} {answer}"))
        turns.append(Turn(Role.USER, self._text("blank_user", who=_who(person))))
        return rendered(turns, self.chat_format, begun=joined(before, line.lead))

    def story(self, person: Person, tone: Tone, earlier: Sequence[str]) -> str:
        """Goes on from the scenes so far: for asking how likely a wording of the next one is."""
        turns = [
            Turn(Role.SYSTEM, self._text("story_system")),
            Turn(Role.USER, self._text("story_user", tone=tone.value, who=_who(person))),
        ]
        told = "\n".join(earlier)
        return rendered(turns, self.chat_format, begun=f"{told}\n" if told else "")

    def scene(self, request: SceneRequest) -> str:
        """Has a scene written. The person's answers and wish stand between marks, as material."""
        person, options = request.person, request.options
        scene = request.outline.scenes[request.index]
        visual = scene.visual
        name, pronoun = person.name, person.forms.subject
        props = ", ".join(visual.props)
        scenes = enumerate(request.outline.scenes, start=1)
        wish = f"The person wishes: <wish>{_plain(request.wish.text)}</wish>" if request.wish.text else ""
        text = self._text(
            "scene_user",
            answers="\n".join(
                f"{key}: {text}" for key, text in person.texts.items() if key not in NEVER_TOLD
            ),
            title=request.outline.title,
            logline=request.outline.logline,
            teller=_TELLERS[options.point_of_view].format(name=name, pronoun=pronoun),
            tone=(options.tone or person.tone).value,
            readers=_READERS[options.reading_age or ReadingAge.ADULT],
            language=options.language,
            outline="\n".join(f"{number}. {item.title} ({item.beat})" for number, item in scenes),
            earlier="\n\n".join(request.earlier) or "(nothing yet)",
            number=str(request.index + 1),
            scene_title=scene.title,
            beat=scene.beat.value,
            low=str(request.words[0]),
            high=str(request.words[1]),
            picture=f"{visual.setting}, {visual.time}, {visual.weather}, {visual.mood}; {props}",
            uses=", ".join(scene.answer_ids),
            draft=request.draft,
            wish=wish,
        )
        turns = [Turn(Role.SYSTEM, self._text("scene_system")), Turn(Role.USER, text)]
        return rendered(turns, self.chat_format)

    def _text(self, name: str, **values: str) -> str:
        return Template(self.texts[name]).substitute(values).strip()


def _who(person: Person) -> str:
    wish = f", who wants to {person.dream_inf}" if person.dream_inf else ""
    return f"{person.name}{wish}"


def _plain(text: str) -> str:
    """A wish without what could end the marks around it."""
    return " ".join(text.replace("<", " ").replace(">", " ").split())

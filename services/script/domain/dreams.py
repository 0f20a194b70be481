"""What a person wishes to be or do, as it fits into a sentence."""

import re

from services.script.domain import phrases
from services.script.domain.grammar import BASE_VERBS, conjugated, mended, retold, speaks_as_another
from services.script.domain.model import PointOfView
from services.script.domain.pronouns import Forms
from services.script.domain.quoting import shortened
from services.script.domain.writing.words import word_set

_WISH = re.compile(
    r"^(?:(?:what )?(?:i|i'd|id|i would|we|he|she) ?(?:just |really |still |always |secretly )*"
    r"(?:want(?:s|ed)?|wanna|would like|'?d like|'?d love|would love|like|love|wish|hope|dream(?:ed"
    r"|t)?|plan|am going|will|would|'?ll|'?d|could)"
    r"(?: (?:of|to|about|that))*(?: (?:i|i'd|i could|i would|i was))? |i'm |(?:my dream(?:s)? (?:is"
    r"|are|would be|was)|the dream(?: is)?|to) (?:to )?)",
    re.IGNORECASE,
)
_BEING = re.compile(r"^(?:be(?:come|ing|coming)?|being|am|as) ", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(?:er|or|ist|ian|eer|smith|man|woman|wright|ess|ant|eon|keeper|ete|ief)$|^(?:pilot|captain|chef|coach|vet|nurse|poet|judge|guide"
    r"|host|mayor|clown|hero|dj|cook|star|champion|king|queen|monk|astronaut|mum|mom|dad|mother|father|mechanic|medic|goalie|boss|winger"
    r"|referee|president|minister|midwife|critic|detective|spy|aviator|luthier|cosmonaut|bard|griot|scout|ranger|striker|principal|head)$",
    re.IGNORECASE,
)
_NOT_PEOPLE = word_set(
    "ever never other water summer winter paper letter letters another river theater theatre door floor"
    " color colour over under after water dinner weather number tower sister brother order winter power"
    " corner monster flower better bigger center centre harbor"
)
_AFTER_VERBS = word_set("a an the my our his her their your one two three some every all this that")
_NOTHING_SHORT = frozenset({"boil"})


def wished(text: str, forms: Forms) -> tuple[str, str]:
    """A dream as infinitive and present: ("be a pilot", "is a pilot"); empty where it is better quoted."""
    being = "is" if forms.person is PointOfView.THIRD else forms.be
    said = mended(phrases.first_clause(text))
    for _ in range(2):
        said = _WISH.sub("", said, count=1).strip()
    is_being = _BEING.match(said) is not None
    said = _BEING.sub("", said, count=1).strip()
    said = _without_first_person(said)
    whole = said
    said = _shortened(said)
    words = said.split()
    if not words or (len(words) == 1 and said != whole):
        return "", ""
    first = words[0].lower()
    if (
        not is_being
        and first in BASE_VERBS
        and first not in _NOTHING_SHORT
        and words[0] not in ("captain",)
        and (not _of_person(words) or (len(words) > 2 and words[1].lower() in _AFTER_VERBS))
    ):
        clause = retold(" ".join([first, *words[1:]]), forms)
        if clause is None or speaks_as_another(clause, forms):
            return "", ""
        rest = _with_second_verbs(clause.split(), forms)
        return clause, " ".join([_present(first, forms), *rest])
    role = retold(said, forms)
    names_someone = is_being or _of_person(words) or first in _ANYONE
    if role is None or speaks_as_another(role, forms) or not names_someone:
        return "", ""
    role = phrases.lowered(" ".join(w.lower() if w.isupper() and len(w) > 3 else w for w in role.split()))
    if is_being and not _of_person(words) and first not in ("a", "an", "the", "one", "someone", "somebody"):
        return (f"be {role}", f"{being} {role}") if len(words) <= 4 else ("", "")
    role = _with_article(role)
    return f"be {role}", f"{being} {role}"


def _shortened(said: str) -> str:
    """At most 16 words, and no role with half of a second wish or of where it would be."""
    words = said.split()
    if words and words[0].lower() in ("a", "an", "the"):
        for position in range(2, len(words) - 1):
            if words[position].lower() == "and" and words[position + 1].lower() in BASE_VERBS:
                return " ".join(words[:position])
    short = shortened(said, 16)
    if short == said:
        return short
    return _VAGUE_END.sub("", short.partition(" where ")[0])


_VAGUE_END = re.compile(r" (?:in|at|on|for|with|of) (?:a|an|some) \w+$")
_ANYONE = frozenset({"someone", "somebody"})
_OWN_ARTICLE = frozenset({"a", "an", "the", "one", "his", "her", "their"}) | _ANYONE


def _with_article(role: str) -> str:
    """A role with its article: "a pilot"; where there is only one, "the captain of the ferry"."""
    first, *rest = role.split()
    if first in _OWN_ARTICLE or first.endswith("'s"):
        return role
    if rest and rest[0].lower() in ("of", "for", "in", "on"):
        return f"the {role}"
    return f"{'an' if first[0] in 'aeiou' else 'a'} {role}"


def _present(verb: str, forms: Forms) -> str:
    """A verb after the hero's name, or after the "I" or "you" that stands for it."""
    return conjugated(verb) if forms.person is PointOfView.THIRD else verb


def _with_second_verbs(words: list[str], forms: Forms) -> list[str]:
    """The rest of "sail home and bring the boats": a second verb after "and" is conjugated as well."""
    out = words[1:]
    for position in range(1, len(out)):
        if out[position - 1].lower() in ("and", "then") and out[position].lower() in BASE_VERBS:
            out[position] = _present(out[position].lower(), forms)
    return out


def _of_person(words: list[str]) -> bool:
    """Whether a phrase names a kind of person: the last noun before "who", "of" or "with" does."""
    head: list[str] = []
    for word in words:
        if word.lower().strip(",") in (
            "who",
            "that",
            "of",
            "with",
            "for",
            "in",
            "on",
            "at",
            "and",
            "from",
            "to",
            "by",
            "or",
            "but",
        ):
            break
        head.append(word.strip(",!").lower())
    return bool(head) and head[-1] not in _NOT_PEOPLE and _PEOPLE.search(head[-1]) is not None


def _without_first_person(text: str) -> str:
    """A phrase up to where it begins to speak as "I", or to give a reason."""
    words = text.split()
    for position, word in enumerate(words):
        following = words[position + 1].lower() if position + 1 < len(words) else ""
        is_reason = word.lower() == "so" and following in _AFTER_SO
        if word.lower() in _ENDS_A_WISH or is_reason:
            words = words[:position]
            break
    while words and words[-1].lower() in _LOOSE:
        words.pop()
    return " ".join(words)


_ENDS_A_WISH = word_set("i i'm i've i'd i'll we because but")
_AFTER_SO = word_set("i i'm we he she it they that people everybody everyone nobody my")
_LOOSE = word_set("that who which where when what and or as like if the so")

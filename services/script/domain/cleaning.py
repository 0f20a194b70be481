"""A person's free text, made safe to quote: no markup, no instructions to a model, no odd characters."""

import re
import unicodedata

_MAX_CHARACTERS = 1200

_CHAT_MARKERS = re.compile(r"<\|?[^<>\n]{0,60}\|?>|\[/?INST\]|</?s>", re.IGNORECASE)
_TURN_MARKERS = re.compile(r"<\|[^<>\n]{0,60}\|?>?|\[/?INST\]|\bim_(?:start|end)\b", re.IGNORECASE)
"""Where a text begins to pretend to be another turn of a chat; nothing after that is an answer."""
_ADDRESSES = re.compile(r"\b(?:https?://|www\.)\S+|\S+@\S+\.\S+")
_ASIDES = re.compile(r"\([^()]*\)")
_QUOTES = re.compile(r"[“”„‟«»\"‹›`]")
_APOSTROPHES = re.compile(r"[’‘ʼ´]")
_KEPT_PUNCTUATION = frozenset(".,;:!?'-–—&%+/…°€$£\n")
_SMILEYS = re.compile(r"(?<!\w)(?:lol|lmao|haha+|hehe+|xd|:-?[)(DPp/|]|;-?\)|<3)(?!\w)", re.IGNORECASE)

_INSTRUCTIONS = re.compile(
    r"\b(?:ignore|disregard|override|bypass)\b.{0,40}\b(?:instruction|prompt|above|previous|rule|everything|said)"
    r"|\bforget\b.{0,20}\b(?:instruction|prompt|above|previous)"
    r"|\b(?:system|developer)\s+(?:prompt|message|instruction)|\binstructions?\b.{0,30}\b(?:instead|follow|new)\b"
    r"|\byou are (?:now|an? (?:ai|assistant|model|bot|chatbot))|\b(?:as an ai|language model|chatgpt"
    r"|jailbreak)\b"
    r"|\b(?:reply|respond|answer) (?:only )?(?:with|in)\b"
    r"|\b(?:print|output|repeat|reveal|write|say|reply|respond|answer)\b.{0,30}"
    r"\b(?:prompt|instruction|password|token|secret|verbatim|only the word|instead)\b"
    r"|^\s*(?:system|assistant|user|human)\s*:|\bim_(?:start|end)\b",
    re.IGNORECASE,
)
_UNSUITABLE = re.compile(
    r"\b(?:sex\w*|porn\w*|nude|naked|rape\w*|fuck\w*|shit\w*|bitch\w*|cunt\w*|dick|cock|whore\w*|slut\w*|nazi\w*"
    r"|suicid\w*|kill(?:s|ed|ing)? (?:my|him|her|them|your)sel\w+|kill(?:ed|ing)? (?:people|kids"
    r"|children|everyone|him|her|them)|behead\w*|cocaine|heroin|meth"
    r"|wank\w*|orgasm\w*|penis|vagina|nigg\w*|faggot\w*|retard\w*)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?…\n])\s+")
_NOTHING = re.compile(
    r"(?:i )?(?:idk|dunno|do ?n[o']?t know|no idea|not sure|n/?a|none|nothing(?: much| really)?|no"
    r"|nope|nah|nil|null|pass"
    r"|next(?: question)?|whatever|\?+|-+|\.+|ok(?:ay)?|yes|yeah|um+|hm+|well|skip|ask (?:her|him"
    r"|them|me)|why not)",
    re.IGNORECASE,
)


def clean_text(text: str) -> str:
    """One line of plain words, without markup, addresses, orders to a model and unsuitable sentences."""
    text = unicodedata.normalize("NFC", text[: _MAX_CHARACTERS * 2])
    text = _TURN_MARKERS.split(text, maxsplit=1)[0]
    text = _CHAT_MARKERS.sub(". ", text)
    text = _ADDRESSES.sub(" ", text)
    text = _ASIDES.sub(" ", text)
    text = _SMILEYS.sub(" ", text)
    text = re.sub(r"\b(Mrs?|Ms|Dr|Drs|Prof|St|Sr|Jr)\.(?=\s)", r"\1", text)
    text = re.sub(r"\bw/(?=\s)", "with", re.sub(r"\bw/o(?=\s)", "without", text))
    text = _APOSTROPHES.sub("'", _QUOTES.sub("", text))
    text = "".join(character if _is_plain(character) else " " for character in text)[:_MAX_CHARACTERS]
    kept = []
    for part in _SENTENCE.split(text):
        if _INSTRUCTIONS.search(part):
            break  # whoever begins to give orders goes on doing so
        if not is_unsuitable(part):
            kept.append(part)
    return tidy(" ".join(kept))


def tidy(text: str) -> str:
    """Single spaces, single marks, none of them left hanging."""
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\.{2,}|…", "…", text)
    text = re.sub(r"([!?,;:])[!?,;:.…]+", r"\1", text)
    text = re.sub(r"\s+([.,;:!?…])", r"\1", text)
    text = re.sub(r"(?:^|(?<=\s))[-–—/&+]+(?=\s|$)", "-", text)
    text = re.sub(r"(?<!\w)'|'(?!\w)", "", text)
    return re.sub(r"\s+", " ", text).strip(" .,;:-–—/&+…")


def is_nothing(text: str) -> bool:
    """Whether a clause says only that there is no answer."""
    return _NOTHING.fullmatch(text.strip(" .,;:!?…")) is not None or not any(c.isalnum() for c in text)


def is_unsuitable(text: str) -> bool:
    """Whether a text isn't for a story that children may read."""
    return _UNSUITABLE.search(text) is not None


def _is_plain(character: str) -> bool:
    return character in _KEPT_PUNCTUATION or character == " " or unicodedata.category(character)[0] in "LMN"

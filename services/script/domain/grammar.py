"""What a person says of themself, retold: only where every verb is known, so that it is always English."""

import re

from services.script.domain.pronouns import Forms
from services.script.domain.writing.words import word_set

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[^\w]+|_", re.UNICODE)

_ADVERBS = word_set(
    "always never just still also really only even often sometimes usually actually then now once finally"
    " already almost nearly probably mostly maybe simply suddenly quietly slowly secretly honestly truly"
    " definitely kind sort of literally basically generally rarely barely hardly"
)
_UNCHANGED = word_set(
    "can could will would should might may must can't couldn't won't wouldn't shouldn't cannot did didn't"
    " had hadn't went came saw held told heard felt found made got gave took stood sat sang ran swam rode"
    " drove flew fell wrote read knew thought said spoke kept left lost won built bought brought caught"
    " taught fought sold sent spent slept met paid began drank ate broke chose drew grew threw blew wore"
    " tore woke rose shook hid bit lit led fed bled dreamt learnt burnt leapt crept swept wept meant dealt"
    " hung stuck struck dug spun swung sank rang forgot forgave became overcame understood hit cut put set"
    " shut let hurt beat cast burst cost split spread quit dove snuck heared laid lay lied cried tried"
    " carried married hurried buried studied stayed played prayed"
)
_AUXILIARIES = {
    "am": ("is", "are"),
    "'m": ("is", "are"),
    "have": ("has", "have"),
    "do": ("does", "do"),
    "don't": ("doesn't", "don't"),
    "haven't": ("hasn't", "haven't"),
    "was": ("was", "were"),
    "wasn't": ("wasn't", "weren't"),
    "go": ("goes", "go"),
    "ain't": ("isn't", "aren't"),
}
_PLAIN_TYPOS = {
    "dont": "don't",
    "cant": "can't",
    "wont": "won't",
    "didnt": "didn't",
    "doesnt": "doesn't",
    "isnt": "isn't",
    "wasnt": "wasn't",
    "couldnt": "couldn't",
    "wouldnt": "wouldn't",
    "havent": "haven't",
    "im": "I'm",
    "ive": "I've",
    "thats": "that's",
    "whats": "what's",
    "theres": "there's",
    "u": "you",
    "ur": "your",
    "cos": "because",
    "cause": "because",
    "coz": "because",
    "bc": "because",
    "w": "with",
    "r": "are",
    "&": "and",
    "thru": "through",
    "teh": "the",
    "hte": "the",
    "adn": "and",
    "taht": "that",
    "wif": "with",
    "wiht": "with",
    "wehn": "when",
    "thier": "their",
    "becuase": "because",
    "bcoz": "because",
    "freind": "friend",
    "alot": "a lot",
    "everyones": "everyone's",
    "cuz": "because",
    "tho": "though",
    "arent": "aren't",
    "hasnt": "hasn't",
}
BASE_VERBS = word_set(
    "accept act add aim answer argue arrange arrive ask bake balance become begin believe belong bind"
    " bite blow boil bring build burn buy call captain care carry carve catch change chase check choose"
    " clean clear climb close coach collect come compose conduct cook count cover create cross cry cut"
    " dance decide deliver design dig direct discover dive draw dream dress drink drive drop earn eat end"
    " explain explore face fall farm feed feel fetch fight fill find finish fish fix fly fold follow"
    " forecast forget forgive found freeze gather get give glue go grow guard guess guide gut hand hang"
    " hate have hear heal help hide hike hit hold hope host hug hunt imagine invent iron join joik juggle"
    " jump keep kick knit know land laugh launch lay lead lean learn leave lend let lie lift light like"
    " listen live load lock look lose love make map mark marry meet melt mend milk mind miss mix move name"
    " need notice offer open orbit organise organize own pack paint park pass pay perform photograph pick"
    " pilot plant play polish post pour practise practice prefer prepare press print produce protect prove"
    " publish pull push put race raise reach read rebuild recite record remember repair repeat rescue rest"
    " restore return rewrite ride ring rise row run sail save say score sea search see sell send serve set"
    " sew shake shape share shine shoot shout show sing sit skate ski sleep smell smile solve sort sound"
    " speak spell spend spin stand start stay steer stir stop study surf surprise swap sweat sweep swim"
    " take talk taste teach tell test think throw tidy tie touch trace train translate travel treat try"
    " turn type understand unload use visit wait wake walk want warm wash watch water wear weave weigh"
    " welcome win wipe wish wonder work worry wrap write"
)
_ALSO_NOUNS = word_set(
    "work dream drink fish fight help hope kick land laugh light look love mark mind move name offer pack"
    " park pass post race rest ride ring rise row run sail score sea search shape shine shoot shout show"
    " smell smile sound spell spin stand start stop study surf sweat swim talk taste test tie touch trace"
    " train travel treat turn type use visit wait walk wash watch water wish wonder worry wrap act aim"
    " answer bake bite blow call care cast change check climb coach cook count cover cross cry cut dance"
    " design dive draw dress drive drop end face fall farm feed fill find fix fly fold forecast glue guard"
    " guess guide gut hand host hug hunt iron joik jump keep lead lie like load lock map meet milk need"
    " open orbit paint pick pilot plant play polish practice press print produce pull push raise reach"
    " read record repair repeat rescue return set shake share ski sleep sort stir surprise swap throw tidy"
    " torch warm wake wear"
)
_A_BEFORE_VOWEL = re.compile(r"\b([Aa])(?= [aeio])(?! (?:one|once|eu|ew))")
_FINITE = word_set(
    "is are am was were has have had do does did don't doesn't didn't isn't aren't wasn't weren't hasn't"
    " haven't can cannot goes"
)
_SUBJECTS = word_set("i you she he they it we nobody everybody somebody someone everyone there this that")
_BLOCKING = frozenset({"we", "us", "we're", "we've", "we'll", "we'd", "ourselves", "lets", "let's", "i'd've"})


def retold(clause: str, forms: Forms) -> str | None:
    """`clause` as the story's teller says it; None where that could go wrong, so that it is better quoted.

    "i can't speak when people look at me" → "she can't speak when people look at her",
    "you can't speak when people look at you"
    """
    if forms.is_first:
        return mended(clause)
    tokens = [_PLAIN_TYPOS.get(token.lower(), token) for token in _WORD.findall(clause)]
    out: list[str] = []
    expects_verb = False
    present_subject = False
    for position, token in enumerate(tokens):
        word = token.lower()
        if word in _BLOCKING:
            return None
        if not word[0].isalpha():
            out.append(token)
            if re.search(r"[.;:!?]", token):
                present_subject = False
            continue
        if expects_verb:
            if word in _ADVERBS:
                out.append(token)
                continue
            verb = _after_subject(word, forms)
            if verb is None:
                return None
            present_subject = verb != word or (word in BASE_VERBS and word not in _UNCHANGED)
            out.append(verb)
            expects_verb = False
            continue
        if word == "am":
            out.append(forms.be)
            continue
        if word == "i":
            out.append(forms.subject)
            expects_verb = True
            continue
        if word in ("i'm", "i've", "i'd", "i'll"):
            out.append(_contraction(word, forms))
            present_subject = False
            continue
        if present_subject and _is_joined(tokens, position) and word in BASE_VERBS and not forms.plural:
            if word in _ALSO_NOUNS:
                return None
            token = conjugated(word)
        out.append(_possessive(word, token, forms))
    if expects_verb:
        return None
    return "".join(out)


def conjugated(verb: str) -> str:
    """The third person singular of a base verb: "build" → "builds", "carry" → "carries"."""
    if verb == "have":
        return "has"
    if verb == "be":
        return "is"
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def mentions_first_person(text: str) -> bool:
    """Whether a text still speaks as I or we."""
    return (
        re.search(r"\b(?:i|i'm|i've|i'd|i'll|im|ive|me|my|mine|myself|we|us|our|ours)\b", text, re.IGNORECASE)
        is not None
    )


_CONJUGATED = frozenset(conjugated(verb) for verb in BASE_VERBS - _ALSO_NOUNS)


def speaks_as_another(text: str, forms: Forms) -> bool:
    """Whether a text still says "I" where the story's teller is somebody else."""
    return not forms.is_first and mentions_first_person(text)


def mended(text: str) -> str:
    """Common slips of typing, for words that are worked into a sentence of ours; quotations keep theirs."""
    if is_shouted(text):
        text = text.lower()
    whole = "".join(
        "I" if token == "i" else _PLAIN_TYPOS.get(token.lower(), token) for token in _WORD.findall(text)
    )
    return _A_BEFORE_VOWEL.sub(r"\1n", whole)


def is_shouted(text: str) -> bool:
    """Whether a text is typed in capitals all through."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 8 and sum(c.isupper() for c in letters) > 0.8 * len(letters)


def is_clause(text: str) -> bool:
    """Whether a text says what somebody or something does or is, so that it can follow "that"."""
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", text.lower())
    if len(words) > 1 and words[0].partition("'")[0] in _SUBJECTS:
        return True
    return any(word in _FINITE or word in _UNCHANGED or word in _CONJUGATED for word in words[1:])


def _after_subject(word: str, forms: Forms) -> str | None:
    if word in _AUXILIARIES:
        return _AUXILIARIES[word][1 if forms.plural else 0]
    if word in _UNCHANGED or (word.endswith("ed") and len(word) > 4 and word != "need"):
        return word
    if word in BASE_VERBS:
        return word if forms.plural else conjugated(word)
    return None


def _contraction(word: str, forms: Forms) -> str:
    if word == "i'm":
        return f"{forms.subject}'re" if forms.plural else f"{forms.subject}'s"
    if word == "i've":
        return f"{forms.subject}'ve" if forms.plural else f"{forms.subject} has"
    return forms.subject + word[1:]


def _is_joined(tokens: list[str], position: int) -> bool:
    """Whether a word follows "and", "then", "but" or a comma: the place of a second verb of one subject."""
    before = [token.lower() for token in tokens[max(0, position - 3) : position] if token.strip()]
    return bool(before) and (before[-1] in ("and", "then", "but", "or") or before[-1].strip() == ",")


def _possessive(word: str, token: str, forms: Forms) -> str:
    mine = {
        "my": forms.possessive,
        "me": forms.object,
        "mine": forms.own,
        "myself": forms.reflexive,
        "our": "their",
        "ours": "theirs",
    }
    return mine.get(word, token)

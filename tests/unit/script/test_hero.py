"""What of a person's answers a picture shows of them."""

import pytest

from services.script.domain.hero import Hero, HeroAge, HeroAid, HeroAnimal, companion_of, hero_of
from services.script.domain.model import Visual
from services.script.domain.person import understand
from services.script.domain.picturing import companion_in
from tests.unit.script.people import MAYA


@pytest.mark.parametrize(
    ("band", "age"),
    [
        ("child", HeroAge.CHILD),
        ("teen", HeroAge.TEEN),
        ("twenties", HeroAge.ADULT),
        ("fifties_sixties", HeroAge.ADULT),
        ("seventies_plus", HeroAge.ELDER),
        ("", HeroAge.ADULT),
    ],
)
def test_a_hero_looks_as_old_as_they_said(band: str, age: HeroAge) -> None:
    assert hero_of({"age_band": band}).age is age


@pytest.mark.parametrize(
    ("answers", "aid"),
    [
        ({"today": "I roll to work in my wheelchair"}, HeroAid.WHEELCHAIR),
        ({"treasure": "my first wheelchair gloves"}, HeroAid.WHEELCHAIR),
        ({"strength": "I’m fast in a wheelchair"}, HeroAid.WHEELCHAIR),
        ({"dream": "wheelchair racer. Marathons"}, HeroAid.WHEELCHAIR),
        ({"obstacle": "crutches sink in sand"}, HeroAid.CRUTCHES),
        ({"today": "shops, slowly, with my walking stick"}, HeroAid.CANE),
        ({"treasure": "the white cane with a dent"}, HeroAid.WHITE_CANE),
        ({"today": "out with my guide dog"}, HeroAid.WHITE_CANE),
        ({"today": "I push my mother's wheelchair"}, HeroAid.NONE),
        ({"dream": "build my sister a wheelchair"}, HeroAid.NONE),
        ({"helper": "my uncle in his wheelchair"}, HeroAid.NONE),
        ({"moment": "she threw her crutches into the sea"}, HeroAid.NONE),
        ({"today": "I cut cane. By the ton"}, HeroAid.NONE),
        ({"today": "I'm blind, since birth, before you ask"}, HeroAid.NONE),
    ],
)
def test_an_aid_is_shown_only_where_the_persons_own_words_name_it_as_theirs(
    answers: dict[str, str], aid: HeroAid
) -> None:
    assert hero_of(answers).aid is aid


@pytest.mark.parametrize(
    ("answers", "animal"),
    [
        ({"obstacle": "my dog is afraid of sheep"}, HeroAnimal.DOG),
        ({"helper": "The dog. His name is Useless"}, HeroAnimal.DOG),
        ({"treasure": "Pickle (dog)"}, HeroAnimal.DOG),
        ({"place": "wherever Bublina is. shes a cat"}, HeroAnimal.CAT),
        ({"place": "on my old grey pony"}, HeroAnimal.HORSE),
        ({"today": "my guide dog takes me to the bus"}, HeroAnimal.DOG),
        ({"moment": "a dog sat next to me. it wasnt my dog"}, HeroAnimal.NONE),
        ({"treasure": "a lead. no dog"}, HeroAnimal.NONE),
        ({"today": "peel peppers, feed the neighbour's cat"}, HeroAnimal.NONE),
        ({"helper": "my aunt Kavari who has buried 2 dogs"}, HeroAnimal.NONE),
        ({"treasure": "a photo of my brother's dog"}, HeroAnimal.NONE),
        ({"dream": "mountain rescue w/ a dog"}, HeroAnimal.NONE),
    ],
)
def test_an_animal_goes_along_where_it_is_theirs(answers: dict[str, str], animal: HeroAnimal) -> None:
    assert hero_of(answers).animal is animal


def test_names_and_pronouns_say_nothing_of_a_look() -> None:
    same = {"dream": "sing", "age_band": "teen"}
    people = [{**same, "name": name, "pronouns": each} for name, each in (("Aisha", "she"), ("Olaf", "he"))]
    assert {hero_of(person) for person in people} == {Hero(HeroAge.TEEN)}


@pytest.mark.parametrize(
    ("helper", "band", "companion"),
    [
        ("my grandmother Ines, who never learned to swim", "twenties", "elder"),
        ("Mrs. Kowalczyk, she is 81", "child", "elder"),
        ("Mr. Pillai the night watchman", "teen", "adult"),
        ("my brother Jonas", "child", "child"),
        ("my brother Jonas", "twenties", "adult"),
        ("my daughter", "thirties_forties", "child"),
        ("my daughter", "seventies_plus", "adult"),
        ("my little sister", "seventies_plus", "child"),
        ("my late husband", "seventies_plus", "nobody"),
        ("my dad, he died in May", "teen", "nobody"),
        ("the dog", "teen", "nobody"),
        ("", "teen", "nobody"),
    ],
)
def test_a_helper_is_seen_as_old_as_the_words_say_and_the_dead_are_not_seen(
    helper: str, band: str, companion: str
) -> None:
    assert companion_of(helper, band) == companion


def test_the_helper_stands_beside_the_hero_only_where_the_words_speak_of_them() -> None:
    maya = understand(MAYA)
    assert companion_in(maya, f"On Sunday {maya.helper} comes down to the pools.") == "elder"
    assert companion_in(maya, "On Sunday Maya comes down to the pools.") == "nobody"
    assert Visual("ocean", "dawn", "clear", "calm", "still", "standing").companion == "nobody"

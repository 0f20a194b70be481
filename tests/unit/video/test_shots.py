"""How a film is shot: neighbours differ, places are seen anew, and the story's wishes count."""

import itertools
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from services.video.domain.shots import ScenePlan, Shot, plan_shots

MOVES = (
    "push_in",
    "pull_out",
    "pan_left",
    "pan_right",
    "crane_up",
    "crane_down",
    "orbit",
    "fly_over",
    "still",
)
SCENES = st.builds(
    ScenePlan,
    setting=st.sampled_from(["ocean", "kitchen", "city"]),
    mood=st.sampled_from(["tender", "awe", "hopeful"]),
    camera=st.sampled_from(MOVES),
    hero=st.sampled_from(["standing", "walking", "absent"]),
)
FILMS = st.lists(SCENES, min_size=1, max_size=12)
SEEDS = st.integers(0, 2**62)


def scene(setting: str = "ocean", mood: str = "hopeful", camera: str = "still") -> ScenePlan:
    return ScenePlan(setting, mood, camera, "standing")


@given(FILMS, SEEDS)
def test_no_two_neighbours_share_a_shot_or_a_move(scenes: list[ScenePlan], seed: int) -> None:
    for one, other in itertools.pairwise(plan_shots(scenes, seed)):
        assert one.shot is not other.shot
        assert one.camera != other.camera


@given(FILMS, SEEDS)
def test_a_film_opens_wide_and_never_closes_with_a_close_shot(scenes: list[ScenePlan], seed: int) -> None:
    shots = [planned.shot for planned in plan_shots(scenes, seed)]
    assert shots[0] is Shot.WIDE
    assert shots[-1] is not Shot.CLOSE


@given(FILMS, SEEDS)
def test_a_place_that_comes_again_is_lit_from_the_other_side_and_laid_out_anew(
    scenes: list[ScenePlan], seed: int
) -> None:
    planned = plan_shots(scenes, seed)
    assert len({p.seed for p in planned}) == len(planned)
    last: dict[str, int] = {}
    for one, shooting in zip(scenes, planned, strict=True):
        if one.setting in last:
            assert last[one.setting] % 2 != shooting.seed % 2
        last[one.setting] = shooting.seed
        assert 0 <= shooting.seed < 2**63


@given(FILMS, SEEDS)
def test_the_same_film_is_shot_the_same_way(scenes: list[ScenePlan], seed: int) -> None:
    assert plan_shots(scenes, seed) == plan_shots(scenes, seed)


def test_another_mood_of_one_scene_leaves_the_scenes_before_it_as_they_were() -> None:
    film = [scene("ocean"), scene("kitchen"), scene("city"), scene("meadow")]
    for seed in range(30):
        changed = [*film[:2], scene("city", mood="tender"), film[3]]
        one, other = plan_shots(film, seed), plan_shots(changed, seed)
        assert one[:2] == other[:2]
        assert one[3].seed == other[3].seed


def test_another_seed_shoots_another_film() -> None:
    scenes = [scene(camera=move) for move in MOVES]
    assert len({plan_shots(scenes, seed) for seed in range(20)}) == 20


def test_a_move_that_the_story_asks_for_is_made_where_its_neighbour_didnt() -> None:
    planned = plan_shots([scene(camera="orbit"), scene(camera="push_in"), scene(camera="pan_left")], 3)
    assert [p.camera for p in planned] == ["orbit", "push_in", "pan_left"]


def test_near_shots_make_no_move_that_loses_the_hero() -> None:
    for seed in range(40):
        for shooting in plan_shots([scene(camera="fly_over"), scene(camera="crane_up"), scene()], seed):
            if shooting.shot is not Shot.WIDE:
                assert shooting.camera not in {"fly_over", "crane_up", "crane_down"}


def test_tender_scenes_are_seen_nearer_than_grand_ones() -> None:
    def seconds(mood: str) -> Counter[Shot]:
        film = [scene("city"), scene(mood=mood), scene("kitchen")]
        return Counter(plan_shots(film, seed)[1].shot for seed in range(300))

    assert seconds("tender")[Shot.CLOSE] > seconds("hopeful")[Shot.CLOSE] > 0


def test_a_place_seen_again_is_seen_from_another_distance() -> None:
    film = [scene("ocean"), scene("kitchen"), scene("ocean"), scene("city")]
    for seed in range(60):
        shots = [planned.shot for planned in plan_shots(film, seed)]
        assert shots[2] is not shots[0]

"""What a workspace pays for, as far as others than its own billing need to know."""

from enum import StrEnum


class Plan(StrEnum):
    """The plan of a workspace. It comes with each access token, and takes effect when that is renewed."""

    FREE = "FREE"
    PLUS = "PLUS"
    PRO = "PRO"

    @classmethod
    def of_claim(cls, claim: object) -> "Plan":
        """The plan that a token names; FREE for one that names none, or one that isn't known here yet."""
        return next((plan for plan in cls if plan.value == claim), cls.FREE)

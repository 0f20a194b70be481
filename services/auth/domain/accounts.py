"""Accounts, and the e-mail addresses by which people find theirs again."""

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from services.kit.ids import UserId, WorkspaceId
from services.kit.roles import Role


@dataclass(frozen=True, slots=True)
class Account:
    """Who a person is."""

    id: UserId
    email: str
    """As the person typed it, without surrounding spaces."""
    display_name: str
    workspace_id: WorkspaceId
    created_at: datetime
    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Credentials:
    """An account with what proves that somebody is its owner."""

    account: Account
    password_hash: str


@dataclass(frozen=True, slots=True)
class Identity:
    """An entry of the directory: whose e-mail address this is, and so where their account lies."""

    user_id: UserId
    workspace_id: WorkspaceId
    pending: bool
    """The account may not be there yet: its sign-up is under way, or broke off half-way."""


def normalize_email(email: str) -> str:
    """The form of an address that is looked up: two spellings of one address are one account.

    The part before the @ is folded as well: providers that tell `Ada@` from `ada@` are rarer by far than
    people who type their own address in two ways.
    """
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", email.strip()).casefold())


def clean_label(text: str) -> str:
    """A display or device name on one line: composed, trimmed, without characters that can't be seen."""
    composed = unicodedata.normalize("NFC", text)
    visible = "".join(" " if unicodedata.category(each) in {"Cc", "Zl", "Zp"} else each for each in composed)
    return " ".join(visible.split())

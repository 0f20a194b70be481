"""The tables of jobs, on every shard. Times are the database's own: no process's clock is ever compared."""

import uuid
from datetime import datetime, timedelta
from enum import StrEnum

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    DateTime,
    ForeignKeyConstraint,
    Index,
    Integer,
    Interval,
    LargeBinary,
    SmallInteger,
    Text,
    Uuid,
    func,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from services.kit.db.base import Base, OwnedRow

_STATES = "'QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED'"


class JobRow(OwnedRow, Base):
    """A job, and the lease on it."""

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint(f"state IN ({_STATES})", name="state"),
        CheckConstraint("(state = 'RUNNING') = (lease_expires_at IS NOT NULL)", name="lease"),
        Index("ix_job_waiting", "run_after", postgresql_where=text("state = 'QUEUED'")),
        Index(
            "ix_job_next",
            "slot",
            "user_id",
            "kind",
            literal_column("priority DESC"),
            "run_after",
            postgresql_where=text("state = 'QUEUED'"),
        ),
        Index(
            "ix_job_due", "slot", "user_id", "kind", "run_after", postgresql_where=text("state = 'QUEUED'")
        ),
        Index("ix_job_late", "kind", "deadline", postgresql_where=text("state = 'QUEUED'")),
        Index("ix_job_leased", "kind", "lease_expires_at", postgresql_where=text("state = 'RUNNING'")),
        Index(
            "ix_job_to_cancel",
            "kind",
            postgresql_where=text("cancel_requested AND state IN ('QUEUED', 'RUNNING')"),
        ),
        Index("ix_job_made", "created_at", "id"),
        Index("ix_job_set_aside", "created_at", "id", postgresql_where=text("set_aside_at IS NOT NULL")),
        Index("ix_job_to_requeue", "kind", postgresql_where=text("retry_requested")),
        # Heartbeats rewrite rows all the time: room on the page keeps them from moving.
        {"postgresql_with": {"fillfactor": 70}},
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid(as_uuid=True), primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    resource_id: Mapped[uuid.UUID] = mapped_column(Uuid(as_uuid=True))
    state: Mapped[str] = mapped_column(Text)
    priority: Mapped[int] = mapped_column(SmallInteger)
    payload: Mapped[bytes] = mapped_column(LargeBinary)
    traceparent: Mapped[str | None] = mapped_column(Text)
    cancel_requested: Mapped[bool] = mapped_column(Boolean)
    attempt: Mapped[int] = mapped_column(SmallInteger)
    max_attempts: Mapped[int] = mapped_column(SmallInteger)
    losses: Mapped[int] = mapped_column(SmallInteger)
    max_losses: Mapped[int] = mapped_column(SmallInteger)
    fencing: Mapped[int] = mapped_column(BigInteger)
    """Rises with every claim; a write under an older one is refused."""
    lease_owner: Mapped[str | None] = mapped_column(Text)
    lease_expires_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    run_after: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    time_limit: Mapped[timedelta | None] = mapped_column(Interval)
    deadline: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    belled_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))
    bells: Mapped[int] = mapped_column(SmallInteger)
    """How often the sweeper has rung since somebody came: it rings less and less often."""
    failure_reason: Mapped[str | None] = mapped_column(Text)
    failure_message: Mapped[str | None] = mapped_column(Text)
    failure_detail: Mapped[str | None] = mapped_column(Text)
    """What went wrong in our own terms, bounded: for operators only, its owner never sees it."""
    set_aside_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """Since when it waits for an operator; it is FAILED then."""
    set_aside_reason: Mapped[str | None] = mapped_column(Text)
    retry_requested: Mapped[bool] = mapped_column(Boolean, server_default=text("false"))
    """An operator wants it to run again; a worker of its kind takes it up together with the domain's row."""
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    finished_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


class JobOwnerRow(OwnedRow, Base):
    """A person's place in the queue of a kind. Triggers on `job` keep it; nothing else writes it."""

    __tablename__ = "job_owner"
    __table_args__ = (
        CheckConstraint("waiting >= 0 AND running >= 0", name="counts"),
        Index("ix_job_owner_idle", "kind", "rank", postgresql_where=text("waiting > 0 AND running = 0")),
        Index(
            "ix_job_owner_busy",
            "kind",
            literal_column("priority DESC"),
            "running",
            "served_at",
            postgresql_where=text("waiting > 0 AND running > 0"),
        ),
        {"postgresql_with": {"fillfactor": 70}},
    )

    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    waiting: Mapped[int] = mapped_column(Integer, server_default="0")
    """Jobs in the state QUEUED, due or not."""
    running: Mapped[int] = mapped_column(Integer, server_default="0")
    """Jobs in the state RUNNING, with a good lease or a lapsed one."""
    priority: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    """The highest one of those that wait."""
    due_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When the first of those that wait is due."""
    served_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """When a job of theirs was last claimed, or came to its end."""
    rank: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """`fairness.rank_of` while nothing of theirs runs: the smallest is next."""


class StepRow(OwnedRow, Base):
    """A finished step of a job; that it is here means that its effects are."""

    __tablename__ = "job_step"
    __table_args__ = (
        ForeignKeyConstraint(
            ["slot", "user_id", "job_id"], ["job.slot", "job.user_id", "job.id"], ondelete="CASCADE"
        ),
    )

    job_id: Mapped[uuid.UUID] = mapped_column(Uuid(as_uuid=True), primary_key=True)
    key: Mapped[str] = mapped_column(Text, primary_key=True)
    result: Mapped[bytes] = mapped_column(LargeBinary)
    fencing: Mapped[int] = mapped_column(BigInteger)
    """The lease under which it was finished."""
    attempt: Mapped[int] = mapped_column(SmallInteger)
    finished_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class UsageChargeRow(OwnedRow, Base):
    """What a finished step cost. It outlives its job: no foreign key."""

    __tablename__ = "usage_charge"

    job_id: Mapped[uuid.UUID] = mapped_column(Uuid(as_uuid=True), primary_key=True)
    step_key: Mapped[str] = mapped_column(Text, primary_key=True)
    meter: Mapped[str] = mapped_column(Text)
    quantity: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    refunded_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))
    """Since when it is given back: its job has failed for good."""


class OperatorActionRow(OwnedRow, Base):
    """What an operator did to a job of this owner, and why. It outlives the job: no foreign key."""

    __tablename__ = "operator_action"

    id: Mapped[uuid.UUID] = mapped_column(Uuid(as_uuid=True), primary_key=True)
    job_id: Mapped[uuid.UUID] = mapped_column(Uuid(as_uuid=True))
    operator_id: Mapped[uuid.UUID] = mapped_column(Uuid(as_uuid=True))
    action: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())


class Lane(StrEnum):
    """How an outbox row is published."""

    STREAM = "STREAM"
    """To JetStream, until it is acknowledged."""
    SIGNAL = "SIGNAL"
    """On core NATS, once: a wake-up that may get lost."""


class OutboxRow(OwnedRow, Base):
    """A message that has to be published because the transaction that wrote it was committed.

    A trigger notifies the channel `outbox` on insert.
    """

    __tablename__ = "outbox"
    __table_args__ = (
        Index("ix_outbox_due", "due_at", "id", postgresql_where=text("published_at IS NULL")),
        Index("ix_outbox_published", "published_at", postgresql_where=text("published_at IS NOT NULL")),
    )

    id: Mapped[uuid.UUID] = mapped_column(Uuid(as_uuid=True), primary_key=True)
    """Also the message's Nats-Msg-Id, so that publishing twice delivers once."""
    lane: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text)
    payload: Mapped[bytes] = mapped_column(LargeBinary)
    headers: Mapped[dict[str, str]] = mapped_column(JSONB)
    tries: Mapped[int] = mapped_column(SmallInteger)
    due_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    created_at: Mapped[datetime] = mapped_column(DateTime(timezone=True), server_default=func.now())
    published_at: Mapped[datetime | None] = mapped_column(DateTime(timezone=True))


OUTBOX_KEY = (OutboxRow.slot, OutboxRow.user_id, OutboxRow.id)
"""The primary key, for statements about many rows."""

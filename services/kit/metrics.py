"""The registry of metrics: the only place that spells a metric's name.

Several processes of one service share the files of PROMETHEUS_MULTIPROC_DIR, which whoever starts
them sets (see `services.kit.process`); `exposition` then adds all of them up.
"""

import os
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

_FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
_WAITS = (30, 60, 120, 300, 900, 3600)
_SLOW = (0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900)
_SIZES = (1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9)

MULTIPROCESS_DIR: Final = "PROMETHEUS_MULTIPROC_DIR"


class Metrics:
    """Every metric that any process of the platform has; the labels' names are in brackets."""

    def __init__(self, registry: CollectorRegistry) -> None:
        def counter(name: str, text: str, *labels: str) -> Counter:
            return Counter(f"encompass_{name}", text, labels, registry=registry)

        def level(name: str, text: str, *labels: str) -> Gauge:
            """A number of things that are there now; processes add up."""
            return Gauge(f"encompass_{name}", text, labels, registry=registry, multiprocess_mode="livesum")

        def reading(name: str, text: str, *labels: str) -> Gauge:
            """A figure that any process may read off the same database; the newest counts."""
            return Gauge(
                f"encompass_{name}", text, labels, registry=registry, multiprocess_mode="livemostrecent"
            )

        def timing(name: str, text: str, *labels: str, buckets: tuple[float, ...] = _FAST) -> Histogram:
            return Histogram(f"encompass_{name}", text, labels, registry=registry, buckets=buckets)

        # gRPC, as a server and as a client.
        self.rpc_seconds = timing("rpc_seconds", "Calls answered, by final code", "method", "code")
        self.rpc_in_flight = level("rpc_in_flight", "Calls being answered", "method")
        self.rpc_errors = counter("rpc_errors", "Calls that ended in an error", "method", "code", "reason")
        self.rpc_client_seconds = timing(
            "rpc_client_seconds", "Calls made to other services", "method", "code"
        )
        self.rpc_rejected = counter("rpc_rejected", "Calls turned away by a limit", "limit")
        self.token_checks = counter("token_checks", "Access tokens checked", "result")
        self.watch_streams = level("watch_streams", "Open watch streams", "domain")
        self.watch_looks = counter("watch_looks", "Times that watches read their shard", "domain", "woken_by")

        # Signing in.
        self.sign_in_attempts = counter("sign_in_attempts", "Sign-ins tried", "result")
        self.password_hash_seconds = timing("password_hash_seconds", "Hashing or checking a password")
        self.refreshes = counter("refreshes", "Refresh tokens presented", "result")

        # Databases.
        self.db_transaction_seconds = timing(
            "db_transaction_seconds", "Transactions and reads", "database", "kind"
        )
        self.db_connections = level("db_connections", "Connections checked out", "database")
        self.db_errors = counter("db_errors", "Failed transactions", "database", "error")

        # Jobs.
        self.job_claims = counter("job_claims", "Claims of jobs", "kind", "result")
        self.job_claim_seconds = timing(
            "job_claim_seconds", "From when a job was due to its first claim", "kind", buckets=_FAST + _WAITS
        )
        self.job_redeliveries = counter("job_redeliveries", "Bells that came more than once", "kind")
        self.job_refusals = counter("job_refusals", "Jobs that weren't taken on", "kind", "reason")
        self.job_finishes = counter("job_finishes", "Jobs that reached an end", "kind", "state")
        self.job_seconds = timing("job_seconds", "From a job's creation to its end", "kind", buckets=_SLOW)
        self.job_steps = counter("job_steps", "Steps, done now or found done", "kind", "result")
        self.job_step_seconds = timing("job_step_seconds", "Steps", "kind", "step", buckets=_SLOW)
        self.jobs_set_aside = counter("jobs_set_aside", "Jobs set aside for an operator", "kind", "reason")
        self.jobs_waiting_for_operator = reading(
            "jobs_waiting_for_operator", "Jobs that are set aside now", "shard", "kind"
        )
        self.jobs_requeued = counter("jobs_requeued", "Jobs taken up again for an operator", "kind")
        self.jobs_pruned = counter("jobs_pruned", "Finished jobs deleted for their age", "shard")
        self.job_retries = counter("job_retries", "Attempts after a failure", "kind")
        self.job_lost_leases = counter("job_lost_leases", "Leases that ran out under a worker", "kind")
        self.job_heartbeats = counter("job_heartbeats", "Lease extensions", "kind", "result")
        self.job_fenced_writes = counter(
            "job_fenced_writes", "Writes refused for an old fencing token", "kind"
        )
        self.jobs_running = level("jobs_running", "Jobs that this process works on", "kind")
        self.job_queue_depth = reading("job_queue_depth", "Jobs waiting for a worker", "shard", "kind")
        self.job_oldest_age_seconds = reading(
            "job_oldest_age_seconds", "Age of the job that has waited longest", "shard", "kind"
        )
        self.sweeps = counter("sweeps", "Rounds of the sweeper", "shard", "result")
        self.swept_jobs = counter("swept_jobs", "Jobs whose bell the sweeper rang again", "shard", "kind")
        self.usage_units = counter("usage_units", "Usage charged", "kind", "unit")

        # Outbox and streams.
        self.outbox_published = counter("outbox_published", "Outbox rows published", "shard", "result")
        self.outbox_depth = reading("outbox_depth", "Outbox rows not yet published", "shard")
        self.outbox_lag_seconds = reading("outbox_lag_seconds", "Age of the oldest unpublished row", "shard")
        self.outbox_publish_seconds = timing(
            "outbox_publish_seconds", "From a row's commit to its ack", "shard"
        )
        self.messages_received = counter(
            "messages_received", "Messages of durable consumers", "consumer", "result"
        )
        self.bus_published = counter("bus_published", "Wake-ups sent", "result")
        self.bus_dropped = counter("bus_dropped", "Wake-ups dropped because nobody read them")

        # Models.
        self.triton_seconds = timing("triton_seconds", "Inferences", "model", "result", buckets=_SLOW)
        self.triton_first_seconds = timing(
            "triton_first_seconds", "Until a streamed inference's first response", "model", buckets=_SLOW
        )
        self.triton_in_flight = level("triton_in_flight", "Inferences under way", "model")
        self.triton_responses = counter("triton_responses", "Responses of streamed inferences", "model")
        self.story_tokens = counter("story_tokens", "Tokens written by the language model")
        self.story_scenes = counter("story_scenes", "Scenes written, by where their text came from", "source")

        # Objects and films.
        self.blob_seconds = timing(
            "blob_seconds", "Requests to the object store", "operation", "result", buckets=_SLOW
        )
        self.blob_bytes = counter("blob_bytes", "Bytes moved to and from the object store", "operation")
        self.blob_size_bytes = Histogram(
            "encompass_blob_size_bytes", "Objects stored", registry=registry, buckets=_SIZES
        )
        self.video_frames = counter("video_frames", "Frames rendered", "setting")
        self.video_segments = counter("video_segments", "Segments published")
        self.video_first_segment_seconds = timing(
            "video_first_segment_seconds",
            "From a film's request to its first playable segment",
            buckets=_SLOW,
        )
        self.video_encode_seconds = timing("video_encode_seconds", "Encoding one segment")

        # The process itself.
        self.process_info = Gauge(
            "encompass_process_info",
            "1, with the name of the service",
            ["service"],
            registry=registry,
            multiprocess_mode="max",
        )
        self.loop_lag_seconds = timing("loop_lag_seconds", "How late the event loop runs what is due")


REGISTRY: Final = CollectorRegistry()
METRICS: Final = Metrics(REGISTRY)


def exposition() -> bytes:
    """All metrics, of all processes that share this service's name, in Prometheus's text format."""
    if MULTIPROCESS_DIR not in os.environ:
        return generate_latest(REGISTRY)
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry)

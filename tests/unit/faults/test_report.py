"""The matrix and the last line count what was broken."""

import json
from collections import Counter
from pathlib import Path

from tests.faults import report
from tests.faults.invariants import Breach, Evidence, Violation
from tests.faults.run import NO_EFFECT, RunResult
from tests.unit.faults.runs import good_run

BROKEN = (
    Violation(Breach.LOST, "steps", "j", "gone"),
    Violation(Breach.WRONG, "watches", "v", "back in time"),
)


def result(fault: str, seed: int, *violations: Violation) -> RunResult:
    return RunResult(seed, fault, 2.0, 3, violations, Evidence(good_run().people))


def test_the_last_line_says_how_much_was_broken_and_under_which_seeds() -> None:
    results = [result("kill-nats", 1), result("several", 1, *BROKEN), result("kill-nats", 2, BROKEN[0])]
    line = json.loads(json.dumps(report.summary(results)))
    assert {name: line[name] for name in ("runs", "jobs", "lost", "doubled", "stuck", "wrong")} == {
        "runs": 3,
        "jobs": 9,
        "lost": 2,
        "doubled": 0,
        "stuck": 0,
        "wrong": 1,
    }
    assert line["acts"] == {"repeats": 3, "reconnections": 3, "looks": 3}
    assert line["bad"] == [{"fault": "several", "seed": 1}, {"fault": "kill-nats", "seed": 2}]


def test_a_run_missed_only_if_its_fault_had_no_effect_and_nothing_else_was_wrong() -> None:
    nothing_there = Violation(Breach.WRONG, "fault", "several", f"{NO_EFFECT}: nobody works")
    broke = Violation(Breach.WRONG, "fault", "several", "the fault broke: OSError()")
    assert result("several", 1, nothing_there).missed
    assert not result("several", 1).missed
    assert not result("several", 1, broke).missed
    assert not result("several", 1, nothing_there, BROKEN[0]).missed


def test_the_matrix_has_a_row_for_each_fault() -> None:
    rows = report.rows_of([result("kill-nats", 1), result("several", 1, *BROKEN), result("kill-nats", 2)])
    assert [(row.fault, row.runs, row.jobs, row.bad_seeds) for row in rows] == [
        ("kill-nats", 2, 6, ()),
        ("several", 1, 3, (1,)),
    ]
    assert rows[1].breaches == Counter({Breach.LOST: 1, Breach.WRONG: 1})


def test_a_broken_run_is_kept_with_its_record_and_logs(tmp_path: Path) -> None:
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "jobs.log").write_text("a line", encoding="utf-8")
    kept = report.keep(result("several", 7, *BROKEN), tmp_path / "broken", logs)
    record = json.loads((kept / "record.json").read_text(encoding="utf-8"))
    assert (record["seed"], record["fault"]) == (7, "several")
    assert record["violations"][0] == "LOST steps: gone (j)"
    assert record["evidence"]["people"][0]["asks"][0]["request_id"] == "r1"
    assert (kept / "logs" / "jobs.log").exists()

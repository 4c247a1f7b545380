from __future__ import annotations

import signal
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.model import EventStatus, Issue, Judgement, Report, StoreError, claim, content_id, quote
from chancery.store import Store, open_store
from tests.factory import holds, meets, report_with, says

NOW, LATER = "2026-01-02T03:04:05Z", "2026-01-03T00:00:00Z"


def sample() -> tuple[Report, tuple]:  # type: ignore[type-arg]
    return report_with(
        holds("Toshimitsu Motegi", "foreign minister", "JPN", start="2019-09-11", predecessor="Taro Kono"),
        meets("KOR JPN", ("Kim Jung-han", "Shigeki Takizaki"), "2019-09-20", "scheduled", place=("Tokyo",), level="director-general"),
        says("Kim In-chul", "KOR", "that “nothing has been decided”", quoted=True),
    )


def test_what_is_put_in_comes_out(store: Store) -> None:
    report, claims = sample()
    issue = Issue("open-date", report.id, "no date for 'recently'", 3, 11)
    added = store.writer().add(report, claims, [issue], reader="r1", recorded=NOW)
    assert added.new_report
    assert added.changed
    assert set(added.gained) == {claim.id for claim in claims}
    with store.view() as view:
        assert view.report(report.id) == report
        assert view.claims_of(report.id) == claims
        assert view.issues_of(report.id) == (issue,)
        assert [(row.reader, row.recorded) for row in view.readings()] == [("r1", NOW)]
        assert view.reports()[0].published == "2019-09-19"
        assert view.report("none") is None


def test_the_same_again_adds_nothing(store: Store) -> None:
    report, claims = sample()
    store.writer().add(report, claims, reader="r1", recorded=NOW)
    again = store.writer().add(report, claims[::-1], reader="r1", recorded=LATER)
    assert not again.changed
    assert again.kept == 3
    with store.view() as view:
        assert len(view.readings()) == 1
        assert view.counts()["claims.event"] == 1


def test_new_rules_keep_what_old_rules_read(store: Store) -> None:
    report, claims = sample()
    store.writer().add(report, claims, reader="r1", recorded=NOW)
    second = store.writer().add(report, claims[:2], reader="r2", recorded=LATER)
    assert second.lost == (claims[2].id,)
    assert second.gained == ()
    with store.view() as view:
        assert view.claims_of(report.id) == claims[:2]
        assert view.claims_of(report.id, current=False) == claims
        assert [row.current for row in view.readings()] == [False, True]
    third = store.writer().add(report, claims, reader="r3", recorded=LATER)
    assert third.gained == (claims[2].id,)
    with store.view() as view:
        assert view.claims_of(report.id) == claims
        assert len(view.claims_in([row.id for row in view.readings()])) == 3


def test_a_day_learnt_later_is_kept_and_never_weakened(store: Store) -> None:
    report, claims = sample()
    undated = replace(report, published=None, published_how="open")
    store.writer().add(undated, claims, reader="r1", recorded=NOW)
    store.writer().add(report, claims, reader="r1", recorded=LATER)
    store.writer().add(replace(report, published="2019-10-01", published_how="inferred"), claims, reader="r1", recorded=LATER)
    with store.view() as view:
        kept = view.report(report.id)
        assert kept is not None
        assert (kept.published, kept.published_how) == ("2019-09-19", "given")


def test_evidence_that_the_report_does_not_hold_is_a_bug(store: Store) -> None:
    report, claims = sample()
    other = replace(report, text="Quite another text, long enough to be cut at the same place. " * 9)
    with pytest.raises(ValueError, match="its evidence"):
        store.writer().add(other, claims, reader="r1", recorded=NOW)


def test_words_are_found_in_text_and_quotes(store: Store) -> None:
    report, claims = sample()
    store.writer().add(report, claims, reader="r1", recorded=NOW)
    with store.view() as view:
        assert [head.id for head, _ in view.search_reports("motegi MINISTER")] == [report.id]
        assert view.search_reports('"minister motegi"') == ()
        assert view.search_reports("motegi nowhere") == ()
        assert view.search_reports("motegi", first="2020-01-01") == ()
        assert view.search_claims('"nothing has been decided"') == (claims[2].id,)
        assert view.search_reports('" * (') == ()


def test_judgements_stay_and_are_kept_once(store: Store) -> None:
    report, claims = sample()
    writer = store.writer()
    writer.add(report, claims, reader="r1", recorded=NOW)
    word = Judgement(content_id("j1"), "reject", (claims[0].id,), "", "", "Ana", NOW, "misread")
    assert writer.judge(word)
    assert not writer.judge(word)
    undo = Judgement(content_id("j2"), "undo", (word.id,), "", "", "Ana", LATER, "was right")
    assert writer.judge(undo)
    with store.view() as view:
        assert view.judgements() == (word, undo)
    with pytest.raises(StoreError, match="no judgement"):
        writer.judge(replace(undo, id="x", subjects=("nothing",)))


def test_a_report_of_another_day_changes_only_its_own_claims(store: Store) -> None:
    report, claims = sample()
    store.writer().add(report, claims, reader="r1", recorded=NOW)
    other, found = report_with(meets("KOR JPN", ("Kim Jung-han",), "2019-09-20"), outlet="Other")
    store.writer().add(other, found, reader="r1", recorded=NOW)
    with store.view() as view:
        assert view.claims_of(report.id) == claims
        assert view.claims([found[0].id])[0].report.outlet == "Other"


_CRASH = """
import os, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it, and their children would too
sys.path[:0] = sys.argv[2:]
import chancery.store.writer as writer
from chancery.store import open_store
from tests.factory import meets, report_with
store = open_store(sys.argv[1])
first = report_with(meets("KOR JPN", (), "2019-09-01"), name="a")
store.writer().add(first[0], first[1], reader="r", recorded="2026-01-01T00:00:00Z")
print("one in", flush=True)
writer._set_current = lambda *_: os.kill(os.getpid(), signal.SIGNAL)
second = report_with(meets("KOR JPN", (), "2019-09-02"), name="b")
store.writer().add(second[0], second[1], reader="r", recorded="2026-01-01T00:00:00Z")
"""


@pytest.mark.parametrize("stop", ["SIGKILL", "SIGINT"])
def test_a_crash_in_mid_read_loses_and_doubles_nothing(address: str, stop: str) -> None:
    script = _CRASH.replace("SIGNAL", stop)
    found = subprocess.run([sys.executable, "-c", script, address, *sys.path], capture_output=True, text=True, timeout=60, check=False)
    assert "one in" in found.stdout, found.stderr
    assert found.returncode in (-getattr(signal, stop), 1, 130)
    again = [report_with(meets("KOR JPN", (), f"2019-09-0{n}"), name=name) for n, name in ((1, "a"), (2, "b"))]
    with open_store(address) as store:
        with store.view() as view:
            assert view.counts()["reports"] == 1
        changed = [store.writer().add(report, claims, reader="r", recorded=NOW).changed for report, claims in again]
        assert changed == [False, True]
        with store.view() as view:
            assert view.counts() == {"claims.event": 2, "judgements": 0, "reports": 2}


_MANY = """
import sys
sys.path[:0] = sys.argv[3:]
from chancery.store import open_store
from tests.factory import meets, report_with
with open_store(sys.argv[1]) as store:
    for n in range(25):
        report, claims = report_with(meets("KOR JPN", (), f"20{n:02d}"), outlet=sys.argv[2])
        store.writer().add(report, claims, reader="r", recorded="2026-01-01T00:00:00Z")
"""


def test_two_processes_may_write(address: str) -> None:
    command = [sys.executable, "-c", _MANY, address]
    runs = [subprocess.Popen([*command, outlet, *sys.path], stderr=subprocess.PIPE) for outlet in ("A", "B")]
    for run in runs:
        _, fault = run.communicate(timeout=120)
        assert run.returncode == 0, fault.decode()
    with open_store(address) as store, store.view() as view:
        assert view.counts() == {"claims.event": 50, "judgements": 0, "reports": 50}


words = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@settings(max_examples=30, deadline=None)
@given(st.lists(words, min_size=1, max_size=4), words, st.sampled_from(list(EventStatus)))
def test_any_text_goes_in_and_comes_out(people: list[str], title: str, status: EventStatus) -> None:
    report, claims = report_with(meets("KOR JPN", tuple(people), "2019-W39", status.value), title=title)
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "r.db") as store:
        store.writer().add(report, claims, reader="r1", recorded=NOW)
        with store.view() as view:
            assert view.report(report.id) == report
            assert view.claims_of(report.id) == claims
            view.search_reports(title)


def test_a_new_reading_is_compared_before_it_is_taken(store: Store) -> None:
    report, claims = sample()
    store.writer().add(report, claims, reader="r1", recorded=NOW)
    new = claim(claims[1].value, (quote(report, claims[1].evidence[0].start, claims[1].evidence[0].end - 3),))
    with store.view() as view:
        found = view.compare(report.id, [claims[0], new])
        assert (found.gained, found.lost, found.moved, found.kept) == ((), (claims[2],), ((claims[1], new),), 1)
        assert view.claims_of(report.id) == claims

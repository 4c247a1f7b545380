from __future__ import annotations

import threading
from dataclasses import replace
from importlib import import_module
from itertools import count
from pathlib import Path

import pytest

from chancery.resolve import refresh
from chancery.store import Store, open_store
from tests.factory import meets, report_with
from tests.resolve.record import NOW, everything
from tests.resolve.test_order import corpus, whole

steps = import_module("chancery.resolve.refresh")


def _unresolved(place: Path) -> Store:
    store = open_store(place)
    for report, claims in corpus():
        store.writer().add(report, claims, reader="r1", recorded=NOW)
    return store


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_STEPS", tuple(replace(step, most=3) for step in steps._STEPS))


@pytest.mark.usefixtures("small")
def test_many_small_transactions_make_the_same_record(tmp_path: Path) -> None:
    with _unresolved(tmp_path / "r.db") as store:
        assert refresh(store).reports == len(corpus())
        assert everything(store) == whole()
        with store.view() as view:
            assert view.pending() == 0


@pytest.mark.usefixtures("small")
@pytest.mark.parametrize("every", [1, 17])
def test_an_interrupt_leaves_a_whole_record_and_the_next_call_goes_on(tmp_path: Path, every: int) -> None:
    with _unresolved(tmp_path / "r.db") as store:
        for _ in range(3):
            calls = count(1)

            def stop(*_: object, calls: count[int] = calls) -> None:
                if next(calls) == every:
                    raise KeyboardInterrupt

            with pytest.raises(KeyboardInterrupt):
                refresh(store, stop)
            with store.view() as view:
                assert view.pending() > 0
        refresh(store)
        assert everything(store) == whole()


@pytest.mark.usefixtures("small")
def test_an_interrupt_within_a_transaction_takes_nothing_off_the_queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with _unresolved(tmp_path / "r.db") as store:
        with monkeypatch.context() as patched:
            patched.setattr(steps, "claim_keys", lambda _: (_ for _ in ()).throw(KeyboardInterrupt))
            with pytest.raises(KeyboardInterrupt):
                refresh(store)
        with store.view() as view:
            assert view.pending() == len(corpus())
        refresh(store)
        assert everything(store) == whole()


@pytest.mark.usefixtures("small")
def test_another_writer_comes_in_between(tmp_path: Path) -> None:
    place = tmp_path / "r.db"
    late, claims = report_with(meets("KOR JPN", ("Taro Kono",), "2019-09-20"), name="late")
    at = threading.Event()
    seen: list[int] = []

    def add() -> None:
        at.wait(20)
        with open_store(place) as other:
            other.writer().add(late, claims, reader="r1", recorded=NOW)
            with other.view() as view:
                seen.append(view.pending())

    with _unresolved(place) as store:
        thread = threading.Thread(target=add)
        thread.start()
        refresh(store, lambda *_: at.set())
        thread.join(20)
        refresh(store)
        assert seen[0] > 1, "it had to wait until all was resolved"
        with store.view() as view:
            assert view.pending() == 0
            assert any(late.id in {ref.report for ref in event.sources} for event in view.events("event:any"))

from __future__ import annotations

import random
import tempfile
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chancery.resolve import refresh
from chancery.store import open_store
from tests.factory import holds, meets, report_with, says
from tests.gold_claims import told
from tests.resolve.record import NOW, Told, everything, record

CLUSTERS = Path(__file__).parents[1] / "corpus" / "clusters"


@cache
def corpus() -> tuple[Told, ...]:
    pages = sorted(page for page in CLUSTERS.glob("*/*.txt") if page.parent.name != "marked")
    return tuple(told(page, page.with_suffix(".yaml"))[0] for page in pages)


@cache
def whole() -> str:
    with tempfile.TemporaryDirectory() as folder, record(Path(folder) / "r.db", *corpus()) as store:
        return everything(store)


@pytest.mark.parametrize("seed", range(3))
def test_any_order_of_reading_gives_the_same_record(tmp_path: Path, seed: int) -> None:
    reports = list(corpus())
    random.Random(seed).shuffle(reports)
    with record(tmp_path / "r.db", *reports, step=(1000, 7, 1)[seed]) as store:
        assert everything(store) == whole()


def test_reading_twice_changes_nothing(tmp_path: Path) -> None:
    with record(tmp_path / "r.db", *corpus(), *corpus()) as store:
        assert everything(store) == whole()
        store.writer().queue_all()
        assert refresh(store).reports == len(corpus())
        assert everything(store) == whole()


def test_what_a_report_no_longer_says_leaves_no_trace(tmp_path: Path) -> None:
    reports = corpus()
    with record(tmp_path / "r.db", *reports) as store:
        for report, _ in reports[::2]:
            store.writer().add(report, (), reader="r2", recorded=NOW)
        refresh(store)
        found = everything(store)
        for report, claims in reports[::2]:
            store.writer().add(report, claims, reader="r3", recorded=NOW)
        refresh(store)
        assert everything(store) == whole()
    with record(tmp_path / "s.db", *reports[1::2]) as store:
        assert found == everything(store)


people = st.lists(
    st.sampled_from(["Kim Jung-han", "Shigeki Takizaki", "Takizaki Shigeki", "Taro Kono", "Kono", "Kang", "Kang Kyung-wha", "Kim"]),
    max_size=3,
)
days = st.sampled_from(["", "2019-09-20", "2019-09-21", "2019-W38", "2019-09", "2019-10-02", "2019-09-20/2019-09-22", "2019"])
statuses = st.sampled_from(["possible", "scheduled", "occurred", "undecided", "cancelled"])
states = st.sampled_from(["JPN KOR", "JPN KOR USA", "JPN", "KOR USA"])
places = st.sampled_from([(), ("Tokyo",), ("Seoul",), ("Japan",)])
levels = st.sampled_from(["", "ministerial", "director-general"])


@st.composite
def event(draw: st.DrawFn) -> object:
    people_here = tuple(dict.fromkeys(draw(people)))
    return meets(
        draw(states),
        people_here,
        draw(days),
        draw(statuses),
        place=draw(places),
        level=draw(levels),
        mode=draw(st.sampled_from(["meet", "visit"])),
    )


tenure = st.one_of(
    st.builds(
        holds,
        st.sampled_from(["Taro Kono", "Kono Taro", "Toshimitsu Motegi", "Kono"]),
        st.sampled_from(["foreign minister", "minister for foreign affairs", "defense minister"]),
        st.just("JPN"),
        start=st.sampled_from(["", "2019-09-11", "2017-08-03", "2017"]),
        end=st.sampled_from(["", "2019-09-11", "2021"]),
        status=st.sampled_from(["current", "former", "designate"]),
    ),
    st.builds(
        holds,
        st.sampled_from(["Kang Kyung-wha", "Kim Jung-han"]),
        st.sampled_from(["foreign minister", "director-general"]),
        st.just("KOR"),
    ),
)
statement = st.builds(says, st.sampled_from(["Kono", "Kim In-chul"]), st.sampled_from(["JPN", "KOR"]), st.sampled_from(["no", "yes"]))


@st.composite
def reports(draw: st.DrawFn) -> list[Told]:
    found = []
    for at in range(draw(st.integers(1, 6))):
        rows = draw(st.lists(st.one_of(event(), event(), tenure, statement), min_size=1, max_size=4))
        day = draw(st.sampled_from(["2019-09-01", "2019-09-19", "2019-09-23", "2019-11-05", None]))
        found.append(report_with(*dict(rows).items(), published=day, outlet=f"Outlet {at}", name=str(at)))
    return found


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(reports(), st.randoms(use_true_random=False), st.integers(1, 3))
def test_any_claims_in_any_order_give_the_same_record(found: list[Told], chance: random.Random, step: int) -> None:
    mixed = list(found)
    chance.shuffle(mixed)
    with tempfile.TemporaryDirectory() as folder:
        with record(Path(folder) / "a.db", *found) as one, record(Path(folder) / "b.db", *mixed, step=step) as other:
            assert everything(one) == everything(other)
        with open_store(Path(folder) / "b.db") as other:
            other.writer().queue_all()
            refresh(other)
            with open_store(Path(folder) / "a.db") as one:
                assert everything(one) == everything(other)

from dataclasses import replace

from chancery.web.timeline import timeline
from tests.exchange.material import MEETING


def at(date, identity):
    return replace(MEETING, id=identity, date=date)


def test_no_dated_event_no_picture():
    assert timeline(()) is None
    assert timeline((at("", "x"),)) is None


def test_marks_stand_in_order_of_time_and_never_touch():
    picture = timeline(
        (*tuple(at(f"2020-05-{day:02d}", f"e{day}") for day in range(1, 29)), at("2020-05", "month"), at("2020-W20", "week"))
    )
    assert picture is not None
    assert len(picture.marks) == 30
    assert [m.x for m in picture.marks] == sorted(m.x for m in picture.marks)
    for i, one in enumerate(picture.marks):
        for other in picture.marks[i + 1 :]:
            assert one.y != other.y or one.x + one.width <= other.x
    assert all(m.x >= 0 and m.x + m.width <= picture.width and m.y < picture.height for m in picture.marks)


def test_ticks_stay_few_over_any_length():
    for last in ("2020-06-01", "2029-01-01", "2150-01-01"):
        picture = timeline((at("2020-01-05", "a"), at(last, "b")))
        assert picture is not None
        assert 1 <= len(picture.ticks) <= 13

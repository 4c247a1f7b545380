"""A small record by hand."""

from dataclasses import replace

from chancery.exchange import Material
from chancery.model import (
    Event,
    EventStatus,
    EventType,
    Judgement,
    Person,
    PersonRef,
    Post,
    Report,
    ResolvedEvent,
    ResolvedStatement,
    SourceRef,
    Statement,
    StatusStep,
    Tenure,
    TenureSpan,
    TenureStatus,
    claim,
    quote,
)

TEXT = "Minister Ana Lima of Peru will meet Envoy Bo Ek of Palau in Lima on Friday, “=she” said;\tnext line."
REPORT = Report("r1", "wire", TEXT, title="Lima, “Ek”", outlet="The Wire", address="https://wire.example/1", published="2020-05-07")
CLAIMS = (
    claim(Tenure("Ana Lima", "minister", state="PER"), (quote(REPORT, 0, 17),), rule="title"),
    claim(
        Event(EventType.CONSULT, EventStatus.SCHEDULED, mode="meet", states=("PER", "PLW"), date="2020-05-08"),
        (quote(REPORT, 0, 60),),
        score=0.75,
    ),
    claim(Statement("Ana Lima", states=("PER",), quoted=True), (quote(REPORT, 76, 90),)),
)
SOURCE = SourceRef(CLAIMS[1].id, "r1", "The Wire", REPORT.title, "2020-05-07", REPORT.address, 0, 60, TEXT[:60])
LIMA, EK = PersonRef("p1", "Ana Lima", ("PER",)), PersonRef("p2", "Bo Ek", ("PLW",))
MEETING = ResolvedEvent(
    id="e1",
    type=EventType.CONSULT,
    status=EventStatus.SCHEDULED,
    mode="meet",
    level="ministerial",
    states=("PER", "PLW"),
    actor=(),
    recipient=(),
    people=(LIMA, EK),
    date="2020-05-08",
    first="2020-05-08",
    last="2020-05-08",
    place=("Lima",),
    sidelines="",
    history=(
        StatusStep("2020-05-01", EventStatus.POSSIBLE, (SOURCE,)),
        StatusStep("2020-05-07", EventStatus.SCHEDULED, (SOURCE,)),
    ),
    sources=(SOURCE,),
    sources_total=1,
)
CUT = replace(
    MEETING,
    id="e2",
    type=EventType.SANCTION,
    status=EventStatus.OCCURRED,
    mode="discontinue",
    level="",
    actor=("PLW",),
    recipient=("PER",),
    people=(),
    date="2020-W18",
    first="2020-04-27",
    last="2020-05-03",
    place=(),
)
MATERIAL = Material(
    reports=(REPORT,),
    claims=CLAIMS,
    judgements=(Judgement("j1", "reject", (CLAIMS[0].id,), "", "", "ana", "2020-05-09T10:00:00+00:00", "no minister"),),
    people=(Person("p1", "Ana Lima", ("Ana Lima", "Lima Ana"), ("PER",)),),
    posts=(Post("o1", "PER", "minister", ("minister",), "Ministry"),),
    tenures=(
        TenureSpan(
            "t1",
            LIMA,
            "o1",
            "minister",
            "Ministry",
            "PER",
            "2019-04",
            "",
            "2019-04-01",
            "",
            "",
            "",
            TenureStatus.CURRENT,
            sources=(SOURCE,),
        ),
    ),
    events=(MEETING, CUT),
    statements=(ResolvedStatement("s1", LIMA, "person", ("PER",), (), "", "2020-05-07", "", True, ("e1",), (SOURCE,)),),
)


def with_status(status: EventStatus, **fields) -> ResolvedEvent:
    return replace(MEETING, status=status, **fields)

from chancery.reading.statements.transcripts import find_turns, is_named

TALK = "Here is what was said:\n\nQ: Will you go?\n\nMR. LUND: We will.\nAnd soon.\n\nTHE PRIME MINISTER: Not yet.\n"


def test_each_turn_runs_to_the_next_label() -> None:
    turns = find_turns(TALK)
    assert [t.label for t in turns] == ["Q", "MR. LUND", "THE PRIME MINISTER"]
    assert TALK[turns[1].start : turns[1].end] == "MR. LUND: We will.\nAnd soon."
    assert [is_named(t) for t in turns] == [False, True, True]


def test_a_dateline_is_no_transcript() -> None:
    assert find_turns("OSLO: The king met the emir.\n\nThey spoke for an hour.") == ()


def test_names_of_the_report_may_be_labels() -> None:
    text = "Anna Lund: We agreed.\nOle Dahl: So we did.\n"
    assert find_turns(text) == ()
    assert [t.label for t in find_turns(text, ("Anna Lund", "Ole Dahl"))] == ["Anna Lund", "Ole Dahl"]

import pytest

from chancery.codebook import parse_state, state_name
from chancery.model import QueryError


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("JPN", "JPN"), ("kor", "KOR"), ("Japan", "JPN"), ("south korea", "KOR"), ("Seoul", "KOR"), ("Tokyo", "JPN"), ("French", "FRA"),
        ("Blue House", "KOR"), ("EU", "EU"), ("asean", "ASEAN"), ("United Nations", "UN"), ("Côte d'Ivoire", "CIV"), ("Ivory Coast", "CIV"),
        ("Kosovo", "KOS"), ("Czechoslovakia", "CSK"), ("  Peru ", "PER"),
    ],
)  # fmt: skip
def test_code_name_demonym_capital_palace(words, code):
    assert parse_state(words) == code


@pytest.mark.parametrize(
    ("words", "hint"), [("Jpan", "Japan"), ("Sowth Korea", "South Korea"), ("", "Give a code"), ("xyzzy", "Give a code")]
)
def test_unknown_words_get_near_matches(words, hint):
    with pytest.raises(QueryError, match=hint):
        parse_state(words)


def test_names():
    assert state_name("DEU") == "Germany"
    assert state_name("ASEAN") == "ASEAN"

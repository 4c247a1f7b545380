"""Names in full and in part, and who is meant by pronouns, posts and groups."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chancery.model import Parse, Report
from chancery.reading.mentions import read_scene
from chancery.reading.tenures import read_tenures
from tests.conllu import parse_conllu
from tests.scenes import scene_of, token_of

NAMES = [
    ("Uruguayan Foreign Minister Ana María Techera spoke.", "Ana María Techera"),
    ("H.E. Dr. Sok Siphana, a senior minister, arrived.", "Sok Siphana"),
    ("Vice President Chol Deng Alak of South Sudan left.", "Chol Deng Alak"),
    ("The premier, Ursula von der Heide, waved.", "Ursula von der Heide"),
    ("President B.Bold of Mongolia waved.", "B.Bold"),
    ("Saudi Foreign Minister Prince Faisal bin Farhan bin Abdullah spoke.", "Faisal bin Farhan bin Abdullah"),
    ("Brazilian Ambassador Joaquim Pereira dos Santos spoke.", "Joaquim Pereira dos Santos"),
    ("Senator Robert F. Callaghan, Jr. spoke.", "Robert F. Callaghan, Jr."),
    ("Qatari Foreign Minister H E Mohammed Al Obaidly spoke in Doha.", "Mohammed Al Obaidly"),
    ("Qatari Amir H H Sheikh Khalifa bin Hamad spoke in Doha.", "Khalifa bin Hamad"),
    ("Bangladeshi President H M Ershad spoke in Dhaka.", "H M Ershad"),
]


@pytest.mark.parametrize(("text", "name"), NAMES)
def test_names_keep_particles_initials_and_suffixes_and_lose_titles(text: str, name: str) -> None:
    assert [person.name for person in scene_of(text).people.values()] == [name]


def test_a_surname_is_the_person_named_in_full() -> None:
    scene = scene_of("Kenyan President Wanjiru Otieno met Peru's Foreign Minister Rosa Quispe. Otieno thanked Quispe.")
    assert scene.who(*token_of(scene, "Otieno", nth=1)).people == ("Wanjiru Otieno",)
    assert scene.who(*token_of(scene, "Quispe", nth=1)).states == ("PER",)


def test_of_two_who_share_a_surname_the_nearest_is_meant() -> None:
    text = (
        "Kim Sung-ho, the Korean envoy, met reporters. Later Kim Mi-ran, spokeswoman of the Korean Foreign Ministry, spoke. "
        "Kim added that talks go on."
    )
    scene = scene_of(text)
    assert scene.who(2, 0).people == ("Kim Mi-ran",)


def test_a_pronoun_is_the_last_subject() -> None:
    scene = scene_of("Chilean President Pedro Soto received Japanese Prime Minister Ken Mori. He praised the visit.")
    assert scene.who(1, 0).people == ("Pedro Soto",)


def test_a_pronoun_agrees_with_mr_and_ms() -> None:
    scene = scene_of("Mr. Pedro Soto, Chile's president, met Ms. Hanna Berg, the Norwegian envoy. She left on Monday.")
    assert scene.who(1, 0).people == ("Hanna Berg",)


def test_the_two_sides_are_the_states_named_last() -> None:
    scene = scene_of("Officials from Kenya held talks with Somalia in Nairobi. The two sides agreed to meet again.")
    assert scene.who(*token_of(scene, "sides")).states == ("KEN", "SOM")


def test_three_countries_are_the_three_named_together() -> None:
    scene = scene_of("Envoys of Chile, Peru and Bolivia met in Lima. Ecuador sent an observer. The three countries agreed on a plan.")
    assert scene.who(*token_of(scene, "countries")).states == ("CHL", "PER", "BOL")


def test_a_post_takes_up_its_holder() -> None:
    scene = scene_of("Fijian Prime Minister Sitiveni Waqa met Tonga's King Tupou. The prime minister promised aid.")
    assert scene.who(*token_of(scene, "minister")).people == ("Sitiveni Waqa",)


def test_the_newspaper_is_the_outlet_named_before() -> None:
    scene = scene_of("Asahi Shimbun reported the plan on Monday. The newspaper cited two officials.")
    assert scene.who(*token_of(scene, "newspaper")).bodies == ("Asahi Shimbun",)


def test_a_capital_is_a_government_or_a_place() -> None:
    scene = scene_of("Nairobi rejected the claim. The talks were held in Nairobi.")
    assert scene.who(*token_of(scene, "Nairobi")).states == ("KEN",)
    assert scene.who(*token_of(scene, "Nairobi", nth=1)).states == ()


def test_palaces_and_ministries_stand_for_their_states() -> None:
    scene = scene_of("The Kremlin denied the report and Itamaraty confirmed it.")
    assert scene.who(*token_of(scene, "Kremlin")).states == ("RUS",)
    assert scene.who(*token_of(scene, "Itamaraty")).states == ("BRA",)


def test_one_never_introduced_is_looked_up_if_only_one_fits() -> None:
    text = "South Korea and Japan plan talks. A meeting between Kang and Motegi is possible."
    assert [(p.name, p.states) for p in scene_of(text, "2019-09-19").people.values() if "Kang" in p.name] == [("Kang Kyung-wha", ("KOR",))]
    assert [(p.name, p.states) for p in scene_of(text, None).people.values() if "Kang" in p.name] == [("Kang", ())]


def test_a_parse_without_names_still_yields_the_titled() -> None:
    parse = parse_conllu(
        """
        1 Peruvian Peruvian ADJ _ _ 2 amod _ _
        2 President President PROPN _ _ 5 nsubj _ _
        3 Rosa Rosa PROPN _ _ 2 flat _ _
        4 Quispe Quispe PROPN _ _ 2 flat _ _
        5 spoke speak VERB _ Mood=Ind|Tense=Past|VerbForm=Fin 0 root _ _
        """.replace("        ", "")
    )
    scene = read_scene(Report("r", "r", parse.text), parse, ())
    assert scene.who(0, 1).people == ("Rosa Quispe",)
    assert scene.owners(0, 1).states == ("PER",)


def test_an_empty_text_has_an_empty_scene() -> None:
    scene = read_scene(Report("r", "r", ""), Parse("", (), ()), ())
    assert scene.mentions == ()
    assert scene.people == {}


def test_mentions_are_in_order_and_lie_apart() -> None:
    scene = scene_of(" ".join(text for text, _ in NAMES))
    assert all(a.end <= b.start for a, b in zip(scene.mentions, scene.mentions[1:], strict=False))
    assert all(scene.report.text[m.start : m.end] == m.text for m in scene.mentions)


# fmt: off
WORDS = [
    "President", "Foreign", "Minister", "of", "Peru", "Kenyan", "the", "his", ",", "and",
    ".", "(", ")", "'s", "Kim", "Lee", "Rosa", "Quispe", "Ministry", "Trade",
    "UN", "Security", "Council", "U.S.", "deputy", "former", "who", "appointed", "named", "succeeded",
    "replaced", "as", "met", "in", "Lima", "to", "counterpart", "spokesman", "for", "two",
    "sides", "he", "they", "Washington", "Jr.", "-elect", ";", "resigned", "al", "bin",
    "\u201c",
]
# fmt: on


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25), st.randoms(use_true_random=False))
def test_any_order_of_words_is_read_without_error(words: list[str], random: Random) -> None:
    kinds = ("NOUN", "PROPN", "VERB", "ADP", "PRON", "AUX", "ADJ", "PUNCT")
    relations = ("nsubj", "obj", "obl", "nmod", "appos", "conj", "compound", "acl", "xcomp", "nmod:poss")
    names = ("_", "_", "Entity=B-PERSON", "Entity=I-PERSON")
    rows = []
    for i, word in enumerate(words, 1):
        head, relation = (0, "root") if i == 1 else (random.randrange(1, i), random.choice(relations))
        rows.append(f"{i}\t{word}\t{word.lower()}\t{random.choice(kinds)}\t_\t_\t{head}\t{relation}\t_\t{random.choice(names)}")
    parse = parse_conllu("\n".join(rows))
    scene = read_scene(Report("r", "r", parse.text, published="2020-05-05"), parse, ())
    for found in read_tenures(scene):
        assert all(parse.text[e.start : e.end] == e.quote for e in found.evidence)
    for token in parse.sentences[0].tokens:
        scene.who(0, token.index), scene.owners(0, token.index), scene.place_of(0, token.index), scene.times_of(0, token.index)

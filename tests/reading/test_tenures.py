"""Tenures from titles, appositions, appointments, successions and departures, from all regions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chancery.reading.tenures import read_tenures
from tests.scenes import scene_of, tenures_of

TITLES = [
    ("Ghana's Foreign Minister Shirley Ayorkor Botchwey spoke in Accra.", "Shirley Ayorkor Botchwey", "foreign minister", "GHA"),
    (
        "Sheikh Mohamed bin Zayed Al Nahyan, President of the United Arab Emirates, welcomed the guests.",
        "Mohamed bin Zayed Al Nahyan",
        "president",
        "ARE",
    ),
    ("The host greeted Amir of Qatar Sheikh Tamim bin Hamad Al Thani at the airport.", "Tamim bin Hamad Al Thani", "amir", "QAT"),
    (
        "Papua New Guinea's High Commissioner to Australia, John Ma'o Kali, presented his credentials.",
        "John Ma'o Kali",
        "high commissioner to Australia",
        "PNG",
    ),
    ("The talks were opened by USAID Administrator Samantha Power.", "Samantha Power", "administrator", "USA"),
    ("A toast was raised by Rep. Gregory Meeks on Monday.", "Gregory Meeks", "representative", "USA"),
    ("Kyrgyz leader Sadyr Japarov signed the border treaty.", "Sadyr Japarov", "leader", "KGZ"),
    ("Lesotho's King Letsie III received the guests.", "Letsie III", "king", "LSO"),
    ("The Vatican's secretary of state, Cardinal Pietro Parolin, is to visit Kyiv.", "Pietro Parolin", "secretary of state", "VAT"),
    ("Tuvalu's former governor-general, Sir Iakoba Italeli, attended.", "Iakoba Italeli", "governor-general", "TUV"),
    ("The visitors met ASEAN Secretary-General Dr. Kao Kim Hourn in Vientiane.", "Kao Kim Hourn", "secretary-general", "ASEAN"),
    ("Secretary-General Baron Waqa of the Pacific Islands Forum thanked the hosts.", "Baron Waqa", "secretary-general", "PIF"),
    ("Malian junta leader Col. Assimi Goita spoke on television.", "Assimi Goita", "junta leader", "MLI"),
    ("Mongolian Prime Minister L.Oyun-Erdene held talks on Friday.", "L.Oyun-Erdene", "prime minister", "MNG"),
    ("They saw Vice Chairman of Russia's Security Council Dmitry Medvedev on Monday.", "Dmitry Medvedev", "vice chairman", "RUS"),
    ("Deputy U.S. Trade Representative Ann Hollis left for Nairobi.", "Ann Hollis", "deputy trade representative", "USA"),
    ("Colombian Vice President Francia Márquez spoke by phone.", "Francia Márquez", "vice president", "COL"),
    ("Israel's military chief Herzi Halevi toured the border.", "Herzi Halevi", "military chief", "ISR"),
]


@pytest.mark.parametrize(("text", "person", "post", "state"), TITLES)
def test_a_title_gives_person_post_and_state(text: str, person: str, post: str, state: str) -> None:
    found = [(t.person, t.post, t.state) for t in tenures_of(text)]
    assert found == [(person, post, state)]


def test_a_plural_title_goes_to_each_name_with_its_own_state() -> None:
    found = tenures_of("Foreign ministers Penny Wong of Australia and Vincent Biruta of Rwanda met in Kigali.")
    assert {(t.person, t.post, t.state) for t in found} == {
        ("Penny Wong", "foreign minister", "AUS"),
        ("Vincent Biruta", "foreign minister", "RWA"),
    }


def test_two_posts_of_one_person_are_two_tenures() -> None:
    found = tenures_of("Kazakh Deputy Prime Minister and Foreign Minister Murat Nurtleu flew to Astana.")
    assert {(t.post, t.state) for t in found if t.person == "Murat Nurtleu"} == {
        ("deputy prime minister", "KAZ"),
        ("foreign minister", "KAZ"),
    }


def test_an_appointment_names_post_day_and_predecessor() -> None:
    found = tenures_of("Paraguay named Rubén Ramírez Lezcano foreign minister on 15 August 2023, replacing Julio Arriola.")
    new, old = sorted(found, key=lambda t: t.status)
    assert (new.person, new.state, new.start, new.predecessor, new.status) == (
        "Rubén Ramírez Lezcano",
        "PRY",
        "2023-08-15",
        "Julio Arriola",
        "current",
    )
    assert (old.person, old.post, old.end, old.successor, old.status) == (
        "Julio Arriola",
        "foreign minister",
        "2023-08-15",
        "Rubén Ramírez Lezcano",
        "former",
    )


def test_a_nominee_and_an_elected_president_are_designate() -> None:
    found = tenures_of("President-elect Bernardo Arévalo of Guatemala has nominated Carlos Ramiro Martínez as his foreign minister.")
    assert {(t.person, t.post, t.state, t.status) for t in found} == {
        ("Bernardo Arévalo", "president", "GTM", "designate"),
        ("Carlos Ramiro Martínez", "foreign minister", "GTM", "designate"),
    }


def test_a_spell_has_both_bounds() -> None:
    (found,) = tenures_of("Wellington Chibebe, who served as Zimbabwe's ambassador to Sweden from 2014 until 2018, wrote the book.")
    assert (found.post, found.state, found.start, found.end, found.status) == ("ambassador to Sweden", "ZWE", "2014", "2018", "former")


def test_one_who_steps_down_is_former() -> None:
    found = tenures_of("Israel's military chief Herzi Halevi stepped down in March 2024; Eyal Zamir took over as military chief.")
    assert {(t.person, t.status, t.end) for t in found} == {("Herzi Halevi", "former", "2024-03"), ("Eyal Zamir", "current", "")}


def test_a_dismissal_ends_the_post_of_its_object() -> None:
    found = tenures_of("Zambia's President Hakainde Hichilema fired Foreign Minister Stanley Kakubo on Dec. 26, 2023.")
    assert [(t.person, t.status, t.end, t.state) for t in found if t.post == "foreign minister"] == [
        ("Stanley Kakubo", "former", "2023-12-26", "ZMB")
    ]


def test_a_counterpart_shares_the_post_but_is_no_tenure_of_its_own() -> None:
    text = "Ghana's Foreign Minister Shirley Ayorkor Botchwey met her Togolese counterpart Robert Dussey in Lomé."
    (person,) = [p for p in scene_of(text).people.values() if p.name == "Robert Dussey"]
    assert (person.states, person.posts) == (("TGO",), ("foreign minister",))
    assert [t.person for t in tenures_of(text)] == ["Shirley Ayorkor Botchwey"]
    both = tenures_of(f"{text} Foreign Minister Dussey thanked her.")
    assert ("Robert Dussey", "foreign minister", "TGO") in [(t.person, t.post, t.state) for t in both]


def test_a_post_set_off_in_mid_sentence() -> None:
    (found,) = tenures_of("Two training officers may stay, Germany’s ambassador, Dietrich Pohl-Rehm, disclosed.")
    assert (found.person, found.post, found.state) == ("Dietrich Pohl-Rehm", "ambassador", "DEU")
    both = tenures_of("Rosa Quispe, the Peruvian envoy, and Pedro Soto, the Chilean consul, left.")
    assert {(t.person, t.post) for t in both} == {("Rosa Quispe", "envoy"), ("Pedro Soto", "consul")}


def test_one_who_takes_over_from_another() -> None:
    found = tenures_of("Alfred Mutai was sworn in as Kenya's defence secretary on Thursday, taking over from Rachel Omondi.")
    assert {(t.person, t.predecessor, t.successor, t.status) for t in found} == {
        ("Alfred Mutai", "Rachel Omondi", "", "current"),
        ("Rachel Omondi", "", "Alfred Mutai", "former"),
    }


def test_posts_shared_and_doubled() -> None:
    found = tenures_of("The special envoys of Armenia and Turkey, Ruben Petrosyan and Serdar Aksoy, met in Vienna.")
    assert {(t.person, t.state) for t in found} == {("Ruben Petrosyan", "ARM"), ("Serdar Aksoy", "TUR")}
    both = tenures_of("Suriname's Acting President and Minister for Finance, Rita Sewdien, spoke.")
    assert {(t.post, t.state) for t in both} == {("president", "SUR"), ("minister for Finance", "SUR")}
    (envoy,) = tenures_of("The Personal Envoy of the UN Secretary-General for Western Sahara, Stefano Rossi, left.")
    assert (envoy.person, envoy.state) == ("Stefano Rossi", "UN")


def test_a_head_of_a_named_body_is_a_tenure_and_leading_a_delegation_is_not() -> None:
    led = tenures_of("General Min Aung Hlaing, who heads Myanmar's State Administration Council, spoke.")
    assert [(t.post, t.organization, t.state) for t in led] == [("head", "State Administration Council", "MMR")]
    assert tenures_of("Amina Yusuf led the delegation to Doha.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Professor Amina Yusuf and Gen. Tomas Horak spoke about the river.",
        "The foreign minister met an analyst in Nairobi.",
        "Mr. Okafor greeted Dr. Silva.",
    ],
)
def test_ranks_professions_and_bare_titles_are_no_tenures(text: str) -> None:
    assert tenures_of(text) == []


def test_a_home_paper_means_its_own_minister() -> None:
    (found,) = tenures_of("Transport Minister Kwame Osei opened the bridge.", outlet="Daily Graphic")
    assert found.state == "GHA"
    (unknown,) = tenures_of("Transport Minister Kwame Osei opened the bridge.")
    assert unknown.state == ""


def test_the_register_tells_the_state_of_a_known_name() -> None:
    (found,) = tenures_of("President Moon Jae-in spoke in the morning.", "2019-09-19")
    assert found.state == "KOR"


HOMES = [
    ("NAIROBI, 4 May 2021 - Transport Minister Otieno Kamau left for Uganda.", "KEN"),
    ("LIMA - Trade Minister Rosa Quispe spoke to Chile on Monday.", "PER"),
    ("Trade Minister Rosa Quispe met Chile's Foreign Minister Pablo Soto. Peru sells fish to Chile, and Chile sells fruit to Peru.", "PER"),
]


@pytest.mark.parametrize(("text", "state"), HOMES)
def test_an_official_without_a_state_is_of_the_reports_own(text: str, state: str) -> None:
    assert next(t for t in tenures_of(text) if t.person in ("Otieno Kamau", "Rosa Quispe")).state == state


@given(st.sampled_from([text for text, *_ in TITLES]), st.sampled_from([text for text, *_ in TITLES]))
def test_evidence_slices_back_to_its_quote(first: str, second: str) -> None:
    scene = scene_of(f"{first} {second}")
    for found in read_tenures(scene):
        for place in found.evidence:
            assert scene.report.text[place.start : place.end] == place.quote


def test_reading_twice_gives_the_same_claims() -> None:
    scene = scene_of(TITLES[0][0])
    assert read_tenures(scene) == read_tenures(scene)


HANDED_OVER = [
    ("Ghana's Kofi Mensah took over on Monday as secretary-general of the union from Togo's Edem Kodjo.", "Kofi Mensah", "Edem Kodjo"),
    (
        "Rwanda's Jean Habimana passed the chair of the East African Community to Kenyan President Daniel Otieno.",
        "Daniel Otieno",
        "Jean Habimana",
    ),
    ("Norway named Kari Lund ambassador to Chile in place of Ola Berg.", "Kari Lund", "Ola Berg"),
    ("Lars Holm was appointed as minister of trade in succession to Eva Dahl.", "Lars Holm", "Eva Dahl"),
    ("Maria Silva was nominated as president of the council to follow Jan Novak.", "Maria Silva", "Jan Novak"),
    ("President Gomez has nominated Ines Prado as ambassador to Japan, where she would succeed John Walsh.", "Ines Prado", "John Walsh"),
    ("King Faisal signed a decree appointing Omar Nasser as foreign minister. He replaces Khalid Jaber.", "Omar Nasser", "Khalid Jaber"),
]


@pytest.mark.parametrize(("text", "new", "old"), HANDED_OVER)
def test_a_post_handed_over_has_both_holders(text: str, new: str, old: str) -> None:
    found = tenures_of(text)
    assert [t.predecessor for t in found if t.person == new and t.predecessor] == [old]
    assert [t.successor for t in found if t.person == old and t.successor] == [new]
    assert {t.post for t in found if t.predecessor} == {t.post for t in found if t.successor} != {""}


def test_what_follows_a_departure_is_no_succession() -> None:
    found = tenures_of("Lena Roth was sworn in as president in Bern on Friday following a meeting with Max Frey.")
    assert not [t for t in found if t.predecessor or t.successor]


def test_a_time_after_a_post_is_no_part_of_it() -> None:
    [found] = tenures_of("Denmark's Anne Holm will become secretary general of the council next month.")
    assert found.post == "secretary general of the council"


LISTS = [
    "Foreign Ministers Rosa Diaz (Chile), Luis Paz (Peru) and Ana Roca (Bolivia) met in Arica.",
    "The foreign ministers, Rosa Diaz (Chile), Luis Paz (Peru) and Ana Roca (Bolivia), met in Arica.",
    "The King received three foreign ministers at the palace on Friday: Rosa Diaz of Chile, Luis Paz of Peru and Ana Roca of Bolivia.",
]


@pytest.mark.parametrize("text", LISTS)
def test_each_name_of_a_list_has_the_state_beside_it(text: str) -> None:
    found = {(t.person, t.post, t.state) for t in tenures_of(text)}
    assert found == {
        ("Rosa Diaz", "foreign minister", "CHL"),
        ("Luis Paz", "foreign minister", "PER"),
        ("Ana Roca", "foreign minister", "BOL"),
    }


BOUNDS = [
    ("Indonesian Ambassador Sukarno Hadi called on the president in Windhoek. He had been in Windhoek since August 2002.", "2002-08", ""),
    ("Danish Ambassador Hanne Friis left Colombo on Monday. She came here in September 2012.", "2012-09", ""),
    ("Swedish Ambassador Nils Ek, who has held the post since 2011, spoke in Dhaka.", "2011", ""),
    ("Marek Nowak, the Vatican's envoy to Vietnam since 2018, spoke in Hue.", "2018", ""),
    ("Peter Wolf, the former Austrian high commissioner, held the post from 1999 to 2004.", "1999", "2004"),
    ("Foreign Minister Ada Obi gave up her post on 3 June 2010.", "", "2010-06-03"),
    ("Pavel Novotny, the Czech ambassador to Ghana, left his post in May 2013.", "", "2013-05"),
    ("Danish Ambassador Hanne Friis came to Colombo on Monday.", "", ""),
]


@pytest.mark.parametrize(("text", "start", "end"), BOUNDS)
def test_since_when_and_until_when_a_post_is_held(text: str, start: str, end: str) -> None:
    [found] = tenures_of(text)
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan Foreign Minister Ann Otieno held office hours in Nairobi in May 2010.",
        "Kenyan Foreign Minister Ann Otieno held the position that the border was open.",
        "Kenyan Foreign Minister Ann Otieno left the office of the mayor at noon.",
    ],
)
def test_rooms_and_opinions_end_no_post(text: str) -> None:
    [found] = tenures_of(text)
    assert (found.status, found.start, found.end) == ("current", "", "")


@pytest.mark.parametrize(
    ("text", "person", "post", "organization", "status"),
    [
        (
            "Former Malawian finance minister Grace Banda, now head of the Trade Bank, spoke.",
            "Grace Banda",
            "head",
            "Trade Bank",
            "current",
        ),
        ("Kofi Adu, once chairman of the Cocoa Board, was in Accra.", "Kofi Adu", "chairman", "Cocoa Board", "former"),
        (
            "His host, Carlos Rojas, who manages the growers' federation, spoke.",
            "Carlos Rojas",
            "manager",
            "growers' federation",
            "current",
        ),
        ("Khalid Al Mansoori, who runs the fund Mubadala, signed for Abu Dhabi.", "Khalid Al Mansoori", "head", "Mubadala", "current"),
        (
            "The African Union, chaired this year by President Macky Diop, sent observers.",
            "Macky Diop",
            "chair",
            "African Union",
            "current",
        ),
        ("Ana Ruiz, who leads the opposition, met him in Vilnius.", "Ana Ruiz", "leader of the opposition", "", "current"),
    ],
)
def test_whoever_heads_something(text: str, person: str, post: str, organization: str, status: str) -> None:
    found = {(t.person, t.post, t.organization, t.status.value) for t in tenures_of(text)}
    assert (person, post, organization, status) in found


def test_a_team_from_an_organization_has_no_head_of_that_organization() -> None:
    found = tenures_of("A team of the African Union, led by Ghanaian diplomat Kofi Adu, arrived in Juba.")
    assert not [t for t in found if t.organization == "African Union"]


@pytest.mark.parametrize(
    ("text", "person", "post", "organization"),
    [
        ("The letter went to the Commission's vice-president, Marek Sokol.", "Marek Sokol", "vice-president", "Commission"),
        ("The Forum's chair, Niue Premier Dalton Tagelagi, opened it.", "Dalton Tagelagi", "chair", "Forum"),
        ("The chair of the African Union, Senegalese President Macky Diop, thanked him.", "Macky Diop", "chair", "African Union"),
    ],
)
def test_the_body_that_owns_a_post_set_off(text: str, person: str, post: str, organization: str) -> None:
    assert (person, post, organization) in {(t.person, t.post, t.organization) for t in tenures_of(text)}


def test_a_post_before_further_titles_is_not_theirs() -> None:
    found = tenures_of("The chairman of the board, the minister and Kenyan President Musa Bello met.")
    assert {t.post for t in found if t.person == "Musa Bello"} == {"president"}


def test_the_last_word_of_an_organization_stands_for_it() -> None:
    found = tenures_of("The Pacific Islands Forum met in Suva. The Forum's chair, Niue Premier Dalton Tagelagi, opened it.")
    assert {(t.post, t.state) for t in found} == {("chair", "PIF"), ("premier", "NIU")}


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Denmark's Anne Holm will become secretary general of the league on 1 June 2024.", "2024-06-01"),
        ("Ivan Petrov will take over as Bulgarian ambassador to Peru in September 2024.", "2024-09"),
        ("Luis Prado is to become Chilean finance minister next month.", "2024-06"),
    ],
)
def test_one_still_to_come_has_a_start(text: str, start: str) -> None:
    [found] = tenures_of(text)
    assert (found.status, found.start) == ("designate", start)


def test_leading_is_told_of_what_is_led() -> None:
    assert [t.status for t in tenures_of("Carla Mota will chair the African Union in 2025.") if t.post == "chair"] == ["designate"]
    found = tenures_of("Omani Foreign Minister Badr Hamad led its delegation; the EU sent a note.")
    assert not [t for t in found if t.organization == "EU"]


@pytest.mark.parametrize(
    "text",
    [
        "Former Malian foreign minister Awa Keita was sworn in on Monday as head of the Trade Bank. Keita succeeds Ghana's Kofi Adu.",
        "Ghana's Kofi Adu stays at the bank until June, when former Malian foreign minister Awa Keita is to succeed him.",
        "Kofi Adu of Ghana left. His successor, former Malian foreign minister Awa Keita, was welcomed.",
    ],
)
def test_a_past_post_is_not_the_one_passed_on(text: str) -> None:
    found = tenures_of(text)
    assert not [t for t in found if t.person == "Kofi Adu" and t.post == "foreign minister"]
    assert [t.post for t in found if t.person == "Awa Keita" and t.status == "former"] == ["foreign minister"]

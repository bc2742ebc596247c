"""Tables in every dialect and encoding that spreadsheets write, and what their columns are."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest

from ragft_tui.core.errors import UsageError
from ragft_tui.core.importing import Candidates, HowToRead, Unread
from ragft_tui.core.model import Answer
from ragft_tui.storage.importing import read_candidates, read_text_candidates
from tests.support.projects import packaged_rulebook, small_rulebook

RULEBOOK = small_rulebook()
GERMAN = [
    ["Summary", "Issue key", "Description"],
    ["Rückgabe prüfen", "AB-1", 'Liest „Größe; Maß“, sagt "ja"\nund zitiert die Klausel'],
    ["Lieferung", "AB-2", "Nennt den Tag, an dem sie ankommt"],
]
SEPARATORS = [",", ";", "\t", "|"]


def written(rows: Sequence[Sequence[str]], separator: str = ",", end: str = "\r\n") -> str:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(rows)
    return text.getvalue()


def read(data: bytes | str, how: HowToRead | None = None, name: str = "a.csv") -> Candidates:
    raw = data.encode() if isinstance(data, str) else data
    return read_candidates(name, raw, how or HowToRead(), RULEBOOK)


def told(found: Candidates) -> list[tuple[str, str, str]]:
    return [(each.name, each.id, each.description) for each in found.candidates]


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("cp1252", "cp1252"),
    ],
)
@pytest.mark.parametrize("line", ["sep={}\r\n", ""])
def test_a_file_of_excel_is_read_in_every_dialect(
    tmp_path: Path, separator: str, encoding: str, shown: str, line: str
) -> None:
    text = line.format(separator) + written(GERMAN, separator)
    file = tmp_path / "export.csv"
    file.write_bytes(text.encode(encoding))
    found = read_candidates("export.csv", file, HowToRead(), RULEBOOK)
    assert told(found) == [(name, key, text) for name, key, text in GERMAN[1:]]
    assert found.unread == ()
    assert (found.source.encoding, found.source.separator) == (shown, separator)
    assert found.source.header is True
    assert found.source.mapping == (
        ("Summary", "name"),
        ("Issue key", "id"),
        ("Description", "description"),
    )
    first = 3 if line else 2
    assert [each.line for each in found.candidates] == [first, first + 2]


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Répond aux questions sur les délais à l’étranger; réclamé", "cp1252"),
        ("¿Cuándo? Devolución de artículos dañados del año", "cp1252"),
        ("Zwroty i wymiana towarów, łatwość użycia, żądanie faktury", "cp1250"),
        ("Возврат товара и обмен, счёт за доставку", "cp1251"),
        ("Kündigung prüfen, Rückgabe für größere Möbel erklären", "cp850"),
        ("Kündigung prüfen, Rückgabe für größere Möbel erklären", "mac_roman"),
        ("返品ポリシーを引用する、請求書について答える", "cp932"),
        ("Price in £ – “quoted” – don’t pay €5", "cp1252"),
    ],
)
def test_an_encoding_of_before_unicode_is_recognized(text: str, encoding: str) -> None:
    found = read(written([["name", "description"], ["A", text]], ";").encode(encoding))
    assert [each.description for each in found.candidates] == [text]


def test_an_encoding_can_be_chosen() -> None:
    data = written([["name"], ["Müller"]]).encode("cp1252")
    found = read(data, HowToRead(encoding="cp1251"))
    assert [each.name for each in found.candidates] == ["Mьller"]
    with pytest.raises(UsageError, match='"nix" is not the name of an encoding'):
        read(data, HowToRead(encoding="nix"))


def test_two_encodings_in_one_file_cost_the_lines_of_one() -> None:
    data = "name,description\nMüller,prüft\n".encode() + "Jäger,x\n".encode("cp1252") + b"Z,z\n"
    found = read(data)
    assert told(found) == [("Müller", "", "prüft"), ("Z", "", "z")]
    assert found.unread == (Unread(3, 0, "is not UTF-8 text (byte 0xE4); save the file as UTF-8"),)


@pytest.mark.parametrize(
    ("header", "row"),
    [
        # Jira
        ("Summary,Issue key,Issue id,Issue Type,Status,Component/s,Component/s,Description",
         "N,K-1,100,Story,To Do,G,H,D"),
        # Azure DevOps
        ("ID,Work Item Type,Title,State,Area Path,Description", "K-1,Story,N,New,G,D"),
        # GitHub
        ("number,title,body,milestone,state,url", "K-1,N,D,G,OPEN,https://example.org"),
        # Linear
        ("ID,Team,Title,Description,Status,Priority,Project", "K-1,T,N,D,Todo,High,G"),
        ("Schlüssel,Titel,Beschreibung,Bereich", "K-1,N,D,G"),
    ],
)  # fmt: skip
def test_what_trackers_export_is_known(header: str, row: str) -> None:
    found = read(f"{header}\n{row}\n")
    [item] = found.candidates
    assert (item.id, item.name, item.description, item.group) == ("K-1", "N", "D", "G")


def test_every_cell_is_kept_by_its_header() -> None:
    [item] = read("name, Status ,x\nA, open ,\n").candidates
    assert item.columns == (("name", "A"), ("Status", " open "))


def test_answers_are_read_and_bad_ones_have_their_column() -> None:
    found = read("name,tone,examples\nA,strict,12\nB,strct,1\n")
    assert [each.answers for each in found.candidates] == [
        (Answer("tone", "strict"), Answer("examples", 12))
    ]
    [unread] = found.unread
    assert (unread.line, unread.column) == (3, 2)
    assert 'did you mean "strict"?' in unread.why


def test_a_column_that_only_sounds_like_a_question_is_not_read() -> None:
    rows = [["name", "tone"], *([f"N{number}", f"x{number}"] for number in range(6))]
    found = read(written(rows))
    assert (len(found.candidates), found.unread) == (6, ())
    assert "“tone” holds no answers to a question, so it is not read." in found.source.notes
    asked = read(written(rows), HowToRead(mapping=(("tone", "tone"),)))
    assert len(asked.unread) == 6


def test_without_header_the_first_row_is_one_and_columns_are_guessed() -> None:
    found = read("Refunds;Quotes the current refund policy\nTone;Answers in our voice, always\n")
    assert told(found) == [
        ("Refunds", "", "Quotes the current refund policy"),
        ("Tone", "", "Answers in our voice, always"),
    ]
    assert found.source.header is False
    assert found.source.columns == ("1", "2")
    assert found.source.notes == (
        "Column 1 is taken for the name.",
        "Column 2 is taken for the description.",
    )


def test_a_header_of_other_words_is_one_and_its_columns_are_guessed() -> None:
    text = "Nr,Was,Wozu\nA1,Refunds,Quotes the current refund policy to all\n"
    found = read(text + "A2,Tone,Answers in the voice of the house always\n")
    assert [each.name for each in found.candidates] == ["Refunds", "Tone"]
    assert found.source.header is True
    assert "“Was” is taken for the name." in found.source.notes


# As lists on the web write them: https://github.com/public-apis/public-apis, for instance.
@pytest.mark.parametrize(
    ("header", "row", "taken"),
    [
        ("API|Description|Auth", "Dog Facts {}|Random facts on dogs|No", {"API": "name"}),
        (
            "Feature|Priority|Notes",
            "Media {}|Medium|Users attach pictures and films to posts",
            {"Notes": "description"},
        ),
        ("Title|Status|Link", "Media {}|Planned|https://example.org/media/42/attach", {}),
        ("Phase|Persona|User story", "One|Clerk|As a clerk, I file the claim {}", {}),
        ("Created|Description", "3 May 2026, {}|Reads the claim and files it", {}),
        ("Owner|Description", "{}@example.org|Reads the claim and files it", {}),
        ("Description|Team member", "Reads the claim and files it|Ada {}", {}),
    ],
)
def test_the_text_that_is_not_named_is_looked_for_beside_the_one_that_is(
    header: str, row: str, taken: dict[str, str]
) -> None:
    rows = [row.format(letter).split("|") for letter in ("Ant", "Bee", "Cat")]
    found = read(written([header.split("|"), *rows]))
    guessed = {name: field for name, field in found.source.mapping if name in taken}
    assert guessed == taken
    assert len(found.source.notes) == len(taken)


def test_where_a_person_said_what_a_column_is_no_other_is_guessed() -> None:
    table = written([["What", "API", "Text"], ["x", "Ant", "Facts on ants and their hills"]])
    found = read(table, HowToRead(mapping=(("Text", "description"),)))
    assert told(found) == [("Facts on ants and their hills", "", "Facts on ants and their hills")]
    assert not found.source.notes


def test_header_and_mapping_can_be_chosen() -> None:
    text = "title,what\nRefunds,Quotes it\n"
    data = read(text, HowToRead(header=False, mapping=(("2", "name"), ("1", "id"))))
    assert [(each.id, each.name) for each in data.candidates] == [
        ("title", "what"),
        ("Refunds", "Quotes it"),
    ]
    how = HowToRead(mapping=(("WHAT", "description"), ("1", "group")))
    assert [(each.group, each.description) for each in read(text, how).candidates] == [
        ("Refunds", "Quotes it")
    ]
    with pytest.raises(UsageError, match='"nix" is not a known field'):
        read(text, HowToRead(mapping=(("what", "nix"),)))


def test_a_header_twice_is_told() -> None:
    found = read("name,description\nA,a\nname,description\nB,b\n")
    assert [each.name for each in found.candidates] == ["A", "B"]
    assert found.unread == (
        Unread(3, 0, "repeats the first row, which names the columns; remove it"),
    )


def test_empty_cells_at_the_end_may_be_left_out_as_excel_does() -> None:
    found = read("id,name,tone,Status\n1,A\n2,B,strict\n3\n")
    assert [each.name for each in found.candidates] == ["A", "B"]
    [unread] = found.unread
    assert unread.line == 4
    assert "has 1 cell, and the first row has 4" in unread.why


@pytest.mark.parametrize("blank", ["\u200b", "\ufeff", "\u2060 \u00ad", "\u2800", "\xa0"])
def test_a_cell_in_which_nothing_can_be_seen_is_empty(blank: str) -> None:
    rows = [["name", "description"], ["Cites", blank], [blank, "Quotes the clause"], [blank, blank]]
    found = read(written(rows))
    assert told(found) == [
        ("Cites", "", ""),
        ("Quotes the clause", "", "Quotes the clause"),
    ]
    assert not found.unread


@pytest.mark.parametrize(
    ("pasted", "expected"),
    [
        ('Name\tDescription\nA\t"two\nlines"\nB\tb', [("A", "", "two\nlines"), ("B", "", "b")]),
        ('Name\tDescription\nA\t"quoted" word\n', [("A", "", '"quoted" word')]),
        ("Name\tDescription\r\nA\ta\r\n", [("A", "", "a")]),
        ("Refunds\tQuotes it all\nTone\tOur voice", [("Refunds", "", "Quotes it all"),
                                                     ("Tone", "", "Our voice")]),
        ("name;description\nA;a, b", [("A", "", "a, b")]),
    ],
)  # fmt: skip
def test_cells_are_pasted(pasted: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(read_text_candidates(pasted, RULEBOOK)) == expected


def test_one_for_each_group() -> None:
    text = "name,description,epic\nA,does a,G\nB,,H\nC,C it is,G\nD,alone,\n"
    found = read(text, HowToRead(by_group=True))
    assert told(found) == [
        ("D", "", "alone"),
        ("G", "", "- A: does a\n- C it is"),
        ("H", "", "- B"),
    ]


def test_the_table_of_our_reports_is_read_whole() -> None:
    header = "id,name,description,counts_as,decision,decision.judged,answer.tone,because.tone"
    found = read_candidates(
        "a.csv", f"{header}\na,A,'=x,both,,,strict,Legal\nb,B,,,,,nix,\n".encode(), HowToRead(),
        packaged_rulebook(),
    )  # fmt: skip
    [item] = found.candidates
    assert item.capability is not None
    assert item.description == "=x"
    assert item.answers == (Answer("tone", "strict", "Legal"),)
    [unread] = found.unread
    assert unread.line == 3
    assert unread.why.startswith('answer.tone: "nix" is not one of the options')

import hashlib
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import TODAY, Workspace
from vises_site.build.ledger import (
    LEDGER_URI,
    Appearance,
    LedgerError,
    append_lines,
    build_lines,
    read_ledger,
)
from vises_site.model.publishable import publishable


def appear(workspace: Workspace, uri: str = "site/a.html", content: str = "a") -> Appearance:
    path = workspace.root / "output"
    path.write_text(content, encoding="utf-8")
    return Appearance(uri, path, publishable(workspace.load(), "site", TODAY), ("luc",))


def test_a_line_tells_who_by_which_consent_and_no_word(workspace: Workspace) -> None:
    (line,) = build_lines([], [appear(workspace)], TODAY)
    consent = workspace.load().testimonies["luc"].fields.voices[0].consent
    assert consent
    assert line == {
        "date": "2026-11-24",
        "output": "site/a.html",
        "sha256": hashlib.sha256(b"a").hexdigest(),
        "channels": ["site"],
        "records": [
            {
                "record": "luc",
                "voice": 1,
                "reference": "DOS-2019-012",
                "consent": consent.version,
                "elements": ["texte", "âge", "organisme"],
            }
        ],
    }


def test_a_part_of_a_file_is_entered_with_what_it_shows(workspace: Workspace) -> None:
    whole = appear(workspace, "site/donnees/temoignages.csv#luc")
    part = replace(whole, content=b"Luc", elements=frozenset(["texte", "organisme"]))
    (line,) = build_lines([], [part], TODAY)
    assert line["sha256"] == hashlib.sha256(b"Luc").hexdigest()
    assert [record["elements"] for record in line["records"]] == [["texte", "organisme"]]
    whole.path.write_text("the same of Luc, and somebody else", encoding="utf-8")
    assert build_lines([line], [part], date(2026, 11, 25)) == []


def test_only_what_is_new_is_added(workspace: Workspace) -> None:
    ledger = workspace.root / LEDGER_URI
    append_lines(ledger, build_lines([], [appear(workspace)], TODAY))
    before = ledger.read_bytes()
    tomorrow = date(2026, 11, 25)
    assert build_lines(read_ledger(ledger), [appear(workspace)], tomorrow) == []

    changed = build_lines(read_ledger(ledger), [appear(workspace, content="b")], tomorrow)
    append_lines(ledger, changed)
    gone = build_lines(read_ledger(ledger), [], tomorrow, ["site"])
    append_lines(ledger, gone)
    assert ledger.read_bytes().startswith(before)
    shas = [line["sha256"] for line in read_ledger(ledger)]
    assert shas == [hashlib.sha256(b"a").hexdigest(), hashlib.sha256(b"b").hexdigest(), None]
    assert build_lines(read_ledger(ledger), [], tomorrow, ["site"]) == []


def test_files_elsewhere_are_not_taken_for_gone(workspace: Workspace) -> None:
    earlier = build_lines([], [appear(workspace, "sortie/voix.pdf")], TODAY)
    assert build_lines(earlier, [], TODAY, ["site", "imprimerie"]) == []


def test_a_new_version_of_the_consent_is_a_new_line(workspace: Workspace) -> None:
    earlier = build_lines([], [appear(workspace)], TODAY)
    path = workspace.root / "testimonies/la-passerelle/luc.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2029-05-02", "2030-05-02"), encoding="utf-8")
    (line,) = build_lines(earlier, [appear(workspace)], TODAY)
    assert line["records"][0]["consent"] != earlier[0]["records"][0]["consent"]


def test_a_line_cut_off_by_a_crash_is_left_out_and_replaced(workspace: Workspace) -> None:
    ledger = workspace.root / LEDGER_URI
    lines = build_lines([], [appear(workspace)], TODAY)
    append_lines(ledger, lines)
    with ledger.open("a", encoding="utf-8") as file:
        file.write('{"date": "2026-')
    assert read_ledger(ledger) == lines
    append_lines(ledger, lines)
    assert read_ledger(ledger) == lines * 2


@pytest.mark.parametrize("damage", ["x", "[]", '{"output": "a"}', '{"output": 1, "records": []}'])
def test_a_damaged_line_is_named(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "ledger.jsonl"
    good = json.dumps({"output": "a", "records": []})
    path.write_text(f"{good}\n{damage}\n", encoding="utf-8")
    with pytest.raises(LedgerError) as caught:
        read_ledger(path)
    assert caught.value.args == (2,)


def test_no_ledger_is_an_empty_one(tmp_path: Path) -> None:
    assert read_ledger(tmp_path / "none") == []

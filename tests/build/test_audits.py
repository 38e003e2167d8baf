import urllib.request
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from vises_site.build.audits import list_sample, serve_site, summarise_findings
from vises_site.cli.accessibility import write_record


def answer(*broken: str) -> dict[str, Any]:
    return {
        "testEngine": {"version": "4.10"},
        "passes": [{"id": "html-has-lang"}, {"id": "color-contrast"}],
        "violations": [{"id": rule, "help": f"Mend {rule}"} for rule in broken],
    }


def test_one_page_of_each_kind_is_looked_at(tmp_path: Path) -> None:
    for address in (".", "missions", "temoignages", "temoignages/luc", "temoignages/rosa"):
        for language in (".", "nl"):
            (tmp_path / language / address).mkdir(parents=True, exist_ok=True)
            (tmp_path / language / address / "index.html").touch()
    (tmp_path / "v/abcdef").mkdir(parents=True)
    (tmp_path / "v/abcdef/index.html").touch()
    (tmp_path / "404.html").touch()
    french = ["", "missions/", "temoignages/", "temoignages/luc/"]
    assert list_sample(tmp_path) == [*sorted([*french, *(f"nl/{a}" for a in french)]), "404.html"]


def test_what_was_found_is_recorded_by_rule() -> None:
    found = [("", answer("region")), ("luc/", answer("region", "list")), ("", answer())]
    audit = summarise_findings(found, ["", "luc/"], date(2026, 11, 24))
    assert (audit.rules, audit.tool) == (4, "axe-core 4.10")
    assert [(v.rule, v.pages) for v in audit.violations] == [
        ("list", ("luc/",)),
        ("region", ("./", "luc/")),
    ]
    record = yaml.safe_load(write_record(audit))
    assert record["date"] == "2026-11-24"
    assert record["pages"] == ["./", "luc/"]


def test_a_site_is_served_below_its_path(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("là", encoding="utf-8")
    with serve_site(tmp_path, "/vises/") as address, urllib.request.urlopen(f"{address}a.txt") as r:
        assert address.endswith("/vises/")
        assert r.read().decode() == "là"

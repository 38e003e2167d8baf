"""Real builds: what comes out, that it is the same every time, and that nothing is ever lost."""

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import time
import zlib
from html.parser import HTMLParser
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import ORGANISM, PUBLICATION, TESTIMONY, TODAY, Workspace, copy_demo

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("unmeasured")]

PERSON = TESTIMONY.replace("Luc", "Zénobie").replace("Ma bulle d'air", "La clé à molette")
PERSON = PERSON.replace("Ici, je respire.", "Ici, je dévisse tout.")
PERSON_WORDS = ("Zénobie", "molette", "dévisse", "zenobie")


def read_search_index(site: Path) -> str:
    """Return the text of all pages as the search index holds it."""
    found = []
    for path in sorted((site / "pagefind" / "fragment").glob("*.pf_fragment")):
        found.append(gzip.decompress(path.read_bytes()).decode("utf-8", "replace"))
    return "\n".join(found)


def read_everything(root: Path) -> str:
    """Return all that a build emits or keeps: files, names, compressed data and PDF text."""
    texts = []
    for folder in ("site", "imprimerie", ".vises"):
        for path in sorted((root / folder).rglob("*")):
            if not path.is_file():
                continue
            content = path.read_bytes()
            texts.append(path.relative_to(root).as_posix())
            texts.append(content.decode("utf-8", "replace"))
            if content[:2] == b"\x1f\x8b":
                texts.append(gzip.decompress(content).decode("utf-8", "replace"))
            if path.suffix == ".pdf":
                command = ["pdftotext", str(path), "-"]
                done = subprocess.run(command, capture_output=True, check=True)
                texts.append(done.stdout.decode())
                with pikepdf.open(path) as pdf:
                    texts.append(str(pdf.docinfo))
    return "\n".join(texts)


def test_the_demo_has_all_that_is_promised(demo: Workspace) -> None:
    site = demo.root / "site"
    assert (site / "index.html").exists()
    withheld = {"rosa-le-thermos"}
    sources = [path.stem for path in (demo.root / "testimonies").rglob("*.md")]
    slugs = {stem for stem in sources if "." not in stem}
    easy = {stem.removesuffix(".falc") for stem in sources if stem.endswith(".falc")}
    assert easy == {path.parent.parent.name for path in site.glob("temoignages/*/falc/index.html")}
    assert len(list((site / "sons").iterdir())) == 2
    pages = {path.parent.name for path in (site / "temoignages").glob("*/index.html")}
    assert pages == slugs - withheld
    for slug in ("regards-croises-sis", "devenir-stagiaire", "rapport-plus-value-sis"):
        assert (site / "publications" / slug / f"{slug}.pdf").exists()
        for profile in ("impression", "livret"):
            assert (demo.root / "imprimerie" / slug / f"{slug}-{profile}.pdf").exists()
            assert not list(site.rglob(f"*{profile}*"))
    assert "Rosa" not in read_search_index(site)


def test_mkdocs_and_vises_give_the_same_files(demo: Workspace, tmp_path: Path) -> None:
    other = copy_demo(tmp_path)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795478400"}  # 24 November 2026
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q"],
        cwd=tmp_path,
        env=environment,
        check=True,
        capture_output=True,
    )
    for folder in ("site", "imprimerie"):
        ours, theirs = demo.list_bytes(folder), other.list_bytes(folder)
        assert list(ours) == list(theirs)
        assert [name for name in ours if ours[name] != theirs[name]] == []


def test_building_again_changes_nothing(
    demo: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONHASHSEED", "7")  # a process of its own, with another order of sets
    again = Workspace(shutil.copytree(demo.root, tmp_path / "demo"))
    again.run("build", "--on-date", TODAY.isoformat())
    for folder in ("site", "imprimerie"):
        assert again.list_bytes(folder) == demo.list_bytes(folder)


def test_no_address_of_the_machine_comes_out(demo: Workspace) -> None:
    secret = str(demo.root).encode()
    for folder in ("site", "imprimerie"):
        assert [n for n, content in demo.list_bytes(folder).items() if secret in content] == []


def test_a_new_file_brings_its_person_everywhere_and_its_consent_takes_her_away(
    workspace: Workspace,
) -> None:
    workspace.write({"content/publications/voix.md": PUBLICATION})
    workspace.run("build")
    assert not any(word in read_everything(workspace.root) for word in PERSON_WORDS)

    path = "testimonies/la-passerelle/zenobie.md"
    workspace.write({path: PERSON})
    workspace.run("build")
    site = workspace.root / "site"
    for page in (
        "temoignages/index.html",
        "temoignages/zenobie/index.html",
        "organismes/la-passerelle/index.html",
        "themes/isolement/index.html",
    ):
        assert "Zénobie" in (site / page).read_text(encoding="utf-8"), page
    assert "Zénobie" in read_search_index(site)
    for pdf in (
        site / "publications/voix/voix.pdf",
        workspace.root / "imprimerie/voix/voix-impression.pdf",
    ):
        done = subprocess.run(["pdftotext", str(pdf), "-"], capture_output=True, check=True)
        assert "Zénobie" in done.stdout.decode()

    start, end = PERSON.index("    consentement:"), PERSON.index("organisme: la")
    workspace.write({path: PERSON[:start] + PERSON[end:]})
    workspace.run("build")
    left = read_everything(workspace.root)
    assert [word for word in PERSON_WORDS if word in left] == []


def test_an_element_without_consent_comes_out_nowhere(workspace: Workspace) -> None:
    text = TESTIMONY.replace("âge: 54", "âge: 97").replace("[texte, âge, organisme]", "[texte]")
    workspace.write(
        {
            "testimonies/la-passerelle/luc.md": text,
            "content/publications/voix.md": PUBLICATION,
        }
    )
    workspace.run("build")
    page = (workspace.root / "site/temoignages/luc/index.html").read_text(encoding="utf-8")
    assert "97 ans" not in read_everything(workspace.root)
    assert "un organisme wallon" in page
    organism = (workspace.root / "site/organismes/la-passerelle/index.html").read_text("utf-8")
    assert "Luc" not in organism


def test_an_error_leaves_the_earlier_result(workspace: Workspace) -> None:
    workspace.run("build")
    before = workspace.list_bytes("site")
    workspace.write({"testimonies/la-passerelle/luc.md": TESTIMONY.replace("titre:", "titr:")})
    failed = workspace.run("build", code=1)
    assert "testimonies/la-passerelle/luc.md:2:1" in failed.stderr
    assert "site précédent est intact" in failed.stderr
    assert workspace.list_bytes("site") == before
    plain = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=workspace.root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert plain.returncode == 1
    assert "Traceback" not in plain.stderr
    assert workspace.list_bytes("site") == before


def test_a_build_that_is_killed_leaves_the_earlier_result(workspace: Workspace) -> None:
    workspace.run("build")
    before = workspace.list_bytes("site")
    for wait in (0.4, 0.8, 1.2):
        process = subprocess.Popen(
            [sys.executable, "-m", "vises_site", "build", "-q"],
            cwd=workspace.root,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(wait)
        process.kill()
        process.wait()
        assert workspace.list_bytes("site") == before
    workspace.run("build")
    assert workspace.list_bytes("site") == before


def test_warnings_stop_a_strict_build(workspace: Workspace) -> None:
    text = TESTIMONY.replace("expire-le: 2029-05-02", "expire-le: 2020-05-02")
    workspace.write({"testimonies/la-passerelle/luc.md": text})
    workspace.run("build", "--strict", code=1)
    assert not (workspace.root / "site").exists()
    workspace.run("build")
    assert not (workspace.root / "site/temoignages/luc").exists()


def test_record_pages_stay_out_of_the_navigation(demo: Workspace) -> None:
    page = (demo.root / "site/a-propos/index.html").read_text(encoding="utf-8")
    assert "temoignages/nadia" not in page


def test_the_search_finds_accents_and_inflections(demo: Workspace) -> None:
    entry = json.loads((demo.root / "site/pagefind/pagefind-entry.json").read_text())
    assert list(entry["languages"]) == ["fr"]
    assert entry["languages"]["fr"]["page_count"] >= 30


def test_pages_of_authors_are_sanitised_like_records(workspace: Workspace) -> None:
    page = "# Page\n\n<script>alert(1)</script>\n\n/// citation | luc\n///\n\n"
    page += "[x](javascript:alert(1))\n"
    workspace.write({"content/page.md": page})
    workspace.run("build", "--no-publications")
    html = (workspace.root / "site/page/index.html").read_text(encoding="utf-8")
    assert "alert(1)" not in html
    assert "Ici, je respire" in html


def test_pictures_of_pages_lose_their_metadata(workspace: Workspace) -> None:
    from tests.render.test_pictures import make_photo

    make_photo(workspace.root / "content/photo.jpg")
    workspace.write({"content/page.md": "# Page\n\n![Une cour](photo.jpg)\n"})
    workspace.run("build", "--no-publications")
    assert b"SECRET" not in (workspace.root / "site/photo.jpg").read_bytes()


def test_nothing_names_another_server(demo: Workspace) -> None:
    for name, content in demo.list_bytes("site").items():
        if name.endswith((".html", ".css")) or re.fullmatch(r"assets/.*\.js", name):
            text = content.decode()
            loaded = re.findall(
                r"""(?:src|srcset|poster|data)=["'](https?:[^"']+)|url\((https?:[^)]+)""", text
            )
            links = r"""<link[^>]+rel="(?:stylesheet|preload|icon)"[^>]+https?:"""
            loaded += re.findall(links, text)
            assert loaded == [], name


def test_compressed_files_hold_no_clock(demo: Workspace) -> None:
    content = (demo.root / "site/sitemap.xml.gz").read_bytes()
    assert zlib.decompress(content, 31).startswith(b"<?xml")
    moment = int.from_bytes(content[4:8], "little")
    assert moment < TODAY.toordinal() * 86_400
    assert time.gmtime(moment).tm_year <= 2026


def test_publications_hold_pictures_links_and_codes(workspace: Workspace) -> None:
    from tests.render.test_pictures import make_photo

    (workspace.root / "content/publications").mkdir()
    make_photo(workspace.root / "content/publications/cour.jpg")
    piece = (
        "---\ntitre: Une page\n---\n![Une cour](../cour.jpg)\n\n"
        "[Luc](../../temoignages/luc.md)\n\n/// qr | https://www.exemple.be/\n///\n"
    )
    publication = PUBLICATION.replace("sections:", "sections:\n  - page: publications/a/piece.md")
    workspace.write(
        {
            "content/publications/a/piece.md": piece,
            "content/publications/voix.md": publication.replace(
                "format: A5", "format: A5\ncouverture: cour.jpg"
            ),
            "content/page.md": "# Page\n\n/// qr | https://www.exemple.be/\n///\n",
        }
    )
    workspace.run("build")
    with pikepdf.open(workspace.root / "site/publications/voix/voix.pdf") as pdf:
        links = [str(a.Dest) for p in pdf.pages for a in p.get("/Annots", []) if "/Dest" in a]
        assert links.count("luc") >= 2
        pictures = [o for o in pdf.objects if isinstance(o, pikepdf.Stream)]
        assert any(o.get("/Subtype") == "/Image" and o.Width == 900 for o in pictures)
    assert "<svg" in (workspace.root / "site/page/index.html").read_text(encoding="utf-8")


def test_without_publications_only_true_ones_stay(workspace: Workspace) -> None:
    workspace.write({"content/publications/voix.md": PUBLICATION})
    workspace.run("build")
    printed = workspace.root / "imprimerie/voix/voix-impression.pdf"
    before = printed.read_bytes()
    workspace.run("build", "--no-publications")
    assert printed.read_bytes() == before
    workspace.write({"testimonies/la-passerelle/luc.md": TESTIMONY.replace("2029", "2020")})
    workspace.run("build", "--no-publications")
    assert not printed.exists()
    assert "respire" not in read_everything(workspace.root)


class _Actors(HTMLParser):
    """Collects whatever in a page could run or load from elsewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("iframe", "object", "embed", "base", "form") and given.get("role") != "search":
            self.found.append(tag)
        is_data = given == {"type": "application/ld+json"}  # no browser runs it
        if tag == "script" and "assets/vises-" not in (given.get("src") or "") and not is_data:
            self.found.append(f"script {given}")
        for name, value in given.items():
            if name.startswith("on") or (value or "").strip().lower().startswith("javascript:"):
                self.found.append(f"{tag} {name}={value}")


HOSTILE = "\"><script>alert(1)</script><svg onload=alert(1)>'{{ 7*7 }}"


def test_hostile_words_in_every_field_stay_words(workspace: Workspace) -> None:
    quoted = HOSTILE.replace("'", "''")
    testimony = TESTIMONY.replace("Ma bulle d'air", f"'{quoted}'").replace(
        '"Ici, je respire."', f"'{quoted}'"
    )
    testimony = testimony.replace("[isolement]", f"['{quoted}']") + HOSTILE
    testimony = testimony.replace("nom-affiché: Luc", f"nom-affiché: '{quoted}'")
    organism = f"---\nnom: '{quoted}'\ndispositifs: [SIS]\nadresse: '{quoted}'\n"
    organism += f"commune: '{quoted}'\ncontact: {{téléphone: '{quoted}', courriel: '{quoted}'}}\n"
    organism += f"missions: ['{quoted}']\n---\n{HOSTILE}\n"
    publication = PUBLICATION.replace("Des voix", f"'{quoted}'").replace(
        "format: A5", f"format: A5\naccroche: '{quoted}'\néditeur-responsable: '{quoted}'"
    )
    workspace.write(
        {
            "testimonies/la-passerelle/luc.md": testimony,
            "content/organismes/la-passerelle.md": organism,
            "content/publications/voix.md": publication,
            "content/page.md": f"---\ntitre: '{quoted}'\ndescription: '{quoted}'\n---\n{HOSTILE}\n",
            "content/index.md": f"---\ntitre: '{quoted}'\naccroche: '{quoted}'\n---\n{HOSTILE}\n",
        }
    )
    workspace.run("build")
    pages = list((workspace.root / "site").rglob("*.html"))
    assert len(pages) > 8
    for path in pages:
        actors = _Actors()
        text = path.read_text(encoding="utf-8")
        actors.feed(text)
        assert actors.found == [], path


def test_a_brochure_consent_does_not_put_anybody_online(workspace: Workspace) -> None:
    text = PERSON.replace("[site, brochure]", "[brochure]")
    workspace.write(
        {
            "testimonies/la-passerelle/zenobie.md": text,
            "content/page.md": "# Page\n\n[elle](temoignages/zenobie.md)\n",
            "content/publications/voix.md": PUBLICATION.replace(
                "sections:", "sections:\n  - page: page.md"
            ),
        }
    )
    workspace.run("build")
    left = "\n".join(
        content.decode("utf-8", "replace") for content in workspace.list_bytes("site").values()
    )
    assert "Zénobie" not in left
    online, printed = "site/publications/voix/voix", "imprimerie/voix/voix-impression"
    for pdf, is_named in ((online, False), (printed, True)):
        path = workspace.root / f"{pdf}.pdf"
        done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, check=True)
        assert ("Zénobie" in done.stdout.decode()) == is_named
        with pikepdf.open(path) as read:
            links = [str(a) for p in read.pages for a in p.get("/Annots", [])]
            # What is printed has no links at all
            assert not any("zenobie" in link for link in links)


def test_only_files_that_are_meant_to_be_published_are(workspace: Workspace) -> None:
    workspace.write(
        {
            "content/a.html": "<script>alert(1)</script>",
            "content/b.js": "alert(1)",
            "content/robots.txt": "User-agent: *",
            "content/page.md": "---\ntemplate: nosuch.html\n---\n# Page\n",
        }
    )
    workspace.run("build", "--no-publications")
    site = workspace.root / "site"
    assert not (site / "a.html").exists()
    assert not (site / "b.js").exists()
    assert (site / "robots.txt").exists()
    assert (site / "page/index.html").exists()


def test_every_page_says_first_what_a_browser_may_do(demo: Workspace) -> None:
    pages = list((demo.root / "site").rglob("*.html"))
    assert len(pages) > 40
    for path in pages:
        text = path.read_text(encoding="utf-8")
        head = text[text.index("<head>") + 6 :].lstrip()
        head = head.removeprefix('<meta charset="utf-8">').lstrip()
        assert head.startswith('<meta http-equiv="Content-Security-Policy" content="default-src'), (
            path
        )
        assert '<meta name="referrer" content="no-referrer">' in text, path
        assert "unsafe-inline" not in text, path
        outward = re.findall(r'<a\b[^>]*href="https?:[^>]*>', text)
        assert [link for link in outward if "noopener" not in link] == [], path


def test_drawings_are_published_as_pixels(workspace: Workspace) -> None:
    shapes = '<rect width="9" height="9" fill="#c00"/><script>alert(1)</script>'
    drawing = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{shapes}</svg>'
    workspace.write(
        {
            "content/plan.svg": drawing,
            "content/page.md": "# Page\n\n![Un plan](plan.svg)\n",
            "content/organismes/plan.svg": drawing,
            "content/organismes/la-passerelle.md": ORGANISM + "\n![Un plan](plan.svg)\n",
        }
    )
    workspace.run("build", "--no-publications")
    site = workspace.root / "site"
    assert [path for path in site.rglob("*.svg") if path.name != "favicon.svg"] == []
    for page, folder in (("page", "."), ("organismes/la-passerelle", "organismes")):
        html = (site / page / "index.html").read_text(encoding="utf-8")
        (address,) = re.findall(r'<img[^>]*src="([^"]*plan[^"]*)"', html)
        copy = (site / page / address).resolve()
        assert copy == (site / folder / "plan.svg.png").resolve()
        assert copy.read_bytes().startswith(b"\x89PNG")


def test_documents_of_authors_do_nothing_and_tell_nobody_s_name(workspace: Workspace) -> None:
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://www.exemple.be/")
        rect = [0, 0, 9, 9]
        page.Annots = pdf.make_indirect(
            [
                pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=rect, A=script),
                pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=rect, A=link),
                pikepdf.Dictionary(Subtype=pikepdf.Name.Screen, Rect=rect),
            ]
        )
        page.AA = pikepdf.Dictionary(O=script)
        pdf.Root.OpenAction = script
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[])
        pdf.attachments["secret.txt"] = b"SECRET"
        pdf.docinfo.Author = "Marie Lambert"
        pdf.docinfo.Title = "Le dépliant"
        pdf.save(workspace.root / "content/depliant.pdf")
    workspace.run("build", "--no-publications")
    path = workspace.root / "site/depliant.pdf"
    assert not {b"SECRET", b"Lambert", b"alert"} & set(re.findall(rb"\w+", path.read_bytes()))
    with pikepdf.open(path) as cleaned:
        assert set(cleaned.Root.keys()) <= {"/Type", "/Pages", "/Metadata", "/Names"}
        (kept,) = cleaned.pages[0].Annots
        assert str(kept.A.URI) == "https://www.exemple.be/"
        assert "/AA" not in cleaned.pages[0]
        assert not list(cleaned.attachments)
        assert str(cleaned.docinfo.Title) == "Le dépliant"
        assert "/Author" not in cleaned.docinfo


def test_a_build_asks_no_network(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    spy = """
import os, sys
def hear(event, arguments):
    if event in ("socket.getaddrinfo", "socket.connect", "urllib.Request", "http.client.connect"):
        with open(os.environ["SPY"], "a") as file:
            file.write(f"{event} {arguments[1:]}\\n")
sys.addaudithook(hear)
with open(os.environ["SPY"], "a") as file:
    file.write("listening\\n")
"""
    workspace.write({"spy/sitecustomize.py": spy, "content/publications/voix.md": PUBLICATION})
    monkeypatch.setenv("PYTHONPATH", str(workspace.root / "spy"))
    monkeypatch.setenv("SPY", str(workspace.root / "heard"))
    hostile = "![](https://www.exemple.be/x.png) ![](//exemple.be/y.png) ![](file:///etc/passwd)"
    path = "testimonies/la-passerelle/luc.md"
    workspace.write(
        {path: TESTIMONY, "content/blocs.md": f"# Blocs\n\n{hostile}\n"},
    )
    publication = PUBLICATION.replace("sections:", "sections:\n  - page: blocs.md")
    workspace.write({"content/publications/voix.md": publication})
    workspace.run("build")
    heard = (workspace.root / "heard").read_text(encoding="utf-8").splitlines()
    assert heard.count("listening") >= 2  # the command and its workers
    assert set(heard) == {"listening"}


def test_publications_can_be_leafed_through_on_their_page(demo: Workspace) -> None:
    site = demo.root / "site"
    for slug in ("regards-croises-sis", "affiches-voix"):
        pages = sorted((site / "publications" / slug / "pages").iterdir())
        with pikepdf.open(site / "publications" / slug / f"{slug}.pdf") as pdf:
            assert len(pages) == min(12, len(pdf.pages))
        for folder in (site, site / "nl"):
            html = (folder / "publications" / slug / "index.html").read_text(encoding="utf-8")
            assert "<!-- leaves -->" not in html
            assert html.count(f"publications/{slug}/pages/") == len(pages)

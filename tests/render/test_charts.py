import re
from dataclasses import replace
from html import unescape
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup

from vises_site.interface import find_interface
from vises_site.model.charts import KINDS, Kind, list_kinds
from vises_site.model.codebook import Question
from vises_site.model.results import Distribution, Result, Share, Summary
from vises_site.press.profiles import PRINT, SCREEN, SHEETS
from vises_site.render.artwork import Artwork
from vises_site.render.charts.chart import make_chart_key
from vises_site.render.charts.choosing import choose_kind
from vises_site.render.charts.dots import find_round_end
from vises_site.render.charts.figures import Figures, Series
from vises_site.render.charts.frames import WEB_NARROW, WEB_WIDE, Frame, make_paper_frame
from vises_site.render.charts.keyfigures import build_key_figures
from vises_site.render.charts.lettering import measure, wrap
from vises_site.render.charts.lines import spread_out
from vises_site.render.charts.making import render_chart, render_figures
from vises_site.render.charts.parts import (
    DARK,
    HIGH_STEPS,
    LOW_STEPS,
    MIDDLE,
    STEPS,
    Part,
    choose_inks,
    find_word_ink,
    lay_parts,
)
from vises_site.render.charts.wording import HIDDEN, say_fraction
from vises_site.render.pdf import lay_out, write_pdf
from vises_site.render.templates import make_environment
from vises_site.render.tokens import compute_contrast, read_tokens
from vises_site.render.webtemplates import make_web_environment
from vises_site.text.typography import set_plain
from vises_site.theme import WEB_PATH

A5 = make_paper_frame(SHEETS["A5"], "print")
A4 = make_paper_frame(SHEETS["A4"], "print")
SCALE = [
    "Pas du tout d’accord",
    "Plutôt pas d’accord",
    "Ni l’un ni l’autre",
    "Plutôt d’accord",
    "Tout à fait d’accord",
]
REASONS = ["Rencontrer du monde", "Sortir de chez moi", "Apprendre un métier"]
LONG = "Parce que le service social de ma commune m’a proposé de venir une fois, sans engagement"


def ask(kind: str, labels: list[str], **members: str) -> Question:
    modalities = [{"code": str(i), "libellé": label} for i, label in enumerate(labels)]
    return Question.model_validate(
        {"id": "q", "libellé": "Vous diriez ?", "type": kind, "modalités": modalities, **members}
    )


def count(
    labels: list[str], counts: list[int | None], label: str = "", answered: int | None = None
) -> Distribution:
    """Make a distribution; a count of None is hidden."""
    total = sum(c or 0 for c in counts) if answered is None else answered
    shares = tuple(
        Share(str(i), name, c)
        if c is None or not total
        else Share(
            str(i),
            name,
            c,
            round(100 * c / total),
            max(0, 100 * c / total - 8),
            100 * c / total + 8,
        )
        for i, (name, c) in enumerate(zip(labels, counts, strict=True))
    )
    median = None if None in counts or not labels else labels[0]
    return Distribution(label.lower(), label, total, 2, shares, median)


def make(
    kind: str,
    labels: list[str],
    counts: list[int | None],
    groups: tuple[Distribution, ...] = (),
    answered: int | None = None,
    is_wave: bool = False,
) -> Result:
    everyone = count(labels, counts, answered=answered)
    period = "du 1er octobre au 14 décembre 2018"
    return Result(ask(kind, labels), "Questionnaire", period, everyone, groups, None, is_wave)


def make_groups(number: int, labels: list[str]) -> tuple[Distribution, ...]:
    return tuple(
        count(labels, [9 + i + j for j in range(len(labels))], f"Groupe {i + 1}")
        for i in range(number)
    )


ASSENT = make("échelle", SCALE, [2, 3, 6, 12, 8])
CHOICE = make("choix-unique", ["Oui", "Non"], [21, 10])
REASON = make("choix-multiple", REASONS, [9, 21, 7], answered=31)
HIDING = make("choix-multiple", REASONS, [None, 21, None], answered=31)
SAMPLES = {
    "scale": ASSENT,
    "scale-groups": replace(ASSENT, groups=make_groups(4, SCALE)),
    "scale-waves": replace(ASSENT, groups=make_groups(3, SCALE), is_wave=True),
    "scale-of-eleven": make("échelle", [*"0123456789", "10"], [1, 0, 2, 1, 4, 9, 8, 4, 2, 1, 7]),
    "two-answers": CHOICE,
    "two-answers-of-many": make("choix-unique", ["Oui", "Non"], [231, 109]),
    "one-answer": make("choix-unique", ["Oui"], [31]),
    "twelve-answers": make(
        "choix-multiple", [f"{LONG} {i}" for i in range(12)], list(range(5, 17))
    ),
    "reasons": REASON,
    "hidden": HIDING,
    "reasons-two-groups": replace(REASON, groups=make_groups(2, REASONS)),
    "reasons-eight-groups": replace(REASON, groups=make_groups(8, REASONS)),
    "choice-groups": replace(CHOICE, groups=make_groups(2, ["Oui", "Non"])),
    "choice-waves": replace(CHOICE, groups=make_groups(3, ["Oui", "Non"]), is_wave=True),
}


def read_marks(svg: str, tag: str) -> list[ElementTree.Element]:
    return [e for e in ElementTree.fromstring(svg).iter() if e.tag.rpartition("}")[2] == tag]


def read_words(svg: str) -> str:
    return " ".join("".join(e.itertext()) for e in read_marks(svg, "text"))


def read_bars(svg: str) -> list[tuple[str, float, float]]:
    """Return title, start and length of each bar that says something of itself."""
    found = []
    for path in read_marks(svg, "path"):
        match = re.match(r"M([\d.]+),[\d.]+h([\d.]+)v", path.get("d", ""))
        title = "".join(path.itertext())
        if match and title:
            found.append((title, float(match[1]), float(match[2])))
    return found


@pytest.mark.parametrize("frame", [WEB_WIDE, WEB_NARROW])
def test_bars_are_as_long_as_the_numbers_given(frame: Frame) -> None:
    bars = read_bars(render_chart(REASON, frames=(frame,)).svg)
    lengths = {
        re.findall("«\u00a0(.*?)\u00a0»", title)[0]: length for title, _start, length in bars
    }
    everyone = REASON.everyone
    assert isinstance(everyone, Distribution)
    units = [lengths[share.label] / (share.percent or 1) for share in everyone.shares]
    assert units == pytest.approx([units[0]] * 3, rel=0.005)


def test_the_longest_bar_of_a_multiple_choice_comes_first() -> None:
    lengths = [length for _title, _x, length in read_bars(render_chart(REASON).svg)]
    assert lengths == sorted(lengths, reverse=True)


def test_parts_of_a_scale_follow_each_other_around_its_middle() -> None:
    bars = sorted(read_bars(render_chart(ASSENT).svg), key=lambda bar: bar[1])
    assert len(bars) == 5
    for (_t, start, length), (_t2, following, _l2) in pairwise(bars):
        assert start + length == pytest.approx(following, abs=0.05)
    rule = [
        e for e in read_marks(render_chart(ASSENT).svg, "line") if e.get("class") == "s-ink-100"
    ]
    middle = float(re.findall(r"[\d.]+", rule[0].get("transform", ""))[0])
    assert bars[2][1] + bars[2][2] / 2 == pytest.approx(middle, abs=0.05)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(st.none(), st.integers(1, 30)), min_size=2, max_size=7), st.booleans())
def test_hidden_parts_leave_the_whole_gap_and_nothing_overlaps(
    values: list[int | None], is_scale: bool
) -> None:
    total = sum(v or 0 for v in values)
    if total > 100:
        return
    parts = [Part(str(i), v, "", "", "world-100") for i, v in enumerate(values)]
    pieces = lay_parts(parts, is_scale)
    shown = [piece for piece in pieces if piece.part]
    assert [p.end - p.start for p in shown] == pytest.approx([v for v in values if v is not None])
    hidden = sum(p.end - p.start for p in pieces if p.part is None)
    assert hidden == pytest.approx(100 - total if None in values else 0)
    ordered = sorted(pieces, key=lambda piece: piece.start)
    for before, after in pairwise(ordered):
        assert before.end <= after.start + 1e-9


@st.composite
def draw_results(draw: st.DrawFn) -> Result:
    kind = draw(st.sampled_from(["choix-unique", "choix-multiple", "échelle"]))
    labels = draw(st.lists(st.sampled_from([LONG, "Oui", "Été", "À"]), min_size=1, max_size=12))
    cells = st.lists(
        st.one_of(st.none(), st.integers(0, 40)), min_size=len(labels), max_size=len(labels)
    )
    names = st.sampled_from(["Namur", LONG, "Formateurs et travailleurs sociaux"])
    groups = draw(
        st.lists(st.builds(lambda c, n: count(labels, c, n, 200), cells, names), max_size=9)
    )
    if draw(st.booleans()) and groups:
        groups[0] = replace(groups[0], answered=None)
    return make(kind, labels, draw(cells), tuple(groups), 200, draw(st.booleans()))


@settings(deadline=None, max_examples=40)
@given(draw_results(), st.sampled_from(KINDS), st.sampled_from([WEB_WIDE, WEB_NARROW, A5]))
def test_any_figures_can_be_drawn_and_no_hidden_one_is(
    result: Result, kind: Kind, frame: Frame
) -> None:
    chart = render_chart(result, kind, (frame,))
    assert bool(chart.svg) != bool(chart.sentence)
    assert chart.alternative
    assert len({len(row) for row in (chart.table.columns, *chart.table.rows)}) == 1
    for drawn in read_bars(chart.svg) if chart.svg else ():
        assert "masqué" not in drawn[0]


def test_a_hidden_count_is_never_drawn_as_a_zero() -> None:
    chart = render_chart(HIDING)
    assert len(read_bars(chart.svg)) == 1
    words = read_words(chart.svg)
    assert words.count("masqué") == 2
    assert not re.search(r"\b0 ?%", words)
    dotted = [e for e in read_marks(chart.svg, "line") if e.get("stroke-dasharray")]
    assert len(dotted) == 2
    for share_row in chart.table.rows[:3:2]:
        assert share_row[1:3] == ("masqué", "masqué")
    assert HIDDEN in chart.alternative
    assert "moins de 5" not in chart.alternative + chart.note


def test_a_zero_is_drawn_as_a_zero() -> None:
    chart = render_chart(make("choix-multiple", REASONS, [0, 21, 7], answered=31))
    assert "0\u202f%" in read_words(chart.svg)
    assert "masqué" not in read_words(chart.svg)


def test_what_hides_all_is_a_sentence() -> None:
    for result in (
        make("choix-unique", ["Oui", "Non"], [None, None], answered=7),
        replace(CHOICE, groups=(count(["Oui", "Non"], [None, None], "A", 7),) * 2),
        Result(ask("nombre", []), "Q", "2018", Summary("", "", None, None)),
    ):
        chart = render_chart(result)
        assert chart.drawings == ()
        assert "masquées pour protéger les personnes" in chart.sentence


def test_nobody_and_open_answers_are_sentences_too() -> None:
    assert "Personne" in render_chart(make("choix-unique", ["Oui"], [0])).sentence
    assert "textes" in render_chart(make("texte", [], [])).sentence
    assert choose_kind(make("texte", [], [])) is None


@pytest.mark.parametrize(
    ("sample", "kind"),
    [
        ("scale", "divergent"),
        ("scale-waves", "divergent"),
        ("two-answers", "gaufre"),
        ("reasons", "barres"),
        ("reasons-two-groups", "points"),
        ("reasons-eight-groups", "petits-multiples"),
        ("choice-groups", "empilé"),
        ("choice-waves", "lignes"),
    ],
)
def test_the_question_chooses_its_chart(sample: str, kind: str) -> None:
    assert render_chart(SAMPLES[sample]).kind == kind


@pytest.mark.parametrize("frame", [WEB_WIDE, WEB_NARROW, A5, A4])
@pytest.mark.parametrize("sample", SAMPLES)
def test_every_kind_is_well_formed_inside_its_box_and_large_enough(
    sample: str, frame: Frame
) -> None:
    result = SAMPLES[sample]
    for kind in list_kinds(result.question, len(result.groups), result.is_wave):
        svg = render_chart(result, kind, (frame,)).svg
        root = ElementTree.fromstring(svg)
        _x, _y, width, height = map(float, root.get("viewBox", "").split())
        assert width == frame.width
        smallest = 7 if frame.medium == "print" else 13
        for text in read_marks(svg, "text"):
            size = float(text.get("font-size", "0"))
            x, y = map(float, re.findall(r"-?[\d.]+", text.get("transform", "")))
            assert size >= smallest
            assert size / 2 <= y <= height, (kind, text.text)
            wide = measure(text.text or "", size, text.get("font-weight") == "bold")
            start = (
                x - wide * {"start": 0, "middle": 0.5, "end": 1}[text.get("text-anchor", "start")]
            )
            assert start >= -1, (kind, text.text)
            assert start + wide <= width + 1, (kind, text.text)
        for mark in root.iter():
            assert float(mark.get("stroke-width", "1")) >= 0.25


@pytest.mark.parametrize("sample", SAMPLES)
def test_charts_for_the_printer_speak_inks_only(sample: str) -> None:
    svg = render_chart(SAMPLES[sample], frames=(A5,), world="brique").svg
    colours = set(re.findall(r'(?:fill|stroke)="([^"]+)"', svg)) - {"none"}
    assert colours
    assert all(colour.startswith("device-cmyk(") for colour in colours)
    for text in read_marks(svg, "text"):
        inks = re.findall(r"\d+", text.get("fill", ""))
        assert inks[:3] == ["0", "0", "0"]  # black, a grey of it, or the paper


def test_a_screen_pdf_has_the_colours_of_the_tokens() -> None:
    frame = make_paper_frame(SHEETS["A5"], "screen")
    svg = render_chart(REASON, frames=(frame,), world="terril").svg
    assert read_tokens()["colour"]["terril"]["screen"] in svg


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_chart_refers_to_nothing_and_has_no_identifiers_and_no_styles(sample: str) -> None:
    for frame in (WEB_WIDE, A5):
        svg = render_chart(SAMPLES[sample], frames=(frame,)).svg.replace(
            'xmlns="http://www.w3.org/2000/svg"', ""
        )
        assert not re.search(r"http|url\(|\bid=|\sstyle=|<style|href|<script", svg)


def test_the_page_has_a_style_for_every_ink() -> None:
    styles = (WEB_PATH / "styles" / "charts.css").read_text(encoding="utf-8")
    for result in SAMPLES.values():
        for kind in KINDS:
            svg = "".join(render_chart(result, kind).drawings)
            for names in set(re.findall(r'class="([^"]+)"', svg)):
                for name in names.split():
                    assert f".{name} " in styles, name


def mix(token: str, strength: int, scheme: str) -> str:
    colours = read_tokens()["colour"]
    pair = [colours[token][scheme], colours["paper"][scheme]]
    full, ground = ([int(value[i : i + 2], 16) for i in (1, 3, 5)] for value in pair)
    mixed = (round(g + (f - g) * strength / 100) for f, g in zip(full, ground, strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


@pytest.mark.parametrize("scheme", ["screen", "night"])
@pytest.mark.parametrize("world", ["meuse", "brique", "terril", "mousse"])
def test_words_on_parts_have_contrast_by_day_and_by_night(world: str, scheme: str) -> None:
    inks = {ink for n in STEPS for ink in choose_inks(n, is_scale=False)}
    inks |= {ink for n in range(2, 12) for ink in choose_inks(n, is_scale=True)}
    colours = read_tokens()["colour"]
    for ink in inks:
        token, _dash, strength = ink.rpartition("-")
        word = find_word_ink(ink).removesuffix("-100")
        if word == "mid":
            word = "ink" if scheme == "screen" else "paper"
        ground = mix(world if token == "world" else token, int(strength), scheme)
        assert compute_contrast(colours[word][scheme], ground) >= 4.5, (ink, word)


def test_steps_are_told_apart_in_grey() -> None:
    for steps in (*STEPS.values(), *HIGH_STEPS.values(), *LOW_STEPS.values()):
        assert all(a - b >= 10 for a, b in pairwise(steps))
        assert all(s >= DARK or MIDDLE <= s <= 70 or s <= 45 for s in steps)


def test_the_same_figures_give_the_same_bytes_and_others_others() -> None:
    first, second = render_chart(ASSENT), render_chart(ASSENT)
    assert first == second
    assert first.key != render_chart(REASON).key
    assert make_chart_key(ASSENT) == make_chart_key(ASSENT)
    keys = {make_chart_key(r) for r in SAMPLES.values()} | {make_chart_key(ASSENT, "empilé")}
    assert len(keys) == len(SAMPLES) + 1


def test_hostile_labels_stay_words() -> None:
    labels = ['<script>alert(1)</script>"&\x0b\u202e', "${datum.x} \\n 'signal'"]
    for frame in (WEB_WIDE, WEB_NARROW, A5):
        svg = render_chart(make("choix-multiple", labels, [9, 8]), frames=(frame,)).svg
        assert "<script" not in svg
        words = unescape(read_words(svg))
        assert "alert(1)" in words
        assert "${datum.x}" in words
        assert "\u202e" not in svg


def test_words_from_the_right_are_drawn_on_the_web_and_tabled_on_paper() -> None:
    result = make("choix-unique", ["العربية", "Français"], [12, 9])
    assert "العربية" in read_words(render_chart(result).svg)
    paper = render_chart(result, frames=(A5,))
    assert paper.svg == ""
    assert "tableau" in paper.sentence


def test_marks_say_numerator_denominator_period_and_source() -> None:
    for sample in ("scale", "two-answers", "reasons-two-groups", "choice-waves"):
        titles = [e.text or "" for e in read_marks(render_chart(SAMPLES[sample]).svg, "title")]
        assert titles
        for title in titles:
            assert re.search(r"\d+ personnes? sur \d+, soit \d+\u202f%", title)
            assert "Source\u00a0: Questionnaire, du 1er octobre au 14 décembre 2018" in title


def test_the_note_tells_answers_source_and_what_cannot_be_concluded() -> None:
    note = render_chart(CHOICE).note
    assert note.startswith("31 réponses, 2 sans réponse.")
    assert "Source\u00a0: Questionnaire, du 1er octobre au 14 décembre 2018." in note
    assert "Intervalle à 95\u202f%\u00a0: au plus 8 points" in note
    wide = Share("0", "Oui", 21, 68, 49.0, 81.0)
    small = replace(CHOICE, everyone=Distribution("", "", 31, 0, (wide,)))
    assert "groupe trop petit pour conclure" in render_chart(small).note
    assert "Plusieurs réponses étaient possibles" in render_chart(REASON).note


@pytest.mark.parametrize(
    ("counted", "total", "words"),
    [
        (7, 12, "7 personnes sur 12"),
        (1, 12, "1 personne sur 12"),
        (70, 100, "7 personnes sur 10 (70 sur 100)"),
        (68, 100, "près de 7 personnes sur 10 (68 sur 100)"),
        (72, 100, "un peu plus de 7 personnes sur 10 (72 sur 100)"),
        (66, 100, "un peu moins de 7 personnes sur 10 (66 sur 100)"),
        (20, 40, "la moitié des personnes (20 sur 40)"),
        (51, 100, "un peu plus de la moitié des personnes (51 sur 100)"),
        (10, 40, "un quart des personnes (10 sur 40)"),
        (0, 40, "personne (0 sur 40)"),
        (40, 40, "toutes les personnes (40 sur 40)"),
        (3, 100, "moins de 1 personne sur 10 (3 sur 100)"),
        (97, 100, "plus de 9 personnes sur 10 (97 sur 100)"),
    ],
)
def test_shares_are_said_in_everyday_words(counted: int, total: int, words: str) -> None:
    assert say_fraction(counted, total) == words


def test_the_alternative_says_what_is_drawn() -> None:
    said = render_chart(CHOICE).alternative
    assert said == (
        "Vous diriez\u202f? «\u00a0Oui\u00a0»\u00a0: près de 7 personnes sur 10 (21 sur 31). "
        "«\u00a0Non\u00a0»\u00a0: 10 personnes."
    )
    scale = render_chart(ASSENT).alternative
    assert (
        "Du côté de «\u00a0Tout à fait d’accord\u00a0»\u00a0: un peu plus de 6 personnes" in scale
    )
    assert "La réponse du milieu est" in scale


def test_a_comparison_in_time_claims_no_cause_and_tells_its_doubt() -> None:
    waves = tuple(count(["Oui", "Non"], [n, 40 - n], y) for n, y in ((8, "2017"), (11, "2018")))
    said = render_chart(replace(CHOICE, groups=waves, is_wave=True)).alternative
    assert (
        "2017, 20\u202f% (8 sur 40)\u202f; 2018, 28\u202f% (11 sur 40), soit 8 points de plus"
        in said
    )
    assert "cet écart peut être dû au hasard" in said
    assert "ils ne disent pas pourquoi" in said
    far = tuple(count(["Oui", "Non"], [n, 40 - n], y) for n, y in ((4, "2017"), (30, "2018")))
    said = render_chart(replace(CHOICE, groups=far, is_wave=True)).alternative
    assert "hasard" not in said


def test_a_hidden_wave_breaks_the_line_and_is_named() -> None:
    waves = (
        count(["Oui", "Non"], [9, 31], "2016"),
        count(["Oui", "Non"], [None, None], "2017", answered=40),
        count(["Oui", "Non"], [12, 28], "2018"),
        count(["Oui", "Non"], [14, 26], "2019"),
    )
    chart = render_chart(replace(CHOICE, groups=waves, is_wave=True), "lignes")
    lines = [e.get("d", "") for e in read_marks(chart.svg, "path") if e.get("stroke-linejoin")]
    assert [line.count("M") for line in lines] == [2, 2]
    assert "Oui\u00a0: masqué (2017)" in read_words(chart.svg)


def test_people_are_drawn_one_by_one_while_they_are_few() -> None:
    few = render_chart(CHOICE)
    titles = [e.text or "" for e in read_marks(few.svg, "title")]
    assert sum("«\u00a0Oui" in title for title in titles) == 21
    assert sum("«\u00a0Non" in title for title in titles) == 10
    many = read_bars(render_chart(SAMPLES["two-answers-of-many"]).svg)
    yes = sum(length for title, _x, length in many if "«\u00a0Oui" in title)
    assert yes / sum(length for _t, _x, length in many) == pytest.approx(231 / 340, abs=0.002)


def test_numbers_are_drawn_as_a_median_in_the_middle_half() -> None:
    question = ask("nombre", [], unité="mois")
    groups = (
        Summary("f", "Femmes", 18, 0, 14, (6, 26), 15.25),
        Summary("h", "Hommes", None, None),
    )
    everyone = Summary("", "", 31, 2, 11, (4, 22), 14.2)
    chart = render_chart(Result(question, "Q", "2018", everyone, groups))
    words = read_words(chart.svg)
    assert "14 mois" in words
    assert HIDDEN in words
    assert "la moitié donne 14 mois ou moins" in chart.alternative
    assert chart.table.rows[1][1:] == ("18", "14", "6", "26", "15,2")
    assert chart.table.rows[2][1] == "masqué"


HOURS = Figures(
    "Heures de formation",
    ("2017", "2018", "2019"),
    (Series("Base", (8200, None, 9600)), Series("Métier", (12100, 12500, 14345))),
    "rapports d’activité",
    "heures",
)


def test_yearly_counts_are_lines_or_bars_and_unknown_ones_are_gaps() -> None:
    chart = render_figures(HOURS)
    assert chart.kind == "lignes"
    assert "14\u202f345 Métier" in read_words(chart.svg)
    assert "14\u202f345 heures en 2019" in chart.alternative
    assert chart.note == "En heures. Source\u00a0: rapports d’activité, 2017-2019."
    assert chart.table.rows[0] == ("Base", "8\u202f200", "–", "9\u202f600")
    bars = render_figures(HOURS, "barres")
    assert "inconnu" in read_words(bars.svg)
    lengths = [length for _title, _x, length in read_bars(bars.svg)]
    assert lengths[1] / lengths[0] == pytest.approx(9600 / 8200, rel=0.005)
    assert render_figures(replace(HOURS, series=(Series("Base", (None,) * 3),))).drawings == ()


def test_key_figures_are_counts_first_and_hide_what_is_hidden() -> None:
    (key,) = build_key_figures(CHOICE, ["0"])
    assert key.figure == "21 sur 31"
    assert key.detail.startswith("68\u202f%, intervalle à 95\u202f%\u00a0: de")
    assert "Source" in key.note
    hidden = build_key_figures(HIDING, ["0", "1"])
    assert [bool(key.figure) for key in hidden] == [False, True]
    (few,) = build_key_figures(make("choix-unique", ["Oui", "Non"], [7, 5]), ["0"])
    assert (few.figure, few.detail) == ("7 sur 12", "")


def test_labels_are_broken_where_words_end_or_have_a_hyphen() -> None:
    lines = wrap(LONG, 120, 16)
    assert " ".join(lines) == LONG
    assert wrap("Marche-en-Famenne", 90, 16) == ["Marche-en-", "Famenne"]
    assert all(measure(line, 16) <= 60 for line in wrap("anticonstitutionnellement", 60, 16))


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(5, 20)), min_size=1, max_size=5))
def test_names_of_lines_never_overlap(wanted: list[tuple[float, float]]) -> None:
    places = spread_out(wanted, 100)
    boxes = sorted((p - h / 2, p + h / 2) for p, (_m, h) in zip(places, wanted, strict=True))
    for before, after in pairwise(boxes):
        assert before[1] <= after[0] + 1e-6
    assert max(places) <= 100 + 1e-6


@given(st.floats(0.001, 1e7))
def test_the_end_of_an_axis_is_round_and_near(value: float) -> None:
    assert value <= find_round_end(value) * (1 + 1e-12) <= 1.51 * value


def read_template(path: str, press: bool, **members: object) -> str:
    environment = make_environment() if press else make_web_environment(find_interface("fr"))
    environment.filters["typo"] = lambda text, *_language: Markup(set_plain(str(text)))
    return environment.get_template(f"blocks/{path}.html").render(**members)


def test_the_web_shows_two_layouts_and_the_table_of_each_chart() -> None:
    chart = render_chart(REASON)
    html = read_template("graphique", False, chart=chart)
    root = ElementTree.fromstring(html)
    assert [e.get("role") for e in root.iter("svg")] == ["img", "img"]
    assert all(e.get("aria-label") == chart.alternative for e in root.iter("svg"))
    cells = [e.text for e in root.iter("td")]
    assert "21\u00a0sur\u00a031" in cells
    assert root.find(".//details/summary") is not None
    assert "style=" not in html
    sentence = read_template(
        "graphique", False, chart=render_chart(make("choix-unique", ["A"], [0]))
    )
    assert "Personne n’a répondu" in sentence


def test_tables_and_key_figures_have_templates_for_both_media() -> None:
    chart, keys = render_chart(REASON), build_key_figures(HIDING, ["0", "1"])
    for press in (False, True):
        assert "21\u00a0sur\u00a031" in read_template("tableau", press, chart=chart)
        html = read_template("chiffres-cles", press, key_figures=keys)
        assert "<dt>21 sur 31</dt>" in html
        assert "Masqué pour protéger les personnes" in html


@pytest.mark.slow
@pytest.mark.parametrize("profile", [PRINT, SCREEN])
def test_a_chart_on_paper_has_our_fonts_no_rgb_and_its_alternative(profile: object) -> None:
    import pikepdf

    assert profile in (PRINT, SCREEN)
    chosen = PRINT if profile is PRINT else SCREEN
    from vises_site.render.fonts import list_font_assets, list_font_faces
    from vises_site.render.tokens import Palette

    chart = render_chart(ASSENT, frames=(make_paper_frame(SHEETS["A5"], chosen.medium),))
    assets = list_font_assets()
    faces = "".join(
        f'@font-face{{font-family:"{family}";src:url(vises:{stem}.woff2) format("woff2");'
        f"font-weight:{weight};font-style:{style}}}"
        for family, stem, weight, style in list_font_faces()
    )
    if chosen.icc:
        assets[chosen.color_profile] = chosen.icc
        faces += (
            f"@color-profile device-cmyk{{src:url(vises:{chosen.color_profile});"
            "components:cyan,magenta,yellow,black}"
        )
    assets["chart.svg"] = chart.svg.encode()
    html = read_template("graphique", True, chart=chart, address="vises:chart.svg")
    ink = Palette(chosen.medium).colour("ink")
    page = (
        f'<html lang="fr"><head><title>Essai</title><style>{faces}html{{font-family:Atkinson;'
        f"color:{ink}}}@page{{size:A5}}</style></head><body>{html}</body></html>"
    )
    content = write_pdf(lay_out(page, assets, chosen), chosen)
    with pikepdf.open(__import__("io").BytesIO(content)) as pdf:
        drawn = pdf.pages[0].Contents.read_bytes()
        fonts = {str(f.BaseFont) for f in pdf.pages[0].Resources.Font.values()}
        assert all("Atkinson" in name for name in fonts)
        if chosen is PRINT:
            assert not re.search(rb"\s(rg|RG)\s", drawn)
        else:
            alternatives = [
                str(o.Alt)
                for o in pdf.objects
                if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/Figure"
            ]
            assert alternatives == [chart.alternative]


def test_artwork_keeps_a_chart_under_its_key() -> None:
    art = Artwork.__new__(Artwork)
    art.assets = {}
    chart = render_chart(ASSENT, frames=(A5,))
    assert art.add_chart(chart) == f"vises:chart-{chart.key}.svg"
    assert art.assets[f"chart-{chart.key}.svg"] == chart.svg.encode()
    assert art.add_chart(render_chart(make("choix-unique", ["A"], [0]), frames=(A5,))) == ""

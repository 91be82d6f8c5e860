import csv
from pathlib import Path

import pytest

from bench.predictions import Predicted, Predictions
from bench.score import main
from bench.scoring import labels, maker_counts, notes, pair_counts, plain_count, table, todays_ways
from bench.scoring.intervals import Share, bootstrap
from bench.scoring.labels import Labels, LookAlike, MakerLabel, NameLabel
from bench.scoring.measuring import Measurement
from bench.scoring.plain_count import PlainCount
from undersigned.errors import InputError

BOUGHT = MakerLabel("A1", "FOUR MEADOWS LLC", ("Kestrelcloud",), "product", resold=True)
TWO_MAKERS = MakerLabel("A2", "HERON INC", ("Heron", "Plover Data"), "product", resold=False)
OWNED = MakerLabel("A3", "STILT LLC", ("Stilt",), "product", resold=False, note="parent Avocet/Godwit")
LABOUR = MakerLabel("A4", "FOUR MEADOWS LLC", ("Kestrelcloud",), "services_around", resold=False)
UNKNOWABLE = MakerLabel("A5", "FOUR MEADOWS LLC", (), "none", resold=True)
AWARDS = (BOUGHT, TWO_MAKERS, OWNED, LABOUR, UNKNOWABLE)

NAMES = (
    NameLabel("HERON INC", "C1", "F1"),
    NameLabel("HERON, INC.", "C1", "F1"),
    NameLabel("HERON MARSH LLC", "C2", "F1"),
    NameLabel("STILT LLC", "C3", "F2"),
    NameLabel("NOT IN THE DATA LLC", "C3", "F2"),
)
GROUPS = {"HERON INC": "a", "HERON, INC.": "a", "HERON MARSH LLC": "b", "STILT LLC": "b"}
API = (
    "Agency",
    "Award ID",
    "Recipient Name",
    "Federal Action Obligation",
    "Action Date",
    "Modification",
    "Product/Service Description",
    "NAICS Description",
    "Transaction Description",
    "Generated Award ID",
)


def test_precision_is_over_awards_for_which_a_maker_is_named() -> None:
    counts = maker_counts.count(AWARDS, {"A1": ["Kestrelcloud"], "A4": ["Kestrelcloud"], "A5": ["Heron"]})
    assert counts.precision == Share(1, 3)


def test_recall_is_over_labelled_products_and_over_the_resold_ones() -> None:
    counts = maker_counts.count(AWARDS, {"A2": ["Heron"]})
    assert (counts.recall, counts.resold) == (Share(1, 3), Share(0, 1))


def test_left_empty_is_over_awards_whose_maker_cannot_be_known() -> None:
    assert maker_counts.count(AWARDS, {}).empty == Share(1, 1)
    assert maker_counts.count(AWARDS, {"A5": ["Heron"]}).empty == Share(0, 1)


def test_one_right_maker_is_enough_for_the_award_and_not_for_the_count_one_by_one() -> None:
    counts = maker_counts.count([TWO_MAKERS], {"A2": ["Stilt", "Plover Data"]})
    assert (counts.precision, counts.one_by_one) == (Share(1, 1), Share(1, 2))


def test_makers_that_the_note_accepts_are_right() -> None:
    assert maker_counts.is_right(OWNED, ["Godwit"])
    assert not maker_counts.is_right(OWNED, ["Kestrelcloud"])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("HERON, INC.", "Heron", True),
        ("Heron", "Heron Data Systems", True),
        ("Heron Data Systems", "Heron", True),
        ("Heron", "Heronry", False),
        ("Heronry", "Heron", False),
        ("Heron", "Blue Heron", False),
        ("", "Heron", False),
    ],
)
def test_one_maker_name_may_begin_the_other_by_whole_words(one: str, other: str, same: bool) -> None:
    assert maker_counts.same_maker(one, other) is same


@pytest.mark.parametrize(
    ("note", "makers"),
    [
        ("rents out; accept Heron Marsh", ("Heron Marsh",)),
        ("Stilt also accepted", ("Stilt",)),
        ("also accepted: Stilt", ("Stilt",)),
        ("parent Avocet/Godwit", ("Avocet/Godwit", "Avocet", "Godwit")),
        ("owned by Heron since 2023", ("Heron",)),
        ("was Avocet, accept Heron (a guess)", ("Heron",)),
        ("accept Heron, Stilt or empty", ("Heron, Stilt or empty", "Heron", "Stilt")),
        ("owned by Heron since 2020, accept Stilt", ("Stilt", "Heron")),
        ("services_around and empty also accepted; reseller yes also accepted", ("services_around and empty",)),
        ("category drones -> other also accepted", ()),
        ("TRAP: parent Heron is a bird", ()),
        ("accept Heron: it fits", ("Heron",)),
        ("TRAP: Falcon is a place", ()),
    ],
)
def test_a_note_names_accepted_makers(note: str, makers: tuple[str, ...]) -> None:
    assert notes.alternatives(note) == makers


@pytest.mark.parametrize(
    ("note", "empty"),
    [("accept empty", True), ("accept Heron or empty", True), ("empty also accepted", True), ("empty text", False)],
)
def test_a_note_may_accept_that_no_maker_is_named(note: str, empty: bool) -> None:
    assert notes.accepts_empty(note) is empty


def test_what_a_note_excuses_is_still_missed_in_the_table_of_targets() -> None:
    granted = MakerLabel("A6", "HERON INC", (), "none", resold=False, note="accept Heron")
    unsure = MakerLabel("A7", "STILT LLC", ("Stilt",), "product", resold=False, note="accept empty")
    assert maker_counts.is_excused(granted, ["Heron"])
    assert maker_counts.is_excused(unsure, [])
    assert not maker_counts.is_excused(granted, ["Heron", "Stilt"])
    assert not maker_counts.is_excused(unsure, ["Heron"])
    assert not maker_counts.is_excused(BOUGHT, [])
    counts = maker_counts.count([granted, unsure], {"A6": ["Heron"]})
    assert (counts.precision, counts.recall, counts.empty) == (Share(0, 1), Share(0, 1), Share(0, 1))


@pytest.mark.parametrize(
    ("relation", "confidence", "counts"),
    [("product", "medium", True), ("product", "low", False), ("services_around", "high", False)],
)
def test_only_products_with_more_than_low_confidence_count(relation: str, confidence: str, counts: bool) -> None:
    assert Predicted("Heron", relation, confidence, "HERON").counts is counts


def test_wilsons_interval_of_eight_in_ten() -> None:
    assert Share(8, 10).interval() == pytest.approx((0.4902, 0.9433), abs=1e-4)
    assert Share(0, 0).interval() is None


def test_pairs_are_together_merged_or_split() -> None:
    company = pair_counts.pairs(NAMES, "company", GROUPS)
    assert sorted(pair.outcome for pair in company) == ["merged", "together"]
    assert pair_counts.f1(company) == pytest.approx(2 / 3)


def test_f1_of_owners_counts_split_and_merged_pairs() -> None:
    owner = pair_counts.pairs(NAMES, "family", GROUPS)
    assert sorted(pair.outcome for pair in owner) == ["merged", "split", "split", "together"]
    assert pair_counts.f1(owner) == pytest.approx(2 / 5)


def test_a_family_drawn_twice_weighs_twice_within_and_not_where_the_other_is_not_drawn() -> None:
    company = pair_counts.pairs(NAMES, "company", GROUPS)
    assert pair_counts.f1(company, {"F1": 2}) == 1.0
    assert pair_counts.f1(company, {"F1": 1, "F2": 2}) == pytest.approx(2 / 4)
    assert pair_counts.f1(company, {"F2": 2}) is None


def test_resampling_gives_the_same_interval_in_every_run() -> None:
    units = [str(number) for number in range(200)]
    intervals = [bootstrap(units, lambda drawn: sum(int(unit) * times for unit, times in drawn.items())) for _ in "ab"]
    assert intervals[0] == intervals[1]
    low, high = intervals[0] or (0, 0)
    assert 18_000 < low < 19_000
    assert 20_800 < high < 22_000


def test_look_alikes_are_merged_by_one_company_or_one_owner_if_both_are_in_the_data() -> None:
    found = {"HERON": ("c1", "f1"), "HERONRY": ("c2", "f1"), "STILT": ("c3", "f3")}
    alike = (LookAlike("HERON", "HERONRY"), LookAlike("HERON", "STILT"), LookAlike("HERON", "ABSENT"))
    assert pair_counts.look_alikes_share(alike, found) == Share(1, 2)


def test_brand_search_finds_whole_words_in_any_row_and_gives_their_maker() -> None:
    texts = {"A1": ("FUNDING ONLY", "heron-cloud seats; heron"), "A2": ("HERONRY REPAIR", "GREYHERON")}
    found = todays_ways.brand_search(texts, {"Heron Cloud": "Kestrel", "Heron": "Heron"})
    assert found == {"A1": ("Kestrel", "Heron"), "A2": ()}


def test_the_brand_list_is_of_about_55_brands() -> None:
    brands = todays_ways.read_brands()
    assert (len(brands), brands["AWS"], brands["Cisco"]) == (56, "Amazon", "Cisco")


def test_a_fingerprint_knows_no_order_case_or_punctuation() -> None:
    assert todays_ways.fingerprint("Heron, Inc.") == todays_ways.fingerprint("INC HERON") == "heron inc"
    assert todays_ways.fingerprint("HERON LLC") != todays_ways.fingerprint("HERON INC")


def write_api(path: Path, *rows: tuple[str, str, str, str]) -> Path:
    """Rows of award, modification, amount and day, as the 10-column shape."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(API)
        for award, modification, amount, day in rows:
            cells = ("IBS", "1", "FOUR MEADOWS LLC", amount, day, modification, "", "", "OFFICE CHAIRS", award)
            writer.writerow(cells)
    return path


def test_an_award_and_modification_counts_once_in_the_plain_count(tmp_path: Path) -> None:
    first = write_api(tmp_path / "a.csv", ("A1", "0", "10.10", "2030-09-30"), ("A1", "0", "10.10", "2030-09-30"))
    second = write_api(tmp_path / "b.csv", ("A1", "1", "-0.20", "2030-10-01"), ("A1", "0", "10.15", "2030-09-30"))
    plain = plain_count.count([first, second])
    assert {key: str(dollars) for key, dollars in plain.sums.items()} == {
        ("IBS", 2030): "10.10",
        ("IBS", 2031): "-0.20",
    }
    assert (plain.rows, plain.repeated) == (4, 2)
    assert plain.contradictions == ("A1 modification 0: 10.10 and 10.15",)


def test_a_cent_and_a_missing_year_are_differences(tmp_path: Path) -> None:
    plain = plain_count.count([write_api(tmp_path / "a.csv", ("A1", "0", "10.10", "2030-09-30"))])
    assert plain_count.differences(plain.sums, {("IBS", 2030): 1010}) == []
    assert len(plain_count.differences(plain.sums, {("IBS", 2030): 1011, ("IBS", 2031): 5})) == 2


def test_only_files_of_the_ten_columns_are_counted(tmp_path: Path) -> None:
    api = write_api(tmp_path / "b.csv")
    (tmp_path / "a.csv").write_text("Agency,Amount\nIBS,1\n", encoding="utf-8")
    assert plain_count.api_files(tmp_path) == [api]


def test_a_figure_below_its_target_is_never_shown_as_the_target() -> None:
    row = table.share_row("recall", Share(9499, 10000), 0.95)
    assert (row.measured, row.mark) == ("0.94", "FAIL")
    assert table.share_row("recall", Share(95, 100), 0.95).mark == "pass"
    assert table.share_row("recall", Share(0, 0), 0.95).mark == ""


def test_one_merged_pair_of_look_alikes_fails() -> None:
    assert [table.none_row("merged", bad, 2, None).mark for bad in (0, 1)] == ["pass", "FAIL"]
    assert table.none_row("merged", 0, 0, None).mark == ""


def write_labels(folder: Path, *makers: str) -> Path:
    """A folder with `makers.csv` alone, as another reader's spreadsheet writes it, byte order mark included."""
    folder.mkdir()
    heading = "generated_award_id,recipient,maker,product,relation,reseller,category,confidence,note"
    (folder / "makers.csv").write_text("\n".join((heading, *makers)) + "\n", encoding="utf-8-sig")
    return folder


def test_labels_that_cannot_be_counted_are_named(tmp_path: Path) -> None:
    folder = write_labels(
        tmp_path / "labels",
        "A1,FOUR MEADOWS LLC, Kestrelcloud ;Heron,,product,YES,,high,",
        "A1,FOUR MEADOWS LLC,Stilt,,product,no,,high,",
        "A2,FOUR MEADOWS LLC,;,,product,no,,high,",
        "A3,FOUR MEADOWS LLC,,,unclear,no,,high,",
    )
    read = labels.read(folder)
    assert read.makers == (MakerLabel("A1", "FOUR MEADOWS LLC", ("Kestrelcloud", "Heron"), "product", resold=True),)
    assert [sentence.split()[1] for sentence in sorted(read.unusable)] == ["A1", "A2", "A3"]
    assert (read.names, read.look_alikes) == ((), ())


def test_a_folder_without_labels_or_a_file_without_a_column_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no labels"):
        labels.read(tmp_path)
    (tmp_path / "families.csv").write_text("recipient_name,company_id\nHERON,C1\n", encoding="utf-8")
    with pytest.raises(InputError, match="no column family_id"):
        labels.read(tmp_path)


def test_errors_tell_the_label_the_prediction_and_the_text() -> None:
    said = Predictions(
        makers={
            "A1": (Predicted("Heron", "product", "high", "HERON"),),
            "A5": (Predicted("Heron", "product", "low", ""),),
        },
        texts={"A1": ("HERON SEATS",)},
        recipients={},
        companies={name: (group, group) for name, group in GROUPS.items()},
        sums={("IBS", 2030): 5},
    )
    alike = (LookAlike("HERON MARSH LLC", "STILT LLC"),)
    found = Measurement(Labels(AWARDS, NAMES, alike), said, PlainCount({}, 0, 0, ()))
    missed = list(found.errors())
    assert missed[0] == "another maker named: A1 | FOUR MEADOWS LLC"
    assert missed[1:4] == [
        "    label      product: Kestrelcloud (resold); no note",
        "    predicted  Heron, product, high, : 'HERON'",
        "    text       HERON SEATS",
    ]
    assert sorted(line.split(":")[0] for line in missed[4:]) == [
        "company merged",
        "look-alikes merged",
        "owner merged",
        "owner split",
        "owner split",
        "sums differ",
    ]
    assert found.absent() == ["3 labelled awards are not in the data.", "1 labelled names are not in the data."]


# Ibis calls a name that DuckDB 2 has renamed; the result is the same.
@pytest.mark.filterwarnings("ignore:fetch_arrow_table:DeprecationWarning")
def test_a_whole_run_prints_the_table_and_what_was_missed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_labels(
        tmp_path / "labels",
        "CONT_AWD_1_9901_-NONE-_-NONE-,FOUR MEADOWS LLC,Heron,,product,yes,,high,",
        "CONT_AWD_2_9901_-NONE-_-NONE-,FOUR MEADOWS LLC,,,none,yes,,high,",
    )
    data = tmp_path / "data"
    data.mkdir()
    rows = [(f"CONT_AWD_{number}_9901_-NONE-_-NONE-", "0", "1.25", "2030-09-30") for number in (1, 2)]
    write_api(data / "invented.csv", *rows)
    assert main(["--labels", str(folder), "--data", str(data), "--errors"]) == 0
    printed = capsys.readouterr().out
    marks = {line.split("  ")[0]: line.split() for line in printed.splitlines()}
    assert "FAIL" in marks["bought through a reseller: recall"]
    assert "pass" in marks["no knowable maker: left empty"]
    assert "0/1" in marks["agency-years not equal to a plain count to the cent"]
    assert "maker not found: CONT_AWD_1_9901_-NONE-_-NONE- | FOUR MEADOWS LLC" in printed


def test_without_records_the_run_ends_with_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = write_labels(tmp_path / "labels")
    assert main(["--labels", str(folder), "--data", str(tmp_path)]) == 2
    assert "no CSV file of the 10-column shape" in capsys.readouterr().err

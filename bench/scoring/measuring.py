"""Labels and predictions to the rows of the table and the list of what was missed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from bench.predictions import Predictions
from bench.scoring import maker_counts, pair_counts, plain_count, table, targets, todays_ways
from bench.scoring.intervals import Share
from bench.scoring.labels import Labels, MakerLabel
from bench.scoring.plain_count import PlainCount
from bench.scoring.table import Row


@dataclass(frozen=True, slots=True)
class Measurement:
    """The labels that are in the data, what the program says of it, and a plain count of the same files."""

    labels: Labels
    predictions: Predictions
    plain: PlainCount

    def rows(self) -> list[Row]:
        """The table of issue 2."""
        return [*self._maker_rows(), *self._company_rows(), self._sums_row()]

    def errors(self) -> Iterator[str]:
        """Every label that was missed, with what was predicted and the text."""
        for label in self.makers():
            yield from self._maker_error(label)
        for of in ("company", "family"):
            yield from self._pair_errors(of)
        for pair in pair_counts.merged_look_alikes(self.labels.look_alikes, self.predictions.companies):
            yield f"look-alikes merged: {pair.first} | {pair.second}"
        for difference in plain_count.differences(self.plain.sums, self.predictions.sums):
            yield f"sums differ: {difference}"

    def makers(self) -> list[MakerLabel]:
        """The labelled awards that are in the data."""
        return [label for label in self.labels.makers if label.award_key in self.predictions.makers]

    def absent(self) -> list[str]:
        """How many labels the data does not have, in a sentence each."""
        names = sum(label.name not in self.predictions.companies for label in self.labels.names)
        pairs = len(self.labels.look_alikes) - len(
            pair_counts.present(self.labels.look_alikes, self.predictions.companies)
        )
        counts = {
            "awards": len(self.labels.makers) - len(self.makers()),
            "names": names,
            "pairs of look-alikes": pairs,
        }
        return [f"{count} labelled {what} are not in the data." for what, count in counts.items() if count]

    def _maker_rows(self) -> list[Row]:
        labels, predictions = self.makers(), self.predictions
        ours = maker_counts.count(labels, self._guesses())
        naive = maker_counts.count(labels, todays_ways.recipient_as_maker(predictions.recipients))
        brands = maker_counts.count(labels, todays_ways.brand_search(predictions.texts, todays_ways.read_brands()))

        def row(measure: str, of: Literal["precision", "recall", "resold", "empty"], target: float) -> Row:
            ways = {"recipient": getattr(naive, of), "brand_words": getattr(brands, of)}
            return table.share_row(measure, getattr(ours, of), target, **ways)

        return [
            row("maker of a product bought: precision", "precision", targets.PRECISION),
            row("maker of a product bought: recall", "recall", targets.RECALL),
            row("bought through a reseller: recall", "resold", targets.RESOLD_RECALL),
            row("no knowable maker: left empty", "empty", targets.EMPTY),
            table.share_row("(each maker named by itself: precision)", ours.one_by_one),
            table.share_row("(left empty, labour and inferred counted too)", self._bare()),
            *self._excused_rows(),
        ]

    def _excused_rows(self) -> list[Row]:
        """The same shares without the awards for which a note accepts what the label does not, if any."""
        labels, guesses = self.makers(), self._guesses()
        kept = [label for label in labels if not maker_counts.is_excused(label, guesses[label.award_key])]
        if len(kept) == len(labels):
            return []
        counts, left_out = maker_counts.count(kept, guesses), len(labels) - len(kept)
        return [
            table.share_row(f"({left_out} that the notes excuse left out: precision)", counts.precision),
            table.share_row(f"({left_out} left out: recall)", counts.recall),
            table.share_row(f"({left_out} left out: resold, recall)", counts.resold),
            table.share_row(f"({left_out} left out: left empty)", counts.empty),
        ]

    def _company_rows(self) -> list[Row]:
        found, look_alikes = self.predictions.companies, self.labels.look_alikes
        by_fingerprint = {name: (todays_ways.fingerprint(name),) * 2 for name in found}
        share = pair_counts.look_alikes_share(look_alikes, found)
        today = pair_counts.look_alikes_share(look_alikes, by_fingerprint)
        return [
            self._f1_row("same company: F1 over pairs", "company", targets.COMPANY_F1),
            self._f1_row("same owner: F1 over pairs", "family", targets.OWNER_F1),
            table.none_row("look-alikes merged", share.hits, share.of, share.interval(), f"fingerprint {today.hits}"),
        ]

    def _f1_row(self, measure: str, of: Literal["company", "family"], target: float) -> Row:
        labels = [label for label in self.labels.names if label.name in self.predictions.companies]
        found = pair_counts.pairs(labels, of, self._groups(of))
        fingerprints = {label.name: todays_ways.fingerprint(label.name) for label in labels}
        today = pair_counts.f1(pair_counts.pairs(labels, of, fingerprints))
        sizes = f"{len(labels)} names" if labels else "no labels"
        interval = pair_counts.f1_interval(found, labels)
        return table.f1_row(measure, pair_counts.f1(found), interval, sizes, target, today)

    def _sums_row(self) -> Row:
        different = plain_count.differences(self.plain.sums, self.predictions.sums)
        agency_years = len({*self.plain.sums, *self.predictions.sums})
        return table.none_row("agency-years not equal to a plain count to the cent", len(different), agency_years, None)

    def _guesses(self) -> dict[str, tuple[str, ...]]:
        return {
            key: tuple(each.maker for each in predicted if each.counts)
            for key, predicted in self.predictions.makers.items()
        }

    def _groups(self, of: Literal["company", "family"]) -> Mapping[str, str]:
        return {name: ids[of == "family"] for name, ids in self.predictions.companies.items()}

    def _bare(self) -> Share:
        unknowable = [label for label in self.makers() if label.relation == "none"]
        return Share(sum(not self.predictions.makers[label.award_key] for label in unknowable), len(unknowable))

    def _maker_error(self, label: MakerLabel) -> Iterator[str]:
        predicted = self.predictions.makers[label.award_key]
        named = [each.maker for each in predicted if each.counts]
        wrong = maker_counts.verdict(label, named)
        if not wrong:
            return
        wanted = " or ".join(label.makers) or "none"
        excused = " (the note accepts it)" if maker_counts.is_excused(label, named) else ""
        yield f"{wrong}{excused}: {label.award_key} | {label.recipient}"
        resold = " (resold)" if label.resold else ""
        yield f"    label      {label.relation}: {wanted}{resold}; {label.note or 'no note'}"
        for each in predicted:
            yield f"    predicted  {each.maker}, {each.relation}, {each.confidence}, {each.why}: {each.evidence!r}"
        for text in self.predictions.texts[label.award_key]:
            yield f"    text       {text}"

    def _pair_errors(self, of: Literal["company", "family"]) -> Iterator[str]:
        what = {"company": "company", "family": "owner"}[of]
        for pair in pair_counts.pairs(self.labels.names, of, self._groups(of)):
            if pair.outcome != "together":
                yield f"{what} {pair.outcome}: {pair.first.name} | {pair.second.name}"

"""Which subjects share a page: a maker, its family and its one company are one company to a reader."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from undersigned.claims.reading import Subject, Trace
from undersigned.dossiers import addresses


@dataclass(frozen=True, slots=True)
class Profile:
    """One page about one name; `subjects` are what claims are about it as, the first gives the page its address."""

    folder: str
    name: str
    address: str
    subjects: tuple[Subject, ...]

    def subject(self, kind: str) -> Subject | None:
        """The name as a maker, a family, a company; None where it is none."""
        return next((subject for subject in self.subjects if subject.kind == kind), None)


class Profiles:
    """Every page about a name, found by subject."""

    def __init__(self, profiles: list[Profile]) -> None:
        self.all = profiles
        self._of = {subject: profile for profile in profiles for subject in profile.subjects}

    def of(self, kind: str, name: str) -> Profile | None:
        """The page about a subject; None where no claim is about it."""
        return self._of.get(Subject(kind, name))

    def address(self, kind: str, name: str) -> str:
        """Where that page is; empty where there is none."""
        found = self.of(kind, name)
        return found.address if found else ""

    def in_folder(self, folder: str) -> list[Profile]:
        """The pages of one folder, by name."""
        return [profile for profile in self.all if profile.folder == folder]


def profiles(trace: Trace, kept: Mapping[Subject, str] = addresses.NONE) -> Profiles:
    """The pages about names that a trace has claims for; `kept` are the addresses that earlier builds gave."""
    names: dict[str, set[str]] = defaultdict(set)
    for kind, name in trace.rows("SELECT DISTINCT subject_kind, subject FROM claims"):
        names[kind].add(name)
    groups = [*_companies(trace, names), *_others(names)]
    where = addresses.of_subjects(((folder, subjects[0]) for folder, subjects in groups), kept)
    found = [Profile(folder, subjects[0].name, where[subjects[0]], tuple(subjects)) for folder, subjects in groups]
    return Profiles(sorted(found, key=lambda profile: (profile.folder, profile.name.casefold(), profile.name)))


def _companies(trace: Trace, names: dict[str, set[str]]) -> list[tuple[str, list[Subject]]]:
    """Makers first, with the family or the only company of their name; then families; then companies."""
    only_company = dict(
        trace.rows(
            "SELECT family_name, min(company_name) FROM companies GROUP BY family_name "
            "HAVING count(DISTINCT company_name) = 1"
        )
    )
    found, told = [], set()
    for maker in sorted(names["maker"]):
        subjects = [Subject("maker", maker)]
        if maker in names["family"]:
            subjects.append(Subject("family", maker))
        elif only_company.get(maker) in names["company"]:
            subjects.append(Subject("company", only_company[maker]))
        found.append(("company", subjects))
        told.update(subjects)
    for kind in ("family", "company"):
        rest = (Subject(kind, name) for name in sorted(names[kind]))
        found += [("company", [subject]) for subject in rest if subject not in told]
    return found


def _others(names: dict[str, set[str]]) -> list[tuple[str, list[Subject]]]:
    return [
        (kind, [Subject(kind, name)]) for kind in ("agency", "category", "reseller") for name in sorted(names[kind])
    ]

"""Flows: each row in one of them, and their sums the claims'."""

from collections import defaultdict

from undersigned.claims.reading import Trace
from undersigned.dossiers.contents import Contents
from undersigned.dossiers.flows import Flows


def test_a_flow_goes_from_agency_through_channel_to_maker(contents: Contents) -> None:
    found = contents.flows.all()
    triples = {(flow.agency, flow.channel, flow.maker): (flow.cents, flow.awards) for flow in reversed(found)}
    assert len(found) == len(triples) + 1  # STALL INC has Avocet's maps and drones
    assert triples == {
        ("Nowhere County", "SHOP LLC", "Heronsoft"): (385_00, 2),
        ("Elsewhere County", "SHOP LLC", "Heronsoft"): (20_25, 1),
        ("Nowhere County", "STALL INC", ""): (3_00, 1),
        ("Nowhere County", "", "Heronsoft"): (1_25, 1),
        ("Nowhere County", "", "Wader"): (90, 2),
        ("Nowhere County", "STALL INC", "Avocet"): (30, 1),
        ("Nowhere County", "PEDLAR LLC", "Avocet"): (20, 1),
    }


def test_flows_are_found_from_every_end(contents: Contents) -> None:
    at = contents.flows.of
    assert len(at("agency", "Elsewhere County")) == 1
    assert len(at("reseller", "SHOP LLC")) == 2
    assert len(at("maker", "Heronsoft")) == 3
    assert len(at("category", "cloud_hosting")) == 5
    assert at("maker", "Nobody") == []


def test_the_flows_of_a_maker_sum_to_its_claims(trace: Trace) -> None:
    summed: dict[tuple[str, str], int] = defaultdict(int)
    for flow in Flows(trace).all():
        if flow.maker:
            summed[flow.maker, "resold" if flow.channel else "direct"] += flow.cents
    told = trace.rows(
        "SELECT subject, channel, figure FROM claims WHERE subject_kind = 'maker' AND measure = 'obligations' "
        "AND channel IN ('direct', 'resold') AND fiscal_year IS NULL"
    )
    assert summed == {(maker, channel): figure for maker, channel, figure in told}

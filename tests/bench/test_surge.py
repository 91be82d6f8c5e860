"""What `bench.surge` relies on: figures read rightly, answers told apart, books that notice a lost signature."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer

import pytest

from bench.surge import __main__ as surge
from bench.surge import counting, database, forms, generator, machine, measuring, plan, sending, table
from bench.surge.answers import Expected, whole
from bench.surge.loading import ROOT
from bench.surge.measuring import SIGN, STAMP_AND_SIGN, Bench, Books
from bench.surge.rig import rig
from undersigned.campaigns import orm
from undersigned.errors import SiteError

GOOD = b"HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: 6\r\n\r\nthanks"
PGBENCH = """transaction type: row.sql
number of transactions actually processed: 40321
number of failed transactions: 0 (0.000%)
latency average = 3.970 ms
tps = 10075.456784 (without initial connection time)
"""


def test_figures_of_pgbench() -> None:
    assert database.figures(PGBENCH) == (40_321, 10_075.456784)


def test_pgbench_that_says_nothing_is_an_error() -> None:
    with pytest.raises(SiteError, match="did not say"):
        database.figures("pgbench: nothing to do")


@pytest.mark.parametrize("cut", range(len(GOOD)))
def test_an_answer_is_whole_only_at_its_end(cut: int) -> None:
    assert whole(GOOD)
    assert not whole(GOOD[:cut])


def test_headers_in_other_letters_and_answers_without_body_are_understood() -> None:
    assert whole(GOOD.replace(b"content-length", b"Content-Length"))
    assert whole(b"HTTP/1.1 304 Not Modified\r\netag: x\r\n\r\n")


@pytest.mark.parametrize("data", [GOOD + b"!", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_an_answer_of_another_length_than_it_says_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"length|longer"):
        whole(data)


def test_only_the_expected_status_and_words_count() -> None:
    expected = Expected(b"200", b"thanks")
    assert expected.verdict(GOOD) == ""
    assert expected.verdict(GOOD.replace(b"200", b"503")) == "503"
    assert expected.verdict(GOOD.replace(b"thanks", b"what? ")) == "200 with other words"


def test_percentiles_are_values_that_occurred() -> None:
    ordered = [float(number) for number in range(1, 101)]
    assert sending.percentile(ordered, 0.5) == 50
    assert sending.percentile(ordered, 0.99) == 99
    assert sending.percentile([7.0], 0.99) == 7
    assert sending.percentile([], 0.5) == 0


def test_plans_and_reports_travel_between_processes() -> None:
    asked = plan.Plan(80, 1.5, [plan.Stream("one", 2, forms="f", skip=3, most=4), plan.Stream("two", 1, rate=9.0)])
    assert plan.read_plan(asked.written()) == asked
    report = plan.Report([plan.Told("one", 3, 2, 0.5, {"503": 1}, [7], 1.0, 2.0, 3.0)], 0.25)
    assert plan.read_report(report.written()) == report
    assert report.streams[0].rate == 4


@contextmanager
def server(answer: Callable[[bytes], bytes]) -> Iterator[int]:
    """A web server that answers each request line as told; an empty answer closes the connection."""

    class Handler(StreamRequestHandler):
        def handle(self) -> None:
            while line := self.rfile.readline():
                while self.rfile.readline().strip():
                    continue
                said = answer(line)
                if not said:
                    return
                self.wfile.write(said)

    class Server(ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False

    with Server(("127.0.0.1", 0), Handler) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield serving.server_address[1]
        serving.shutdown()


def written(folder: Path, number: int) -> str:
    path = folder / "forms"
    path.write_bytes(b"".join(sending.written(f"GET /{place} HTTP/1.1\r\n\r\n".encode()) for place in range(number)))
    return str(path)


def test_forms_without_a_thank_you_are_told_by_their_numbers(tmp_path: Path) -> None:
    def answer(line: bytes) -> bytes:
        number = int(line.split()[1][1:])
        return {3: b"", 5: GOOD.replace(b"200", b"503"), 8: GOOD.replace(b"thanks", b"once? ")}.get(number, GOOD)

    with server(answer) as port:
        stream = plan.Stream("forms", 2, words="thanks", forms=written(tmp_path, 20), skip=2, most=10)
        told = generator.run(plan.Plan(port, 10.0, [stream])).streams[0]
    assert (told.sent, told.good) == (10, 7)
    assert sorted(told.failed) == [3, 5, 8]
    assert told.wrong == {"closed by the server": 1, "503": 1, "200 with other words": 1}


def test_a_slow_server_shows_in_latencies_from_the_intended_beginning() -> None:
    def answer(_: bytes) -> bytes:
        time.sleep(0.05)
        return GOOD

    with server(answer) as port:
        stream = plan.Stream("late", 1, words="thanks", request="GET / HTTP/1.1\r\n\r\n", rate=100.0)
        told = generator.run(plan.Plan(port, 0.5, [stream])).streams[0]
    assert told.good > 5
    assert told.median >= 50
    assert told.longest > 200  # it waited behind others: fifty came a half second, of which ten could be answered


def test_a_server_that_takes_no_form_is_not_measured() -> None:
    with pytest.raises(SiteError, match="503"):
        measuring.refuse_silence(plan.Told(SIGN, 4, 0, 1.0, {"503": 4}))


def test_books_hold_what_was_acknowledged_and_no_more(tmp_path: Path) -> None:
    keys = forms.Keys(b"s" * 32, b"l" * 32, 1, "/sign/surge/en")
    ids = forms.prepare(tmp_path / "forms", keys, 6).ids
    books = Books()
    books.enter(ids, plan.Told(SIGN, 4, 3, 1.0, {"503": 1}, [3]), 1)
    assert books.acknowledged == [ids[1], ids[2], ids[4]]
    assert (books.sent, books.wrong) == (4, {"503": 1})


def test_every_disagreement_is_told() -> None:
    right = counting.Counts(signatures=9, events=9, told=9, mails=9, tally=9)
    assert counting.troubles(right, 9, 9) == []
    assert counting.troubles(right, 8, 10) == []  # one was kept and its answer lost
    assert counting.troubles(replace(right, mails=0), 9, 9, mails_wait=False) == []
    wrong = [replace(right, events=10), replace(right, told=8), replace(right, mails=8), replace(right, tally=10)]
    assert [len(counting.troubles(found, 9, 9)) for found in wrong] == [1, 1, 1, 1]
    assert counting.troubles(right, 10, 12) == ["10 were acknowledged of 12 sent, 9 are kept"]
    assert len(counting.troubles(right, 7, 8)) == 1


def test_memory_is_flat_only_while_it_does_not_grow_after_the_first_fifth() -> None:
    signatures = [10, 20, 30, 40, 50, 60, 70, 80, 90, 100]
    assert table.growth(signatures, [50, 100, 100, 101, 100, 100, 102, 100, 100, 104]).startswith("flat; +4.0 MB")
    assert table.growth(signatures, [50, 100, 101, 102, 103, 104, 105, 106, 107, 108]).startswith("NOT flat; +8.0 MB")
    assert table.growth([10], [50]) == "looked at too seldom"


def test_rates_are_compared_round_by_round() -> None:
    ways = {
        "base": [table.Rate(100), table.Rate(10)],
        "plain": [table.Rate(10), table.Rate(1)],
        "ours": [table.Rate(50, {"web": 2.0}), table.Rate(5, {"web": 4.0})],
    }
    lines = table.rates(ways, "base", "plain")
    assert lines[3].split() == ["ours", "28", "0.50", "5.00", "3", "-", "-", "-", "-"]


def test_processor_time_of_a_child_that_has_ended_counts() -> None:
    child = "import subprocess, sys; subprocess.run([sys.executable, '-c', sys.argv[1]]); print(1, flush=True); input()"
    work = "import time\nwhile time.process_time() < 0.4: pass"
    with subprocess.Popen(
        [sys.executable, "-c", child, work], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert 0.4 <= machine.processor_seconds(process.pid) < 3
        process.communicate(b"\n")


def test_the_command_line_asks() -> None:
    assert surge.read([]) == (surge.Asked(), None)
    asked, folder = surge.read(["--million", "--rounds", "1", "--folder", "x"])
    assert (asked.memory, asked.rounds, folder) == (1_000_000, 1, Path("x"))


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT / "src"))
        patch.setattr(measuring, "WARM_UP", 20)
        patch.setattr(measuring, "CONNECTIONS", 8)
        with rig(tmp_path_factory.mktemp("surge")) as place:
            yield Bench(place)


def test_in_miniature_every_acknowledged_signature_is_in_the_database(bench: Bench) -> None:
    with bench.serving():
        closed = bench.close_loop(2.0, 100).streams[SIGN]
        stamped = bench.close_loop(2.0, 50, stamps=True).streams[STAMP_AND_SIGN]
        late = bench.open_loop(1.0, 60, 40).streams
        assert machine.megabytes([bench.web]) > 20
    assert (closed.good, closed.wrong) == (100, {})
    assert (stamped.good, stamped.wrong) == (50, {})
    assert all(told.good == told.sent > 10 for told in late.values())
    assert len(bench.books.acknowledged) == bench.books.sent == 100 + 50 + late[SIGN].sent + 3 * 20
    assert len(set(bench.books.acknowledged)) == bench.books.sent
    assert bench.troubles() == []
    orm.connection().execute("delete from ledger.signature where id = %s", [bench.books.acknowledged[7]])
    assert "1 acknowledged signatures are not there" in bench.troubles()


def test_in_miniature_the_others_do_the_same_job(bench: Bench) -> None:
    assert database.commits(bench.rig, 1, clients=2).rate > 1
    told = measuring.plain(bench.rig, 2.0, 30).streams[SIGN]
    assert (told.good, told.wrong) == (30, {})
    row = orm.connection().execute("select count(*), count(distinct id) from surge_plain").fetchone()
    assert row == (50, 50)

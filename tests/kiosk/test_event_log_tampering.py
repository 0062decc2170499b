"""Whatever is done to a log afterwards is found: changed, removed, swapped, repeated, cut off."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import assume, example, given
from hypothesis import strategies as st

from kiosk.event_catalogue import the_catalogue
from kiosk.event_chain import Head, bytes_of, hash_of, read_head
from kiosk.event_log import EventLog
from kiosk.log_bundle import Part, part_since, write_bundle
from kiosk.log_command import main
from kiosk.log_file import LogFile, log_files
from kiosk.log_verification import Report, verify
from kiosk.terminal_key import load_or_create
from tests.kiosk.driven_clock import DrivenClock

CATALOGUE = the_catalogue()
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(range(1, 33)))

Act = tuple[str, dict[str, object]]
ACTS: st.SearchStrategy[Act] = st.sampled_from(
    [
        ("visit.began", {}),
        ("visit.ended", {"reason": "idle"}),
        ("page.slow", {"route": "notices.latest", "milliseconds": 1200}),
        ("staff.told", {"reason": "help", "delivered": False}),
        ("sign", {}),
    ]
)


def log_of(acts: list[Act]) -> list[bytes]:
    """The lines of a log that ends in an orderly way: with a signature."""
    lines: list[str] = []
    clock = DrivenClock()
    log = EventLog(clock, lines.append, sign=KEY.sign, strict=True, catalogue=CATALOGUE)
    end: list[Act] = [("kiosk.stopped", {"reason": "asked"}), ("sign", {})]
    for code, fields in acts + end:
        clock.advance(0.25)
        if code == "sign":
            log.sign()
        else:
            log.record(code, **fields)
    return [line.encode() for line in lines]


LOGS = st.lists(ACTS, min_size=1, max_size=12).map(log_of)
DATA = st.data()


def check(lines: list[bytes], known: Head | None = None) -> Report:
    return verify(
        [("log", b"".join(line + b"\n" for line in lines))], KEY.public_key(), known=known
    )


def head_of(lines: list[bytes]) -> Head:
    return Head(len(lines), hash_of(lines[-1]))


def rehashed(lines: list[bytes]) -> list[bytes]:
    """The log as somebody writes it anew who has no key: every hash is right again."""
    done: list[bytes] = []
    for line in lines:
        entry = json.loads(line)
        before = hash_of(done[-1]) if done else "0" * 64
        done.append(bytes_of({**entry, "number": len(done) + 1, "before": before}))
    return done


@given(lines=LOGS)
def test_a_log_nobody_touched_is_in_order(lines: list[bytes]) -> None:
    report = check(lines, head_of(lines))
    assert (report.findings, report.notes) == ([], [])
    assert report.entries == report.signed_through == len(lines)


class TestEverySingleEntry:
    @given(lines=LOGS, data=DATA)
    def test_changed_in_any_byte_is_found(self, lines: list[bytes], data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(lines) - 1))
        line = bytearray(lines[place])
        byte = data.draw(st.integers(0, len(line) - 1))
        line[byte] ^= data.draw(st.integers(1, 255))
        assert check([*lines[:place], bytes(line), *lines[place + 1 :]]).findings

    @given(lines=LOGS, data=DATA)
    def test_changed_in_any_field_is_found(self, lines: list[bytes], data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(lines) - 1))
        entry = json.loads(lines[place])
        name = data.draw(st.sampled_from(sorted(entry)))
        entry[name] = data.draw(st.integers(0, 99) | st.text(max_size=5) | st.just("0" * 64))
        changed = bytes_of(entry)
        assume(changed != lines[place])
        assert check([*lines[:place], changed, *lines[place + 1 :]]).findings

    @given(lines=LOGS, data=DATA)
    def test_removed_is_found(self, lines: list[bytes], data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(lines) - 1))
        rest = [*lines[:place], *lines[place + 1 :]]
        assert check(rest, head_of(lines)).findings

    @given(lines=LOGS, data=DATA)
    def test_swapped_is_found(self, lines: list[bytes], data: st.DataObject) -> None:
        one, other = sorted(
            data.draw(st.permutations(range(len(lines))).map(lambda order: order[:2]))
        )
        swapped = list(lines)
        swapped[one], swapped[other] = swapped[other], swapped[one]
        assert check(swapped).findings

    @given(lines=LOGS, data=DATA)
    def test_repeated_is_found_wherever_it_stands(
        self, lines: list[bytes], data: st.DataObject
    ) -> None:
        again = data.draw(st.sampled_from(lines))
        place = data.draw(st.integers(0, len(lines)))
        assert check([*lines[:place], again, *lines[place:]]).findings

    @given(lines=LOGS, line=st.binary(max_size=30), data=DATA)
    @example(lines=log_of([]), line=b"", data=None)
    def test_any_line_put_in_is_found(
        self, lines: list[bytes], line: bytes, data: st.DataObject | None
    ) -> None:
        place = data.draw(st.integers(0, len(lines))) if data else 0
        assert check([*lines[:place], line, *lines[place:]]).findings


class TestTheWholeLog:
    @given(lines=LOGS, data=DATA)
    def test_a_cut_tail_is_found_where_a_later_head_is_known(
        self, lines: list[bytes], data: st.DataObject
    ) -> None:
        kept = data.draw(st.integers(0, len(lines) - 1))
        known = data.draw(st.integers(kept + 1, len(lines)))
        assert check(lines[:kept], head_of(lines[:known])).findings

    @given(lines=LOGS, data=DATA)
    def test_a_cut_in_the_middle_of_a_line_too(
        self, lines: list[bytes], data: st.DataObject
    ) -> None:
        whole = b"".join(line + b"\n" for line in lines)
        kept = data.draw(st.integers(0, len(whole) - 2))
        report = verify([("log", whole[:kept])], KEY.public_key(), known=head_of(lines))
        assert report.findings

    @given(lines=LOGS, data=DATA)
    def test_a_cut_beginning_is_found(self, lines: list[bytes], data: st.DataObject) -> None:
        cut = data.draw(st.integers(1, len(lines) - 1))
        assert check(lines[cut:]).findings

    @given(lines=LOGS, data=DATA)
    def test_a_log_hashed_anew_is_found_by_its_signatures(
        self, lines: list[bytes], data: st.DataObject
    ) -> None:
        place = data.draw(st.integers(0, len(lines) - 2))
        forged = rehashed([*lines[:place], *lines[place + 1 :]])
        assert check(forged).findings

    @given(lines=LOGS)
    def test_stripped_of_its_signatures_it_does_not_fit_the_known_head(
        self, lines: list[bytes]
    ) -> None:
        forged = rehashed([line for line in lines if b"log.signed" not in line])
        assert check(forged, head_of(lines)).findings
        assert "not signed yet" in check(forged).notes[-1]

    def test_another_terminal_s_signature_is_found(self) -> None:
        report = verify(
            [("log", b"".join(line + b"\n" for line in log_of([])))], STRANGER.public_key()
        )
        assert report.findings == [
            "log, line 2: the signature of entry 2 does not fit: the entry was changed, or another"
            " key signed it"
        ]

    @given(data=st.binary(max_size=300))
    @example(data=b'{"number":1,"at":"","code":"log.dropped","severity":"","before":[]}\n')
    @example(data=b"[" * 100_000)
    def test_any_bytes_are_a_log_or_findings(self, data: bytes) -> None:
        verify([("log", data)], KEY.public_key(), known=Head(3, "0" * 64))


class TestInPlainWords:
    LINES = log_of(
        [("visit.began", {}), ("notice.refused", {}), ("visit.ended", {"reason": "idle"})]
    )

    @pytest.mark.parametrize(
        ("alter", "finding"),
        [
            (
                lambda lines: [lines[0], lines[1].replace(b"refused", b"REFUSED"), *lines[2:]],
                "log, line 3: entry 3 was not written after this entry 2: one of them was changed",
            ),
            (
                lambda lines: [lines[0], *lines[2:]],
                "log, line 2: entry 2 is missing between entry 1 and entry 3",
            ),
            (
                lambda lines: [lines[0], *lines[3:]],
                "log, line 2: entries 2 to 3 are missing between entry 1 and entry 4",
            ),
            (
                lambda lines: [lines[0], lines[2], lines[1], *lines[3:]],
                "log, line 3: entry 2 stands after entry 3: out of order",
            ),
            (lambda lines: [*lines, lines[3]], "log, line 6: entry 4 is repeated"),
            (
                lambda lines: lines[:3],
                "end: entries 4 to 5 are missing: the end was cut",
            ),
            (
                lambda lines: lines[2:],
                "log, line 1: entries 1 to 2 are missing, and no entry says that their time was"
                " over",
            ),
            (
                lambda lines: [lines[0], b"gone", *lines[2:]],
                "log, line 2: this is no entry of the log: changed or destroyed",
            ),
        ],
    )
    def test_it_says_what_and_where(
        self, alter: Callable[[list[bytes]], list[bytes]], finding: str
    ) -> None:
        assert finding in check(alter(list(self.LINES)), head_of(self.LINES)).findings


@pytest.fixture
def terminal(tmp_path: Path) -> Path:
    """A state directory with a log of three days, and its configuration beside it."""
    state = tmp_path / "state"
    key = load_or_create(state / "terminal.key")
    (tmp_path / "terminal.pem").write_bytes(key.public_pem)
    (tmp_path / "kiosk.toml").write_text(f'[state]\ndirectory = "{state}"\n')
    clock = DrivenClock()
    file = LogFile(state / "events")
    log = EventLog(clock, file.write, sign=key.private.sign, strict=True)
    for _ in range(3):
        log.record("visit.began")
        log.record("visit.ended", reason="finished")
        clock.advance(86_400)
    log.sign()
    file.close()
    return tmp_path


def command(terminal: Path, *arguments: str) -> int:
    return main([*arguments, "--config", str(terminal / "kiosk.toml")])


class TestCommand:
    def test_verify_answers_by_its_exit_status(
        self, terminal: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        pem = str(terminal / "terminal.pem")
        assert command(terminal, "verify", "--public-key", pem) == 0
        said = capsys.readouterr().out.splitlines()
        assert said[-1] == "Nothing was altered."
        head = said[-2].rpartition(" ")[2]
        assert read_head(head).number == 7

        log_files(terminal / "state" / "events")[-1].unlink()
        assert command(terminal, "verify", "--public-key", pem, "--head", head) == 1
        said = capsys.readouterr().out.splitlines()
        assert said[0] == "WRONG  end: entry 7 is missing: the end was cut"

    def test_verify_that_cannot_look_says_so(
        self, terminal: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert command(terminal, "verify", str(terminal / "nothing.jsonl")) == 2
        assert "nothing.jsonl" in capsys.readouterr().err

    @pytest.mark.parametrize(
        "wrong", [["--head", "12"], ["--public-key", "kiosk.toml"], ["--public-key", "none.pem"]]
    )
    def test_a_wrong_argument_is_told(self, terminal: Path, wrong: list[str]) -> None:
        with pytest.raises(SystemExit):
            command(terminal, "verify", *wrong)

    def test_a_key_of_another_kind_is_told(self, terminal: Path) -> None:
        from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

        other = generate_private_key(SECP256R1()).public_key()
        pem = terminal / "ec.pem"
        pem.write_bytes(other.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))
        with pytest.raises(SystemExit):
            command(terminal, "verify", "--public-key", str(pem))

    def test_the_key_that_verifies_is_told(
        self, terminal: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert command(terminal, "public-key") == 0
        assert capsys.readouterr().out == (terminal / "terminal.pem").read_text()

    def test_an_exported_bundle_begins_on_its_day_and_can_be_verified(
        self, terminal: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        out = terminal / "bundle.zip"
        assert command(terminal, "export", "--since", "2026-03-29", str(out)) == 0
        assert capsys.readouterr().out == f"{out}: entries 3 to 7\n"
        pem = str(terminal / "terminal.pem")
        assert main(["verify", str(out), "--public-key", pem]) == 0

    def test_a_day_without_entries_since_is_told(self, terminal: Path) -> None:
        out = str(terminal / "bundle.zip")
        assert command(terminal, "export", "--since", "2030-01-01", out) == 2

    def test_what_is_no_bundle_is_told(self, terminal: Path) -> None:
        (terminal / "bundle.zip").write_bytes(b"PK")
        assert main(["verify", str(terminal / "bundle.zip")]) == 2


class TestBundle:
    @given(lines=LOGS, data=DATA)
    def test_cut_at_either_end_or_changed_is_found(
        self, lines: list[bytes], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        folder = tmp_path_factory.mktemp("bundle")
        part = part_since([b"\n".join(lines)], data.draw(st.sampled_from(moments(lines))))
        out, pem = folder / "bundle.zip", folder / "key.pem"
        pem.write_bytes(
            KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        )
        write_bundle(out, part, "T01", KEY.sign)
        assert main(["verify", str(out), "--public-key", str(pem)]) == 0

        kept = part.lines.splitlines(keepends=True)
        cut = data.draw(st.sampled_from([kept[1:], kept[:-1], [b"\n", *kept], [*kept, kept[-1]]]))
        altered(out, Part(b"".join(cut), part.after, part.last))
        assert main(["verify", str(out), "--public-key", str(pem)]) == 1

    def test_a_bundle_somebody_else_wrote_is_found(self, tmp_path: Path) -> None:
        lines = log_of([("visit.began", {})])
        out, pem = tmp_path / "bundle.zip", tmp_path / "key.pem"
        pem.write_bytes(
            KEY.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        )
        write_bundle(out, part_since([b"\n".join(lines)], ""), "T01", STRANGER.sign)
        assert main(["verify", str(out), "--public-key", str(pem)]) == 1


def moments(lines: list[bytes]) -> list[str]:
    entries: list[dict[str, Any]] = [json.loads(line) for line in lines]
    return [entry["at"] for entry in entries]


def altered(bundle: Path, part: Part) -> None:
    """Put other lines into a bundle, and leave what is signed as it is."""
    with zipfile.ZipFile(bundle) as archive:
        about = archive.read("bundle.json")
    with zipfile.ZipFile(bundle, "w") as archive:
        archive.writestr("events.jsonl", part.lines)
        archive.writestr("bundle.json", about)

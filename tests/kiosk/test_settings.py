"""Settings: which file wins, and what a technician is told about a mistake."""

from __future__ import annotations

import tomllib
from dataclasses import asdict, fields
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kiosk.layered_files import read_layer
from kiosk.settings import DEFAULTS_FILE, Settings, SettingsFault, load_settings

EXAMPLE_FILE = DEFAULTS_FILE.with_name("kiosk.toml")


@pytest.fixture
def site_file(tmp_path: Path) -> Path:
    """The site's file, with a state directory that belongs to the test."""
    file = tmp_path / "kiosk.toml"
    _write(file, f'[state]\ndirectory = "{tmp_path}"')
    return file


def _write(file: Path, *lines: str) -> None:
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _mistakes(file: Path) -> tuple[str, ...]:
    with pytest.raises(SettingsFault) as fault:
        load_settings(file)
    assert str(fault.value) == "\n".join(fault.value.mistakes)
    return fault.value.mistakes


class TestLayers:
    def test_the_defaults_alone_are_whole(self, tmp_path: Path) -> None:
        settings = load_settings(site_file=tmp_path / "missing.toml")
        assert settings.site.organisation == "通州区退休职工服务站"
        assert (settings.screen.width, settings.screen.height) == (1080, 1920)
        assert (settings.session.idle_seconds, settings.session.warning_seconds) == (120, 30)
        assert settings.state_directory == Path("/var/lib/yinling")

    def test_the_site_s_file_goes_over_the_defaults_key_by_key(self, site_file: Path) -> None:
        with site_file.open("a", encoding="utf-8") as file:
            file.write('[site]\nterminal = "B07"\n')
        settings = load_settings(site_file=site_file)
        assert settings.site.terminal == "B07"
        assert settings.site.counter == "一号窗口"

    def test_what_the_service_menu_wrote_goes_over_both(
        self, site_file: Path, tmp_path: Path
    ) -> None:
        with site_file.open("a", encoding="utf-8") as file:
            file.write("[session]\nidle_seconds = 180\nwarning_seconds = 45\n")
        _write(tmp_path / "settings.toml", "[session]", "idle_seconds = 240")

        settings = load_settings(site_file)
        assert (settings.session.idle_seconds, settings.session.warning_seconds) == (240, 45)

    def test_a_file_named_on_the_command_line_takes_the_place_of_the_usual_one(
        self, site_file: Path, tmp_path: Path
    ) -> None:
        usual = tmp_path / "usual.toml"
        _write(usual, "[site]", 'terminal = "B07"')
        assert load_settings(site_file, site_file=usual).site.terminal == "T01"

    def test_a_file_named_on_the_command_line_must_be_there(self, tmp_path: Path) -> None:
        missing = tmp_path / "missing.toml"
        assert _mistakes(missing) == (f"{missing}: cannot be read: No such file or directory",)

    def test_the_service_menu_s_file_cannot_move_itself(
        self, site_file: Path, tmp_path: Path
    ) -> None:
        local = tmp_path / "settings.toml"
        _write(local, "[state]", 'directory = "/tmp"')
        assert _mistakes(site_file) == (
            f"{local}: [state]: cannot be set in the file that lies there itself",
        )


class TestShippedFiles:
    def test_the_example_is_accepted_and_differs_in_nothing_from_the_defaults(self) -> None:
        assert read_layer(Settings, EXAMPLE_FILE) == _defaults_of_what_the_example_names()

    def test_every_key_that_the_example_comments_out_is_accepted_too(self, tmp_path: Path) -> None:
        lines = EXAMPLE_FILE.read_text(encoding="utf-8").splitlines()
        uncommented = [line.removeprefix("# ") if " = " in line else line for line in lines]
        everything = tmp_path / "kiosk.toml"
        _write(everything, *uncommented)

        named = {section: set(keys) for section, keys in read_layer(Settings, everything).items()}
        defaults = tomllib.loads(DEFAULTS_FILE.read_text(encoding="utf-8"))
        assert named == {section: set(keys) for section, keys in defaults.items()}

    def test_the_defaults_hold_every_section(self) -> None:
        defaults = tomllib.loads(DEFAULTS_FILE.read_text(encoding="utf-8"))
        assert list(defaults) == [field.name for field in fields(Settings)]


def _defaults_of_what_the_example_names() -> dict[str, object]:
    defaults = tomllib.loads(DEFAULTS_FILE.read_text(encoding="utf-8"))
    example_file = tomllib.loads(EXAMPLE_FILE.read_text(encoding="utf-8"))
    return {
        section: {key: defaults[section][key] for key in keys}
        for section, keys in example_file.items()
    }


class TestMistakes:
    @pytest.mark.parametrize(
        ("written", "said"),
        [
            (
                "[session]\nidle_seconds = 60",
                "[session] idle_seconds: expected `int` >= 120, found 60",
            ),
            (
                "[session]\nwarning_seconds = 60",
                "[session] warning_seconds: expected `int` <= 45, found 60",
            ),
            (
                '[screen]\nwidth = "1080"',
                "[screen] width: expected `int`, got `str`, found '1080'",
            ),
            ("[readers]\npcsc = 1", "[readers] pcsc: expected `bool`, got `int`, found 1"),
            (
                '[printer]\nkind = "lpt"',
                "[printer] kind: expected one of 'network', 'serial', 'usb', 'file', 'none', "
                "found 'lpt'",
            ),
            (
                '[backend]\nurl = "platform"',
                "[backend] url: expected https://HOST or http://HOST, found 'platform'",
            ),
            (
                '[site]\nterminal = "一号"',
                "[site] terminal: expected a capital letter, then up to 15 capitals or digits, "
                "such as T01, found '一号'",
            ),
            (
                "[screen]\ndiagonal_inches = nan",
                "[screen] diagonal_inches: expected `float` >= 7.0, found nan",
            ),
            (
                "[session]\nidle = 120",
                "[session] idle: unknown key; there are idle_seconds, warning_seconds",
            ),
            (
                "[sesion]\nidle_seconds = 120",
                "[sesion]: unknown section; there are site, screen, backend, readers, scanner, "
                "stripe, printer, "
                "speech, keypad, hours, session, maintenance, state",
            ),
            ("session = 120", "[session]: expected a section, not a single value"),
        ],
    )
    def test_is_named_with_file_section_key_and_what_was_expected(
        self, tmp_path: Path, written: str, said: str
    ) -> None:
        file = tmp_path / "kiosk.toml"
        _write(file, written)
        assert _mistakes(file) == (f"{file}: {said}",)

    def test_all_are_named_at_once(self, tmp_path: Path) -> None:
        file = tmp_path / "kiosk.toml"
        _write(file, "[session]", "idle_seconds = 60", "idle = 1", "[screen]", "width = true")
        assert len(_mistakes(file)) == 3

    @pytest.mark.parametrize(
        ("kind", "needed"),
        [
            ("network", "host must be given"),
            ("serial", "path must be given"),
            ("usb", "path must be given"),
            ("file", "path must be given"),
        ],
    )
    def test_a_printer_needs_what_its_kind_needs(
        self, tmp_path: Path, kind: str, needed: str
    ) -> None:
        file = tmp_path / "kiosk.toml"
        _write(file, "[printer]", f'kind = "{kind}"')
        (mistake,) = _mistakes(file)
        assert mistake.startswith(f"{DEFAULTS_FILE}, {file}: [printer]:")
        assert needed in mistake

    def test_that_is_no_toml_is_named_with_its_line(self, tmp_path: Path) -> None:
        file = tmp_path / "kiosk.toml"
        _write(file, "[site]", "terminal = T01")
        (mistake,) = _mistakes(file)
        assert mistake.startswith(f"{file}: is not TOML:")
        assert "line 2" in mistake

    def test_that_is_no_utf_8_says_so(self, tmp_path: Path) -> None:
        file = tmp_path / "kiosk.toml"
        file.write_bytes('[site]\ncounter = "一号窗口"'.encode("gb18030"))
        assert _mistakes(file) == (f"{file}: is not UTF-8 text",)


class TestAnyFile:
    @given(content=st.binary(max_size=300))
    @example(content=b"x = " + b"[" * 5000)
    @example(content=b"[session]\nidle_seconds = 1" + b"0" * 5000)
    @example(content=b"[screen]\ndiagonal_inches = 1e999")
    @example(content=b"[site]\ncounter = 2026-03-28")
    @example(content=b"[[site]]")
    def test_of_bytes_gives_settings_or_a_fault(
        self, content: bytes, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        self._load(tmp_path_factory.mktemp("etc") / "kiosk.toml", content)

    @given(
        section=st.sampled_from([field.name for field in fields(Settings)]),
        data=st.data(),
        value=st.sampled_from(["-1", "0", "9223372036854775808", "true", '""', "[]", "{}", "inf"]),
    )
    def test_of_odd_values_gives_settings_or_a_fault(
        self,
        section: str,
        data: st.DataObject,
        value: str,
        tmp_path_factory: pytest.TempPathFactory,
    ) -> None:
        defaults = tomllib.loads(DEFAULTS_FILE.read_text(encoding="utf-8"))
        key = data.draw(st.sampled_from(sorted(defaults[section])))
        file = tmp_path_factory.mktemp("etc") / "kiosk.toml"
        self._load(file, f"[{section}]\n{key} = {value}".encode())

    def _load(self, file: Path, content: bytes) -> None:
        file.write_bytes(content)
        try:
            settings = load_settings(file)
        except SettingsFault:
            return
        assert 120 <= settings.session.idle_seconds <= 300
        assert asdict(settings).keys() == {field.name for field in fields(Settings)}

"""Who gets into the service menu, and how the lock on its door behaves."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import given, settings
from hypothesis import strategies as st

import passwords
from kiosk.maintenance.accounts import (
    Account,
    Accounts,
    BadName,
    Granted,
    LastTechnician,
    Locked,
    NameTaken,
    NoSuchAccount,
    Refused,
)
from kiosk.maintenance.roles import Role
from kiosk.store import Store
from passwords import WeakPassword
from tests.kiosk.driven_clock import DrivenClock

PASSWORD = "Kran7-Wagen"
CHEN = Granted(1, "chen", Role.TECHNICIAN)
_TYPED = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture
def clock() -> DrivenClock:
    return DrivenClock()


@pytest.fixture
def store(tmp_path: Path, clock: DrivenClock) -> Iterator[Store]:
    store = Store.open(tmp_path / "kiosk.sqlite", clock)
    yield store
    store.close()


@pytest.fixture
def accounts(store: Store, clock: DrivenClock) -> Accounts:
    accounts = Accounts(store, clock, QUICK)
    accounts.add("chen", PASSWORD)
    return accounts


class CountingHasher(PasswordHasher):
    """The real hasher, and how often it was made to work."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.verified = 0

    def verify(self, hash: str | bytes, password: str | bytes) -> bool:  # type: ignore[override]
        self.verified += 1
        return bool(super().verify(hash, password))


class TestAccounts:
    def test_none_is_shipped(self, store: Store, clock: DrivenClock) -> None:
        assert Accounts(store, clock, QUICK).names() == ()

    def test_name_and_password_let_in(self, accounts: Accounts) -> None:
        assert accounts.check("chen", PASSWORD) == CHEN
        assert accounts.check(" Chen ", PASSWORD) == CHEN
        assert accounts.check("chen", PASSWORD.lower()) == Refused(4)

    def test_the_password_itself_is_not_on_the_disk(
        self, accounts: Accounts, tmp_path: Path
    ) -> None:
        kept = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        assert b"$argon2id$" in kept
        assert PASSWORD.encode() not in kept

    def test_a_name_is_given_once_in_whatever_case(self, accounts: Accounts) -> None:
        with pytest.raises(NameTaken):
            accounts.add("CHEN", PASSWORD)
        assert accounts.names() == ("chen",)

    @pytest.mark.parametrize("name", ["", "c", "1chen", "陈师傅", "chen'--", "c" * 33])
    def test_a_name_is_plain(self, accounts: Accounts, name: str) -> None:
        with pytest.raises(BadName):
            accounts.add(name, PASSWORD)

    @pytest.mark.parametrize("password", ["Ab1-xyz", "abcdefgh1", "ABCDEFGH-", "12345678-", ""])
    def test_a_weak_password_is_not_taken(self, accounts: Accounts, password: str) -> None:
        with pytest.raises(WeakPassword):
            accounts.add("wang", password)

    @pytest.mark.parametrize("password", ["abcdefG1", "abcdef-1", "ABCDEF-1", "陈陈陈陈陈陈aB"])
    def test_eight_characters_of_three_kinds_are_enough(
        self, accounts: Accounts, password: str
    ) -> None:
        accounts.add("wang", password)
        assert isinstance(accounts.check("wang", password), Granted)

    def test_an_old_hash_is_renewed_by_a_login(
        self, accounts: Accounts, store: Store, clock: DrivenClock
    ) -> None:
        stronger = PasswordHasher(time_cost=2, memory_cost=16, parallelism=1)
        today = Accounts(store, clock, stronger)
        assert isinstance(today.check("chen", PASSWORD), Granted)

        with store.transaction() as transaction:
            row = transaction.row("SELECT password_hash FROM accounts")
        assert row is not None
        assert not stronger.check_needs_rehash(row["password_hash"])
        assert isinstance(today.check("chen", PASSWORD), Granted)

    @given(name=_TYPED, password=_TYPED)
    @settings(max_examples=40)
    def test_whatever_is_typed_gets_an_answer(
        self, name: str, password: str, tmp_path_factory: pytest.TempPathFactory
    ) -> None:
        clock = DrivenClock()
        store = Store.open(tmp_path_factory.mktemp("state") / "kiosk.sqlite", clock)
        assert Accounts(store, clock, QUICK).check(name, password) == Refused(4)
        store.close()


class TestChanges:
    def test_an_account_is_removed_and_its_number_never_given_again(
        self, accounts: Accounts
    ) -> None:
        second = accounts.add("wang", PASSWORD, Role.ATTENDANT)
        assert accounts.remove("WANG") == Account(second, "wang", Role.ATTENDANT)
        assert accounts.names() == ("chen",)
        assert isinstance(accounts.check("wang", PASSWORD), Refused)
        assert accounts.add("li", PASSWORD) > second

    def test_roles_and_passwords_change(self, accounts: Accounts) -> None:
        accounts.add("wang", PASSWORD, Role.ATTENDANT)
        accounts.change_role("wang", Role.TECHNICIAN)
        accounts.change_password("wang", "Neu-3neu")
        assert isinstance(accounts.check("wang", PASSWORD), Refused)
        assert accounts.check("wang", "Neu-3neu") == Granted(2, "wang", Role.TECHNICIAN)

    def test_a_technician_always_stays(self, accounts: Accounts) -> None:
        accounts.add("wang", PASSWORD, Role.ATTENDANT)
        with pytest.raises(LastTechnician):
            accounts.remove("chen")
        with pytest.raises(LastTechnician):
            accounts.change_role("chen", Role.ATTENDANT)
        assert accounts.names() == ("chen", "wang")

    def test_who_is_not_there_cannot_be_changed(self, accounts: Accounts) -> None:
        with pytest.raises(NoSuchAccount):
            accounts.remove("li")
        with pytest.raises(NoSuchAccount):
            accounts.change_role("li", Role.TECHNICIAN)
        with pytest.raises(NoSuchAccount):
            accounts.change_password("li", PASSWORD)

    def test_a_new_password_is_strong_too(self, accounts: Accounts) -> None:
        with pytest.raises(WeakPassword):
            accounts.change_password("chen", "short")
        assert accounts.check("chen", PASSWORD) == CHEN


class TestGeneratedPasswords:
    @given(seed=st.integers())
    def test_are_strong_and_have_no_look_alikes(self, seed: int) -> None:
        password = passwords.generate(random.Random(seed).choice)
        passwords.check_strength(password)
        assert len(password) >= 12
        assert not set(password) & passwords.LOOK_ALIKES

    def test_are_never_the_same(self) -> None:
        assert len({passwords.generate() for _ in range(50)}) == 50


class TestLock:
    def test_five_wrong_tries_in_a_row_lock_for_300_seconds(
        self, accounts: Accounts, clock: DrivenClock
    ) -> None:
        answers = [accounts.check("chen", "wrong") for _ in range(5)]
        until = clock.now() + timedelta(seconds=300)
        assert answers == [Refused(4), Refused(3), Refused(2), Refused(1), Locked(until)]

        clock.advance(299)
        assert accounts.check("chen", PASSWORD) == Locked(until)
        clock.advance(1)
        assert accounts.check("chen", PASSWORD) == CHEN

    def test_a_right_password_forgets_the_wrong_ones(self, accounts: Accounts) -> None:
        for _ in range(3):
            for _ in range(4):
                assert isinstance(accounts.check("chen", "wrong"), Refused)
            assert isinstance(accounts.check("chen", PASSWORD), Granted)

    def test_after_a_lock_there_are_five_tries_again(
        self, accounts: Accounts, clock: DrivenClock
    ) -> None:
        _lock(accounts)
        clock.advance(300)
        assert accounts.check("chen", "wrong") == Refused(4)

    def test_knocking_at_the_locked_door_does_not_lengthen_the_lock(
        self, accounts: Accounts, clock: DrivenClock
    ) -> None:
        _lock(accounts)
        for _ in range(30):
            clock.advance(10)
            answer = accounts.check("chen", PASSWORD)
        assert isinstance(answer, Granted)

    def test_a_name_that_does_not_exist_answers_and_works_like_one_that_does(
        self, store: Store, clock: DrivenClock
    ) -> None:
        hasher = CountingHasher()
        accounts = Accounts(store, clock, hasher)
        accounts.add("chen", PASSWORD)

        assert accounts.check("chen", "wrong") == Refused(4)
        assert accounts.check("nobody", "wrong") == Refused(3)
        assert hasher.verified == 2
        assert accounts.check("chen", "wrong") == Refused(2)
        assert accounts.check("nobody", "wrong") == Refused(1)
        assert isinstance(accounts.check("nobody", "wrong"), Locked)


class TestLockAcrossARestart:
    def test_it_lasts_as_long_as_if_nothing_had_happened(
        self, accounts: Accounts, store: Store, clock: DrivenClock
    ) -> None:
        _lock(accounts)
        clock.advance(200)
        again = Accounts(store, clock, QUICK)
        assert again.check("chen", PASSWORD) == Locked(clock.now() + timedelta(seconds=100))
        clock.advance(100)
        assert isinstance(again.check("chen", PASSWORD), Granted)

    def test_wrong_tries_are_not_forgotten(
        self, accounts: Accounts, store: Store, clock: DrivenClock
    ) -> None:
        for _ in range(4):
            accounts.check("chen", "wrong")
        assert isinstance(Accounts(store, clock, QUICK).check("chen", "wrong"), Locked)

    def test_pulling_the_plug_before_the_answer_gains_no_try(
        self, accounts: Accounts, store: Store, clock: DrivenClock
    ) -> None:
        class PowerCut(Exception):
            pass

        class Unplugged(PasswordHasher):
            def verify(self, *_: object) -> bool:  # type: ignore[override]
                raise PowerCut

        unplugged = Unplugged(time_cost=1, memory_cost=8, parallelism=1)
        for _ in range(5):
            with pytest.raises(PowerCut):
                Accounts(store, clock, unplugged).check("chen", "wrong")
        assert isinstance(Accounts(store, clock, QUICK).check("chen", PASSWORD), Locked)


class TestLockAndTheWallClock:
    @pytest.mark.parametrize("jump", [timedelta(days=-9000), timedelta(days=9000)])
    def test_while_the_program_runs_setting_it_changes_nothing(
        self, accounts: Accounts, clock: DrivenClock, jump: timedelta
    ) -> None:
        _lock(accounts)
        clock.set_wall(clock.now() + jump)
        clock.advance(299)
        assert isinstance(accounts.check("chen", PASSWORD), Locked)
        clock.advance(1)
        assert isinstance(accounts.check("chen", PASSWORD), Granted)

    def test_after_a_restart_with_a_clock_far_back_it_lasts_300_seconds_at_most(
        self, accounts: Accounts, store: Store, clock: DrivenClock
    ) -> None:
        _lock(accounts)
        clock.set_wall(clock.now() - timedelta(days=9000))
        again = Accounts(store, clock, QUICK)
        clock.advance(299)
        assert isinstance(again.check("chen", PASSWORD), Locked)
        clock.advance(1)
        assert isinstance(again.check("chen", PASSWORD), Granted)


def _lock(accounts: Accounts) -> None:
    for _ in range(5):
        answer = accounts.check("chen", "wrong")
    assert isinstance(answer, Locked)

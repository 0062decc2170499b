"""A private pcscd for the whole run, and readers opened on it and on a pseudo-terminal."""

from collections.abc import Iterator

import pytest
from smartcard import scard

from devices.cards.pcsc_reader import PcscReader
from devices.cards.sam_v_reader import SamVReader
from devices.cards.simulator.private_pcscd import PrivatePcscd
from devices.cards.simulator.virtual_id_reader import VirtualIdReader


@pytest.fixture(scope="session")
def one_pcscd() -> Iterator[PrivatePcscd]:
    """PC/SC's library reads the socket's name once in a process: so there is one pcscd in a run."""
    with PrivatePcscd() as pcscd:
        pcscd.attach_this_process()
        yield pcscd


@pytest.fixture
def pcscd(one_pcscd: PrivatePcscd) -> Iterator[PrivatePcscd]:
    """That pcscd with empty, faultless readers."""
    yield one_pcscd
    for reader in (one_pcscd.contact, one_pcscd.contactless):
        reader.fault("none")
        reader.lift()
    wait_until_empty()


def wait_until_empty() -> None:
    """Wait until pcscd, which looks every 400 ms, has seen that no card is left."""
    _, context = scard.SCardEstablishContext(scard.SCARD_SCOPE_USER)
    _, names = scard.SCardListReaders(context, [])
    states = [(name, scard.SCARD_STATE_UNAWARE) for name in names]
    for _ in range(20):
        _, seen = scard.SCardGetStatusChange(context, 500, states)
        states = [(name, state & ~scard.SCARD_STATE_CHANGED) for name, state, _atr in seen]
        if not any(state & scard.SCARD_STATE_PRESENT for _, state in states):
            break
    else:
        pytest.fail("pcscd still sees a card")
    scard.SCardReleaseContext(context)


@pytest.fixture
def pcsc(pcscd: PrivatePcscd) -> Iterator[PcscReader]:
    reader = PcscReader(card_limit_s=1.0)
    reader.open()
    yield reader
    reader.close()


@pytest.fixture
def virtual() -> Iterator[VirtualIdReader]:
    with VirtualIdReader() as virtual:
        yield virtual


@pytest.fixture
def id_reader(virtual: VirtualIdReader) -> Iterator[SamVReader]:
    reader = SamVReader(virtual.port, poll_s=0.02)
    reader.open()
    yield reader
    reader.close()

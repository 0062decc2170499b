"""Reading the card that a SAM_V module has found, and seeing whether it still lies there."""

from devices.cards import sam_v_module as sam
from devices.cards.reading import CardReading, NotReadable, NotThisKind, ReadFault
from devices.cards.sam_v_text import read_text

_TEXT_LENGTH = b"\x01\x00"
_TEXT = slice(4, 4 + 256)
_LAY_AGAIN = NotReadable(ReadFault.LAY_AGAIN)


def read_card(module: sam.SamVModule) -> CardReading:
    """Select and read the found card; where that slips, find it and try once more.

    Raises `ModuleSilent`, and OSError where the line is gone.
    """
    reading = _try_reading(module)
    if reading == _LAY_AGAIN and _finds(module):
        reading = _try_reading(module)
    return reading


def still_lies(module: sam.SamVModule, *, was_read: bool) -> bool:
    """Whether the card is still there. Raises `ModuleSilent`, `AnswerGarbled` and OSError.

    The card is asked for its newest address, of which nothing is looked at. Where modules do not
    know this command, or the card was never read, one that can be found counts as still there; a
    card that was read and then is found has been laid down anew, or is another.
    """
    status = module.ask(sam.NEWEST_ADDRESS).status
    if status in (sam.OK, sam.NOTHING_STORED):
        return True
    if was_read and status not in sam.MODULE_FAULTS:
        return False
    return module.ask(sam.FIND).status == sam.FOUND


def _finds(module: sam.SamVModule) -> bool:
    try:
        return module.ask(sam.FIND).status == sam.FOUND
    except sam.AnswerGarbled:
        return False


def _try_reading(module: sam.SamVModule) -> CardReading:
    try:
        selected = module.ask(sam.SELECT)
        if selected.status != sam.OK:
            return _reading_of_failure(selected.status)
        answer = module.ask(sam.READ)
    except sam.AnswerGarbled:
        return _LAY_AGAIN
    if answer.status != sam.OK:
        return _reading_of_failure(answer.status)
    if answer.data[:2] != _TEXT_LENGTH:
        return NotReadable(ReadFault.DAMAGED)
    return read_text(answer.data[_TEXT])


def _reading_of_failure(status: int) -> CardReading:
    match status:
        case sam.WRONG_CARD_TYPE:
            return NotThisKind()
        case sam.SELECT_FAILED | sam.READ_FAILED:
            return _LAY_AGAIN
        case sam.NOTHING_STORED:
            return NotReadable(ReadFault.DAMAGED)
        case _ if status in sam.REFUSALS:
            return NotReadable(ReadFault.REFUSED)
        case _:
            return NotReadable(ReadFault.READER)

"""Signing up and taking it back: asked once, done once, and told as it then stands.

The pages of an outcome hand the request in themselves, by the key they were reached with: asked for
again, after a failure say, they get the answer of the first time.
"""

from __future__ import annotations

from applications.activity_words import facts, in_full, when_and_where
from applications.ask import Ask
from applications.usual_choices import print_slip
from contract.activities import Activity, Refusal, Signing, SignUp, SignUpAnswer, Standing
from contract.credentials import Right
from contract.failures import RecordMissing
from pages.blocks import Block, Emblem, Fact, Facts, Paragraph, State, Tone
from pages.choices import Choice, Role, do, go
from pages.model import Page, Paper
from pages.texts import FreeText, Text, say
from values import Count, Ordinal, PersonName, PhoneNumber

OTHERS = Choice(say("activities.outcome.others"), go("activities.programme"), icon="celebration")


def mine(ask: Ask) -> Page:
    """What the person signed up for, soonest first."""
    found = ask.visit.sign_ups()
    nothing = (State(Tone.WAITING, say("activities.mine.none")),)
    return Page(
        route="activities.mine",
        title=say("activities.mine.title"),
        lead=say("activities.mine.lead") if found else None,
        blocks=() if found else nothing,
        choices=(*(_row(ask, each) for each in found), *(() if found else (OTHERS,))),
    )


def slip(ask: Ask, activity: int) -> Page:
    """What a slip says of a sign-up; raises ``RecordMissing`` where there is none."""
    found = next((each for each in ask.visit.sign_ups() if each.activity.id == activity), None)
    if found is None:
        raise RecordMissing
    return Page(
        route="activities.slip",
        title=FreeText(found.activity.title),
        lead=in_full(ask, found.activity),
        blocks=(state(found), facts(ask, found.activity)),
        choices=(print_slip(ask, "activities.slip", activity=activity),),
        watches=frozenset({"printer"}),
        paper=Paper(
            str(activity),
            say("activities.slip.contact", phone=PhoneNumber(found.activity.phone)),
            kind="sign_up",
        ),
    )


def confirm(ask: Ask, activity: int) -> Page:
    """Really? Once, with what it costs and for whom it is."""
    found = ask.public.activity(activity)
    waits = found.signing(ask.now) is Signing.FULL
    return Page(
        route="activities.confirm",
        title=say("activities.confirm.wait" if waits else "activities.confirm.title"),
        lead=_for_whom(ask),
        blocks=(_what(ask, found), *_asked_about(found)),
        choices=(
            Choice(
                _yes(found, waits=waits),
                do(
                    "submit",
                    ask.new_key(),
                    route="activities.signed_up",
                    activity=activity,
                    fit=True,
                ),
                icon="how_to_reg",
                role=Role.PRIMARY,
            ),
            Choice(say("activities.confirm.no"), do("back"), icon="close"),
        ),
    )


def signed_up(ask: Ask, activity: int, fit: bool, key: str) -> Page:
    """Sign up, and say how the person stands since."""
    return _outcome(ask, ask.visit.sign_up(activity, key, fit=fit))


def confirm_cancel(ask: Ask, activity: int) -> Page:
    """Really not? Somebody else gets the place."""
    found = ask.public.activity(activity)
    waited_for = found.waiting > 0
    return Page(
        route="activities.confirm_cancel",
        title=say("activities.confirm_cancel.title"),
        lead=_for_whom(ask),
        blocks=(
            _what(ask, found),
            *((Paragraph(say("activities.confirm_cancel.gone")),) if waited_for else ()),
        ),
        choices=(
            Choice(
                say("activities.confirm_cancel.no"), do("back"), "event_available", Role.PRIMARY
            ),
            Choice(
                say("activities.confirm_cancel.yes"),
                do("submit", ask.new_key(), route="activities.cancelled", activity=activity),
                icon="event_busy",
            ),
        ),
    )


def cancelled(ask: Ask, activity: int, key: str) -> Page:
    """Take it back, and say so."""
    return _outcome(ask, ask.visit.cancel_sign_up(activity, key))


def standing_of(ask: Ask, activity: Activity) -> SignUp | None:
    """How the person stands with it, as this visit knows; None where they did not sign up."""
    if ask.records is None or Right.TAKE_PART not in ask.records.rights:
        return None
    return next((each for each in ask.records.coming if each.activity.id == activity.id), None)


def state(sign_up: SignUp) -> State:
    """How somebody stands, and who signed them up where it was somebody else."""
    by_other = say("activities.own.by_other") if sign_up.by_other else None
    if sign_up.activity.called_off is not None:
        reason = FreeText(sign_up.activity.called_off)
        return State(Tone.NOTICE, say("activities.state.called_off"), reason)
    if sign_up.standing is Standing.WAITING:
        place = Ordinal(sign_up.place_in_line or 1)
        return State(Tone.WAITING, say("activities.own.waiting", place=place), by_other)
    if sign_up.moved_up:
        return State(Tone.GOOD, say("activities.own.moved_up"), by_other)
    return State(Tone.GOOD, say("activities.own.going"), by_other)


def _row(ask: Ask, sign_up: SignUp) -> Choice:
    called_off = sign_up.activity.called_off is not None
    aside = "activities.aside.called_off" if called_off else f"activities.aside.{sign_up.standing}"
    return Choice(
        FreeText(sign_up.activity.title),
        go("activities.activity", activity=sign_up.activity.id),
        role=Role.ROW,
        detail=when_and_where(ask, sign_up.activity),
        aside=say(aside),
    )


def _for_whom(ask: Ask) -> Text | None:
    """Whoever acts for somebody else is told for whom (代办)."""
    if not ask.visit.acting:
        return None
    return say("activities.confirm.for", name=PersonName(ask.visit.retiree.name))


def _what(ask: Ask, activity: Activity) -> Facts:
    return Facts(
        (
            Fact(say("activities.confirm.what"), FreeText(activity.title)),
            Fact(say("activities.confirm.when"), in_full(ask, activity)),
        ),
        boxed=True,
    )


def _asked_about(activity: Activity) -> tuple[Block, ...]:
    """What one must not suffer from: whoever signs up says that they do not."""
    if activity.unfit is None:
        return ()
    unfit = FreeText(activity.unfit)
    return (State(Tone.NOTICE, say("activities.confirm.unfit", unfit=unfit)),)


def _yes(activity: Activity, *, waits: bool) -> Text:
    if activity.unfit is not None:
        return say("activities.confirm.yes_fit")
    return say("activities.confirm.yes_wait" if waits else "activities.confirm.yes")


def _outcome(ask: Ask, answer: SignUpAnswer) -> Page:
    if answer.sign_up is None:
        assert answer.refusal is not None
        return _refused(answer.refusal)
    match answer.sign_up.standing:
        case Standing.CANCELLED:
            return _taken_back(answer.sign_up.activity)
        case Standing.GOING | Standing.WAITING:
            return _stands(ask, answer.sign_up, already=answer.already)


def _stands(ask: Ask, sign_up: SignUp, *, already: bool) -> Page:
    going = sign_up.standing is Standing.GOING
    title = "already" if already else "going" if going else "waiting"
    return Page(
        route="activities.signed_up",
        title=say(f"activities.outcome.{title}"),
        lead=say(
            "activities.outcome.what",
            title=FreeText(sign_up.activity.title),
            when=in_full(ask, sign_up.activity),
        ),
        blocks=(Emblem("event_available", Tone.GOOD if going else Tone.WAITING), *_line(sign_up)),
        choices=(
            print_slip(ask, "activities.slip", activity=sign_up.activity.id),
            Choice(say("activities.outcome.mine"), go("activities.mine"), icon="event_available"),
            Choice(say("activities.outcome.home"), do("home"), icon="home"),
        ),
        watches=frozenset({"printer"}),
        centred=True,
        must_finish=True,
    )


def _line(sign_up: SignUp) -> tuple[Block, ...]:
    """How many stand before somebody who waits, and what then happens."""
    if sign_up.place_in_line is None:
        return ()
    before = Count(sign_up.place_in_line - 1)
    text = say("activities.outcome.line", n=before) if before.number else None
    return (Paragraph(text or say("activities.outcome.next_in_line")),)


def _taken_back(activity: Activity) -> Page:
    again = Choice(
        say("activities.outcome.again"), go("activities.confirm", activity=activity.id), "undo"
    )
    return Page(
        route="activities.cancelled",
        title=say("activities.outcome.cancelled"),
        lead=say("activities.outcome.cancelled_what", title=FreeText(activity.title)),
        blocks=(Emblem("event_busy", Tone.GOOD),),
        choices=(OTHERS, again, Choice(say("activities.outcome.home"), do("home"), icon="home")),
        centred=True,
        must_finish=True,
    )


def _refused(refusal: Refusal) -> Page:
    return Page(
        route="activities.refused",
        title=say(f"activities.refused.{refusal}.title"),
        lead=say(f"activities.refused.{refusal}.lead"),
        blocks=(Emblem("event_busy", Tone.NOTICE),),
        choices=(
            OTHERS,
            Choice(say("activities.outcome.home"), do("home"), icon="home"),
        ),
        centred=True,
        must_finish=True,
    )

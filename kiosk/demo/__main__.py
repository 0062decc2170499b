"""``python -m kiosk.demo``: lay cards down at the demo that runs, and have things go wrong."""

from __future__ import annotations

import argparse
import sys

from kiosk.demo.dock.address import NoDemo, ask
from kiosk.demo.faults import FAULTS
from kiosk.demo.people import load_people


def main() -> int:
    """The command line; 1 where nothing was done."""
    options = _parser().parse_args()
    if options.verb == "list":
        sys.stdout.write(_listed())
        return 0
    try:
        trouble = ask(_deed(options))
    except NoDemo as reason:
        trouble = str(reason)
    sys.stderr.write(f"{trouble}\n" if trouble else "")
    return 1 if trouble else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m kiosk.demo", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    lay = verbs.add_parser("lay", help="put a social-security card in")
    lay.add_argument("person")
    lay.add_argument("--id", action="store_true", help="lay the resident ID card down instead")
    scan = verbs.add_parser("scan", help="hold a telephone with an electronic card to the scanner")
    scan.add_argument("person")
    verbs.add_parser("swipe", help="draw an old card through the stripe reader").add_argument(
        "person"
    )
    verbs.add_parser("lift", help="take every card away")
    for verb in ("fault", "mend"):
        verbs.add_parser(verb, help=f"{verb} something").add_argument("name")
    verbs.add_parser("pass", help="let time pass").add_argument("seconds", type=float)
    verbs.add_parser("list", help="people and faults")
    return parser


def _deed(options: argparse.Namespace) -> dict[str, object]:
    """The step of a script that these words mean."""
    match options.verb:
        case "lay":
            card = "resident_id" if options.id else "social_security"
            return {"lay": options.person, "card": card}
        case "lift":
            return {"lift": True}
        case "scan" | "swipe":
            return {options.verb: options.person}
        case "pass":
            return {"pass": options.seconds}
        case verb:
            return {verb: options.name}


def _listed() -> str:
    people = "".join(f"  {key:8} {each.about}\n" for key, each in load_people().items())
    return f"People:\n{people}Faults:\n" + "".join(f"  {name}\n" for name in FAULTS)


if __name__ == "__main__":
    sys.exit(main())

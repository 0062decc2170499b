"""``python -m kiosk.demo``: lay cards down at the demo that runs, and have things go wrong."""

from __future__ import annotations

import argparse
import sys

from kiosk.demo.hand import NoDemo, ask


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m kiosk.demo", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    lay = verbs.add_parser("lay", help="lay a card down or put it in")
    lay.add_argument("person")
    lay.add_argument("--id", action="store_true", help="the resident ID card")
    verbs.add_parser("lift", help="take every card away")
    for verb in ("fault", "mend"):
        verbs.add_parser(verb, help=f"{verb} something").add_argument("name")
    verbs.add_parser("list", help="people and faults")
    options = parser.parse_args()
    request = {"do": options.verb}
    if options.verb == "lay":
        card = "resident_id" if options.id else "social_security"
        request |= {"person": options.person, "card": card}
    elif options.verb in ("fault", "mend"):
        request["name"] = options.name
    try:
        sys.stdout.write(ask(request))
    except NoDemo as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What is written on a simulated card."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CardProfile:
    """One card and its holder; the sample numbers use the impossible division 9999xx.

    `version` is the social-security card's ("1.00", "2.00", "2.01", "3.00"); a resident ID card has
    neither version nor card number. `announces_lengths` makes a card answer 61xx and 6Cxx as those
    with the T=0 protocol do; cards without it answer whole, as over a contactless reader.
    """

    name: str = "陈秀英"
    id_number: str = "999906194503120024"
    card_number: str = "A99990001"
    region: str = "999906"
    version: str = "2.00"
    announces_lengths: bool = True


SECOND_GENERATION = CardProfile()
FIRST_GENERATION = CardProfile(version="1.00")
THIRD_GENERATION = CardProfile(version="3.00")
CONTACTLESS_SECOND_GENERATION = CardProfile(announces_lengths=False)
LONG_NAME = CardProfile(name="阿依古丽·买买提艾力·吐尔逊𠮷")

"""Share pictures: what a link to a post looks like on Zalo and Facebook."""

from newsroom.cards.card import SIZE, ShareCard
from newsroom.cards.preparing import card_photo, prepare_cards

__all__ = ["SIZE", "ShareCard", "card_photo", "prepare_cards"]

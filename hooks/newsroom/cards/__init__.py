"""Share pictures: what a link to a post looks like on Zalo and Facebook."""

from newsroom.cards.batch import card_photo, prepare_cards
from newsroom.cards.card import SIZE, CardPhoto, ShareCard

__all__ = ["SIZE", "CardPhoto", "ShareCard", "card_photo", "prepare_cards"]

"""Share pictures: what a link to a post looks like on Zalo and Facebook."""

from newsroom.cards.drawing import draw_card
from newsroom.cards.layout import ShareCard
from newsroom.cards.png import SIZE
from newsroom.cards.preparing import card_photo, prepare_cards

__all__ = ["SIZE", "ShareCard", "card_photo", "draw_card", "prepare_cards"]

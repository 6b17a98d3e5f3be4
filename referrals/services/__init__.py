"""What is done with a referral, one function a verb."""

from referrals.services.barriers import resolve_barrier, take_barrier
from referrals.services.dates import give_dates
from referrals.services.decide import accept, decline, mark_duplicate, redirect
from referrals.services.housing import tell_housing_authority
from referrals.services.refer import refer, submit
from referrals.services.talk import add_news, answer, ask_for_information, withdraw

__all__ = [
    "accept",
    "add_news",
    "answer",
    "ask_for_information",
    "decline",
    "give_dates",
    "mark_duplicate",
    "redirect",
    "refer",
    "resolve_barrier",
    "submit",
    "take_barrier",
    "tell_housing_authority",
    "withdraw",
]

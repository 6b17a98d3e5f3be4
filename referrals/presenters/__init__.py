"""Referrals as rows, cards and tags."""

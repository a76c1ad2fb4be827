"""Proofwort: an open evidence base for natural ingredients."""

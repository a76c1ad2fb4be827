"""Tests of the readers, of identity and of the clients; no network besides this machine."""

"""`python -m proofwort`."""

from proofwort.cli import main

main()

"""From corpora to the packaged model in one command; stops and goes on where it was."""

from __future__ import annotations

import argparse
from dataclasses import asdict, replace
from pathlib import Path

from training.export import package
from training.train import Recipe, prepare

ROOT = Path(__file__).parents[1]


def main() -> None:
    """`python -m training.run --corpora DIR`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--corpora", type=Path, required=True, help="folder with ud_ewt, ud_gum, uner_ewt, wikigold, re3d, gmb, current-events"
    )
    parser.add_argument("--holders", type=Path, help="register of names; DIR/../registers/holders.csv unless given")
    parser.add_argument("--run", type=Path, default=ROOT / "training" / "runs" / "one", help="checkpoints and log")
    parser.add_argument("--out", type=Path, default=ROOT / "src" / "chancery" / "data" / "model")
    parser.add_argument("--seed", type=int, default=Recipe.seed)
    parser.add_argument("--epochs", type=int, default=Recipe.epochs)
    parser.add_argument("--threads", type=int, default=Recipe.threads)
    parser.add_argument("--device", default=Recipe.device, help="cpu or cuda")
    given = parser.parse_args()
    recipe = replace(Recipe(), seed=given.seed, epochs=given.epochs, threads=given.threads, device=given.device)
    holders = given.holders or given.corpora.parent / "registers" / "holders.csv"
    prepare(given.corpora, holders, given.run, recipe).go(every=240.0)
    package(given.run, given.corpora, given.out)
    print(f"{given.out}: packaged; {asdict(recipe)}")


if __name__ == "__main__":
    main()

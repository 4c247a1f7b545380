"""`python -m chancery` is the command line."""

from chancery.cli import main

if __name__ == "__main__":
    main()

"""`python -m undersigned` is the `undersigned` command."""

from undersigned.cli.main import run

if __name__ == "__main__":
    run()

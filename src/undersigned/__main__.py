"""`python -m undersigned` is the `undersigned` command."""

from undersigned.cli.main import main

if __name__ == "__main__":
    main()

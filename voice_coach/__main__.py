"""`python -m voice_coach`: the command `coach`, where its folder is not on the path."""

from voice_coach.cli.main import main

if __name__ == "__main__":
    main()

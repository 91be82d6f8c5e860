"""The programs under `serve`: one a file, each with `run(site, configuration)`, each in a process of its own."""

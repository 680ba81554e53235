"""The kinds of value a script can hold. Each reads a node and describes itself as JSON Schema.

Reader and schema come from the same objects, so they cannot drift apart. A kind that meets
something wrong adds a problem to the report and returns None; reading goes on, so that one run
finds everything.
"""

#!/usr/bin/env python3
"""HARNESS=<folder> compare.py TARGET...: the harness's comparison, in which a target may have keys of its own.

The harness asks all targets for the same keys; a target file that names a database in KEYDB is asked for the keys there.
"""
import os

path = os.path.join(os.environ["HARNESS"], "lib", "compare.py")
with open(path) as file:
    source = file.read().rstrip()
assert source.endswith("\nmain()"), "The harness does not end with main()"
harness = {"__file__": path, "__name__": "harness"}
exec(compile(source.removesuffix("main()"), path, "exec"), harness)
prepare, shared = harness["prepare"], harness["KEYDB"]


def read_keys(database):
    harness["KEYDB"] = database
    harness["keys"]()


def prepare_with_keys(target, work):
    read_keys(target.get("KEYDB", shared))
    try:
        return prepare(target, work)
    finally:
        read_keys(shared)


harness["prepare"] = prepare_with_keys
harness["main"]()

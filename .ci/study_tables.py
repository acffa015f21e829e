"""Checks the tables of a study folder with readers that are not Monazite's (pandas, polars, DuckDB), and runs the README's
snippets on it.

    study_tables.py FOLDER [README]
"""

import contextlib
import csv
import hashlib
import io
import json
import os
import re
import sys
import tempfile

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq

folder = os.path.abspath(sys.argv[1])
readme = os.path.abspath(sys.argv[2]) if len(sys.argv) > 2 else None

COLUMNS = {
    "runs": "arm replication seed status reason",  # then what varies
    "yearly": "arm replication year output metric unit region stage value",
    "quantiles": "arm month year output metric unit region stage n p05 p25 p50 p75 p95",
}


def path(table):
    return f"{folder}/{table}/{table}.parquet"


with open(f"{folder}/manifest.json", encoding="utf-8") as f:
    manifest = json.load(f)
for file in manifest["files"]:
    with open(f"{folder}/{file['name']}", "rb") as f:
        body = f.read()
    assert (len(body), hashlib.sha256(body).hexdigest()) == (file["bytes"], file["sha256"]), f"{file['name']} is not what the manifest lists"
arms, replications = [arm["arm"] for arm in manifest["arms"]], manifest["replications"]
print(f"manifest: {len(manifest['files'])} files, {len(arms)} arms of {replications} replications")

with open(f"{folder}/dictionary.csv", newline="", encoding="utf-8") as f:
    described = {(row["table"], row["column"]): row for row in csv.DictReader(f)}


def check_columns(table):
    """Names in their order, each described, with the same unit and basis in the file."""
    schema = pq.read_schema(path(table))
    meta = {key.decode(): value.decode() for key, value in (schema.metadata or {}).items()}
    fixed = COLUMNS[table].split()
    assert schema.names[: len(fixed)] == fixed, f"{table} has columns {schema.names}"
    assert table == "runs" or len(schema.names) == len(fixed), f"{table} has columns {schema.names}"
    for column in schema.names:
        assert re.fullmatch("[a-z][a-z0-9_]*", column), f"{table}.{column} is no plain name"
        row = described.get((table, column))
        assert row and row["unit"] and row["basis"] and row["description"].endswith("."), f"{table}.{column} is not in the dictionary"
        for key in ("unit", "basis"):
            assert meta.get(f"{key}:{column}") == row[key], f"{table}.{column}: {key} in the file's metadata"
    if "month" in schema.names:
        assert str(schema.field("month").type) == "timestamp[ms]", f"{table}.month is {schema.field('month').type}"
    if "year" in schema.names:
        assert str(schema.field("year").type) == "int16", f"{table}.year is {schema.field('year').type}"
    varied = schema.names[len(fixed):]
    return {column: meta[f"path:{column}"] for column in varied}


varied = [check_columns(table) for table in COLUMNS][0]
for table, columns in {"summary.csv": pd.read_csv(f"{folder}/summary.csv").columns, "design.csv": varied.values()}.items():
    for column in columns:
        assert (table, column) in described, f"{table}: {column} is not in the dictionary"

# Three readers see the same rows.
tables = {}
for table in COLUMNS:
    frame = tables[table] = pd.read_parquet(path(table))
    polar = pl.read_parquet(path(table))
    duck = duckdb.sql(f"SELECT * FROM '{path(table)}'").df()
    assert list(frame.columns) == polar.columns == list(duck.columns), f"{table}: readers see other columns"
    assert len(frame) > 0, f"{table} is empty"
    assert not frame.isna().any().any(), f"{table} has cells without a value"
    for other, seen in (("polars", polar.rows()), ("DuckDB", list(duck.itertuples(index=False, name=None)))):
        assert seen == list(frame.itertuples(index=False, name=None)), f"{table}: pandas and {other} see other rows"
    print(f"{table}: {len(frame)} rows, the same to pandas, polars and DuckDB")
runs, yearly, quantiles = tables["runs"], tables["yearly"], tables["quantiles"]

# Every replication is there once, in order; only those that are done have numbers.
assert list(zip(runs["arm"], runs["replication"])) == [(arm, r) for arm in arms for r in range(replications)], "runs: not every replication in order"
assert set(runs["status"]) <= {"done", "failed"}
assert ((runs["status"] == "failed") == (runs["reason"] != "")).all() or (runs.loc[runs["status"] == "done", "reason"] == "").all()
joined = yearly.merge(runs, on=["arm", "replication"], how="left", validate="many_to_one")
assert (joined["status"] == "done").all(), "yearly: numbers of a replication that is not done"
assert not yearly.duplicated(["arm", "replication", "output", "year"]).any(), "yearly: a number is there twice"
assert set(yearly["output"]) <= {column for table, column in described if table == "outputs"}, "yearly: an output is not described"

# What varies is what the design says, the same in every arm.
if varied:
    design = pd.read_csv(f"{folder}/design.csv", dtype=str)
    assert list(design.columns) == list(varied.values()), "design.csv has other columns than runs"
    for column, named in varied.items():
        cells = design[named][:replications]
        if runs[column].dtype.kind == "f":
            cells = cells.str.split(" ").str[0].astype(float)
        for arm in arms:
            assert list(runs.loc[runs["arm"] == arm, column]) == list(cells), f"runs.{column} is not {named} of the design"
print(f"runs: {len(varied)} parameters, as in the design")

# Quantiles are in order, of no more replications than are done.
levels = ["p05", "p25", "p50", "p75", "p95"]
for low, high in zip(levels, levels[1:]):
    assert (quantiles[low] <= quantiles[high]).all(), f"quantiles: {low} above {high}"
done = runs[runs["status"] == "done"].groupby("arm").size()
assert (quantiles["n"] >= 1).all() and (quantiles["n"] <= quantiles["arm"].map(done)).all()
assert (quantiles["month"].dt.day == 1).all() and (quantiles["month"].dt.year == quantiles["year"]).all()
assert not quantiles.duplicated(["arm", "month", "output"]).any()

# The summary can be computed again from the yearly table.
summary = pd.read_csv(f"{folder}/summary.csv", keep_default_na=False, na_values=[""], dtype={"stage": str})
cells = summary.set_index(["output", "year", "arm"])
groups = yearly.groupby(["output", "year", "arm"])["value"]
known = cells[cells["n"] > 0]


def agree(name, ours, theirs):
    theirs = theirs.reindex(ours.index)
    assert ((ours - theirs).abs() <= 1e-9 * (1 + theirs.abs())).sum() == theirs.notna().sum(), f"summary.csv: {name}"


assert (groups.size().reindex(cells.index, fill_value=0) == cells["n"]).all(), "summary.csv: n"
agree("mean", known["mean"], groups.mean())
agree("sd", known["sd"], groups.std())
for name, level in (("p05", 0.05), ("p50", 0.50), ("p95", 0.95)):
    agree(name, known[name], groups.quantile(level))
wide = yearly.pivot(index=["output", "year", "replication"], columns="arm", values="value")
for arm in arms[1:]:
    (against,) = summary.loc[summary["arm"] == arm, "against"].unique()
    difference = (wide[arm] - wide[against]).groupby(["output", "year"])
    agree(f"differences of {arm}", cells.xs(arm, level="arm")["difference_mean"].dropna(), difference.mean())
print(f"summary.csv: {len(cells)} rows, as pandas computes them")


def run_python(code):
    exec(compile(code, "README.md", "exec"), {})


def run_sql(code):
    print(duckdb.sql(code).fetchall())


def run_snippets(text):
    """Runs every snippet that names a study folder, where it finds this one, and wants all arms in what it prints."""
    named = 0
    for language, code in re.findall(r"^```(python|sql)\n(.*?)^```", text, re.M | re.S):
        place = re.search(r"out/[A-Za-z0-9_-]+", code)
        if not place or "yearly" not in code:
            continue
        named += 1
        with tempfile.TemporaryDirectory() as work, contextlib.redirect_stdout(io.StringIO()) as printed:
            os.makedirs(f"{work}/out")
            os.symlink(folder, f"{work}/{place[0]}")
            os.chdir(work)
            {"python": run_python, "sql": run_sql}[language](code)
            os.chdir("/")
        for arm in arms:
            assert arm in printed.getvalue(), f"README.md: this shows nothing of arm {arm}:\n{code}\n{printed.getvalue()}"
    assert named > 0, "README.md has no snippet that reads a study"
    print(f"README.md: {named} snippets run")


if readme:
    with open(readme, encoding="utf-8") as f:
        run_snippets(f.read())

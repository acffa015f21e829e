"""Checks the tables of a run folder with a reader that is not Monazite's: names, units, identities."""

import csv
import sys

import pyarrow.compute as pc
import pyarrow.parquet as pq

folder = sys.argv[1]


def grams(table, column):
    """A mass column as whole grams."""
    return pc.cast(pc.round(pc.multiply(table[column], 1e6)), "int64")


def close(name, plus, minus):
    """Opening and what came in equal what went out and closing, in every row, to the gram."""
    table = pq.read_table(f"{folder}/{name}.parquet")
    left = sum_of(table, plus)
    right = sum_of(table, minus)
    bad = pc.sum(pc.cast(pc.not_equal(left, right), "int64")).as_py()
    assert len(table) > 0, f"{name} is empty"
    assert bad == 0, f"{name}: {bad} of {len(table)} rows do not close"
    print(f"{name}: {len(table)} rows close")
    return table


def sum_of(table, columns):
    total = grams(table, columns[0])
    for column in columns[1:]:
        total = pc.add(total, grams(table, column))
    return total


with open(f"{folder}/dictionary.csv", newline="", encoding="utf-8") as f:
    described = {(row["table"], row["column"]): row for row in csv.DictReader(f)}

tables = ["prices", "flows", "rents", "balances", "elements", "production", "plants", "companies", "contracts",
          "instruments", "metrics", "events"]
for name in tables:
    schema = pq.read_schema(f"{folder}/{name}.parquet")
    meta = schema.metadata or {}
    for column in schema.names:
        row = described.get((name, column))
        assert row and row["unit"] and row["basis"], f"{name}.{column} is not in the dictionary"
        for key in ("unit", "basis"):
            assert meta.get(f"{key}:{column}".encode(), b"").decode() == row[key], f"{name}.{column}: {key} in the file's metadata"
    month = schema.field("month").type
    assert str(month) == "timestamp[ms]", f"{name}.month is {month}"
    assert str(schema.field("year").type) == "int16", f"{name}.year is {schema.field('year').type}"
print(f"dictionary: {len(described)} columns")

close("balances", ["opening_t", "produced_t", "imported_t", "recycled_t"], ["used_t", "exported_t", "waste_t", "closing_t"])
close("elements", ["opening_t", "mined_t", "from_scrap_t", "imported_t"], ["exported_t", "used_t", "waste_t", "closing_t"])

# Every month, region, good and plant is there.
prices = pq.read_table(f"{folder}/prices.parquet")
months = len(pc.unique(prices["month"]))
cells = len(pc.unique(prices["good"])) * len(prices.select(["region", "segment"]).group_by(["region", "segment"]).aggregate([]))
assert len(prices) == months * cells, f"prices: {len(prices)} rows, expected {months} months x {cells}"
plants = pq.read_table(f"{folder}/plants.parquet")
assert len(plants) == months * len(pc.unique(plants["plant"])), "plants: a month or plant is missing"
print(f"prices and plants: {months} months")

# What regions send each other is what they balance by.
flows = pq.read_table(f"{folder}/flows.parquet")
balances = pq.read_table(f"{folder}/balances.parquet")
crossed = flows.filter(pc.not_equal(flows["origin"], flows["destination"]))
sent = pc.sum(grams(crossed, "mass_t")).as_py() or 0
for side in ("exported_t", "imported_t"):
    total = pc.sum(grams(balances, side)).as_py()
    assert total == sent, f"{side} sums to {total} g, flows to {sent} g"
print("flows: equal exports and imports")

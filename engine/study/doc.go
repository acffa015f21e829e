// Package study compares policies over many paired replications. A study's file says which arms there are, what varies and
// what is kept (file.go, arm.go, points.go, output.go); designs place the points of what varies, the same on every machine; a
// pool runs what is left, one replication on each core (pool.go); a store keeps each through crashes, full disks and damage,
// and merges shards; when all are over they are compacted into tables, a summary and findings in sentences (compact.go),
// with paired differences, their intervals, chances, rank correlations, and who gains and who loses (surplus.go).
//
// In a replication all arms have the same row of the run table and the same luck: streams are keyed by seed, replication,
// entity and month, never by arm. Nothing depends on which worker ran what, or when.
package study

// Package study is what studies of many runs stand on: designs place the points of uncertain parameters, the same on
// every machine; a store keeps finished replications through crashes, full disks and damage, and merges shards. What runs
// the replications and compares them is not here yet.
package study

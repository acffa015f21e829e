// Package study is what studies of many runs stand on. Designs place the points of uncertain parameters, the same on every
// machine; a store keeps finished replications through crashes, full disks and damage, and merges shards; paired differences,
// their intervals, probabilities, quantiles and rank correlations become findings in sentences. What runs the
// replications, and the commands, are not here yet.
package study

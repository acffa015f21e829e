// Package study is about many runs: the designs that place the points of uncertain parameters, the same on every machine.
// What runs and compares them is not here yet.
package study

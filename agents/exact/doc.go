// Package exact holds the arithmetic whose bits decide results: functions,
// random draws and conversions that are equal on every machine.
//
// A market run is chaotic enough that one different last bit in an expected
// price moves a bid past another and, some months later, a mine. The standard
// library's Exp, Log and Pow have assembly versions on some processors, and a
// compiler may fuse x*y+z into one rounding on others. Here every function is
// built of +, -, *, / and square root alone, which IEEE 754 rounds in one way
// only, and every product that feeds a sum is rounded by an explicit
// conversion, float64(x*y) + z, which forbids the fusion.
//
// Random numbers are keyed, not sequential: a draw depends on the seed, the
// replication, the entity's name, the purpose and the month, never on which
// worker asks or in which order. Two arms of a study therefore share their
// luck, and an added plant disturbs nobody else's.
//
// Behaviour is float64, accounts are integers; the conversions between them
// are here too, rounded half to even and refused when no integer exists.
//
// The package computes no statistics and reads no clock, file or global source.
package exact

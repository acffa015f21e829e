//go:build !linux

package study

// FreeMemory is how many bytes the machine has left, -1 where that is unknown.
func FreeMemory() int64 { return -1 }

// FreeDisk is how many bytes may still be written to where a folder is or will be, -1 where that is unknown.
func FreeDisk(string) int64 { return -1 }
